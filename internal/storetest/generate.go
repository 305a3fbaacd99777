package storetest

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"time"

	"parley"
)

// Archive says what to make up. All of it is invented, and the same for the same
// values: countries of codes that ISO keeps free, places and actors of syllables.
// As in real archives, few countries, weeks, actors and outlets have most of the
// news.
type Archive struct {
	// Events is how many events to make; the last article may bring a few more.
	Events int
	Seed   uint64
	// Tellings is how many articles tell one happening on average, 1 at least;
	// zero is 3.
	Tellings float64
}

// Years and the first day of an archive.
const (
	archiveYears = 15
	firstYear    = 2010
)

// Events returns records with n events or a few more, in order of publication:
// an archive of the default kind.
func Events(n int, seed uint64) iter.Seq[*parley.Record] {
	return func(yield func(*parley.Record) bool) {
		for r := range (Archive{Events: n, Seed: seed}).Records() {
			if !yield(r) {
				return
			}
		}
	}
}

// Records returns the records of an archive in order of publication, each with
// the number of the happening that each of its events tells, counted from 0.
func (a Archive) Records() iter.Seq2[*parley.Record, []int] {
	return func(yield func(*parley.Record, []int) bool) {
		newMaker(a).run(yield)
	}
}

// happening is what really happened.
type happening struct {
	number   int
	day      time.Time
	country  int
	place    parley.EventPlace
	kind     parley.EventKind
	typ      parley.EventType
	mode     parley.Mode
	status   parley.Status
	from, to parley.Party
	killed   int // -1 for an act without a toll
}

// telling is a happening that an outlet is going to tell on a day.
type telling struct {
	*happening
	later int // days after it
}

// maker makes an archive.
type maker struct {
	Archive
	world  *world
	rand   *rand.Rand
	events int
	happen int
	// due holds what is told on the days to come, by day and country.
	due [delays][][]telling
	seq int // articles made
}

// delays is how many days after it a happening may still be told.
const delays = 6

func newMaker(a Archive) *maker {
	if a.Tellings == 0 {
		a.Tellings = 3
	}
	m := &maker{Archive: a, world: newWorld(a.Seed), rand: rand.New(rand.NewPCG(a.Seed, 2))}
	for i := range m.due {
		m.due[i] = make([][]telling, len(m.world.countries))
	}
	return m
}

// run makes the archive day by day.
func (m *maker) run(yield func(*parley.Record, []int) bool) {
	start := time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC)
	days := int(start.AddDate(archiveYears, 0, 0).Sub(start) / (24 * time.Hour))
	weights, total := m.weights(days)
	made := 0.0
	want := float64(m.Events) / m.Tellings
	for d := 0; m.events < m.Events; d++ {
		day := start.AddDate(0, 0, d)
		if d < days {
			made += want * weights[d] / total
		} else {
			made++ // the last days bring what is missing
		}
		for m.happen < int(made) {
			m.schedule(m.invent(day), d)
		}
		due := m.due[d%delays]
		for c := range due {
			if !m.publish(day, due[c], yield) {
				return
			}
			due[c] = due[c][:0]
		}
	}
}

// weights is how much happens on each day: slow waves and a few heavy weeks.
func (m *maker) weights(days int) (weights []float64, total float64) {
	weights = make([]float64, days)
	for d := range weights {
		weights[d] = 1 + 0.5*math.Sin(float64(d)/300)
	}
	for range days / 150 {
		at, heavy := m.rand.IntN(days), 2+8*m.rand.Float64()
		for d := at; d < min(days, at+7); d++ {
			weights[d] *= heavy
		}
	}
	for _, w := range weights {
		total += w
	}
	return weights, total
}

// invent makes a happening up.
func (m *maker) invent(day time.Time) *happening {
	c := m.world.country(m.rand)
	h := &happening{number: m.happen, day: day, country: c, place: m.world.place(m.rand, c), killed: -1, status: parley.Happened}
	m.happen++
	sort := m.world.sort(m.rand)
	h.kind, h.typ, h.mode = sort.kind, sort.typ, sort.mode
	h.from, h.to = m.world.actor(m.rand, c), m.world.actor(m.rand, c)
	if h.kind == parley.Violence {
		h.killed = int(m.rand.ExpFloat64() * m.rand.ExpFloat64() * 4)
	}
	switch x := m.rand.IntN(100); {
	case x < 8:
		h.status = parley.Alleged
	case x < 12:
		h.status = parley.Planned
	case x < 13:
		h.status = parley.Denied
	}
	return h
}

// schedule settles when a happening is told, and how often.
func (m *maker) schedule(h *happening, day int) {
	n := 1
	for m.rand.Float64() < 1-1/m.Tellings {
		n++
	}
	for range n {
		later := min(delays-1, int(m.rand.ExpFloat64()*1.2))
		slot := &m.due[(day+later)%delays][h.country]
		*slot = append(*slot, telling{h, later})
	}
}

// publish makes the articles of a day on one country, each of a few tellings of
// different happenings.
func (m *maker) publish(day time.Time, list []telling, yield func(*parley.Record, []int) bool) bool {
	for len(list) > 0 && m.events < m.Events {
		n := 1 + m.rand.IntN(3)
		var part []telling
		for len(part) < n && len(list) > 0 {
			t := list[0]
			again := false
			for _, p := range part {
				again = again || p.happening == t.happening
			}
			if again {
				break
			}
			part, list = append(part, t), list[1:]
		}
		r, truth := m.article(day, part)
		m.events += len(r.Events)
		if !yield(r, truth) {
			return false
		}
	}
	return true
}

// article makes one article of tellings.
func (m *maker) article(day time.Time, list []telling) (*parley.Record, []int) {
	m.seq++
	id := m.id("article", m.seq)
	outlet := m.world.outlet(m.rand)
	r := &parley.Record{
		Article: parley.RecordArticle{ID: id, Ref: fmt.Sprintf("made-up/%d", m.seq), Outlet: &outlet, Language: "en",
			Published: parley.PublishedDate{Period: parley.Period{From: day, To: day, Precision: parley.PrecisionDay}, Basis: "input", Evidence: []parley.Evidence{}}},
		Events: []parley.Event{}, Commitments: []parley.Commitment{}, Statements: []parley.Statement{}, Indicators: []parley.Indicator{}, Notes: []parley.Note{},
	}
	truth := make([]int, 0, len(list))
	for i, t := range list {
		e, text := m.event(t, i)
		if i == 0 {
			title := t.from.Name + " " + m.verb(t.typ) + " " + t.to.Name + " in " + t.place.Name
			r.Article.Title = &title
		}
		for k := range e.Evidence {
			e.Evidence[k].Start += len(r.Article.Text)
			e.Evidence[k].End += len(r.Article.Text)
		}
		r.Article.Text += text
		r.Events = append(r.Events, e)
		truth = append(truth, t.number)
	}
	return r, truth
}

// id is 16 hexadecimal digits that look like a hash.
func (m *maker) id(what string, n int) string {
	h := m.Seed*0x9e3779b97f4a7c15 + uint64(n)
	for _, c := range []byte(what) {
		h = (h ^ uint64(c)) * 0x100000001b3
	}
	h ^= h >> 31
	h *= 0xbf58476d1ce4e5b9
	h ^= h >> 29
	h *= 0x94d049bb133111eb
	h ^= h >> 32
	return fmt.Sprintf("%016x", h)
}
