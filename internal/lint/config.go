package lint

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/authlint/authlint/internal/config"
	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/rules"
	"github.com/bmatcuk/doublestar/v4"
)

// ReadConfig reads the settings that hold for the paths: those of a file, as it is named
// on the command line, or else those of the nearest authlint.yaml above all of the paths,
// up to the root. They are nil where there are none. With them come the rules of users'
// own: those in the directories that they name, and in the ones given.
func ReadConfig(options Options, name string, ruleDirs []string) (*config.Config, *rules.Custom, error) {
	root, paths, err := openRoot(options)
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	reader := ruleReader{root: root, given: ruleDirs}
	settings, err := readConfig(root, paths, name, reader.read)
	if err == nil && !reader.done { // there are no settings
		_, err = reader.read(nil)
	}
	return settings, reader.custom, err
}

// ReadConfigAlone is ReadConfig without looking at rules, for those who ask none.
func ReadConfigAlone(options Options, name string) (*config.Config, error) {
	root, paths, err := openRoot(options)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return readConfig(root, paths, name, anyRule)
}

// anyRule is a config.RuleReader for those who ask no rules.
func anyRule([]string) ([]string, error) { return nil, nil }

func readConfig(root *source.Root, paths []string, name string, read config.RuleReader) (*config.Config, error) {
	if name == "" {
		return config.Find(root, commonDirectory(root.IsDir, paths), read)
	}
	return readNamed(root, name, read)
}

func readNamed(root *source.Root, name string, read config.RuleReader) (*config.Config, error) {
	full, err := absolutePath(name)
	if err != nil {
		return nil, err
	}
	names, err := namesBelow(root.Path(), []string{full})
	if err != nil {
		return nil, err
	}
	return config.Read(root, names[0], read)
}

// A ruleReader reads rules of users' own, when it is known where all of them are.
type ruleReader struct {
	root   *source.Root
	given  []string // directories on the command line
	custom *rules.Custom
	done   bool
}

// read is a config.RuleReader. What the settings name lies below the root.
func (r *ruleReader) read(named []string) ([]string, error) {
	r.done = true
	var folders []rules.Folder
	defer func() {
		for _, folder := range folders {
			folder.Root.Close()
		}
	}()
	for _, name := range named {
		folder, err := openBelow(r.root, name)
		if err != nil {
			return nil, err
		}
		folders = append(folders, folder)
	}
	for _, name := range r.given {
		folder, err := OpenRules(name)
		if err != nil {
			return nil, fmt.Errorf("--rules: %w", err)
		}
		folders = append(folders, folder)
	}
	var err error
	if r.custom, err = rules.ReadCustom(folders); err != nil {
		return nil, err
	}
	all, err := r.custom.All()
	return ruleIDs(all), err
}

// openBelow opens a directory of rules that the settings name.
func openBelow(root *source.Root, name string) (rules.Folder, error) {
	below, err := root.Below(name)
	if err != nil {
		return rules.Folder{}, fmt.Errorf("custom-rules: %s: %w", name, err)
	}
	return rules.Folder{Name: name, Root: below}, nil
}

// OpenSettledRules opens the directories of rules that the settings name: those of a file,
// or of the nearest authlint.yaml, as ReadConfig finds it.
func OpenSettledRules(options Options, name string) ([]rules.Folder, error) {
	root, paths, err := openRoot(options)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	settings, err := readConfig(root, paths, name, anyRule)
	if err != nil || settings == nil {
		return nil, err
	}
	var folders []rules.Folder
	for _, name := range settings.CustomRules {
		folder, err := openBelow(root, name)
		if err != nil {
			return nil, err
		}
		folders = append(folders, folder)
	}
	return folders, nil
}

// ReadRules reads the rules of users' own in directories that are named on the command line.
func ReadRules(dirs []string) (*rules.Custom, error) {
	reader := ruleReader{given: dirs}
	_, err := reader.read(nil)
	return reader.custom, err
}

// OpenRules opens a directory of rules that somebody names, wherever it is.
func OpenRules(name string) (rules.Folder, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return rules.Folder{}, fmt.Errorf("%s: there is no such directory", name)
	case !info.IsDir():
		return rules.Folder{}, fmt.Errorf("%s is a file; name the directory that its subject's directory is in", name)
	}
	root, err := source.OpenRoot(name)
	return rules.Folder{Name: filepath.ToSlash(filepath.Clean(name)), Root: root}, err
}

func ruleIDs(all []finding.Rule) []string {
	ids := make([]string, len(all))
	for i, rule := range all {
		ids[i] = rule.ID
	}
	return ids
}

// RootOf is the absolute path of the boundary of reading.
func RootOf(options Options) (string, error) {
	root, _, err := openRoot(options)
	if err != nil {
		return "", err
	}
	defer root.Close()
	return root.Path(), nil
}

// commonDirectory is the lowest directory that all paths lie in.
func commonDirectory(isDir func(string) bool, paths []string) string {
	common := ""
	for i, name := range paths {
		dir := path.Clean(name)
		if !isDir(dir) {
			dir = path.Dir(dir)
		}
		for i > 0 && !below(filepath.FromSlash(common), filepath.FromSlash(dir)) {
			common = path.Dir(common)
		}
		if i == 0 {
			common = dir
		}
	}
	return common
}

// inherit takes over what the settings say and the options do not.
func (o *Options) inherit() {
	if o.Config == nil {
		o.Config = &config.Config{}
	}
	var inputs []Input
	for _, name := range slices.Sorted(maps.Keys(o.Config.Variables)) {
		inputs = append(inputs, Input{Variable: name, Value: o.Config.Variables[name], inherited: true})
	}
	o.Inputs = append(inputs, o.Inputs...) // the last one wins
	if o.Workspace == "" {
		o.Workspace = o.Config.Workspace
	}
}

// parameters are the values of parameters of templates: the settings speak for all
// templates of a repository, the options win.
func (o Options) parameters() map[string]string {
	all := maps.Clone(o.Config.Parameters)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, o.Parameters)
	return all
}

// excludes reports whether a file or a directory is not to be looked at.
func (o Options) excludes(name string) bool {
	if o.Config.Excludes(name) {
		return true
	}
	for part := path.Clean(name); part != "." && part != "/"; part = path.Dir(part) {
		if slices.ContainsFunc(o.Exclude, func(pattern string) bool { return doublestar.MatchUnvalidated(pattern, part) }) {
			return true
		}
	}
	return false
}

// fixtures are the configuration that rules of users' own are tested with: it is not
// looked at, unless a path lies in it.
func (o Options) fixtures(root *source.Root, paths []string) (names []string) {
	for _, dir := range o.Rules.Fixtures() {
		name, err := filepath.Rel(root.Path(), dir)
		if err == nil && !slices.ContainsFunc(paths, func(path string) bool { return below(name, filepath.FromSlash(path)) }) {
			names = append(names, filepath.ToSlash(name))
		}
	}
	return names
}

// checkExclude is an error where a pattern is none.
func (o Options) checkExclude() error {
	for _, pattern := range o.Exclude {
		if !doublestar.ValidatePattern(pattern) {
			return fmt.Errorf("--exclude: %q is no pattern", pattern)
		}
	}
	return nil
}
