package when

import (
	"strings"
	"unicode/utf8"

	"parley/internal/doc"
)

// vocabulary numbers the words of the tables from 1; 0 is any other word.
type vocabulary map[string]int32

// phrase of word numbers.
type wordIDs []int32

// add returns the numbers of the words of s, folded, new words numbered.
func (v vocabulary) add(s string) wordIDs {
	var ids wordIDs
	var buf [64]byte
	for _, part := range strings.FieldsFunc(s, isJoint) {
		if part == "us" {
			part = "US" // the tables mean the country
		}
		key := string(foldWord(buf[:0], part))
		if key == "" {
			continue
		}
		id := v[key]
		if id == 0 {
			id = int32(len(v) + 1)
			v[key] = id
		}
		ids = append(ids, id)
	}
	return ids
}

// isJoint tells what parts the words of one token.
func isJoint(r rune) bool { return r == ' ' || r == '-' || r == '–' || r == '‑' }

// foldWord appends a word in small letters without accents, apostrophes, full
// stops and a possessive ending. "US" and "U.S." are "usa", to tell them from
// the pronoun.
func foldWord(buf []byte, w string) []byte {
	if w == "US" || strings.HasPrefix(w, "U.S") {
		return append(buf, "usa"...)
	}
	for i := 0; i < len(w); {
		c := w[i]
		switch {
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(w[i:])
			i += n
			if r == '’' || r == '‘' || r == 'ʼ' {
				continue
			}
			if at := strings.IndexRune(accented, r); at >= 0 {
				buf = append(buf, plain[utf8.RuneCountInString(accented[:at])])
			} else {
				buf = utf8.AppendRune(buf, r)
			}
			continue
		case c == '.' || c == '\'':
			if c == '.' && len(w) == 1 {
				buf = append(buf, c)
			}
		case 'A' <= c && c <= 'Z':
			buf = append(buf, c+'a'-'A')
		default:
			buf = append(buf, c)
		}
		i++
	}
	return buf
}

// accented are letters with marks, plain the letters without, one for one.
const (
	accented = "áàâäãåāăąÁÀÂÄÃÅéèêëēėęěÉÈÊËíìîïīįıİÍÌÎÏóòôöõøōőÓÒÔÖÕØúùûüūůűÚÙÛÜçćčÇĆČñńňÑšśşŠŚŞžźżŽŹŻýÿÝğĞďđĐłŁřťţ"
	plain    = "aaaaaaaaaaaaaaaeeeeeeeeeeeeiiiiiiiiiiiioooooooooooooouuuuuuuuuuuccccccnnnnsssssszzzzzzyyyggdddllrtt"
)

// stream is the words of a document as numbers of a vocabulary, with the token
// that each stands in. Hyphens and possessive endings are left out; a token
// with hyphens gives several words.
type stream struct {
	ids    []int32
	tokens []int32
	// at is the first word of each sentence, and the end.
	at []int
}

// read makes the stream of a document.
func (v vocabulary) read(d *doc.Doc) *stream {
	s := &stream{ids: make([]int32, 0, len(d.Tokens)), tokens: make([]int32, 0, len(d.Tokens))}
	var buf [64]byte
	for _, sentence := range d.Sentences {
		s.at = append(s.at, len(s.ids))
		for i := sentence.First; i < sentence.Last; i++ {
			w := d.Word(i)
			if isPossessive(w) {
				continue
			}
			for w != "" {
				part := w
				if at := strings.IndexFunc(w, isJoint); at >= 0 {
					_, n := utf8.DecodeRuneInString(w[at:])
					part, w = w[:at], w[at+n:]
				} else {
					w = ""
				}
				if part == "" {
					continue
				}
				s.ids = append(s.ids, v[string(foldWord(buf[:0], part))])
				s.tokens = append(s.tokens, int32(i))
			}
		}
	}
	s.at = append(s.at, len(s.ids))
	return s
}

// isPossessive tells the ending of a possessive as the tokenizer cuts it off.
func isPossessive(w string) bool {
	return w == "'s" || w == "’s" || w == "'" || w == "’" || w == "'S" || w == "’S"
}

// has tells whether the words stand at i, before end.
func (s *stream) has(i, end int, words wordIDs) bool {
	if len(words) == 0 || i < 0 || i+len(words) > end || s.ids[i] != words[0] {
		return false
	}
	for k, id := range words {
		if s.ids[i+k] != id {
			return false
		}
	}
	return true
}

// find returns the first word of [from, to) at which the words stand, or -1.
func (s *stream) find(from, to int, words wordIDs) int {
	for i := from; i+len(words) <= to; i++ {
		if s.has(i, to, words) {
			return i
		}
	}
	return -1
}
