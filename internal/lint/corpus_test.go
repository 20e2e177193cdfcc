package lint

import (
	"bufio"
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/config"
)

var update = flag.Bool("update", false, "write the golden files anew")

// corpus is real configuration by others, beside the repository where there is one.
const corpus = "../../../shared/corpus"

// TestCorpus runs every project of the corpus and keeps what came out of it in a
// golden: a change there is a change for users, to be looked at.
func TestCorpus(t *testing.T) {
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("there is no corpus here:", err)
	}
	var report strings.Builder
	for _, project := range projects(t) {
		run, err := Run(context.Background(), Options{Root: filepath.Join(corpus, project), Paths: []string{filepath.Join(corpus, project)}})
		if err != nil {
			t.Fatalf("%s: %v", project, err)
		}
		fmt.Fprintf(&report, "%s: %d APIs, %d methods, %d authorizers\n", project, run.Coverage.APIs, run.Coverage.Methods, run.Coverage.Authorizers)
		places := map[string][]string{}
		for _, f := range run.Findings {
			key := string(f.Severity) + " " + f.Rule
			places[key] = append(places[key], fmt.Sprintf("%s:%d", f.Range.File, f.Range.Start))
		}
		for _, key := range slices.Sorted(maps.Keys(places)) {
			fmt.Fprintf(&report, "  %s: %d (%s)\n", key, len(places[key]), fingerprint(places[key]))
		}
		for _, problem := range run.Problems {
			if !problem.Note {
				fmt.Fprintf(&report, "  not read: %s: %s\n", problem.Range.File, strings.ReplaceAll(firstLine(problem.Message), corpus, ""))
			}
		}
	}
	without, all := unitsWithoutAPI(t)
	fmt.Fprintf(&report, "\nunits that hold API Gateway definitions: %d; without an API in the model: %d\n", all, len(without))
	for _, unit := range without {
		fmt.Fprintf(&report, "  %s\n", unit)
	}
	if len(without)*10 > all {
		t.Errorf("%d of %d units yield no API: more than a tenth", len(without), all)
	}

	golden := filepath.Join("testdata", "corpus.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(report.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), report.String()); diff != "" {
		t.Errorf("%s differs (look at each change; -update writes it anew):\n%s", golden, diff)
	}
}

// fingerprint changes when places do, so that one finding lost and another gained do not
// cancel out.
func fingerprint(places []string) string {
	slices.Sort(places)
	sum := sha256.Sum256([]byte(strings.Join(places, "\n")))
	return fmt.Sprintf("%x", sum[:4])
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// projects are the folders of the corpus, such as terraform/owner__name.
func projects(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(corpus, "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range found {
		found[i] = strings.TrimPrefix(found[i], corpus+"/")
	}
	return found
}

// declares finds definitions of API Gateway's own in a file, as opposed to a mere mention.
var declares = regexp.MustCompile(`(?m)^\s*resource\s+"aws_(api_gateway_(rest_api|resource|method|authorizer|stage|deployment|gateway_response|rest_api_policy)|apigatewayv2_(api|route|authorizer|stage))"` +
	`|^[^#\n]*Type"?:\s*["']?AWS::(ApiGateway::(RestApi|Resource|Method|Authorizer|Stage|Deployment|GatewayResponse)|ApiGatewayV2::(Api|Route|Authorizer|Stage)|Serverless::(Api|HttpApi))\b` +
	`|x-amazon-apigateway-(integration|authorizer|any-method)`)

// unitsWithoutAPI lists the units of the manifest that declare something of API
// Gateway and yet yield no API, and counts those that declare something.
func unitsWithoutAPI(t *testing.T) (without []string, all int) {
	t.Helper()
	yielding := filesWithAPI(t)
	for unit, files := range manifest(t) {
		declaring := slices.ContainsFunc(files, func(file string) bool {
			text, err := os.ReadFile(filepath.Join(corpus, file))
			return err == nil && declares.Match(text)
		})
		if !declaring {
			continue
		}
		all++
		if !slices.ContainsFunc(files, func(file string) bool { return yielding[file] }) {
			without = append(without, unit)
		}
	}
	slices.Sort(without)
	return without, all
}

// filesWithAPI are the files of the corpus that were read for a unit with an API.
func filesWithAPI(t *testing.T) map[string]bool {
	t.Helper()
	files := map[string]bool{}
	for _, project := range projects(t) {
		parsed, err := parse(context.Background(), Options{Root: filepath.Join(corpus, project), Paths: []string{filepath.Join(corpus, project)}, Config: &config.Config{}})
		if err != nil {
			t.Fatal(err)
		}
		for _, reading := range parsed.readings {
			for _, file := range reading.Files {
				if len(reading.APIs) > 0 {
					files[path.Join(project, file.Name)] = true
				}
			}
		}
	}
	return files
}

// manifest lists the files of each unit: a Terraform directory, or a template or
// document with what goes with it. Documents that others refer to, and plans, are none.
func manifest(t *testing.T) map[string][]string {
	t.Helper()
	file, err := os.Open(filepath.Join(corpus, "MANIFEST.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	units := map[string][]string{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) < 8 || fields[0] == "repo" || strings.HasPrefix(fields[6], "plan-json") || strings.HasPrefix(fields[6], "referenced") {
			continue
		}
		unit := path.Join(fields[4], strings.ReplaceAll(fields[0], "/", "__"), fields[5])
		units[unit] = append(units[unit], fields[7])
	}
	return units
}
