package said

import (
	"strings"

	"parley/internal/doc"
)

// channelIn returns the channel that the words of [from, to) name, and its
// rank; empty if none does.
func (r *reading) channelIn(from, to int) (doc.Channel, int) {
	var best doc.Channel
	rank := 0
	for i := from; i < to; i++ {
		for _, w := range r.channels[r.Tokens[i].Lemma] {
			if w.rank > rank && r.lemmasAt(i, w.lemmas) {
				best, rank = w.channel, w.rank
			}
		}
		if !r.pos(i, "PROPN") {
			continue
		}
		for _, w := range r.channels[strings.ToLower(r.Word(i))] {
			if w.rank > rank && r.lemmasAt(i, w.lemmas) {
				best, rank = w.channel, w.rank
			}
		}
	}
	return best, rank
}

// lemmasAt reports whether the lemmas stand at token i, in any letters.
func (r *reading) lemmasAt(i int, lemmas []string) bool {
	if i+len(lemmas) > len(r.Tokens) {
		return false
	}
	for j, l := range lemmas {
		if t := &r.Tokens[i+j]; t.Lemma != l && !strings.EqualFold(r.Word(i+j), l) {
			return false
		}
	}
	return true
}

// channel sets how u was said and through whom, by the words around its cue
// that are not said.
func (r *reading) channel(u *utterance) {
	rank := 0
	if r.isMedia(u) {
		u.Channel, rank = doc.ChannelMedia, 7
	}
	scan := func(from, to int) {
		for i := from; i < to; i++ {
			if r.saidIn(u, i) || i >= u.Speaker.First && i < u.Speaker.Last && !r.isText(i) {
				continue
			}
			if n := r.nameAt[i]; n > 0 && r.isOutlet(doc.Range{First: r.Names[n-1].First, Last: r.Names[n-1].Last}) {
				continue
			}
			if i == u.Cue && r.lemma(i, "report", "state", "note", "release", "address") {
				continue
			}
			if c, n := r.channelIn(i, i+1); n > rank {
				u.Channel, rank = c, n
			}
		}
	}
	if u.phrase.Empty() || u.phrase.First >= u.unit.Last || u.phrase.Last <= u.unit.First {
		scan(u.phrase.First, u.phrase.Last)
	}
	scan(min(u.unit.First, max(u.phrase.First, u.unit.First-(u.phrase.Last-u.phrase.First))), u.unit.Last)
	scan(u.tail.First, u.tail.Last)
	if u.Via.Empty() {
		u.Via = r.outletIn(u)
	}
	if !u.Via.Empty() && rank < 8 && u.Cue != doc.None && r.toldTo(u) {
		u.Channel = doc.ChannelInterview
	}
}

// toldTo reports whether u was told to its outlet: "told Newsweek",
// "speaking to the BBC".
func (r *reading) toldTo(u *utterance) bool {
	if r.lemma(u.Cue, "tell") {
		return true
	}
	for i := max(u.unit.First, u.Via.First-3); i < u.Via.First; i++ {
		if r.lemma(i, "speak", "talk", "comment", "remark", "interview") {
			return true
		}
	}
	return false
}

// isText reports whether token i is a noun for a text.
func (r *reading) isText(i int) bool { return r.kindOf(i) == speakerText }

// saidIn reports whether token i is part of what u says.
func (r *reading) saidIn(u *utterance, i int) bool {
	for _, p := range u.Content {
		if p.First <= i && i < p.Last {
			return true
		}
	}
	return false
}

// outletIn returns the name of the outlet to whom u was told.
func (r *reading) outletIn(u *utterance) doc.Range {
	if u.Cue == doc.None {
		return doc.Range{}
	}
	for i := u.unit.First; i < u.unit.Last; i++ {
		if r.nameAt[i] == 0 || r.saidIn(u, i) || i >= u.phrase.First && i < u.phrase.Last {
			continue
		}
		n := r.Names[r.nameAt[i]-1]
		if r.isOutlet(doc.Range{First: n.First, Last: n.Last}) {
			return doc.Range{First: n.First, Last: n.Last}
		}
		i = n.Last - 1
	}
	return doc.Range{}
}

// isOutlet reports whether the name over p is that of a paper, an agency or a
// broadcaster: by its actor, by the list, or by a word of it.
func (r *reading) isOutlet(p doc.Range) bool {
	if p.Empty() {
		return false
	}
	for i := p.First; i < p.Last; i++ {
		if m := r.headAt[i]; m > 0 && r.isPress(r.Mentions[m-1].Actor) {
			return true
		}
	}
	var b strings.Builder
	for i := p.First; i < p.Last; i++ {
		w := strings.ToLower(r.Word(i))
		if i == p.First && w == "the" && p.Last-p.First > 1 {
			continue
		}
		if b.Len() > 0 && r.Tokens[i].Start > r.Tokens[i-1].End {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	if r.outlets[b.String()] {
		return true
	}
	if r.nameAt[p.First] > 0 && r.Names[r.nameAt[p.First]-1].Kind == doc.Organisation {
		for i := p.First; i < p.Last; i++ {
			if r.outletWords[strings.ToLower(r.Word(i))] {
				return p.Last-p.First > 1
			}
		}
	}
	return false
}

// isPress reports whether actor a is an outlet.
func (r *reading) isPress(a int) bool {
	return r.Actors[a].Kind == doc.ActorOrganisation && r.Actors[a].Sector == "JRN"
}

// isMedia reports whether u's speaker is an outlet or the press at large.
func (r *reading) isMedia(u *utterance) bool {
	if u.head == doc.None {
		return false
	}
	if u.head > u.Speaker.First && r.lemma(u.head, "agency", "service", "organisation", "organization") && r.lemma(u.head-1, "news", "press", "media") {
		return true
	}
	return r.kindOf(u.head) == speakerMedia || r.isOutlet(u.Speaker) || r.isReports(u)
}

// isReports reports whether the speaker is what papers wrote: "reports",
// "news reports", "local media".
func (r *reading) isReports(u *utterance) bool {
	if !r.lemma(u.head, "report") {
		return false
	}
	for i := u.Speaker.First; i < u.head; i++ {
		if r.lemma(i, "news", "media", "press", "local", "newspaper") {
			return true
		}
	}
	return r.is(u.head, "reports") && r.ownerOf(u.head) == doc.None
}
