package resolve

import (
	"time"

	"parley"
)

// Digest is what is compared and summed up of an event; all that a listing of
// incidents shows follows from the digests of its events. It holds no text but
// words, so that grouping a million events reads no records.
type Digest struct {
	Event   string // its ID
	Article string // the article's ID
	Outlet  string // empty where not known
	// Published is when the article was published; the zero Span where not known.
	Published Span
	// Position is the event's index in its record.
	Position int

	Kind       parley.EventKind
	Type       parley.EventType
	Mode       parley.Mode
	Status     parley.Status
	Background bool
	Aggregate  bool
	// Main is true for what the article is about: an event that its title or its
	// first sentence tells.
	Main bool

	Date  Span  // the zero Span where the article does not tell
	Place Place // the zero Place where the article does not tell

	Sources []Party
	Targets []Party

	Killed, Injured Figure
	Tolls           []Toll
	Claims          []Claim
	// Accounts counts those who speak of the event; Denied is true where one of
	// them denies it.
	Accounts int
	Denied   bool
	// Lead is a hash of the type and the sides of what the article is about, 0 where
	// that is not known.
	Lead uint32
	// Story are hashes of words that the article begins with, ascending.
	Story []uint32
	// Voices are who gives figures of the killed and injured, and who denies it.
	Voices []Voice
	// Weapons are kinds of weapons, each once.
	Weapons []string

	CAMEO      string
	Goldstein  float64 // to one decimal
	ACLED      string
	Confidence float64 // to three decimals

	// DateText, DateHow and PlaceHow are what the date and the place rest on, as in
	// parley.Date and parley.EventPlace.
	DateText, DateHow, PlaceHow string

	// Trigger is the stem of the word that tells the event.
	Trigger string
	// Terms are the weightiest words of the sentences that tell the event, as
	// stems, by Text.
	Terms []Term
	// Names are names in those sentences that are neither the event's place nor
	// its parties: persons, buildings, villages; in lower case, sorted.
	Names []string
}

// DayNumber counts days; 1 is 2 January of the year 1. 0 is a day that is not known.
type DayNumber int32

// dayOf returns the number of a time's day; 0 for the zero time and before.
func dayOf(t time.Time) DayNumber {
	seconds := t.Unix() + epochDay*secondsOfDay
	return DayNumber(min(max(seconds, 0)/secondsOfDay, 1<<30))
}

const (
	secondsOfDay = 24 * 60 * 60
	epochDay     = 719162 // days from 1 January of the year 1 to 1970
)

// Time returns midnight UTC of the day; the zero time for 0.
func (d DayNumber) Time() time.Time {
	if d == 0 {
		return time.Time{}
	}
	return time.Unix((int64(d)-epochDay)*secondsOfDay, 0).UTC()
}

// Span is a parley.Period in days: From and To are its ends, 0 where open.
type Span struct {
	From, To  DayNumber
	Precision parley.Precision
}

func spanOf(p parley.Period) Span { return Span{dayOf(p.From), dayOf(p.To), p.Precision} }

// IsZero reports whether nothing is known of the time.
func (s Span) IsZero() bool { return s.From == 0 && s.To == 0 }

// Period returns the span as a parley.Period.
func (s Span) Period() parley.Period {
	return parley.Period{From: s.From.Time(), To: s.To.Time(), Precision: s.Precision}
}

// Place is an event's place. The zero Place is one that is not known.
type Place struct {
	ID, Name, Country, Admin1, Admin2 string
	Lat, Lon                          float64 // to five decimals; valid where HasPoint
	HasPoint                          bool
	Precision                         parley.PlacePrecision
	Near                              string // "near", "outskirts": the words that put it beside the place
}

// IsZero reports whether nothing is known of the place.
func (p *Place) IsZero() bool { return p.ID == "" && p.Name == "" && p.Country == "" }

// EventPlace returns the place as records have it, without How; nil for the zero Place.
func (p *Place) EventPlace() *parley.EventPlace {
	if p.IsZero() {
		return nil
	}
	out := &parley.EventPlace{
		Name: p.Name, Country: p.Country, Admin1: p.Admin1, Admin2: p.Admin2,
		Precision: p.Precision, ID: p.ID, Near: p.Near,
	}
	if p.HasPoint {
		lat, lon := p.Lat, p.Lon
		out.Lat, out.Lon = &lat, &lon
	}
	return out
}

// Party is a parley.Party.
type Party = parley.Party

// Figure is a parley.Range; the zero Figure is none.
type Figure struct {
	Low, High int32 // noEnd where open
	Known     bool
	Vague     bool
}

// noEnd is an end of a Figure that is not known.
const noEnd = -1

// figureOf returns r as a Figure; the zero Figure for nil.
func figureOf(r *parley.Range) Figure {
	if r == nil || r.Low == nil && r.High == nil {
		return Figure{}
	}
	end := func(n *int) int32 {
		if n == nil {
			return noEnd
		}
		return int32(min(max(*n, 0), 1<<30))
	}
	return Figure{Low: end(r.Low), High: end(r.High), Known: true, Vague: r.Vague}
}

// Range returns the figure as a parley.Range; nil for none.
func (f Figure) Range() *parley.Range {
	if !f.Known {
		return nil
	}
	end := func(n int32) *int {
		if n == noEnd {
			return nil
		}
		i := int(n)
		return &i
	}
	return &parley.Range{Low: end(f.Low), High: end(f.High), Vague: f.Vague}
}

// Toll is a parley.Toll.
type Toll struct {
	Outcome, Group  string
	Figure          Figure
	Part, Attackers bool
	By              string
}

// Claim is a parley.Claim.
type Claim = parley.Claim

// Term is a word with what it weighs as evidence that two events are the same.
type Term struct {
	Text   string
	Weight float64 // in sixteenths, from 0 to under 16
}
