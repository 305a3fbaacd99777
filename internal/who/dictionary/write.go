package dictionary

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"parley/internal/who"
)

// Origin says where rows are from; it stands in the head of each file.
type Origin struct {
	Name    string // of the lists that are made: letters, digits and hyphens
	Source  string // the files, with their SHA-256
	Licence string
}

// errName is a name of lists that cannot be part of a file's name.
var errName = errors.New("a name of lists has letters, digits and hyphens only")

// Write writes what m made as lists into folder, which is laid over the built-in
// data, and returns their names. Lists of the same name are written over. under is
// the data below folder. If the lists do not fit what is there, the error says why
// and nothing is changed.
func (m *Merger) Write(folder string, o Origin, over func(folder string) fs.FS) ([]string, error) {
	if o.Name == "" || slug(o.Name) != o.Name {
		return nil, fmt.Errorf("%w: %q", errName, o.Name)
	}
	trial, err := os.MkdirTemp("", "parley-lists-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(trial) }() // of no more use
	if err := os.CopyFS(trial, os.DirFS(folder)); err != nil {
		return nil, fmt.Errorf("reading %s: %w", folder, err)
	}
	if _, err := m.write(trial, o); err != nil {
		return nil, err
	}
	if _, err := who.New(over(trial)); err != nil {
		return nil, fmt.Errorf("what was read does not fit the lists: %w", err)
	}
	return m.write(folder, o)
}

func (m *Merger) write(folder string, o Origin) ([]string, error) {
	if err := os.MkdirAll(filepath.Join(folder, "who"), 0o755); err != nil {
		return nil, err
	}
	var names []string
	for _, list := range []struct {
		name, columns string
		rows          []string
	}{
		{"groups", "id, name, kind, country, PLOVER sector, side, of, first and last year, other names", m.groups},
		{"persons", "id, m or f or -, country, side, from, to, role, usual name, other names", m.people},
		{"spellings", "id of a listed actor, other names", m.spellings},
		{"roles", "key, name, kind, PLOVER sector, side, own, forms", m.agents},
	} {
		path := filepath.Join(folder, "who", list.name+"_"+o.Name+".tsv")
		if len(list.rows) == 0 {
			if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, err
			}
			continue
		}
		text := fmt.Sprintf("# Actors that were imported.\n# source: %s\n# licence: %s\n# columns: %s\n%s\n",
			o.Source, o.Licence, list.columns, strings.Join(list.rows, "\n"))
		if err := os.WriteFile(path+".part", []byte(text), 0o644); err != nil {
			return nil, err
		}
		if err := os.Rename(path+".part", path); err != nil {
			return nil, err
		}
		names = append(names, path)
	}
	return names, nil
}
