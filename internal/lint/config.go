package lint

import (
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"

	"github.com/authlint/authlint/internal/config"
	"github.com/authlint/authlint/rules"
	"github.com/bmatcuk/doublestar/v4"
)

// ReadConfig reads the settings that hold for the paths: those of a file, as it is named
// on the command line, or else those of the nearest authlint.yaml above all of the paths,
// up to the root. They are nil where there are none.
func ReadConfig(options Options, name string) (*config.Config, error) {
	root, paths, err := openRoot(options)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	ids, err := ruleIDs()
	if err != nil {
		return nil, err
	}
	if name == "" {
		return config.Find(root, commonDirectory(root.IsDir, paths), ids)
	}
	full, err := absolutePath(name)
	if err != nil {
		return nil, err
	}
	names, err := namesBelow(root.Path(), []string{full})
	if err != nil {
		return nil, err
	}
	return config.Read(root, names[0], ids)
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

func ruleIDs() ([]string, error) {
	all, err := rules.All()
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(all))
	for i, rule := range all {
		ids[i] = rule.ID
	}
	return ids, nil
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

// checkExclude is an error where a pattern is none.
func (o Options) checkExclude() error {
	for _, pattern := range o.Exclude {
		if !doublestar.ValidatePattern(pattern) {
			return fmt.Errorf("--exclude: %q is no pattern", pattern)
		}
	}
	return nil
}
