package train

import (
	"math/rand/v2"

	"parley/internal/doc"
)

// headlines returns a document of some of d's sentences, each cut as a
// headline writer would: without articles, forms of "be" and the final stop.
// Treebanks hold few headlines, and a parser that has seen none takes "Army
// shells market" for three nouns. The trees stay what they were, since only
// words that nothing depends on are left out. share is the chance of each
// sentence to be taken.
func headlines(d *doc.Doc, share float64, rng *rand.Rand) *doc.Doc {
	out := &doc.Doc{ID: d.ID}
	var text []byte
	for _, s := range d.Sentences {
		if n := s.Last - s.First; n < 5 || n > 25 || rng.Float64() >= share {
			continue
		}
		drop, ok := droppable(d, s)
		if !ok {
			continue
		}
		if len(text) > 0 {
			text = append(text, "\n\n"...)
		}
		text = headline(out, text, d, s, drop)
	}
	out.Text = string(text)
	return out
}

// droppable marks the words of s that a headline does without. ok is false for
// sentences that no headline is like: those without a verb as their root, and
// those with nothing to leave out.
func droppable(d *doc.Doc, s doc.Sentence) (drop []bool, ok bool) {
	drop = make([]bool, s.Last-s.First)
	governs := make([]bool, s.Last-s.First)
	verb := false
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
		if t.Head == doc.Root {
			verb = t.UPOS == "VERB"
			continue
		}
		governs[t.Head-s.First] = true
	}
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
		article := t.UPOS == "DET" && (t.Lemma == "the" || t.Lemma == "a")
		be := t.UPOS == "AUX" && t.Lemma == "be"
		stop := t.UPOS == "PUNCT" && i == s.Last-1
		if (article || be || stop) && !governs[i-s.First] {
			drop[i-s.First] = true
			ok = ok || article || be
		}
	}
	return drop, ok && verb
}

// headline appends the sentence s of d without the dropped words to out and
// its text.
func headline(out *doc.Doc, text []byte, d *doc.Doc, s doc.Sentence, drop []bool) []byte {
	first := len(out.Tokens)
	place := make([]int, len(drop)) // of each word among those kept
	kept := first
	for i := range drop {
		place[i] = kept
		if !drop[i] {
			kept++
		}
	}
	for i := s.First; i < s.Last; i++ {
		if drop[i-s.First] {
			continue
		}
		t := d.Tokens[i]
		glued := i > s.First && d.Tokens[i-1].End == t.Start && !drop[i-1-s.First]
		if len(out.Tokens) > first && !glued {
			text = append(text, ' ')
		}
		t.Start = len(text)
		text = append(text, d.Word(i)...)
		t.End = len(text)
		if t.Head >= 0 {
			t.Head = place[t.Head-s.First]
		}
		out.Tokens = append(out.Tokens, t)
	}
	out.Sentences = append(out.Sentences, doc.Sentence{First: first, Last: len(out.Tokens), Paragraph: len(out.Sentences)})
	return text
}
