package lang

import "parley/internal/doc"

// verbs makes verbs of words that the tagger takes for adjectives or nouns and that
// the tree knows better: "it would free 20 prisoners". A modal verb hangs on them,
// they have an object, and nothing says that they are what somebody is.
func verbs(d *doc.Doc) {
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			if t := &d.Tokens[i]; (t.UPOS == "ADJ" || t.UPOS == "NOUN") && actsLikeVerb(d, s, i) {
				t.UPOS, t.XPOS = "VERB", "VB"
			}
		}
	}
}

// actsLikeVerb reports whether token i has a modal verb and an object of its own.
func actsLikeVerb(d *doc.Doc, s doc.Sentence, i int) bool {
	modal, object := false, false
	for k := s.First; k < s.Last; k++ {
		c := &d.Tokens[k]
		if c.Head != i {
			continue
		}
		switch {
		case c.Deprel == "cop":
			return false
		case c.Deprel == "aux" && c.XPOS == "MD" && k < i:
			modal = true
		case c.Deprel == "obj" && k > i:
			object = true
		}
	}
	return modal && object
}
