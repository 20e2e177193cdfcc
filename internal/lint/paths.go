package lint

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers"
)

// openPaths opens the boundary of reading, and finds the paths below it.
func openPaths(options Options) (*source.Root, []string, error) {
	root, names, err := openRoot(options)
	if err != nil {
		return nil, nil, err
	}
	for name, data := range options.overlay {
		root.Overlay(name, data)
	}
	if i := slices.Index(options.Paths, "-"); i >= 0 {
		if names[i], err = overlayStdin(root, options, names[i]); err != nil {
			root.Close()
			return nil, nil, err
		}
	}
	return root, names, nil
}

// openRoot is openPaths without reading standard input, which stands for the directory
// that it would lie in.
func openRoot(options Options) (*source.Root, []string, error) {
	given := options.Paths
	if given == nil {
		given = []string{"."}
	}
	absolute, err := absolutePaths(given, options.StdinFilename)
	if err != nil {
		return nil, nil, err
	}
	dir, err := boundary(options.Root, absolute)
	if err != nil {
		return nil, nil, err
	}
	names, err := namesBelow(dir, absolute)
	if err != nil {
		return nil, nil, err
	}
	root, err := source.OpenRoot(dir)
	if err == nil && options.MaxFileSize > 0 {
		root.LimitSize(options.MaxFileSize)
	}
	return root, names, err
}

// absolutePaths leaves symbolic links as they are: where they lead out of the boundary
// around their own place, they are not followed. Standard input is in the directory that
// its name says.
func absolutePaths(given []string, stdinFilename string) ([]string, error) {
	var absolute []string
	for _, name := range given {
		if name == "-" {
			name = stdinDir(stdinFilename)
		}
		full, err := absolutePath(name)
		if err != nil {
			return nil, err
		}
		absolute = append(absolute, full)
	}
	return absolute, nil
}

func absolutePath(name string) (string, error) {
	full, err := filepath.Abs(name)
	if err != nil {
		return "", fmt.Errorf("find path: %w", err)
	}
	if _, err := os.Lstat(full); err != nil {
		return "", fmt.Errorf("%s: %w", name, errors.Unwrap(err))
	}
	return full, nil
}

// namesBelow are the paths relative to the root, with slashes.
func namesBelow(dir string, paths []string) ([]string, error) {
	var names []string
	for _, given := range paths {
		name, err := NameBelow(dir, given)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// NameBelow is a path relative to the root, with slashes. The file need not be there. Where
// only one of the two was written through a symbolic link, it is looked through.
func NameBelow(root, given string) (string, error) {
	full, err := filepath.Abs(given)
	if err != nil {
		return "", fmt.Errorf("find path: %w", err)
	}
	name, err := filepath.Rel(root, full)
	if err != nil || !filepath.IsLocal(name) {
		name, err = filepath.Rel(resolved(root), filepath.Join(resolved(filepath.Dir(full)), filepath.Base(full)))
	}
	if err != nil || !filepath.IsLocal(name) {
		return "", fmt.Errorf("%s lies outside the root %s: move that boundary with --root", given, root)
	}
	return filepath.ToSlash(name), nil
}

// resolved is a directory without symbolic links, as far as it is there.
func resolved(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	return dir
}

// stdinDir is the directory that standard input would lie in.
func stdinDir(filename string) string {
	if filename == "" {
		return "."
	}
	return filepath.Dir(filename)
}

// overlayStdin puts standard input where its file would lie, and returns its name there.
func overlayStdin(root *source.Root, options Options, dir string) (string, error) {
	limit := root.Limit(options.StdinFilename)
	_, end := options.Progress.begin("reading standard input", 0)
	data, err := io.ReadAll(io.LimitReader(options.Stdin, limit+1))
	end()
	if err != nil {
		return "", fmt.Errorf("read standard input: %w", err)
	}
	if int64(len(data)) > limit {
		return "", fmt.Errorf("standard input is %w", source.TooLarge(limit))
	}
	base := "stdin"
	if options.StdinFilename != "" {
		base = filepath.Base(options.StdinFilename)
	} else if parsers.MayBeOurs(parsers.Module, data) && !parsers.MayBeOurs(parsers.Document, data) {
		return "", errors.New("standard input looks like Terraform: say where it lies with --stdin-filename")
	}
	name := path.Join(dir, base)
	root.Overlay(name, data)
	return name, nil
}

// boundary is the root: as given, or the Git top level around the paths, or the path
// itself. Paths outside of Git may share the working directory. What else several
// paths have in common is not theirs: reading there has to be asked for.
func boundary(given string, paths []string) (string, error) {
	if given != "" || len(paths) == 0 {
		return filepath.Abs(given)
	}
	top, inGit := gitTop(paths[0])
	for _, name := range paths[1:] {
		other, alsoInGit := gitTop(name)
		if other == top {
			continue
		}
		working, err := os.Getwd()
		if err != nil || inGit || alsoInGit || !below(working, top) || !below(working, other) {
			return "", fmt.Errorf("%s and %s have no repository in common: say with --root what may be read", paths[0], name)
		}
		top = working
	}
	return top, nil
}

// below reports whether a path is a directory or lies in it.
func below(dir, name string) bool {
	relative, err := filepath.Rel(dir, name)
	return err == nil && filepath.IsLocal(relative)
}

// gitTop is the Git top level around a path, else the directory of the path. The working
// directory is one, even where a symbolic link led there.
func gitTop(name string) (top string, inGit bool) {
	dir := name
	working, _ := os.Getwd() // without one, no path is it
	if info, err := os.Lstat(name); name != working && (err != nil || !info.IsDir()) {
		dir = filepath.Dir(name)
	}
	for top = dir; ; top = filepath.Dir(top) {
		if _, err := os.Lstat(filepath.Join(top, ".git")); err == nil {
			return top, true
		}
		if top == filepath.Dir(top) {
			return dir, false
		}
	}
}
