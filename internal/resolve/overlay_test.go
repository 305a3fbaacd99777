package resolve

import (
	"io/fs"
	"os"
	"testing"
	"testing/fstest"
)

func testFS(t *testing.T) fs.FS {
	t.Helper()
	return os.DirFS("testdata")
}

// overlay is fs with one file's text replaced.
type overlay struct {
	fs.FS
	name, text string
}

func (o overlay) Open(name string) (fs.File, error) {
	if name == o.name {
		return fstest.MapFS{name: {Data: []byte(o.text)}}.Open(name)
	}
	return o.FS.Open(name)
}
