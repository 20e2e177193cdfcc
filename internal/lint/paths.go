package lint

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers"
)

// openPaths finds the boundary of reading, and the paths below it.
func openPaths(options Options) (*source.Root, []string, error) {
	given := options.Paths
	if len(given) == 0 {
		given = []string{"."}
	}
	var absolute []string
	stdin := false
	for _, name := range given {
		if name == "-" {
			stdin = true
			name = stdinDir(options.StdinFilename)
		}
		full, err := filepath.Abs(name)
		if err == nil {
			full, err = filepath.EvalSymlinks(full)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("find path: %w", err)
		}
		absolute = append(absolute, full)
	}

	dir, err := boundary(options.Root, absolute)
	if err != nil {
		return nil, nil, err
	}
	root, err := source.OpenRoot(dir)
	if err != nil {
		return nil, nil, err
	}
	var names []string
	for i, full := range absolute {
		relative, err := filepath.Rel(dir, full)
		if err != nil || relative == ".." || strings.HasPrefix(relative, ".."+string(filepath.Separator)) {
			root.Close()
			return nil, nil, fmt.Errorf("%s lies outside the root %s: move that boundary with --root", given[i], dir)
		}
		names = append(names, filepath.ToSlash(relative))
	}
	if stdin {
		if err := overlayStdin(root, options, given, names); err != nil {
			root.Close()
			return nil, nil, err
		}
	}
	return root, names, nil
}

// stdinDir is the directory that standard input would lie in.
func stdinDir(filename string) string {
	if filename == "" {
		return "."
	}
	return filepath.Dir(filename)
}

// overlayStdin puts standard input where its file would lie.
func overlayStdin(root *source.Root, options Options, given, names []string) error {
	data, err := io.ReadAll(io.LimitReader(options.Stdin, source.MaxSpec+1))
	if err != nil {
		return fmt.Errorf("read standard input: %w", err)
	}
	if len(data) > source.MaxSpec {
		return fmt.Errorf("standard input is larger than %d MiB", source.MaxSpec>>20)
	}
	base := "stdin"
	if options.StdinFilename != "" {
		base = filepath.Base(options.StdinFilename)
	} else if parsers.MayBeOurs(parsers.Module, data) && !parsers.MayBeOurs(parsers.Document, data) {
		return errors.New("standard input looks like Terraform: say where it lies with --stdin-filename")
	}
	i := slices.Index(given, "-")
	names[i] = path.Join(names[i], base)
	root.Overlay(names[i], data)
	return nil
}

// boundary is the root: as given, or the Git top level around the paths, or the
// directory that holds all of them.
func boundary(given string, paths []string) (string, error) {
	if given != "" {
		full, err := filepath.Abs(given)
		if err == nil {
			full, err = filepath.EvalSymlinks(full)
		}
		if err != nil {
			return "", fmt.Errorf("find root: %w", err)
		}
		return full, nil
	}
	common := ""
	for i, name := range paths {
		top := gitTop(name)
		if i == 0 {
			common = top
		}
		for common != top && !strings.HasPrefix(top, strings.TrimSuffix(common, "/")+"/") {
			common = filepath.Dir(common)
		}
	}
	return common, nil
}

// gitTop is the Git top level around a path, else the directory of the path.
func gitTop(name string) string {
	dir := name
	if info, err := os.Stat(name); err != nil || !info.IsDir() {
		dir = filepath.Dir(name)
	}
	for top := dir; ; top = filepath.Dir(top) {
		if _, err := os.Lstat(filepath.Join(top, ".git")); err == nil {
			return top
		}
		if top == filepath.Dir(top) {
			return dir
		}
	}
}
