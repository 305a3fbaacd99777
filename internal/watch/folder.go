package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley"
	"parley/internal/read"
)

// filePrefix begins the URL of a watched folder.
const filePrefix = "file:"

// Bounds of folders.
const (
	// fileArticles is how many articles of one file go into one transaction.
	fileArticles = 256
	// pollWritten is the longest time between two writings of a folder's feed of
	// which nothing is new.
	pollWritten = 10 * time.Minute
	// onceSettle is how long Once waits between two looks into a folder.
	onceSettle = time.Second
)

// FolderURL is the URL under which a folder is a feed of a store.
func FolderURL(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	return filePrefix + filepath.ToSlash(abs), nil
}

// IsFolder returns the path of a feed that is a folder.
func IsFolder(url string) (path string, ok bool) {
	path, ok = strings.CutPrefix(url, filePrefix)
	return filepath.FromSlash(path), ok
}

// look is what a file was like when its folder was looked into last.
type look struct {
	size    int64
	changed time.Time
}

// key is the key of the visit of a file.
func (l look) key(path string) string {
	return path + " " + strconv.FormatInt(l.size, 10) + " " + l.changed.UTC().Format(time.RFC3339Nano)
}

// lookInto looks into a folder, writes a visit for each file that is new or has
// changed and stood still since the last look, and returns the feed.
func (w *Watcher) lookInto(ctx context.Context, f parley.Feed) (parley.Feed, int, error) {
	dir, _ := IsFolder(f.URL)
	still, fault := w.standStill(dir)
	f, err := w.store.Feed(ctx, f.URL)
	if err != nil {
		return f, 0, err
	}
	fresh, err := w.freshFiles(ctx, f, still)
	if err != nil {
		return f, 0, err
	}
	a := answer{at: w.o.clock.now()}
	switch {
	case fault != nil && len(still) == 0:
		a.err = fault
	case fault != nil:
		a.fault = fault.Error()
	}
	before := f
	w.judge(&f, a, len(fresh))
	f.Every, f.Next = w.o.FolderEvery, a.at.Add(w.o.FolderEvery)
	if len(fresh) == 0 && f.Fault == before.Fault && a.at.Sub(before.Polled) < pollWritten {
		return f, 0, nil // not worth a transaction
	}
	err = w.update(ctx, func(tx parley.Tx) error {
		old, err := tx.Feed(ctx, f.URL)
		if err != nil {
			return err
		}
		f.Paused = old.Paused
		if err := tx.PutFeed(ctx, f); err != nil {
			return err
		}
		var visits []parley.Visit
		for _, file := range fresh {
			visits = append(visits, parley.Visit{
				Feed: f.URL, Key: file.key, URL: file.path, State: parley.VisitDue, Found: a.at, Next: a.at,
			})
		}
		return tx.PutVisits(ctx, visits)
	})
	return f, len(fresh), err
}

// file is a file of a folder that can be taken.
type file struct{ path, key string }

// standStill returns the files below dir whose size and time are those of the last
// look. What could not be looked at is the fault.
func (w *Watcher) standStill(dir string) ([]file, error) {
	var still []file
	var faults []error
	now := make(map[string]look)
	walk := func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			faults = append(faults, err)
			if d != nil && d.IsDir() && path != dir {
				return fs.SkipDir
			}
			return nil
		case path != dir && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case path != dir && read.PassesOver(path, d.IsDir()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		info, err := os.Stat(path) // follows a link
		switch {
		case errors.Is(err, fs.ErrNotExist): // gone since the folder was read
		case err != nil:
			faults = append(faults, err)
		case info.Mode().IsRegular():
			now[path] = look{info.Size(), info.ModTime()}
		}
		return nil
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is no folder", dir)
	}
	_ = filepath.WalkDir(dir, walk) // walk never returns an error but to skip
	w.looking.Lock()
	defer w.looking.Unlock()
	for path, l := range now {
		if before, ok := w.looks[path]; ok && before == l && !inWork(path) {
			still = append(still, file{path, l.key(path)})
		}
		w.looks[path] = l
	}
	for path := range w.looks {
		if _, there := now[path]; !there && strings.HasPrefix(path, dir+string(filepath.Separator)) {
			delete(w.looks, path)
		}
	}
	slices.SortFunc(still, func(a, b file) int { return strings.Compare(a.path, b.path) })
	return still, errors.Join(faults...)
}

// inWork reports whether the name of a file says that it is not done: as browsers
// and editors name them.
func inWork(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".part", ".partial", ".crdownload", ".download", ".tmp", ".swp":
		return true
	}
	return strings.HasSuffix(path, "~")
}

// freshFiles leaves out files that the store knows as they are.
func (w *Watcher) freshFiles(ctx context.Context, f parley.Feed, files []file) ([]file, error) {
	keys := make([]string, 0, len(files))
	for _, x := range files {
		keys = append(keys, x.key)
	}
	if len(keys) == 0 {
		return nil, nil
	}
	known, err := w.store.Visits(ctx, f.URL, keys)
	return slices.DeleteFunc(files, func(x file) bool { _, ok := known[x.key]; return ok }), err
}

// readFile reads a file of a folder. All but its last articles go to more, part by
// part; the rest, and what was wrong with it, are the haul.
func (w *Watcher) readFile(v parley.Visit, more func(haul) error) (haul, error) {
	h := haul{visit: v}
	h.visit.At = w.o.clock.now()
	h.visit.Tries++
	var faults []error
	articles := 0
	for a, err := range read.Files([]string{v.URL}, w.o.Read) {
		if err != nil {
			faults = append(faults, err)
			continue
		}
		if a.Raw != nil {
			a.Raw.From = or(a.Raw.From, strings.TrimPrefix(v.Feed, filePrefix))
		}
		if len(h.articles) == fileArticles {
			if err := more(haul{articles: h.articles, more: true}); err != nil {
				return h, err
			}
			h.articles = nil
		}
		h.articles = append(h.articles, a)
		articles++
	}
	switch {
	case len(faults) > 0 && articles > 0:
		h.remark = fmt.Sprintf("%d of %d articles: %s", len(faults), len(faults)+articles, faultText(v, errors.New(faultsOf(faults))))
	case len(faults) > 0:
		h.err = errors.New(faultsOf(faults))
		if len(faults) == 1 {
			h.err = faults[0]
		}
	case articles == 0:
		h.err = parley.ErrEmpty
	}
	return h, nil
}
