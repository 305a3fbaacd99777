package resolve

import (
	"slices"

	"parley"
)

// telling is one event of a group, as its digest has it.
type telling struct {
	*Digest
	family int // counts from 0 in the order of the tellings
	// guessedDate and guessedPlace: no words of the article say when and where.
	guessedDate, guessedPlace bool
}

// said is a voice with when and where it was heard.
type said struct {
	*Voice
	published  Span // of the first article of its family that has it
	family     int
	telling    int // index of that article's telling
	place      int // among the voices of its telling
	background bool
	attackers  bool // by the look of it the attackers' own losses
}

// heard returns the voices of an outcome. A family's articles that give the same
// figure in the same sort of voice are one voice, told first by the earliest.
func heard(tellings []telling, outcome string) []said {
	n := 0
	for i := range tellings {
		n += len(tellings[i].Voices)
	}
	if n == 0 {
		return nil
	}
	out := make([]said, 0, n)
	var known map[familyVoice]int
	if n > crowd {
		known = make(map[familyVoice]int, n)
	}
	for i := range tellings {
		t := &tellings[i]
		for j := range t.Voices {
			if t.Voices[j].Outcome != outcome {
				continue
			}
			v := said{&t.Voices[j], t.Published, t.family, i, j, t.Background, t.lostByAttackers(&t.Voices[j])}
			if old := sameVoice(out, known, &v); old != nil {
				v.background, v.place = old.background && v.background, min(old.place, j)
				if v.published.ends() >= old.published.ends() {
					v.published, v.telling, v.attackers = old.published, old.telling, old.attackers
				}
				*old = v
				continue
			}
			out = append(out, v)
		}
	}
	return out
}

// lostByAttackers tells whether a voice counts the dead of an armed group that
// attacked others: the only people of an attack by rebels who are called militants.
func (d *Digest) lostByAttackers(v *Voice) bool {
	if v.Group != "militants" && v.Group != "attackers" || d.Mode == parley.ModeClash {
		return false
	}
	for i := range d.Targets {
		if p := &d.Targets[i]; p.Side != "" && rebel(p.Sector) {
			return false
		}
	}
	return slices.ContainsFunc(d.Sources, func(p Party) bool { return rebel(p.Sector) })
}

// familyVoice is what makes voices of one family one.
type familyVoice struct {
	family int
	sort   Sort
	figure Figure
	group  string
	by     string // of those who are not known by their sort
}

func (v *said) inFamily() familyVoice {
	k := familyVoice{v.family, v.Sort, v.Figure, v.Group, ""}
	if v.Sort <= SortOther {
		k.by = v.By
	}
	return k
}

// sameVoice finds what another article of the family says alike; known, where it
// is not nil, has the places of the first of each kind in the list.
func sameVoice(list []said, known map[familyVoice]int, v *said) *said {
	k := v.inFamily()
	if known != nil {
		i, ok := known[k]
		if !ok {
			known[k] = len(list)
		} else if list[i].telling != v.telling {
			return &list[i]
		}
		return nil
	}
	for i := range list {
		if o := &list[i]; o.family == v.family && o.telling != v.telling && o.inFamily() == k {
			return o
		}
	}
	return nil
}

// ends is the last day of a span, the far future where it is not known.
func (s Span) ends() DayNumber {
	if s.To == 0 {
		return openHigh
	}
	return s.To
}

// after tells whether a span lies wholly behind another.
func (s Span) after(o Span) bool { return s.From != 0 && o.To != 0 && s.From > o.To }

// counts tells whether a telling's figures are of the happening itself.
func (t *telling) counts() bool {
	return !t.Aggregate && (t.Status == parley.Happened || t.Status == parley.Alleged)
}

// sum is the event's own figure of an outcome.
func (d *Digest) sum(outcome string) Figure {
	if outcome == outcomeInjured {
		return d.Injured
	}
	return d.Killed
}
