package process

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley"
	"parley/data"
)

// TestData holds that broken tables are refused, with their file and line.
func TestData(t *testing.T) {
	if _, err := New(os.DirFS(t.TempDir())); err == nil {
		t.Error("an empty folder is no error")
	}
	for _, c := range []struct{ file, old, changed, want string }{
		{"process/bearing.tsv", "release.given\tprisoner-release", "release.given\tprisoner-relese", "no theme"},
		{"process/bearing.tsv", "\tkeeps\tmet\t", "\tkept\tmet\t", "no effect"},
		{"process/bearing.tsv", "\tkeeps\tmet\t", "\tkeeps\tdone\t", "no status"},
		{"process/bearing.tsv", "\tafter\t", "\tlater\t", "no time"},
		{"process/bearing.tsv", "\tpair\tpair\t", "\tpair\tany\t", "pair"},
		{"process/bearing.tsv", "talks.refused\t", "talks.held\t", "twice"},
		{"process/pam.tsv", "\t0.6\t", "\t6\t", "no share"},
		{"process/pam.tsv", "met\tmet\t-\t-\t3", "met\tmet\t-\t-\t4", "no level"},
		{"process/pam.tsv", "met\tmet\t", "met\tdone\t", "no status"},
		{"process/pam.tsv", "refused\trefused\t-", "refused\trefused\t0.5", "no row"},
		{"process/status.tsv", "clash\tdisputed", "clash\tunclear", "no status"},
		{"process/status.tsv", "count.full\t", "count.all\t", "no row"},
		{"process/terms.tsv", "month\tunit\tP1M", "month\tunit\t1M", "no length"},
		{"process/terms.tsv", "until\tend", "until\tstop", "no class"},
		{"process/undertaking-weights.tsv", "by.same\t1", "by.same\tone", "invalid"},
		{"process/undertaking-weights.tsv", "by.same\t", "by.equal\t", "no row"},
		{"process/undertaking-weights.tsv", "base\t-", "base\t", "below 0"},
		{"process/themes.tsv", "ceasefire\tCeasefire\tstate", "ceasefire\tCeasefire\tnever", "again"},
		{"process/themes.tsv", "@truce, ", "@truces, ", "no row"},
	} {
		_, err := New(changed{t, c.file, c.old, c.changed})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.file) {
			t.Errorf("%s with %q: error %v, want %q", c.file, c.changed, err, c.want)
		}
	}
}

// changed is the built-in data with one text in one file replaced, once.
type changed struct {
	t              *testing.T
	file, old, now string
}

// Open returns the file as it is changed.
func (c changed) Open(name string) (fs.File, error) {
	if name != c.file {
		return data.FS.Open(name)
	}
	text, err := fs.ReadFile(data.FS, name)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(string(text), c.old) {
		c.t.Errorf("%s holds no %q", name, c.old)
	}
	return fstest.MapFS{name: {Data: []byte(strings.Replace(string(text), c.old, c.now, 1))}}.Open(name)
}

// TestSenses holds which words show what a promise is about.
func TestSenses(t *testing.T) {
	l := ledger(t)
	for _, c := range []struct{ by, what, want string }{
		{"foreign soldiers", "leave the country for good", "withdrawal"},
		{"US soldiers", "leave", "withdrawal"},
		{"the National Army", "free the mayor of Tamra", ""},
		{"the prisoners", "not return to war", "ceasefire"},
		{"the Front", "observe a truce", "ceasefire"},
		{"", "clear the mines", "demining"},
		{"the Front", "be polite", ""},
	} {
		p := &parley.Commitment{What: c.what}
		if c.by != "" {
			p.By = &parley.Party{Name: c.by, Text: c.by}
		}
		got := l.senses(p)
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Contains(got, Sense{Theme: c.want}) {
			t.Errorf("%s: %s: %v, want %q", c.by, c.what, got, c.want)
		}
	}
}
