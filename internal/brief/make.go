package brief

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"parley"
	"parley/internal/process"
	"parley/internal/resolve"
)

// Options say what a report is about.
type Options struct {
	// Filter narrows it: Period, whose ends must both be known, Countries, Admin1,
	// Place, Actor, Role, Outlet and Text. Its other fields are left alone.
	Filter parley.Filter
	// Soon is how many days ahead of the period's end promises that fall due are
	// told; 0 is 30.
	Soon int
	// Most is how many incidents of violence are told at most; 0 is 12. Other lists
	// have two thirds of it.
	Most int
}

// Maker makes reports. It is safe for several goroutines at a time.
type Maker struct {
	tables  *tables
	resolve *resolve.Resolver
	ledger  *process.Ledger
}

// New reads the words of reports and what details need. Errors name file and line.
func New(fsys fs.FS) (*Maker, error) {
	t, err := readTables(fsys)
	if err != nil {
		return nil, err
	}
	r, err := resolve.New(fsys)
	if err != nil {
		return nil, err
	}
	l, err := process.New(fsys)
	if err != nil {
		return nil, err
	}
	return &Maker{tables: t, resolve: r, ledger: l}, nil
}

// writing is one report in the making.
type writing struct {
	*Maker
	o      Options
	store  parley.Reader
	out    *Brief
	period parley.Period
	before parley.Period
	days   int

	actor   string            // the name of the actor that was asked for
	texts   map[string]*cited // articles by ID
	queries map[string]string // names of queries by what they ask
	now     *span             // of the period
	prior   *span             // of the period before
	details map[string]*parley.IncidentDetail
}

// Make writes a report on what a store holds. It is an error that wraps
// parley.ErrQuery if an end of the period is open.
func (m *Maker) Make(ctx context.Context, store parley.Reader, o Options) (*Brief, error) {
	p := o.Filter.Period
	if p.From.IsZero() || p.To.IsZero() || p.To.Before(p.From) {
		return nil, fmt.Errorf("%w: a brief needs a period with both ends", parley.ErrQuery)
	}
	o.Soon, o.Most = cmp.Or(o.Soon, 30), cmp.Or(o.Most, 12)
	days := int(p.To.Sub(p.From)/(24*time.Hour)) + 1
	w := &writing{
		Maker: m, o: o, store: store, period: p, days: days,
		before: parley.Period{From: p.From.AddDate(0, 0, -days), To: p.From.AddDate(0, 0, -1)},
		texts:  map[string]*cited{}, queries: map[string]string{}, details: map[string]*parley.IncidentDetail{},
	}
	w.out = &Brief{
		From: parley.DayOf(p.From), To: parley.DayOf(p.To),
		BeforeFrom: parley.DayOf(w.before.From), BeforeTo: parley.DayOf(w.before.To),
		Sections: []Section{}, Sources: []Source{}, Queries: []Query{},
	}
	if w.actor = o.Filter.Actor; w.actor != "" {
		if a, err := store.Actor(ctx, w.actor); err == nil && a.Name != "" {
			w.actor = a.Name
		}
	}
	w.out.Title = "Situation report: " + w.placeTitle() + ", " + spanWords(p.From, p.To)
	var err error
	if w.now, err = w.gather(ctx, w.period, "in the period"); err != nil {
		return nil, err
	}
	if w.prior, err = w.gather(ctx, w.before, "in the period before"); err != nil {
		return nil, err
	}
	for _, part := range []func(context.Context) error{
		w.head, w.keyFigures, w.happened, w.clashes, w.claims, w.talks, w.others, w.promises, w.actors, w.unknown,
	} {
		if err := part(ctx); err != nil {
			return nil, err
		}
	}
	return w.out, nil
}

// placeTitle names the place that is asked for.
func (w *writing) placeTitle() string {
	f := &w.o.Filter
	var names []string
	for _, c := range f.Countries {
		names = append(names, upperFirst(strings.TrimPrefix(w.tables.country(c), "the ")))
	}
	place := strings.Join(names, ", ")
	for _, part := range []string{f.Admin1, f.Place} {
		if part != "" {
			place = strings.TrimSuffix(part+", "+place, ", ")
		}
	}
	if place == "" {
		place = "all countries"
	}
	switch {
	case f.Actor == "":
		return place
	case place == "all countries":
		return w.actor
	}
	return place + ", " + w.actor
}

// span is what the record has of a period.
type span struct {
	period parley.Period
	query  string // of the violence that is counted
	acts   string // of the other acts that are counted
	// violence and deeds are the incidents that statistics count: violence, and the
	// rest; other is what is told otherwise than as a fact. In order of their days.
	violence, deeds, other []parley.Incident
}

// gather asks for the incidents of a period.
func (w *writing) gather(ctx context.Context, p parley.Period, when string) (*span, error) {
	f := w.filter()
	f.Period, f.Order = p, parley.OrderOldest
	list, err := everything(ctx, w.store.Incidents, f)
	if err != nil {
		return nil, err
	}
	s := &span{period: p}
	f.Order = ""
	violent, other := f, f
	violent.Kinds, other.Kinds = []parley.EventKind{parley.Violence}, []parley.EventKind{parley.Process}
	s.query = w.ask("incidents of violence "+when, "stats --by type", violent)
	s.acts = w.ask("acts other than violence "+when, "stats --by type", other)
	for _, in := range list {
		day := countDay(&in)
		switch {
		case in.Background || in.Aggregate || day.Before(p.From) || day.After(p.To):
		case in.Status != parley.Happened && in.Status != parley.Alleged:
			s.other = append(s.other, in)
		case in.Kind == parley.Violence:
			s.violence = append(s.violence, in)
		default:
			s.deeds = append(s.deeds, in)
		}
	}
	return s, nil
}

// filter is what was asked for, without the period.
func (w *writing) filter() parley.Filter {
	f := &w.o.Filter
	return parley.Filter{Countries: f.Countries, Admin1: f.Admin1, Place: f.Place, Actor: f.Actor, Role: f.Role, Outlet: f.Outlet, Text: f.Text}
}

// countDay is the day on which statistics count an incident: the first on which
// it can have been, or the last where only that is known.
func countDay(in *parley.Incident) time.Time {
	switch {
	case in.Date == nil:
		return time.Time{}
	case in.Date.From.IsZero():
		return in.Date.To
	}
	return in.Date.From
}

// everything asks for page after page.
func everything[T any](ctx context.Context, question func(context.Context, parley.Filter) (parley.Page[T], error), f parley.Filter) ([]T, error) {
	var all []T
	f.Limit, f.After = 1000, ""
	for {
		p, err := question(ctx, f)
		if err != nil {
			return nil, err
		}
		all = append(all, p.Items...)
		if p.Next == "" {
			return all, nil
		}
		f.After = p.Next
	}
}

// section adds a section unless it has no block.
func (w *writing) section(id, title string, blocks ...Block) {
	blocks = slices.DeleteFunc(blocks, func(b Block) bool { return len(b.Items) == 0 && len(b.Rows) == 0 })
	if len(blocks) > 0 {
		w.out.Sections = append(w.out.Sections, Section{ID: id, Title: title, Blocks: blocks})
	}
}

// paragraph makes a block of sentences that follow one another.
func paragraph(sentences ...Sentence) Block {
	if len(sentences) == 0 {
		return Block{Kind: Paragraph}
	}
	return Block{Kind: Paragraph, Items: [][]Sentence{sentences}}
}

// bullets makes a list with a sentence an item.
func bullets(caption *Sentence, sentences []Sentence) Block {
	b := Block{Kind: List, Caption: caption}
	for _, s := range sentences {
		b.Items = append(b.Items, []Sentence{s})
	}
	return b
}
