package process

import (
	"cmp"
	"slices"
	"time"

	"parley"
)

// The rules of data/process/status.tsv that code asks for by name.
const (
	ruleMade       = "made"
	ruleTold       = "told." // and the status
	ruleSaysBroken = "says.broken"
	ruleSaysMet    = "says.met"
	ruleClash      = "clash"
	ruleClashWord  = "clash.word"
	ruleCountPart  = "count.part"
	ruleCountFull  = "count.full"
)

// told is what one commitment tells of the fate of its undertaking.
type told struct {
	commitment, article, family string
	published                   parley.Period
	status                      parley.CommitmentStatus
	voice                       voice
	by                          string // who says it; empty for the article
	evidence                    []parley.Evidence
}

// voice is who says what came of a promise.
type voice int

const (
	asFact voice = iota // the article, or somebody who is no party to it
	own                 // the side that has to do it
	rival               // the side that it is owed to
)

// toldOf reads a digest as a telling of fate.
func toldOf(d *Digest, c *Context) told {
	t := told{commitment: d.Commitment, article: d.Article, family: c.family(d.Article), published: d.Published, status: d.Status}
	t.voice, t.by = voiceOf(d.By, d.To, d.SaidBy)
	return t
}

// voiceOf says on whose behalf a commitment is told. The article's own word, and
// that of monitors, mediators and the press, is taken for a fact.
func voiceOf(by, to, said *parley.Party) (voice, string) {
	switch {
	case unknown(said):
		return asFact, ""
	case by != nil && shareSide(said, by):
		return own, said.Name
	case to != nil && shareSide(said, to):
		return rival, said.Name
	case said.Sector == "GOV" || said.Sector == "MIL" || said.Sector == "REB" || said.Sector == "PAR" || said.Sector == "OPP" || said.Sector == "COP":
		return rival, said.Name
	}
	return asFact, said.Name
}

// step is one piece of news of what came of an undertaking.
type step struct {
	on     parley.Date
	day    parley.Day // the last day that it can have been
	status parley.CommitmentStatus
	rule   string
	voice  voice
	by     string
	family string
	told   *told
	borne  *parley.Bearing
}

// history is what the status of u was, by date; it begins with that it was made
// and ends with the status as it is. Later news goes before earlier. What a party
// says of the other's breach is disputed until somebody else tells it as a fact.
func (l *Ledger) history(u *parley.Undertaking, told []told, bearing []parley.Bearing) []parley.StatusChange {
	f := fold{l: l, u: u}
	first := told[0]
	start := step{on: dateOf(first.published), status: parley.Pending, rule: ruleMade, told: &told[0]}
	if u.Made != nil {
		start.on = *u.Made
	}
	f.change(&start, parley.Pending, ruleMade)
	for _, s := range l.steps(told, bearing) {
		f.take(&s)
	}
	return f.out
}

// steps puts all news in order of time.
func (l *Ledger) steps(all []told, bearing []parley.Bearing) []step {
	var steps []step
	for i := range all {
		t := &all[i]
		if t.status == parley.Pending || t.status == "" {
			continue
		}
		steps = append(steps, step{
			on: dateOf(t.published), day: lastDay(t.published), status: t.status, rule: ruleTold + string(t.status),
			voice: t.voice, by: t.by, family: t.family, told: t,
		})
	}
	for i := range bearing {
		b := &bearing[i]
		r, ok := l.rule(b.Rule)
		if !ok {
			continue
		}
		s := step{status: r.result, rule: r.id, family: "event " + b.Incident, borne: b}
		if b.On != nil {
			s.on, s.day = *b.On, lastDay(b.On.Period)
		}
		steps = append(steps, s)
	}
	slices.SortStableFunc(steps, func(a, b step) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.id(), b.id()))
	})
	return steps
}

func (s *step) id() string {
	if s.told != nil {
		return "0" + s.told.article + s.told.commitment
	}
	return "1" + s.borne.Incident
}

func lastDay(p parley.Period) parley.Day {
	if p.To.IsZero() {
		return parley.DayOf(p.From)
	}
	return parley.DayOf(p.To)
}

// dateOf makes a date of days of publication, and says so.
func dateOf(p parley.Period) parley.Date {
	d := parley.Date{Period: p}
	if !p.IsZero() {
		d.How = "the article's date"
		d.Precision = parley.PrecisionDay
	}
	return d
}

// fold takes news one after another.
type fold struct {
	l    *Ledger
	u    *parley.Undertaking
	out  []parley.StatusChange
	last *step // the news that gave the status as it is

	status      parley.CommitmentStatus
	reached     int  // of the number promised, by distinct events
	brokenAFact bool // somebody who is no party has told that it was broken
}

func (f *fold) change(s *step, to parley.CommitmentStatus, rule string) {
	if len(f.out) > 0 && to == f.status {
		return
	}
	c := parley.StatusChange{On: s.on, Status: to, Rule: rule, By: s.by, Evidence: []parley.Evidence{}}
	switch {
	case s.told != nil:
		c.Article = s.told.article
		c.Evidence = append(c.Evidence, s.told.evidence...)
	case s.borne != nil:
		c.Event = s.borne.Event
		c.Evidence = append(c.Evidence, s.borne.Evidence...)
	}
	kept := *s
	f.out, f.last, f.status = append(f.out, c), &kept, to
}

// take changes the status as a piece of news asks for.
func (f *fold) take(s *step) {
	if s.borne != nil && f.counts(s) {
		return
	}
	switch s.status {
	case parley.Met, parley.PartlyMet, parley.Broken:
		f.fate(s)
	case parley.UnderWay:
		if f.status != parley.Met && !f.clashes(s, parley.Broken) {
			f.change(s, parley.UnderWay, s.rule)
		}
	case parley.Disputed:
		if f.status != parley.Broken {
			f.change(s, parley.Disputed, s.rule)
		}
	case parley.Rejected, parley.Withdrawn:
		if f.status != parley.Met {
			f.change(s, s.status, s.rule)
		}
	case parley.Lapsed:
		if f.status == parley.Pending || f.status == parley.UnderWay {
			f.change(s, parley.Lapsed, s.rule)
		}
	}
}

// fate takes news that it was met or broken.
func (f *fold) fate(s *step) {
	good := s.status != parley.Broken
	was := parley.Broken
	if !good {
		was = parley.Met
	}
	switch {
	case !good && s.voice == rival:
		if !f.brokenAFact {
			f.change(s, parley.Disputed, ruleSaysBroken)
		}
	case good && s.voice == own && (f.status == parley.Broken || f.status == parley.Disputed):
		f.change(s, parley.Disputed, ruleClashWord)
	case good && s.voice == own:
		f.change(s, s.status, ruleSaysMet)
	case f.clashes(s, was):
		f.change(s, parley.Disputed, ruleClash)
	default:
		f.brokenAFact = f.brokenAFact || !good
		f.change(s, s.status, s.rule)
	}
}

// atOnce is how many days apart two accounts may be and still be of one time, so
// that neither is later news.
const atOnce = 3

// clashes reports whether the status is was, given by other people at much the
// same time as s.
func (f *fold) clashes(s *step, was parley.CommitmentStatus) bool {
	if f.status != was || f.last == nil || f.last.family == s.family {
		return false
	}
	a, b := f.last.day.Time(), s.day.Time()
	return !a.IsZero() && !b.IsZero() && b.Sub(a).Abs() <= atOnce*24*time.Hour
}

// counts adds up the numbers of distinct events towards the number promised, and
// reports whether that settled the news.
func (f *fold) counts(s *step) bool {
	promised, ok := figure(f.u.Count)
	n, told := figure(s.borne.Count)
	if !ok || !told || promised <= 0 || s.status != parley.Met && s.status != parley.PartlyMet {
		return false
	}
	if s.borne.Total {
		f.reached = max(f.reached, n)
	} else {
		f.reached += n
	}
	if f.reached >= promised {
		f.change(s, parley.Met, ruleCountFull)
	} else if f.status != parley.Met {
		f.change(s, parley.PartlyMet, ruleCountPart)
	}
	return true
}

// reachedShare is how much of the number promised distinct events make up; false
// where one of the two is not known.
func reachedShare(u *parley.Undertaking, bearing []parley.Bearing) (float64, bool) {
	promised, ok := figure(u.Count)
	if !ok || promised <= 0 {
		return 0, false
	}
	sum, most, found := 0, 0, false
	for i := range bearing {
		n, told := figure(bearing[i].Count)
		switch {
		case !told:
			continue
		case bearing[i].Total:
			most = max(most, n)
		default:
			sum += n
		}
		found = true
	}
	return min(float64(max(sum, most))/float64(promised), 1), found
}
