package export

import (
	"io/fs"

	"parley/data"
)

// missing is the data without a file.
type missing struct {
	fs.FS
	file string
}

func without(file string) fs.FS { return missing{data.FS, file} }

// Open opens every file but the one that is missing.
func (m missing) Open(name string) (fs.File, error) {
	if name == m.file {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return m.FS.Open(name)
}
