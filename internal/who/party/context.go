package party

import (
	"parley/internal/doc"
)

// evidence is a place in the text that says of which country it speaks.
type evidence struct {
	token  int
	state  int32
	weight float32
}

// What a mention of a country weighs as evidence of what the text is about. A
// place where something happens tells more than somebody's nationality, and a
// power that has a hand in many conflicts tells little of the police and the
// army that a text speaks of without more words.
const (
	weightPlace   = 1.0
	weightDemonym = 0.8
	weightParty   = 0.6
	weightPower   = 0.25

	sameSentence = 3.0 // how much more a place in the same sentence tells
	reach        = 60  // tokens in which the weight of an earlier mention halves
)

// powers are the states that intervene in others' conflicts.
var powers = map[string]bool{"USA": true, "GBR": true, "FRA": true, "QAT": true, "CHE": true, "NOR": true, "RUS": true, "CHN": true}

// withoutRebels tells states whose texts speak of others' rebels: where a bare
// "militants" stands in a text on them, they are hardly theirs.
func (s *scan) withoutRebels(at int32) bool {
	iso := s.f.states[at].iso
	return powers[iso] || iso == "ISR"
}

// gather fills s.lands from places, words for countries and listed parties.
func (s *scan) gather() {
	for i := 0; i < len(s.d.Tokens); i++ {
		if h := s.hitAt(classParty, i); h != nil {
			if e := onlyParty(h.entries); e != nil {
				if p := &s.f.parties[e.ref]; p.Sector != "JRN" {
					s.addEvidence(i, p.Country, weightParty)
				}
				i = h.last - 1
				continue
			}
		}
		if p := s.places[i]; p >= 0 && s.d.Places[p].First == i {
			s.addEvidence(i, s.d.Places[p].Place.Country, weightPlace)
			i = max(i, s.d.Places[p].Last-1)
			continue
		}
		if h := s.hitAt(classLand, i); h != nil {
			l := &s.f.lands[h.ref]
			if l.state >= 0 {
				w := weightPlace
				if l.sort == landDemonym || l.sort == landPeople {
					w = weightDemonym
				}
				s.addEvidence(i, s.f.states[l.state].iso, w)
			}
		}
	}
}

func (s *scan) addEvidence(token int, iso string, weight float64) {
	state, ok := s.f.byISO[iso]
	if !ok {
		return
	}
	if powers[iso] {
		weight *= weightPower
	}
	s.lands = append(s.lands, evidence{token, state, float32(weight)})
}

// country returns the state that the text is about at token i: the one with
// the most evidence, that of the same sentence and what stands shortly before
// counting more. It returns doc.None if the text names no country.
func (s *scan) country(i int) int32 {
	if len(s.lands) == 0 {
		return doc.None
	}
	first, last := s.sentence(i)
	clear(s.score)
	best, most := int32(doc.None), float32(0)
	for _, e := range s.lands {
		w := e.weight
		switch {
		case e.token >= first && e.token < last:
			w *= sameSentence
		case e.token < first:
			w *= 0.3 + float32(reach)/float32(reach+first-e.token)
		default:
			w *= 0.3
		}
		s.score[e.state] += w
		if sum := s.score[e.state]; sum > most {
			best, most = e.state, sum
		}
	}
	return best
}

// sentence returns the tokens of the sentence that holds token i.
func (s *scan) sentence(i int) (first, last int) {
	lo, hi := 0, len(s.d.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if s.d.Sentences[mid].Last <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(s.d.Sentences) {
		return i, i + 1
	}
	return s.d.Sentences[lo].First, s.d.Sentences[lo].Last
}
