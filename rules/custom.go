package rules

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/suggest"
)

// customRoot is the first part of the packages of users' rules: custom.<subject>["<rule-id>"],
// and custom.lib.<name> for what the rules of a folder share.
const customRoot = "custom"

// CustomTag is a tag of all rules of users' own.
const CustomTag = "custom"

// Public are the files of rules/lib that rules of users' own may import, as
// data.authlint.lib.<name>. What they hold changes only with a word in the changelog.
var Public = []string{"exposure", "predict", "preflight", "principal", "response", "say", "source"}

// The bounds of a folder of rules.
const (
	maxRegoFile  = 256 << 10 // bytes
	maxRegoBytes = 8 << 20   // of all files together
	maxRegoFiles = 1000
)

// A Folder is where rules of a user's own are.
type Folder struct {
	Name string       // as people call it
	Root *source.Root // nothing outside of it is read
}

// Custom is the rules of a user's own, of one or several folders. Nil is none. Folders do
// not see each other: each is compiled by itself, and away from the built-in rules.
type Custom struct {
	folders []*customFolder
}

// A customFolder is one folder of rules, compiled.
type customFolder struct {
	Folder
	library  library
	tests    []file
	compiler *ast.Compiler
	bytes    int // of all files
}

// ReadCustom reads and compiles rules of users' own. An error has a line for each mistake:
// file:line:column, what is wrong and what to do. Nobody vouches for the files: they are
// bounded, and rules can reach nothing but what they are asked about.
func ReadCustom(folders []Folder) (*Custom, error) {
	if len(folders) == 0 {
		return nil, nil
	}
	c := &Custom{}
	began := time.Now()
	for _, folder := range folders {
		if c.has(folder) {
			continue
		}
		read, err := readFolder(folder)
		if err == nil {
			err = within(compileLimit-time.Since(began), read.compile)
		}
		if errors.Is(err, errTime) {
			return nil, fmt.Errorf("%s: the rules are not compiled within %v; take apart what is built of itself many times over", folder.Name, compileLimit)
		}
		if err != nil {
			return nil, err
		}
		c.folders = append(c.folders, read)
	}
	return c, c.checkIDs()
}

// has tells a folder that is named twice.
func (c *Custom) has(folder Folder) bool {
	info, err := folder.Root.Stat(".")
	return slices.ContainsFunc(c.folders, func(other *customFolder) bool {
		known, otherErr := other.Root.Stat(".")
		return err == nil && otherErr == nil && os.SameFile(info, known)
	})
}

// All is what the METADATA of every rule says, the built-in ones and those of users' own,
// sorted by id.
func (c *Custom) All() ([]finding.Rule, error) {
	all, err := All()
	if err != nil || c == nil {
		return all, err
	}
	all = append(all, c.Rules()...)
	slices.SortFunc(all, func(a, b finding.Rule) int { return cmp.Compare(a.ID, b.ID) })
	return all, nil
}

// Rules are those of users' own, folder by folder.
func (c *Custom) Rules() []finding.Rule {
	var all []finding.Rule
	if c != nil {
		for _, folder := range c.folders {
			for _, rule := range folder.library.rules {
				all = append(all, rule.Rule)
			}
		}
	}
	return all
}

// Directories are where the rules are, as absolute paths.
func (c *Custom) Directories() []string {
	var all []string
	if c != nil {
		for _, folder := range c.folders {
			all = append(all, folder.Root.Path())
		}
	}
	return all
}

// Fixtures are the directories of what the rules are tested with, as absolute paths.
func (c *Custom) Fixtures() []string {
	all := c.Directories()
	for i, dir := range all {
		all[i] = filepath.Join(dir, fixtureFolder)
	}
	return all
}

// Engines are ready to ask those of the rules of users' own that keep reports true for.
func (c *Custom) Engines(keep func(finding.Rule) bool) []*Engine {
	if c == nil {
		return nil
	}
	var engines []*Engine
	for _, folder := range c.folders {
		if e := folder.engine(keep); len(e.table) > 0 {
			engines = append(engines, e)
		}
	}
	return engines
}

// checkIDs asks for one rule of each id.
func (c *Custom) checkIDs() error {
	builtIn, err := All()
	if err != nil {
		return err
	}
	taken := map[string]string{}
	for _, rule := range builtIn {
		taken[rule.ID] = "a built-in rule"
	}
	var wrong []error
	for _, rule := range c.Rules() {
		if other, known := taken[rule.ID]; known {
			wrong = append(wrong, fmt.Errorf("%s:1:1: the id %s belongs to %s already; name the file and its package otherwise", rule.File, rule.ID, other))
			continue
		}
		taken[rule.ID] = rule.File
	}
	return mistakes(wrong)
}

// readFolder reads a folder of rules.
func readFolder(folder Folder) (*customFolder, error) {
	f := &customFolder{Folder: folder}
	files, err := f.list()
	if err != nil {
		return nil, err
	}
	var wrong []error
	for _, name := range files {
		if err := f.add(name); err != nil {
			wrong = append(wrong, err)
		}
		if f.bytes > maxRegoBytes {
			return nil, fmt.Errorf("%s: the Rego files here are larger than %d MiB together; divide them into several folders", f.Name, maxRegoBytes>>20)
		}
	}
	if err := mistakes(wrong); err != nil {
		return nil, err
	}
	if len(f.library.rules) == 0 {
		return nil, fmt.Errorf("%s: there are no rules here; a rule is %s", f.Name, path.Join(f.Name, "<subject>", "<rule-id>.rego"))
	}
	if err := f.library.sort(); err != nil {
		return nil, fmt.Errorf("%w; name one of them otherwise", err)
	}
	return f, nil
}

// compileLimit is how long it may take to compile all rules of users' own.
const compileLimit = 5 * time.Second

// list finds the Rego files, and complains of those in a place where no rule can be.
func (f *customFolder) list() ([]string, error) {
	folders, err := f.entries(".")
	if err != nil {
		return nil, err
	}
	var files []string
	for _, entry := range folders {
		name := entry.Name
		switch {
		case isRego(name):
			return nil, fmt.Errorf("%s:1:1: %s", f.at(name), f.misplaced())
		case entry.Type&fs.ModeSymlink != 0 && f.isOurs(name) && !f.Root.IsDir(name):
			return nil, fmt.Errorf("%s: not read: it is a link that leads out of %s, or to no directory; put the directory itself there", f.at(name), f.Name)
		case !f.Root.IsDir(name) || name == fixtureFolder || strings.HasPrefix(name, "."):
			continue
		}
		within, err := f.filesIn(name)
		if err != nil {
			return nil, err
		}
		files = append(files, within...)
	}
	if len(files) > maxRegoFiles {
		return nil, fmt.Errorf("%s: there are %d Rego files here, and at most %d are read; divide them into several folders", f.Name, len(files), maxRegoFiles)
	}
	return files, nil
}

// fixtureFolder holds the configuration that rules are tested with.
const fixtureFolder = "testdata"

func isRego(name string) bool { return strings.HasSuffix(name, ".rego") }

// misplaced says where rules are.
func (f *customFolder) misplaced() string {
	return fmt.Sprintf("a rule is %s, of the subject %s; what rules share is %s",
		path.Join(f.Name, "<subject>", "<rule-id>.rego"), strings.Join(subjects(), ", "), path.Join(f.Name, libraryFolder, "<name>.rego"))
}

// subjects are the kinds of things that rules are asked about.
func subjects() []string { return slices.Sorted(maps.Keys(model.Inputs)) }

// filesIn are the Rego files of a kind of subject.
func (f *customFolder) filesIn(folder string) ([]string, error) {
	entries, err := f.entries(folder)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, entry := range entries {
		name := path.Join(folder, entry.Name)
		switch {
		case isRego(name) && !f.isOurs(folder):
			return nil, fmt.Errorf("%s:1:1: %w. Rules of your own: %s", f.at(name), suggest.UnknownName("subject", folder, subjects()), f.misplaced())
		case isRego(name):
			files = append(files, name)
		case entry.Type.IsDir() && f.holdsRego(name):
			return nil, fmt.Errorf("%s: the Rego files here are too deep; %s", f.at(name), f.misplaced())
		}
	}
	return files, nil
}

func (f *customFolder) holdsRego(folder string) bool {
	entries, err := f.entries(folder)
	return err == nil && slices.ContainsFunc(entries, func(e source.Entry) bool { return isRego(e.Name) })
}

func (f *customFolder) entries(folder string) ([]source.Entry, error) {
	dir, err := f.Root.OpenDir(folder)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.at(folder), err)
	}
	defer dir.Close()
	entries, err := dir.Entries()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.at(folder), err)
	}
	return entries, nil
}

// isOurs tells the folders that rules, or what they share, may be in.
func (f *customFolder) isOurs(folder string) bool {
	return folder == libraryFolder || slices.Contains(subjects(), folder)
}

// at is what people call a file of the folder.
func (f *customFolder) at(name string) string { return path.Join(f.Name, name) }

// add reads one file.
func (f *customFolder) add(name string) error {
	read, err := f.Root.Read(name)
	switch {
	case errors.Is(err, source.ErrOutside):
		return fmt.Errorf("%s: not read: it is a link that leads out of %s; put the file itself there", f.at(name), f.Name)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: not read: it is a link that leads nowhere", f.at(name))
	case err != nil:
		return fmt.Errorf("%s: not read: it is %w", f.at(name), err)
	case len(read.Data) > maxRegoFile:
		return fmt.Errorf("%s: not read: it is larger than the limit of %d KiB; divide it", f.at(name), maxRegoFile>>10)
	}
	f.bytes += len(read.Data)
	rego := file{path: name, text: normal(read.Data), root: customRoot, shown: f.at(name)}
	if isTestFile(name) {
		f.tests = append(f.tests, rego)
		return nil
	}
	if err := checkID(rego); err != nil {
		return err
	}
	if rego.folder() == libraryFolder {
		f.library.shared = append(f.library.shared, rego)
		return nil
	}
	rule, err := readMetadata(rego)
	if err != nil {
		return err
	}
	f.library.rules = append(f.library.rules, ruleFile{rego, rule})
	return nil
}

func isTestFile(name string) bool { return strings.HasSuffix(name, "_test.rego") }

// normal is a text with the line ends of Unix and without a byte order mark, as METADATA
// is looked for.
func normal(data []byte) string {
	return strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n")
}

// An id is a word of a comment, a settings file and the command line.
var isID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

const maxID = 80

// checkID asks for ids as the built-in rules have them.
func checkID(f file) error {
	if id := f.name(); f.folder() != libraryFolder && (!isID.MatchString(id) || len(id) > maxID) {
		return fmt.Errorf("%s:1:1: %q is no id of a rule: it takes lower-case words of letters and digits with - between them, at most %d characters; rename the file and its package", f.shown, id, maxID)
	}
	return nil
}

// CheckNewID is an error where a rule of a user's own cannot have an id.
func CheckNewID(id string) error {
	if !isID.MatchString(id) || len(id) > maxID {
		return fmt.Errorf("%q is no id of a rule: write lower-case words of letters and digits with - between them, at most %d characters", id, maxID)
	}
	builtIn, err := All()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(builtIn, func(rule finding.Rule) bool { return rule.ID == id }) {
		return fmt.Errorf("there is a built-in rule %s already (authlint explain %[1]s); give yours another name", id)
	}
	return nil
}

// maxMistakes is how many mistakes in rules are worth reading at once.
const maxMistakes = 20

// A Mistakes error is what is wrong with rules of users' own, one line each.
type Mistakes []error

func (m Mistakes) Error() string {
	lines := make([]string, 0, len(m))
	for _, err := range m[:min(len(m), maxMistakes)] {
		lines = append(lines, err.Error())
	}
	if more := len(m) - maxMistakes; more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(lines, "\n")
}

// mistakes is nil where there are none.
func mistakes(all []error) error {
	if len(all) == 0 {
		return nil
	}
	return Mistakes(all)
}
