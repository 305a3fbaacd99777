package near

import (
	"encoding/binary"
	"errors"
	"math"
	"time"

	"parley"
)

// Story is what is compared of an article to tell whether two are on the same
// main happening.
type Story struct {
	terms    []term // by hash
	calendar calendar
	// published is when the article came out; act, happened and site are what its
	// opening tells as the news, when and where. act is empty if nothing was coded.
	published, happened days
	site                site
	act                 parley.EventType
	names, lead         float64 // squared lengths of the terms that are names, and of those of the opening
}

// days are the first and the last day that something can have been on, in days
// since 1970; noDay is an end that is not known.
type days struct{ from, to int32 }

const noDay = math.MinInt32

func daysOf(p parley.Period) days { return days{dayOf(p.From), dayOf(p.To)} }

func dayOf(t time.Time) int32 {
	if t.IsZero() {
		return noDay
	}
	return int32(t.Unix() / (24 * 60 * 60))
}

// exact is the most days apart that the ends of a time may be for it to count.
const exact = 7

func (d days) known() bool { return d.from != noDay && d.to != noDay && d.to-d.from <= exact }

// gap is how many days lie between two at the least; 0 if they overlap.
func (d days) gap(e days) int32 { return max(0, d.from-e.to, e.from-d.to) }

// site is a place in hundredths of a degree.
type site struct{ lat, lon int16 }

// noSite is no place on the map; 0,0 is the sea off Africa.
var noSite = site{math.MinInt16, math.MinInt16}

// siteOf returns where a place is, if it is known to a province or better.
func siteOf(p *parley.EventPlace) site {
	if p == nil || p.Lat == nil || p.Lon == nil {
		return noSite
	}
	switch p.Precision {
	case parley.PlaceExact, parley.PlaceAdmin2, parley.PlaceAdmin1:
		return site{int16(math.Round(*p.Lat * 100)), int16(math.Round(*p.Lon * 100))}
	}
	return noSite
}

// km is how far two sites are from one another, on a globe flat enough for a
// few hundred kilometres.
func (s site) km(t site) float64 {
	const degree = 111.2
	lat := float64(s.lat-t.lat) / 100
	lon := math.Abs(float64(s.lon)-float64(t.lon)) / 100
	lon = min(lon, 360-lon) * math.Cos(float64(s.lat+t.lat)/200*math.Pi/180)
	return degree * math.Hypot(lat, lon)
}

// newStory makes the digest of an article. main is its mainEvent.
func newStory(r *parley.Record, main *parley.Event, tokens []token) *Story {
	s := &Story{
		terms: terms(tokens), calendar: calendarOf(tokens), published: daysOf(r.Article.Published.Period),
		happened: days{noDay, noDay}, site: noSite,
	}
	if main != nil {
		s.act, s.site = main.Type, siteOf(main.Place)
		if main.Date != nil {
			s.happened = daysOf(main.Date.Period)
		}
		if main.Kind == parley.Violence {
			s.act = violent
		}
	}
	s.measure()
	return s
}

// violent is the act of all violence: one article tells as an arrest or a clash
// what the next calls an attack.
const violent = parley.Assault

// mainEvent returns what the opening of an article tells as news: the first act of
// violence that happened or is said to have, else the first event of another
// kind; nil for none.
func mainEvent(r *parley.Record) *parley.Event {
	var first *parley.Event
	for i := range r.Events {
		e := &r.Events[i]
		if e.Background || e.Aggregate || e.Status == parley.Denied || !inOpening(e) {
			continue
		}
		if e.Kind == parley.Violence && (e.Status == parley.Happened || e.Status == parley.Alleged) {
			return e
		}
		if first == nil && e.Kind != parley.Violence {
			first = e
		}
	}
	return first
}

// opening is how many bytes of the text count as the opening of an article.
const opening = 700

func inOpening(e *parley.Event) bool {
	return len(e.Evidence) > 0 && (e.Evidence[0].In != "" || e.Evidence[0].Start < opening)
}

// measure sets the lengths of the terms.
func (s *Story) measure() {
	for _, t := range s.terms {
		if t.name {
			s.names += t.weight * t.weight
		}
		if t.lead {
			s.lead += t.weight * t.weight
		}
	}
}

// storyVersion is the first byte of a digest.
const storyVersion = 1

var errStory = errors.New("not a digest of an article's story")

// weightUnit is the step in which weights are kept.
const weightUnit = 0.25

// Flags of a term in a digest.
const (
	flagName = 1 << iota
	flagLead
	flagEnd
)

// fields returns the numbers of a digest in the order in which they are kept.
func (s *Story) fields() []int64 {
	return []int64{
		int64(s.published.from), int64(s.published.to), int64(s.happened.from), int64(s.happened.to),
		int64(s.site.lat), int64(s.site.lon),
		int64(s.calendar.weekdays), int64(s.calendar.months), int64(s.calendar.years),
	}
}

// encode writes a digest: the version, the numbers, and the terms, each as flags,
// weight, length and word.
func (s *Story) encode() []byte {
	b := append(make([]byte, 0, 48+11*len(s.terms)), storyVersion, byte(len(s.act)))
	b = append(b, s.act...)
	for _, x := range s.fields() {
		b = binary.AppendVarint(b, x)
	}
	for _, t := range s.terms {
		flags := byte(0)
		if t.name {
			flags |= flagName
		}
		if t.lead {
			flags |= flagLead
		}
		b = append(b, flags, byte(min(math.Round(t.weight/weightUnit), math.MaxUint8)), byte(len(t.word)))
		b = append(b, t.word...)
	}
	return b
}

// decodeStory reads what encode writes; the error is errStory.
func decodeStory(b []byte) (*Story, error) {
	if len(b) < 2 || b[0] != storyVersion || len(b) < 2+int(b[1]) {
		return nil, errStory
	}
	act := 2 + int(b[1])
	s := &Story{terms: make([]term, 0, maxTerms), act: parley.EventType(b[2:act])}
	b = b[act:]
	var x [9]int64
	for i := range x {
		var n int
		if x[i], n = binary.Varint(b); n <= 0 {
			return nil, errStory
		}
		b = b[n:]
	}
	s.published, s.happened = days{int32(x[0]), int32(x[1])}, days{int32(x[2]), int32(x[3])}
	s.site = site{int16(x[4]), int16(x[5])}
	s.calendar = calendar{uint16(x[6]), uint16(x[7]), uint64(x[8])}
	text := string(b) // the words are parts of one string
	for at := 0; at < len(b); {
		if len(b)-at < 4 || b[at] >= flagEnd || b[at+1] == 0 || b[at+2] == 0 || int(b[at+2]) > len(b)-at-3 {
			return nil, errStory
		}
		word := text[at+3 : at+3+int(b[at+2])]
		t := term{word, hashOf(word), float64(b[at+1]) * weightUnit, b[at]&flagName != 0, b[at]&flagLead != 0}
		if k := len(s.terms); k > 0 && byHash(s.terms[k-1], t) >= 0 {
			return nil, errStory
		}
		s.terms = append(s.terms, t)
		at += 3 + len(t.word)
	}
	s.measure()
	return s, nil
}
