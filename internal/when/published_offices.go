package when

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"parley/data"
)

// term is one holder's time in an office. elected is openPast where nobody is
// called "-elect", to is openFuture for who is still in office.
type term struct {
	country, office, name string
	elected, from, to     int
}

// holding is a name of holders of an office: all terms that the name can mean.
type holding struct {
	name   wordIDs
	office string
	terms  []term
}

// offices are the tables of offices, by the first word of the holders' names.
type offices struct {
	byName map[int32][]holding // the longest names first
	titles map[string][]wordIDs
}

// loadOffices reads published_titles.tsv and published_offices.tsv.
func loadOffices(fsys fs.FS, v vocabulary) (*offices, error) {
	o := &offices{byName: map[int32][]holding{}, titles: map[string][]wordIDs{}}
	rows, err := data.Rows(fsys, "when/published_titles.tsv", 2)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		for words := range strings.SplitSeq(r.Cells[1], ", ") {
			o.titles[r.Cells[0]] = append(o.titles[r.Cells[0]], v.add(words))
		}
		slices.SortStableFunc(o.titles[r.Cells[0]], func(a, b wordIDs) int { return len(b) - len(a) })
	}
	const file = "when/published_offices.tsv"
	if rows, err = data.Rows(fsys, file, 6); err != nil {
		return nil, err
	}
	for _, r := range rows {
		if err := o.add(r.Cells, v); err != nil {
			return nil, fmt.Errorf("data file %s:%d: %w", file, r.Line, err)
		}
	}
	for _, list := range o.byName {
		slices.SortStableFunc(list, func(a, b holding) int {
			return cmp.Or(len(b.name)-len(a.name), cmp.Compare(a.office, b.office))
		})
	}
	return o, nil
}

// add takes in one row.
func (o *offices) add(cells []string, v vocabulary) error {
	t := term{country: cells[0], office: cells[1], elected: openPast, to: openFuture}
	if o.titles[t.office] == nil {
		return fmt.Errorf("office %q is not in published_titles.tsv", t.office)
	}
	var err error
	if t.from, err = readDay(cells[4]); err != nil {
		return err
	}
	if cells[3] != "" {
		if t.elected, err = readDay(cells[3]); err != nil {
			return err
		}
	}
	if cells[5] != "" {
		if t.to, err = readDay(cells[5]); err != nil {
			return err
		}
	}
	if t.to < t.from {
		return fmt.Errorf("the term ends before it begins")
	}
	for i, name := range strings.Split(cells[2], ", ") {
		if i == 0 {
			t.name = name
		}
		ids := v.add(name)
		if len(ids) == 0 {
			return fmt.Errorf("name %q", name)
		}
		o.hold(ids, t)
	}
	return nil
}

// hold adds a term to the holding of a name.
func (o *offices) hold(name wordIDs, t term) {
	list := o.byName[name[0]]
	for i := range list {
		if list[i].office == t.office && slices.Equal(list[i].name, name) {
			list[i].terms = append(list[i].terms, t)
			return
		}
	}
	o.byName[name[0]] = append(list, holding{name: name, office: t.office, terms: []term{t}})
}

// readDay reads a day as the tables write it.
func readDay(s string) (int, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("day %q", s)
	}
	return dayOfTime(t), nil
}

// standing is how the text stands to an office's holder.
type standing int

const (
	inOffice standing = iota
	former            // "former", "late", "ousted"
	once              // "then President": at least begun
	elect             // "President-elect"
	outgoing
	begun // "the NAME administration": elected, and perhaps long out of office
)

// Days by which what the text says of a holder may be off: how long a title
// still clings to somebody who has just lost the office, how long somebody is
// called outgoing, and the longest wait of an elect whose election is not listed.
const (
	clinging = 14
	handover = 170
)

// chosen returns the first day on which a holder can be called elect.
func (t *term) chosen() int {
	if t.elected == openPast {
		return plus(t.from, -handover)
	}
	return t.elected
}

// days returns when an article can have been written that speaks so of a
// holder: the union over all that the name can mean.
func (h *holding) days(how standing) spans {
	var all []span
	cling := clinging
	if h.office == "commander" {
		cling = 0 // the rank stays, and with it the doubt
	}
	for i, t := range h.terms {
		switch how {
		case inOffice:
			all = append(all, span{t.from, plus(t.to, cling)})
		case once:
			all = append(all, span{t.from, openFuture})
		case former:
			next := openFuture
			for _, later := range h.terms[i+1:] {
				if later.name == t.name && later.from > t.from {
					next = min(next, later.from)
				}
			}
			if t.to != openFuture {
				all = append(all, span{t.to, next})
			}
		case elect:
			all = append(all, span{t.chosen(), t.from})
		case begun:
			all = append(all, span{t.chosen(), openFuture})
		case outgoing:
			if t.to != openFuture {
				all = append(all, span{t.to - handover, t.to + 3})
			}
		}
	}
	return united(all)
}

// describe says in words what follows.
func (h *holding) describe(how standing) string {
	t := h.terms[0]
	for _, other := range h.terms {
		if other.name != t.name {
			t.name = strings.Join([]string{t.name, other.name}, " or ")
			break
		}
	}
	office := t.office + " of " + t.country
	if t.country == "USA" {
		office = "US " + t.office
	}
	switch how {
	case former:
		return t.name + " was no longer " + office
	case once:
		return t.name + " had become " + office
	case begun:
		return t.name + " had been elected " + office
	case elect:
		return t.name + " was elected, but not yet in office"
	case outgoing:
		return t.name + " was about to leave office as " + office
	}
	return t.name + " was " + office
}
