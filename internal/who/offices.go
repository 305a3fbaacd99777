package who

import (
	"strings"

	"parley/internal/doc"
)

// findOffices finds the words of offices: nouns of offices.tsv, the longest
// phrase first. Plural ones are left to package party.
func (r *reading) findOffices() {
	var buf [64]byte
	placeNames := map[int]bool{} // "Prince" in "Port-au-Prince"
	for _, n := range r.d.Names {
		for i := n.First; i < n.Last && n.Kind == doc.Place && n.Last-n.First > 2; i++ {
			placeNames[i] = true
		}
	}
	for _, s := range r.d.Sentences {
		for i := s.First; i < s.Last; {
			if r.firstWords[plainWord(firstPart(strings.TrimPrefix(r.low[i], "ex-")))] && !placeNames[i] {
				if u, ok := r.officeFrom(i, s.Last, buf[:0]); ok {
					for j := u.first; j < u.last; j++ {
						r.officeAt[j] = int32(len(r.offices))
						r.dropPart(&u, j)
					}
					r.offices = append(r.offices, u)
					i = u.last
					continue
				}
			}
			i++
		}
	}
}

// dropPart leaves out a name that is only a part of an office's words:
// "National Security" in "National Security Advisor".
func (r *reading) dropPart(u *officeUse, i int) {
	at := r.cover[i]
	if at == doc.None {
		return
	}
	m := &r.mentions[at]
	if m.First >= u.first && m.Last <= u.last && m.Last-m.First < u.last-u.first && strings.HasPrefix(r.actors[m.Actor].ID, "x:") {
		r.dropped[int(at)] = true
		r.cover[i] = doc.None
		if r.headM[i] == at {
			r.headM[i] = doc.None
		}
	}
}

// firstPart returns a word up to its first hyphen.
func firstPart(w string) string {
	for i := range len(w) {
		if w[i] == '-' && i > 0 {
			return w[:i]
		}
	}
	return w
}

// officeFrom returns the longest office that begins with token i.
func (r *reading) officeFrom(i, end int, buf []byte) (officeUse, bool) {
	var best officeUse
	words := 0
	for j := i; j < end && j < i+9 && words < 6; j++ {
		w := r.low[j]
		if w == "-" || w == "–" {
			continue
		}
		if !isWordByte(w[0]) || r.upos(j) == "VERB" && j > i {
			break
		}
		if words > 0 {
			buf = append(buf, ' ')
		}
		buf = appendPlain(buf, plainWord(w))
		words++
		if o := r.tables.offices[string(buf)]; o != nil && len(buf) > 0 {
			head := j
			if o.of > 0 {
				head = i + o.of - 1
			}
			if r.holds(head, j+1, end) {
				best = officeUse{first: i, last: j + 1, head: head, office: o}
			}
		}
	}
	return best, best.office != nil
}

// holds reports whether the noun of an office is used as one: "general" is
// not in "general election", nor "chief" in "chief concern".
func (r *reading) holds(head, last, end int) bool {
	if !r.isNoun(head) && head > 0 && r.low[head-1] == "-" {
		return true // "secretary-general", of which the tagger makes an adjective
	}
	if !r.isNoun(head) {
		// Titles are now and then tagged as adjectives, before a name.
		return r.upos(head) == "ADJ" && last < end && r.upos(last) == "PROPN" && r.d.Word(head) != r.low[head]
	}
	if x := r.d.Tokens[head].XPOS; x == "NNS" || x == "NNPS" {
		return false
	}
	if last < end && r.d.Tokens[head].Deprel == "compound" && r.d.Tokens[head].Head >= last && r.upos(last) == "NOUN" {
		return false // "police officer training", "rebel positions"
	}
	return true
}

func appendPlain(buf []byte, w string) []byte {
	for i := range len(w) {
		if w[i] == '-' {
			buf = append(buf, ' ')
		} else {
			buf = append(buf, w[i])
		}
	}
	return buf
}

func isWordByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= 0x80 }
