package process

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"parley"
	"parley/internal/process/term"
)

// model compares commitments by the weights of data/process/undertaking-weights.tsv.
type model struct{ l *Ledger }

// Grouping is Undertakings.
func (m model) Grouping() parley.Grouping { return parley.Undertakings }

// Decode reads a node's digest.
func (m model) Decode(n parley.Node) (*Digest, error) { return DecodeDigest(n.Digest) }

// Unlinked is what two commitments that share no block count: they are told far
// apart, or are about other things.
func (m model) Unlinked() float64 { return m.l.weights["base"] }

// Firm is the score that ties two commitments. What ties no more than the same
// party and theme, weeks apart, would tie the promises of years to one another.
func (m model) Firm() float64 { return firm }

// firm lies above the same party, theme and kind alone, and below the same told
// within a week, or owed to the same side.
const firm = 1.15

// Compare adds up the features of a pair. A pair that is ruled out by one
// feature is not looked at further.
func (m model) Compare(a, b *Digest) (float64, []parley.Reason, bool) {
	p := pair{l: m.l}
	p.all(a, b)
	if p.score <= 0 {
		return p.score, nil, true // most pairs: reasons would be made for nothing
	}
	q := pair{l: m.l, reasons: make([]parley.Reason, 0, len(features)/2)}
	q.all(a, b)
	slices.SortStableFunc(q.reasons, func(x, y parley.Reason) int { return cmp.Compare(math.Abs(y.Weight), math.Abs(x.Weight)) })
	return q.score, q.reasons, true
}

// all adds up all features.
func (p *pair) all(a, b *Digest) {
	p.add("base", "", "")
	if a.Provision && b.Provision {
		p.add("provision.both", "", "")
		return
	}
	p.parties(a, b)
	p.theme(a, b)
	if p.score < hopeless {
		return
	}
	p.words(a, b)
	p.count(a, b)
	p.deadline(a, b)
	p.setting(a, b)
	p.kind(a, b)
}

// hopeless is a score from which the other features cannot lift a pair above 0.
const hopeless = -9.5

// pair adds up features, and keeps them as reasons if it has a list for them.
type pair struct {
	l       *Ledger
	score   float64
	reasons []parley.Reason
	// pinned is true once something is the same that holds over years: the number,
	// the agreement, the day on which it is due.
	pinned bool
}

// add counts a feature; x and y are what the two have, in words.
func (p *pair) add(feature, x, y string) {
	w := p.l.weights[feature]
	p.score += w
	if p.reasons != nil {
		p.reasons = append(p.reasons, parley.Reason{Feature: feature, Detail: both(x, y), Weight: w})
	}
}

// parties compares who has to do it, to whom it is owed, and who says so.
func (p *pair) parties(a, b *Digest) {
	switch {
	case unknown(a.By) || unknown(b.By):
		p.add("by.unknown", "", "")
	case a.By.Actor != "" && a.By.Actor == b.By.Actor:
		p.add("by.same", a.By.Name, a.By.Name)
	case shareSide(a.By, b.By):
		p.add("by.side", a.By.Name, b.By.Name)
	case strings.EqualFold(a.By.Name, b.By.Name):
		p.add("by.side", a.By.Name, a.By.Name)
	case stranger(a.By) || stranger(b.By) || general(a.By, b.By):
		p.add("by.unknown", a.By.Name, b.By.Name)
	default:
		p.add("by.differ", a.By.Name, b.By.Name)
	}
	if !unknown(a.To) && !unknown(b.To) {
		if shareSide(a.To, b.To) {
			p.add("to.same", a.To.Name, a.To.Name)
		} else if !stranger(a.To) && !stranger(b.To) {
			p.add("to.differ", a.To.Name, b.To.Name)
		}
	}
	if !unknown(a.SaidBy) && !unknown(b.SaidBy) && shareSide(a.SaidBy, b.SaidBy) {
		p.add("speaker.same", a.SaidBy.Name, b.SaidBy.Name)
	}
}

func unknown(p *parley.Party) bool { return p == nil || p.Actor == "" && p.Name == "" }

// stranger reports whether a party is only words ("both sides", "negotiators"),
// which may mean anybody.
func stranger(p *parley.Party) bool {
	return p.Side == "" && p.Country == "" && !strings.Contains(p.Actor, "+")
}

// general reports whether one of two parties is known only by its country and
// sort ("Ukrainian rebels"), and the other is of these.
func general(a, b *parley.Party) bool {
	return (a.Side == "" || b.Side == "") && a.Country == b.Country && a.Sector == b.Sector && a.Country != "" && a.Sector != ""
}

// both puts two words side by side, in an order that does not depend on which is first.
func both(x, y string) string {
	if x == y {
		return x
	}
	return min(x, y) + " / " + max(x, y)
}

// theme compares what they are about.
func (p *pair) theme(a, b *Digest) {
	if len(a.Themes) == 0 || len(b.Themes) == 0 {
		p.add("theme.unknown", "", "")
		return
	}
	first, other := a.Themes[0], b.Themes[0]
	if first.Theme == other.Theme {
		p.add("theme.same", first.Theme, first.Theme)
		if first.Contrary != other.Contrary {
			p.add("sense.differ", first.Theme, first.Theme)
		}
		return
	}
	var shared []string
	for _, s := range a.Themes {
		if slices.Contains(b.Themes, s) {
			shared = append(shared, s.Theme)
		}
	}
	if len(shared) == 0 {
		p.add("theme.differ", first.Theme, other.Theme)
		return
	}
	p.add("theme.shared", slices.Min(shared), slices.Min(shared))
}

// Shares of the weight of words: at which they count as most, half and some.
const (
	shareMost = 0.6
	shareHalf = 0.3
	shareFew  = 0.08
)

// words compares the words of what is promised: twice the weight of those that
// both have, by the weight of all of both (Dice's coefficient).
func (p *pair) words(a, b *Digest) {
	if len(a.Words) == 0 && len(b.Words) == 0 {
		return // both name the theme alone
	}
	switch share, weight := shareOf(a, b); {
	case share >= shareMost && weight >= heavy:
		p.add("words.most", "", "")
	case share >= shareHalf:
		p.add("words.half", "", "")
	case share >= shareFew:
		p.add("words.few", "", "")
	case len(a.Words) > 0 && len(b.Words) > 0:
		p.add("words.none", "", "")
	}
}

// heavy is what shared words must weigh, in tenths, to be most of what is said: a
// plain verb alone ("observe") is not much.
const heavy = 70

// shareOf is how much of the words of two promises is the same, 0 to 1, and what
// the words that both have weigh.
func shareOf(a, b *Digest) (part float64, weight int) {
	var shared, all int
	for _, w := range a.Words {
		all += int(w.Weight)
	}
	i := 0
	for _, w := range b.Words {
		all += int(w.Weight)
		for i < len(a.Words) && a.Words[i].Hash < w.Hash {
			i++
		}
		if i < len(a.Words) && a.Words[i].Hash == w.Hash {
			shared += int(min(a.Words[i].Weight, w.Weight)) // the same word weighs the same, unless a digest is wrong
		}
	}
	if all == 0 {
		return 1, 0
	}
	return 2 * float64(shared) / float64(all), shared
}

// count compares how many people or things they are about. Two ranges that
// overlap, one of them wide, say little.
func (p *pair) count(a, b *Digest) {
	x, y := countText(a.Count), countText(b.Count)
	switch {
	case a.Count == nil && b.Count == nil:
	case a.Count == nil || b.Count == nil:
		p.add("count.one", x, y)
	case !overlap(a.Count, b.Count):
		p.add("count.differ", x, y)
	case sameCount(a.Count, b.Count):
		p.add("count.same", x, y)
		p.pinned = true
	}
}

// deadline compares when they are due: the same term, or ends that are within
// some weeks of one another, since the article's date moves a term that is
// reckoned from it.
func (p *pair) deadline(a, b *Digest) {
	if a.Deadline == nil || b.Deadline == nil {
		return
	}
	x, isTerm := p.l.terms.read(a.Deadline.Text)
	y, too := p.l.terms.read(b.Deadline.Text)
	if isTerm && too {
		if alike(x.length, y.length) {
			p.add("deadline.term", a.Deadline.Text, b.Deadline.Text)
			// While a term runs it is told again and again.
			p.pinned = gap(a.Published, b.Published) <= max(daysOf(x.length), daysOf(y.length))
		} else {
			p.add("deadline.differ", a.Deadline.Text, b.Deadline.Text)
		}
		return
	}
	if a.Deadline.To.IsZero() || b.Deadline.To.IsZero() {
		return
	}
	slack := 3 * 24 * time.Hour
	if isTerm || too {
		slack = 45 * 24 * time.Hour
	}
	if a.Deadline.To.Sub(b.Deadline.To).Abs() <= slack || a.Deadline.Overlaps(b.Deadline.Period) && !isTerm && !too {
		p.add("deadline.same", a.Deadline.Text, b.Deadline.Text)
		p.pinned = true
	} else {
		p.add("deadline.differ", a.Deadline.Text, b.Deadline.Text)
	}
}

// daysOf is about how many days a term has.
func daysOf(t term.Length) int { return t.Years*365 + t.Months*365/12 + t.Days }

// alike reports whether two terms are the same, or nearly so: "six months" and
// "180 days".
func alike(x, y term.Length) bool {
	a, b := daysOf(x), daysOf(y)
	return x == y || max(a, b)-min(a, b) <= max(a, b)/25
}

// setting compares agreement, time and article.
func (p *pair) setting(a, b *Digest) {
	if a.Agreement != "" && b.Agreement != "" {
		if sameName(a.Agreement, b.Agreement) {
			p.add("agreement.same", a.Agreement, b.Agreement)
			p.pinned = true
		} else {
			p.add("agreement.differ", a.Agreement, b.Agreement)
		}
	}
	if a.Article == b.Article {
		if p.repeat(a, b) {
			p.add("article.repeat", "", "")
		} else {
			p.add("article.same", "", "")
		}
		return
	}
	p.time(a, b)
}

// time compares when they are told, unless something holds them together over years.
func (p *pair) time(a, b *Digest) {
	if a.Published.IsZero() || b.Published.IsZero() || p.pinned {
		return
	}
	apart := gap(a.Published, b.Published)
	switch {
	case apart > 550:
		p.add("time.far", "", "")
	case apart > 180:
		p.add("time.year", "", "")
	case apart > 60:
		p.add("time.months", "", "")
	case apart == 0 && max(length(a.Published), length(b.Published)) > 31:
		p.add("time.open", "", "")
	case apart <= 7 && max(length(a.Published), length(b.Published)) <= 7:
		p.add("time.near", "", "")
	}
	if len(a.Themes) == 0 || len(b.Themes) == 0 || a.Themes[0].Theme != b.Themes[0].Theme || !p.l.recurs[a.Themes[0].Theme] {
		return
	}
	switch {
	case apart > 14:
		p.add("time.again", a.Themes[0].Theme, b.Themes[0].Theme)
	case apart > 7:
		p.add("time.soon", a.Themes[0].Theme, b.Themes[0].Theme)
	}
}

// repeat reports whether two commitments of one article can be one promise told
// twice: equal in party, theme and number.
func (p *pair) repeat(a, b *Digest) bool {
	if len(a.Themes) == 0 || len(b.Themes) == 0 || a.Themes[0] != b.Themes[0] || !sameCount(a.Count, b.Count) {
		return false
	}
	if part, _ := shareOf(a, b); part < shareHalf {
		return false
	}
	return unknown(a.By) && unknown(b.By) || a.By != nil && b.By != nil && shareSide(a.By, b.By)
}

// kind compares the sorts of the commitments. A demand, its refusal and the
// promise that follows are one undertaking's history; what something else hangs
// on is another thing than the promise of it.
func (p *pair) kind(a, b *Digest) {
	one := func(k parley.CommitmentKind) bool { return (a.Kind == k) != (b.Kind == k) }
	switch {
	case a.Kind == b.Kind:
		p.add("kind.same", string(a.Kind), string(b.Kind))
	case one(parley.Condition):
		p.add("kind.hinged", string(a.Kind), string(b.Kind))
	case one(parley.Threat):
		p.add("kind.threat", string(a.Kind), string(b.Kind))
	case one(parley.Aim) || one(parley.Option):
		p.add("kind.aim", string(a.Kind), string(b.Kind))
	}
}

// gap returns the days between two periods, 0 where they meet or are not known.
func gap(a, b parley.Period) int {
	if a.IsZero() || b.IsZero() || a.Overlaps(b) {
		return 0
	}
	if b.To.Before(a.From) {
		a, b = b, a
	}
	return int(b.From.Sub(a.To) / (24 * time.Hour))
}

// length returns the days from the first to the last of a period; many where an
// end is open.
func length(p parley.Period) int {
	if p.From.IsZero() || p.To.IsZero() {
		return math.MaxInt32
	}
	return int(p.To.Sub(p.From) / (24 * time.Hour))
}
