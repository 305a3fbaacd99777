package said

import (
	"slices"

	"parley/internal/doc"
)

// sortSaid sorts the utterances by where they begin, the longer first, then
// by the cue.
func (r *reading) sortSaid() {
	for i := range r.said {
		slices.SortFunc(r.said[i].Content, func(a, b doc.Range) int { return a.First - b.First })
	}
	slices.SortStableFunc(r.said, func(a, b utterance) int {
		if d := a.Content[0].First - b.Content[0].First; d != 0 {
			return d
		}
		if d := b.Content[len(b.Content)-1].Last - a.Content[len(a.Content)-1].Last; d != 0 {
			return d
		}
		return a.Cue - b.Cue
	})
}

// byWay drops utterances of outlets that only pass on what another speaker of
// the same sentence says, and notes the outlet there: "according to Al
// Jazeera, the governor said".
func (r *reading) byWay() {
	drop := make([]bool, len(r.said))
	inSentence := make(map[int][]int)
	for i := range r.said {
		inSentence[r.said[i].sentence] = append(inSentence[r.said[i].sentence], i)
	}
	for i := range r.said {
		u := &r.said[i]
		passes := u.Rule == "said.according" || u.Cue != doc.None && u.Cue > 0 && r.is(u.Cue-1, "as")
		if u.Cue == doc.None || u.nested || !passes {
			continue
		}
		media := r.isMedia(u)
		for _, j := range inSentence[u.sentence] {
			w := &r.said[j]
			if j == i || drop[j] || w.Cue == doc.None || w.Speaker == u.Speaker || r.isMedia(w) || !r.saidIn(u, w.Cue) {
				continue
			}
			if w.Via.Empty() {
				w.Via = u.Speaker
				if !media {
					w.Via = r.trim(u.phrase.First, u.phrase.Last)
				}
			}
			if media && !w.Speaker.Empty() {
				drop[i] = true
				r.cutAt(w, u.Cue-1)
			}
		}
	}
	kept := r.said[:0]
	for i, u := range r.said {
		if !drop[i] {
			kept = append(kept, u)
		}
	}
	r.said = kept
}

// cutAt ends what w says at token i, where "as reported by" begins.
func (r *reading) cutAt(w *utterance, i int) {
	if p := &w.Content[len(w.Content)-1]; i > p.First && i < p.Last && r.is(i, "as") {
		*p = r.trim(p.First, i)
	}
}

// ordered returns the quotes of all utterances.
func (r *reading) ordered() []doc.Quote {
	if len(r.said) == 0 {
		return nil
	}
	quotes := make([]doc.Quote, 0, len(r.said))
	for _, u := range r.said {
		u.Content = joinRanges(u.Content)
		quotes = append(quotes, u.Quote)
	}
	return quotes
}

// joinRanges joins ranges that overlap; they are sorted.
func joinRanges(ranges []doc.Range) []doc.Range {
	out := ranges[:1]
	for _, p := range ranges[1:] {
		if last := &out[len(out)-1]; p.First < last.Last {
			last.Last = max(last.Last, p.Last)
		} else {
			out = append(out, p)
		}
	}
	return out
}
