package process

import (
	"encoding/binary"
	"fmt"
	"time"

	"parley"
)

// A digest is encoded as its fields in the order of the struct: numbers as
// varints, strings as a length and bytes, lists as a length and members, what may
// be missing behind a 1, and 0 alone where it is.

// codeVersion is the first byte of every digest. One of another version is not read.
const codeVersion = 1

// Encode returns the digest as bytes that DecodeDigest reads.
func (d *Digest) Encode() []byte {
	w := writer{make([]byte, 0, 320)}
	w.b = append(w.b, codeVersion)
	for _, s := range []string{
		d.Commitment, d.Article, string(d.Kind), string(d.Status), d.What, d.Condition, d.Agreement, d.Country,
	} {
		w.string(s)
	}
	w.number(uint64(d.Position))
	for _, p := range []*parley.Party{d.By, d.To, d.SaidBy} {
		w.party(p)
	}
	w.count(d.Count)
	w.date(d.Deadline)
	w.date(d.Made)
	w.number(uint64(len(d.Themes)))
	for _, s := range d.Themes {
		w.string(s.Theme)
		w.flag(s.Contrary)
	}
	w.flag(d.Provision)
	w.day(d.Published.From)
	w.day(d.Published.To)
	w.number(uint64(len(d.Words)))
	for _, x := range d.Words {
		w.b = binary.LittleEndian.AppendUint32(w.b, x.Hash)
		w.b = append(w.b, x.Weight)
	}
	return w.b
}

// writer appends values to b.
type writer struct{ b []byte }

func (w *writer) number(n uint64) { w.b = binary.AppendUvarint(w.b, n) }

func (w *writer) string(s string) {
	w.number(uint64(len(s)))
	w.b = append(w.b, s...)
}

// flag writes a bit and returns it.
func (w *writer) flag(f bool) bool {
	if f {
		w.b = append(w.b, 1)
	} else {
		w.b = append(w.b, 0)
	}
	return f
}

func (w *writer) party(p *parley.Party) {
	if !w.flag(p != nil) {
		return
	}
	for _, s := range []string{p.Actor, p.Name, p.Kind, p.Country, p.Sector, p.Side, p.Text} {
		w.string(s)
	}
}

func (w *writer) count(c *parley.Range) {
	if !w.flag(c != nil) {
		return
	}
	for _, n := range []*int{c.Low, c.High} {
		if w.flag(n != nil) {
			w.b = binary.AppendVarint(w.b, int64(*n))
		}
	}
	w.flag(c.Vague)
}

func (w *writer) date(d *parley.Date) {
	if !w.flag(d != nil) {
		return
	}
	w.day(d.From)
	w.day(d.To)
	w.string(string(d.Precision))
	w.string(d.Text)
	w.string(d.How)
}

const secondsOfDay = 24 * 60 * 60

// day writes a day as days since 1970.
func (w *writer) day(t time.Time) {
	if !w.flag(!t.IsZero()) {
		return
	}
	s := t.Unix()
	n := s / secondsOfDay
	if s%secondsOfDay < 0 {
		n--
	}
	w.b = binary.AppendVarint(w.b, n)
}

// DecodeDigest reads what Encode writes. Its error wraps parley.ErrDamaged.
func DecodeDigest(b []byte) (*Digest, error) {
	if len(b) == 0 || b[0] != codeVersion {
		return nil, fmt.Errorf("%w: the digest of a commitment is not of version %d", parley.ErrDamaged, codeVersion)
	}
	r := reader{b: b[1:], text: string(b[1:])}
	d := &Digest{
		Commitment: r.string(), Article: r.string(), Kind: parley.CommitmentKind(r.string()),
		Status: parley.CommitmentStatus(r.string()), What: r.string(), Condition: r.string(), Agreement: r.string(), Country: r.string(),
	}
	d.Position = int(r.number() & (1<<31 - 1))
	d.By, d.To, d.SaidBy = r.party(), r.party(), r.party()
	d.Count, d.Deadline, d.Made = r.count(), r.date(), r.date()
	if n := r.length(2); n > 0 {
		d.Themes = make([]Sense, n)
		for i := range d.Themes {
			d.Themes[i] = Sense{r.string(), r.flag()}
		}
	}
	d.Provision = r.flag()
	d.Published = r.period()
	if n := r.length(wordBytes); n > 0 {
		d.Words = make([]Word, n)
		for i := range d.Words {
			d.Words[i] = r.word()
			if i > 0 && d.Words[i].Hash <= d.Words[i-1].Hash {
				r.fail() // they are compared in order
			}
		}
	}
	if r.bad || r.at != len(r.b) {
		return nil, fmt.Errorf("%w: the digest of a commitment breaks off at byte %d of %d", parley.ErrDamaged, r.at+1, len(b))
	}
	return d, nil
}

// wordBytes is how many bytes a word takes.
const wordBytes = 5

// reader reads values from b; text is the same bytes, which the strings of the
// digest are parts of. After bad, everything is zero.
type reader struct {
	b    []byte
	text string
	at   int
	bad  bool
}

func (r *reader) fail() { r.bad, r.at = true, len(r.b) }

func (r *reader) number() uint64 {
	n, size := binary.Uvarint(r.b[r.at:])
	if size <= 0 {
		r.fail()
		return 0
	}
	r.at += size
	return n
}

func (r *reader) signed() int64 {
	n, size := binary.Varint(r.b[r.at:])
	if size <= 0 {
		r.fail()
		return 0
	}
	r.at += size
	return n
}

// length reads how many members of at least size bytes follow.
func (r *reader) length(size int) int {
	n := r.number()
	if n > uint64(len(r.b)-r.at)/uint64(size) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *reader) string() string {
	n := r.length(1)
	s := r.text[r.at : r.at+n]
	r.at += n
	return s
}

func (r *reader) flag() bool {
	if r.at >= len(r.b) {
		r.fail()
		return false
	}
	r.at++
	return r.b[r.at-1] != 0
}

func (r *reader) party() *parley.Party {
	if !r.flag() {
		return nil
	}
	return &parley.Party{
		Actor: r.string(), Name: r.string(), Kind: r.string(), Country: r.string(), Sector: r.string(), Side: r.string(), Text: r.string(),
	}
}

func (r *reader) count() *parley.Range {
	if !r.flag() {
		return nil
	}
	c := &parley.Range{}
	for _, end := range []**int{&c.Low, &c.High} {
		if r.flag() {
			n := int(r.signed())
			*end = &n
		}
	}
	c.Vague = r.flag()
	return c
}

func (r *reader) date() *parley.Date {
	if !r.flag() {
		return nil
	}
	d := &parley.Date{}
	d.Period = r.period()
	d.Precision, d.Text, d.How = parley.Precision(r.string()), r.string(), r.string()
	return d
}

// farthest is the number of days from 1970 to the year 10000 or so; a day beyond
// is no day of a digest.
const farthest = 3_000_000

func (r *reader) day() time.Time {
	if !r.flag() {
		return time.Time{}
	}
	n := r.signed()
	if n > farthest || n < -farthest {
		r.fail()
		return time.Time{}
	}
	return time.Unix(n*secondsOfDay, 0).UTC()
}

// period reads two days, of which the first is not behind the last.
func (r *reader) period() parley.Period {
	p := parley.Period{From: r.day(), To: r.day()}
	if !p.From.IsZero() && !p.To.IsZero() && p.To.Before(p.From) {
		r.fail()
		return parley.Period{}
	}
	return p
}

func (r *reader) word() Word {
	if len(r.b)-r.at < wordBytes {
		r.fail()
		return Word{}
	}
	w := Word{binary.LittleEndian.Uint32(r.b[r.at:]), r.b[r.at+4]}
	r.at += wordBytes
	return w
}
