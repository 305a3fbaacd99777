package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"parley/data"
)

// addDataDir declares --data.
func addDataDir(set interface {
	StringVar(p *string, name, value, usage string)
}, dir *string) {
	set.StringVar(dir, "data", "", "a folder whose files are read over the built-in data (rules/…, what/… as in the source tree)")
}

// dataFS returns the built-in data, with the files of dir over it if one is
// named: a file of the same path replaces the built-in one, others are added.
// The error wraps fs.ErrNotExist for a folder that is not there.
func dataFS(dir string) (fs.FS, error) {
	if dir == "" {
		return data.FS, nil
	}
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("--data: %w", err)
	}
	if !info.IsDir() {
		return nil, usage(fmt.Errorf("--data %s: not a folder", dir))
	}
	return overlay{over: os.DirFS(dir), under: data.FS}, nil
}

// overlay is two trees as one: files of over hide those of under.
type overlay struct{ over, under fs.FS }

// Open opens the file of over, else that of under. Folders are listed with
// ReadDir.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.over.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.under.Open(name)
	}
	return f, err
}

// ReadDir lists the names of both trees, each once and in order.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	over, overErr := fs.ReadDir(o.over, name)
	under, underErr := fs.ReadDir(o.under, name)
	if overErr != nil && underErr != nil {
		return nil, underErr
	}
	all := slices.Concat(over, under) // the stable sort keeps those of over first
	slices.SortStableFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return slices.CompactFunc(all, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() }), nil
}
