package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// instructions reads a Dockerfile: the instructions of its stages, comments left out.
func instructions(t *testing.T) (stages [][]string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "", strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "FROM "):
			stages = append(stages, []string{line})
		case len(stages) > 0:
			stages[len(stages)-1] = append(stages[len(stages)-1], line)
		case line != "ARG GO_IMAGE=golang:"+releaseCompiler(t):
			t.Errorf("the image is not built by the compiler of the releases: %s", line)
		}
	}
	return stages
}

// releaseCompiler is the version of Go that makes releases, to the last number.
func releaseCompiler(t *testing.T) string {
	t.Helper()
	var release struct {
		Jobs map[string]struct {
			Steps []struct {
				With map[string]string
			}
		}
	}
	readYAML(t, ".github/workflows/release.yml", &release)
	for _, step := range release.Jobs["release"].Steps {
		if version := step.With["go-version"]; regexp.MustCompile(`^1\.\d+\.\d+$`).MatchString(version) {
			return version
		}
	}
	t.Fatal("release.yml names no version of Go")
	return ""
}

// TestDockerfile stands in for a build, which needs an engine: the image is made from
// nothing, runs as nobody, and holds what the stage before it built.
func TestDockerfile(t *testing.T) {
	stages := instructions(t)
	if len(stages) != 2 {
		t.Fatalf("there are %d stages", len(stages))
	}
	want := []string{
		"FROM scratch", "COPY --from=build /authlint /authlint", "COPY LICENSE /LICENSE",
		"USER 65532:65532", "WORKDIR /work", `ENTRYPOINT ["/authlint"]`,
	}
	if !slices.Equal(stages[1], want) {
		t.Errorf("the image is %q, want %q", stages[1], want)
	}
	for _, line := range slices.Concat(stages...) {
		source, isCopy := strings.CutPrefix(line, "COPY ")
		if !isCopy || strings.HasPrefix(source, "--from") {
			continue
		}
		names := strings.Fields(source)
		for _, name := range names[:len(names)-1] {
			if _, err := os.Stat(filepath.Join(repository, name)); err != nil {
				t.Errorf("%s: %v", line, err)
			}
		}
	}
}

// TestBuildsAreTheSame: the image, the releases and what SECURITY.md tells people to compare
// with are built by the same flags, else their bytes differ.
func TestBuildsAreTheSame(t *testing.T) {
	var release struct {
		Builds []struct {
			Main           string
			Env            []string
			Goos, Goarch   []string
			Flags, Ldflags []string
		}
	}
	readYAML(t, ".goreleaser.yaml", &release)
	build := release.Builds[0]
	command := strings.Join(build.Env, " ") + " go build " + strings.Join(build.Flags, " ") + ` -ldflags="` + strings.Join(build.Ldflags, " ") + `"`
	if want := `CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags="-s -w"`; command != want {
		t.Errorf("a release is built by %s, want %s", command, want)
	}
	if systems := len(build.Goos) * len(build.Goarch); systems != 6 {
		t.Errorf("a release has %d systems", systems)
	}
	security, err := os.ReadFile(filepath.Join(repository, "SECURITY.md"))
	if err != nil || !strings.Contains(string(security), command+" "+build.Main+"\n") {
		t.Errorf("SECURITY.md does not say %s (%v)", command, err)
	}
	inImage := regexp.MustCompile(` GOOS=\S+ GOARCH=\S+| -o \S+`).ReplaceAllString(strings.Join(instructions(t)[0], "\n"), "")
	if !strings.Contains(inImage, "RUN "+command+" "+build.Main) {
		t.Errorf("the image is not built by %s:\n%s", command, inImage)
	}
}
