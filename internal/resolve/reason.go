package resolve

import (
	"fmt"
	"strings"

	"parley"
)

// detail says in words what a feature found.
func (p *pair) detail(f feature) string {
	switch f {
	case placeSame, placeAdmin2, placeAdmin1, placeNear, placeApart, placeOther:
		return p.placeDetail(f)
	case daySame, dayNext, dayApart:
		return p.dayDetail(f)
	case placeUnknown:
		return "one of them has no place below the country"
	case dayUnknown:
		return "one of them has no date"
	case typeSpeech:
		return "words, of which two sides have many in a day"
	case typeFar, modeSame, modeFar:
		return p.typeDetail(f)
	case statusSame, statusFar:
		return fmt.Sprintf("%s / %s", p.a.Status, p.b.Status)
	case sourceSame, sourceFits:
		return p.sources.name + " in both"
	case targetSame, targetFits:
		return p.targets.name + " in both"
	case sourceOther:
		return partyNames(p.a.Sources) + " / " + partyNames(p.other(p.b.Sources, p.b.Targets))
	case targetOther:
		return partyNames(p.a.Targets) + " / " + partyNames(p.other(p.b.Targets, p.b.Sources))
	case tollSame:
		return fmt.Sprintf("%d %s in both", p.tolls.a, p.tolls.outcome)
	case tollNear, tollApart:
		return p.tollDetail(f)
	case wordsShared:
		return list(p.terms)
	case namesShared:
		return list(p.names)
	case claimSame:
		return "claimed alike"
	case mainBoth:
		return "what both articles are about"
	case published:
		return "published within a day"
	case storyShared:
		return fmt.Sprintf("the articles share %d of %d words", p.story, storyWords)
	case leadSame:
		return "the articles begin with the same deed of the same sides"
	case articleSame:
		return "told apart by one article"
	case totalOther:
		return "a total over another span"
	}
	return ""
}

func (p *pair) other(straight, crossed []Party) []Party {
	if p.swapped {
		return crossed
	}
	return straight
}

func (p *pair) placeDetail(f feature) string {
	switch f {
	case placeSame:
		return "both in " + p.place.name
	case placeAdmin1, placeAdmin2:
		return "both in " + p.place.name + ", no nearer told in both"
	case placeNear:
		return fmt.Sprintf("%s and %s, %.0f km apart", p.a.Place.Name, p.b.Place.Name, p.place.km)
	case placeApart:
		if p.place.km > 0 {
			return fmt.Sprintf("%s / %s, %.0f km apart", p.a.Place.Name, p.b.Place.Name, p.place.km)
		}
	}
	return p.a.Place.Name + " / " + p.b.Place.Name
}

func (p *pair) dayDetail(f feature) string {
	x, y := p.a.when(), p.b.when()
	if f == daySame && x.From == y.From && x.To == y.To {
		return x.words() + " in both"
	}
	return x.words() + " / " + y.words()
}

// words writes a closed span: "3 Mar 2020", "3 to 5 Mar 2020".
func (s Span) words() string {
	const day = "2 Jan 2006"
	from, to := s.From.Time(), s.To.Time()
	switch {
	case s.From == s.To:
		return from.Format(day)
	case from.Year() == to.Year() && from.Month() == to.Month():
		return fmt.Sprintf("%d to %s", from.Day(), to.Format(day))
	case from.Year() == to.Year():
		return from.Format("2 Jan") + " to " + to.Format(day)
	}
	return from.Format(day) + " to " + to.Format(day)
}

func (p *pair) typeDetail(f feature) string {
	name := func(d *Digest) string {
		if d.Mode == "" {
			return string(d.Type)
		}
		return string(d.Type) + "/" + string(d.Mode)
	}
	if f == modeSame {
		if p.a.Kind == parley.Violence {
			return string(p.a.Mode) + " in both"
		}
		return name(p.a) + " in both"
	}
	return name(p.a) + " / " + name(p.b)
}

func (p *pair) tollDetail(f feature) string {
	x, y, what := p.a.Killed, p.b.Killed, "killed"
	if p.tolls.outcome != what && f == p.tolls.feature {
		x, y, what = p.a.Injured, p.b.Injured, p.tolls.outcome
	}
	return fmt.Sprintf("%s / %s %s", x, y, what)
}

// String writes a figure: "28", "at least 28", "12 to 14".
func (f Figure) String() string {
	switch {
	case !f.Known:
		return "no figure"
	case f.High == noEnd:
		return fmt.Sprintf("at least %d", f.Low)
	case f.Low == noEnd:
		return fmt.Sprintf("at most %d", f.High)
	case f.Low == f.High:
		return fmt.Sprint(f.Low)
	}
	return fmt.Sprintf("%d to %d", f.Low, f.High)
}

func partyNames(parties []Party) string {
	var out []string
	for i := range parties {
		if i == 2 {
			break
		}
		name := parties[i].Name
		if name == "" {
			name = parties[i].Text
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// list joins the words that are there.
func list(words [3]string) string {
	return strings.TrimRight(strings.Join(words[:], ", "), ", ")
}
