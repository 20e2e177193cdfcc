package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// layered is a tree, and what of it was otherwise.
func layered(t *testing.T) *Root {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"same.tf": "same", "edited.tf": "now", "added.tf": "now", "new/a.tf": "now", "file then.tf/a.tf": "now", "modules/m/main.tf": "now",
	} {
		write(t, filepath.Join(dir, name), text)
	}
	link(t, "modules", filepath.Join(dir, "link"))
	link(t, "edited.tf", filepath.Join(dir, "other link.tf"))
	link(t, "gone.tf", filepath.Join(dir, "to what is gone.tf"))
	link(t, "same.tf", filepath.Join(dir, "new link.tf"))
	link(t, "loop", filepath.Join(dir, "loop"))
	link(t, "../outside.tf", filepath.Join(dir, "outside.tf"))
	write(t, filepath.Join(filepath.Dir(dir), "outside.tf"), "secret")
	root, err := OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	layer := NewLayer()
	layer.Files = map[string][]byte{
		"edited.tf": []byte("then"), "gone.tf": []byte("then"), "old/deep/a.tf": []byte("then"), "modules/m/main.tf": []byte("then"), "file then.tf": []byte("then"),
	}
	layer.Links = map[string]string{"other link.tf": "same.tf", "link then": "old"}
	layer.Gone = map[string]bool{"added.tf": true, "new link.tf": true, "new": true, "file then.tf/a.tf": true}
	root.Lay(layer)
	return root
}

func TestLayerShowsTheTreeOfThen(t *testing.T) {
	root := layered(t)
	for name, want := range map[string]string{
		"same.tf": "same", "./edited.tf": "then", "gone.tf": "then", "old/deep/a.tf": "then", "modules/m/main.tf": "then", "file then.tf": "then",
		"link/m/main.tf": "then", "link then/deep/a.tf": "then", "other link.tf": "same", "to what is gone.tf": "then",
	} {
		file, err := root.Read(name)
		if err != nil || string(file.Data) != want || file.Name != filepath.Clean(name) {
			t.Errorf("%s: %+v, %v, want %q", name, file, err, want)
		}
		if info, err := root.Stat(name); err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(want)) {
			t.Errorf("%s: %+v, %v", name, info, err)
		}
		dir, err := root.OpenDir(filepath.Dir(name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if file, err := dir.Read(filepath.Base(name)); err != nil || string(file.Data) != want {
			t.Errorf("%s from its directory: %+v, %v", name, file, err)
		}
		dir.Close()
	}
	for name, want := range map[string]error{
		"added.tf": fs.ErrNotExist, "new link.tf": fs.ErrNotExist, "new/a.tf": fs.ErrNotExist, "new": fs.ErrNotExist, "old/deep/b.tf": fs.ErrNotExist, "never.tf": fs.ErrNotExist,
		"outside.tf": ErrOutside, "../outside.tf": ErrOutside,
	} {
		if _, err := root.Read(name); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
		if _, err := root.Stat(name); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	if _, err := root.Read("loop"); err == nil {
		t.Error("a link to itself is read")
	}
	if _, err := root.OpenDir("new"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if root.IsDir("new") || !root.IsDir("old/deep") || !root.IsDir("link then") || root.IsDir("file then.tf") {
		t.Error("directories are those of now")
	}
	if root.Holds("added.tf", "now") || !root.Holds("same.tf", "same") {
		t.Error("Holds looks at what is gone")
	}
}

func TestLayerListsTheNamesOfThen(t *testing.T) {
	root := layered(t)
	for name, want := range map[string]string{
		".":         "edited.tf - file then.tf - gone.tf - link L link then L loop L modules d old d other link.tf L outside.tf L same.tf - to what is gone.tf L",
		"old":       "deep d",
		"link then": "deep d",
		"link/m":    "main.tf -",
	} {
		dir, err := root.OpenDir(name)
		if err != nil {
			t.Fatal(err)
		}
		entries, err := dir.Entries()
		var got []string
		for _, entry := range entries {
			got = append(got, entry.Name+" "+entry.Type.String()[:1])
		}
		if text := strings.Join(got, " "); err != nil || text != want {
			t.Errorf("%s: %v\n%s\nwant\n%s", name, err, text, want)
		}
		dir.Close()
	}
}

func TestWatchedRootKnowsWhatItDependsOn(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.tf"), "")
	write(t, filepath.Join(dir, "modules/m/main.tf"), "")
	write(t, filepath.Join(dir, "unread.tf"), "")
	link(t, "modules", filepath.Join(dir, "link"))
	above, err := OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer above.Close()
	root := above.Watched()
	_, _ = root.Read("./a.tf")
	_, _ = root.Read("missing.yaml")
	_, _ = root.Stat("asked.py")
	opened, err := root.OpenDir("link/m")
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	_, _ = opened.Read("main.tf")
	root.Lists("link/m", func(below string) bool { return strings.HasSuffix(below, ".tf") })
	_, _ = above.Read("unread.tf")
	for name, want := range map[string]bool{
		"a.tf": true, "missing.yaml": true, "asked.py": true, "link/m/main.tf": true, "modules/m/main.tf": true, "link": true, "modules": true, ".": true,
		"modules/m/new.tf": true, "link/m/new.tf": true, "modules/m/README.md": false, "modules/m2/new.tf": false, "unread.tf": false, "a.tf/b": false, "a": false,
	} {
		if got := root.DependsOn(NewChanges([]string{"elsewhere", name})); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	if root.DependsOn(NewChanges(nil)) {
		t.Error("it depends on nothing that changed")
	}
}

func TestOverlayInADirectoryThatIsNotThere(t *testing.T) {
	dir := t.TempDir()
	root, err := OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	root.Overlay("new/main.tf", []byte("x"))
	opened, err := root.OpenDir("new")
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	if file, err := opened.Read("main.tf"); err != nil || string(file.Data) != "x" {
		t.Error(file, err)
	}
	if _, err := opened.Read("other.tf"); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}
