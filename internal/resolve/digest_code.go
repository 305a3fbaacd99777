package resolve

import (
	"encoding/binary"
	"fmt"
	"math"

	"parley"
)

// A digest is encoded as its fields in the order of the struct. Numbers are
// varints. A string is a number: 2n+1 is the string n of fixed, or, from its end
// on, of those that the digest has spelled out already; 2n is one of n bytes that
// follow. A list is its length and its members.

// codeVersion is the first byte of every digest. Another version is not read:
// nodes of an older store are made anew from its records.
const codeVersion = 1

// fixed are strings that digests hold again and again. It is part of the
// encoding: a change needs a new codeVersion.
var fixed = [...]string{
	"", "violence", "process",
	"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
	"REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
	"happened", "alleged", "denied", "planned", "threatened", "demanded", "offered", "refused",
	"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
	"suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional", "clash",
	"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber",
	"withdraw", "release", "disarm", "ceasefire", "access", "resign", "visit", "third-party", "multilateral", "phone",
	"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize",
	"time", "day", "week", "month", "season", "year", "long", "vague",
	"exact", "admin2", "admin1", "country", "region",
	"person", "group", "organisation", "thing",
	"killed", "injured", "captured", "destroyed", "damaged", "none",
	"missing", "displaced", "freed", "escaped", "surrendered", "casualties",
	"GOV", "MIL", "COP", "REB", "PAR", "CVL", "IGO", "NGO", "MED", "OPP", "SPY", "JUD", "LEG", "EDU", "HLH", "BUS", "CRM", "REL", "REF", "UNK",
	"police", "soldiers", "civilians", "militants", "fighters", "children", "women", "people",
	"claimed", "near",
	"taliban", "afg-gov", "usa", "AFG", "USA",
	"the country that the article is about", "the only place of that name", "the country of that name",
	"news without a day of its own: up to the article's date", "the last on or before the article's date",
	"the last such day before the article's date", "the same weekday as the article's date", "as written",
	"by convention, up to the article's date", "that of the article's date", "the first on or after the article's date",
}

// fixedIndex finds a string of fixed.
var fixedIndex = func() map[string]int {
	index := make(map[string]int, len(fixed))
	for i, s := range fixed {
		if _, twice := index[s]; !twice {
			index[s] = i
		}
	}
	return index
}()

// spelled is how many strings of one digest can be referred to again.
const spelled = 64

// Encode returns the digest as bytes that Decode reads.
func (d *Digest) Encode() []byte {
	w := writer{buf: make([]byte, 0, 320)}
	w.buf = append(w.buf, codeVersion)
	w.string(d.Event)
	w.string(d.Article)
	w.string(d.Outlet)
	w.span(d.Published)
	w.number(uint64(d.Position))
	w.string(string(d.Kind))
	w.string(string(d.Type))
	w.string(string(d.Mode))
	w.string(string(d.Status))
	w.flags(d.Background, d.Aggregate, d.Main, d.Denied, d.Place.HasPoint)
	w.span(d.Date)
	w.place(&d.Place)
	w.parties(d.Sources)
	w.parties(d.Targets)
	w.figure(d.Killed)
	w.figure(d.Injured)
	w.tolls(d.Tolls)
	w.claims(d.Claims)
	w.number(uint64(d.Accounts))
	w.strings(d.Weapons)
	w.string(d.CAMEO)
	w.signed(scaled(d.Goldstein, 10))
	w.string(d.ACLED)
	w.signed(scaled(d.Confidence, 1000))
	w.string(d.Trigger)
	w.number(uint64(len(d.Terms)))
	for _, t := range d.Terms {
		w.string(t.Text)
		w.buf = append(w.buf, byte(min(max(scaled(t.Weight, 16), 0), 255)))
	}
	w.strings(d.Names)
	w.number(uint64(d.Lead))
	w.hashes(d.Story)
	w.string(d.DateText)
	w.string(d.DateHow)
	w.string(d.PlaceHow)
	w.voices(d.Voices)
	return w.buf
}

func scaled(x, by float64) int64 { return int64(math.Round(x * by)) }

// writer appends values to buf.
type writer struct {
	buf  []byte
	seen []string
}

func (w *writer) number(n uint64) { w.buf = binary.AppendUvarint(w.buf, n) }
func (w *writer) signed(n int64)  { w.buf = binary.AppendVarint(w.buf, n) }

func (w *writer) string(s string) {
	if i, ok := fixedIndex[s]; ok {
		w.number(uint64(2*i + 1))
		return
	}
	for i, t := range w.seen {
		if s == t {
			w.number(uint64(2*(len(fixed)+i) + 1))
			return
		}
	}
	w.number(uint64(2 * len(s)))
	w.buf = append(w.buf, s...)
	if len(w.seen) < spelled {
		w.seen = append(w.seen, s)
	}
}

func (w *writer) strings(list []string) {
	w.number(uint64(len(list)))
	for _, s := range list {
		w.string(s)
	}
}

func (w *writer) hashes(list []uint32) {
	w.number(uint64(len(list)))
	for _, h := range list {
		w.buf = binary.LittleEndian.AppendUint32(w.buf, h)
	}
}

func (w *writer) flags(bits ...bool) {
	var b uint64
	for i, on := range bits {
		if on {
			b |= 1 << i
		}
	}
	w.number(b)
}

// span writes From, and To as its distance where both are known.
func (w *writer) span(s Span) {
	w.number(uint64(s.From))
	if s.From != 0 && s.To != 0 {
		w.signed(int64(s.To) - int64(s.From) + 1)
	} else {
		w.signed(0)
		if s.From == 0 {
			w.number(uint64(s.To))
		}
	}
	w.string(string(s.Precision))
}

func (w *writer) place(p *Place) {
	w.string(p.ID)
	w.string(p.Name)
	w.string(p.Country)
	w.string(p.Admin1)
	w.string(p.Admin2)
	w.string(string(p.Precision))
	w.string(p.Near)
	if p.HasPoint {
		w.signed(scaled(p.Lat, pointScale))
		w.signed(scaled(p.Lon, pointScale))
	}
}

// pointScale is the steps of a degree that are kept: about a metre.
const pointScale = 1e5

func (w *writer) parties(list []Party) {
	w.number(uint64(len(list)))
	for i := range list {
		p := &list[i]
		w.string(p.Actor)
		w.string(p.Name)
		w.string(p.Kind)
		w.string(p.Country)
		w.string(p.Sector)
		w.string(p.Side)
		w.string(p.Text)
		w.string(string(p.Effect))
		w.flags(p.Blamed)
	}
}

func (w *writer) figure(f Figure) {
	w.flags(f.Known, f.Vague, f.Low == noEnd, f.High == noEnd)
	if !f.Known {
		return
	}
	if f.Low != noEnd {
		w.number(uint64(f.Low))
	}
	if f.High != noEnd {
		w.number(uint64(f.High))
	}
}

func (w *writer) tolls(list []Toll) {
	w.number(uint64(len(list)))
	for i := range list {
		t := &list[i]
		w.string(t.Outcome)
		w.string(t.Group)
		w.figure(t.Figure)
		w.flags(t.Part, t.Attackers)
		w.string(t.By)
	}
}

func (w *writer) claims(list []Claim) {
	w.number(uint64(len(list)))
	for i := range list {
		w.string(list[i].By)
		w.string(list[i].Actor)
		w.string(list[i].Stance)
		w.string(list[i].Speaker)
	}
}

func (w *writer) voices(list []Voice) {
	w.number(uint64(len(list)))
	for i := range list {
		v := &list[i]
		w.string(v.By)
		w.string(v.For)
		w.number(uint64(v.Sort))
		w.string(v.Outcome)
		w.string(v.Group)
		w.figure(v.Figure)
	}
}

// errDigest is what Decode's errors wrap.
var errDigest = fmt.Errorf("digest of an event: %w", parley.ErrDamaged)
