package resolve

import (
	"encoding/binary"
	"fmt"
	"math"

	"parley"
)

// DecodeDigest reads what Encode writes. Its error wraps parley.ErrDamaged.
func DecodeDigest(b []byte) (*Digest, error) {
	if len(b) == 0 || b[0] != codeVersion {
		return nil, fmt.Errorf("%w: not of version %d", errDigest, codeVersion)
	}
	r := reader{buf: b[1:], text: string(b[1:])}
	d := &Digest{}
	d.Event = r.string()
	d.Article = r.string()
	d.Outlet = r.string()
	d.Published = r.span()
	d.Position = r.small()
	d.Kind = parley.EventKind(r.string())
	d.Type = parley.EventType(r.string())
	d.Mode = parley.Mode(r.string())
	d.Status = parley.Status(r.string())
	flags := r.number()
	d.Background, d.Aggregate, d.Main = flags&1 != 0, flags&2 != 0, flags&4 != 0
	d.Denied, d.Place.HasPoint = flags&8 != 0, flags&16 != 0
	d.Date = r.span()
	r.place(&d.Place)
	d.Sources = r.parties()
	d.Targets = r.parties()
	d.Killed = r.figure()
	d.Injured = r.figure()
	d.Tolls = r.tolls()
	d.Claims = r.claims()
	d.Accounts = r.small()
	d.Weapons = r.strings()
	d.CAMEO = r.string()
	d.Goldstein = float64(r.signed()) / 10
	d.ACLED = r.string()
	d.Confidence = float64(r.signed()) / 1000
	d.Trigger = r.string()
	d.Terms = r.terms()
	d.Names = r.strings()
	d.Lead = uint32(r.number())
	d.Story = r.hashes()
	d.DateText = r.string()
	d.DateHow = r.string()
	d.PlaceHow = r.string()
	d.Voices = r.voices()
	if r.bad || r.at != len(r.buf) {
		return nil, fmt.Errorf("%w: broken at byte %d of %d", errDigest, r.at+1, len(b))
	}
	return d, nil
}

// reader reads values from buf; text is the same bytes, which the strings of the
// digest are parts of. After bad, everything is zero.
type reader struct {
	buf   []byte
	text  string
	at    int
	seen  [spelled]piece // of text
	count int
	bad   bool
}

// piece is a part of a text.
type piece struct{ start, size uint32 }

func (r *reader) fail() {
	r.bad = true
	r.at = len(r.buf)
}

func (r *reader) number() uint64 {
	if r.at < len(r.buf) && r.buf[r.at] < 0x80 {
		r.at++
		return uint64(r.buf[r.at-1])
	}
	n, size := binary.Uvarint(r.buf[r.at:])
	if size <= 0 {
		r.fail()
		return 0
	}
	r.at += size
	return n
}

func (r *reader) signed() int64 {
	n := r.number()
	return int64(n>>1) ^ -int64(n&1)
}

// small reads a number that fits an int32.
func (r *reader) small() int {
	n := r.number()
	if n > 1<<31-1 {
		r.fail()
		return 0
	}
	return int(n)
}

// length reads the length of a list whose members take size bytes at least.
func (r *reader) length(size int) int {
	n := r.number()
	if n > uint64(len(r.buf)-r.at)/uint64(size) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *reader) string() string {
	n := r.number()
	if n&1 != 0 {
		n >>= 1
		if n < uint64(len(fixed)) {
			return fixed[n]
		}
		if n -= uint64(len(fixed)); n < uint64(r.count) {
			p := r.seen[n]
			return r.text[p.start : p.start+p.size]
		}
		r.fail()
		return ""
	}
	n >>= 1
	if n > uint64(len(r.text)-r.at) {
		r.fail()
		return ""
	}
	s := r.text[r.at : r.at+int(n)]
	r.at += int(n)
	if r.count < spelled {
		r.seen[r.count] = piece{uint32(r.at) - uint32(n), uint32(n)}
		r.count++
	}
	return s
}

func (r *reader) strings() []string {
	n := r.length(1)
	if n == 0 {
		return nil
	}
	out := make([]string, n)
	for i := range out {
		out[i] = r.string()
	}
	return out
}

func (r *reader) hashes() []uint32 {
	n := r.length(4)
	if n == 0 {
		return nil
	}
	out := make([]uint32, n)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(r.buf[r.at:])
		r.at += 4
	}
	return out
}

func (r *reader) span() Span {
	s := Span{From: DayNumber(r.small())}
	if d := r.signed(); d != 0 {
		to := int64(s.From) + d - 1
		if s.From == 0 || to < 0 || to > math.MaxInt32 { // no writer gives that
			r.fail()
			return Span{}
		}
		s.To = DayNumber(to)
	} else if s.From == 0 {
		s.To = DayNumber(r.small())
	}
	s.Precision = parley.Precision(r.string())
	return s
}

func (r *reader) place(p *Place) {
	p.ID = r.string()
	p.Name = r.string()
	p.Country = r.string()
	p.Admin1 = r.string()
	p.Admin2 = r.string()
	p.Precision = parley.PlacePrecision(r.string())
	p.Near = r.string()
	if p.HasPoint {
		p.Lat = float64(r.signed()) / pointScale
		p.Lon = float64(r.signed()) / pointScale
	}
}

func (r *reader) parties() []Party {
	n := r.length(9)
	if n == 0 {
		return nil
	}
	out := make([]Party, n)
	for i := range out {
		p := &out[i]
		p.Actor = r.string()
		p.Name = r.string()
		p.Kind = r.string()
		p.Country = r.string()
		p.Sector = r.string()
		p.Side = r.string()
		p.Text = r.string()
		p.Effect = parley.Effect(r.string())
		p.Blamed = r.number()&1 != 0
	}
	return out
}

func (r *reader) figure() Figure {
	flags := r.number()
	f := Figure{Known: flags&1 != 0, Vague: flags&2 != 0}
	if !f.Known {
		return Figure{}
	}
	f.Low, f.High = noEnd, noEnd
	if flags&4 == 0 {
		f.Low = int32(r.small())
	}
	if flags&8 == 0 {
		f.High = int32(r.small())
	}
	return f
}

func (r *reader) tolls() []Toll {
	n := r.length(5)
	if n == 0 {
		return nil
	}
	out := make([]Toll, n)
	for i := range out {
		t := &out[i]
		t.Outcome = r.string()
		t.Group = r.string()
		t.Figure = r.figure()
		flags := r.number()
		t.Part, t.Attackers = flags&1 != 0, flags&2 != 0
		t.By = r.string()
	}
	return out
}

func (r *reader) claims() []Claim {
	n := r.length(4)
	if n == 0 {
		return nil
	}
	out := make([]Claim, n)
	for i := range out {
		out[i] = Claim{By: r.string(), Actor: r.string(), Stance: r.string(), Speaker: r.string()}
	}
	return out
}

func (r *reader) terms() []Term {
	n := r.length(2)
	if n == 0 {
		return nil
	}
	out := make([]Term, n)
	for i := range out {
		out[i].Text = r.string()
		if r.at >= len(r.buf) {
			r.fail()
			return nil
		}
		out[i].Weight = float64(r.buf[r.at]) / 16
		r.at++
	}
	return out
}

func (r *reader) voices() []Voice {
	n := r.length(6)
	if n == 0 {
		return nil
	}
	out := make([]Voice, n)
	for i := range out {
		v := &out[i]
		v.By, v.For = r.string(), r.string()
		v.Sort = Sort(r.number())
		if v.Sort > SortNeutral {
			r.fail()
			return nil
		}
		v.Outcome, v.Group = r.string(), r.string()
		v.Figure = r.figure()
	}
	return out
}
