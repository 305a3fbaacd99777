package resolve

import (
	"testing"

	"parley"
)

// by makes the tale's attackers another party's.
func (t *tale) by(actor, name, side string) *tale {
	t.Event.Sources = []parley.Party{{Actor: actor, Name: name, Kind: "group", Side: side}}
	return t
}

func (t *tale) status(s parley.Status) *tale { t.Event.Status = s; return t }

func (t *tale) claim(actor, name, stance string) *tale {
	t.Event.Claims = append(t.Event.Claims, parley.Claim{By: name, Actor: actor, Stance: stance})
	return t
}

func (t *tale) on(day int, text string) *tale {
	t.Event.Date = &parley.Date{Period: on(day), Text: text}
	return t
}

func (t *tale) in(name, admin1, country string, lat, lon float64) *tale {
	t.Event.Place = &parley.EventPlace{Name: name, Admin1: admin1, Country: country, Lat: &lat, Lon: &lon, Precision: parley.PlaceExact, ID: "gn:" + name}
	return t
}

func (t *tale) blamed() *tale { t.Event.Sources[0].Blamed = true; return t }

func (t *tale) background() *tale { t.Event.Background = true; return t }

func (t *tale) confirms() *tale {
	t.Event.Accounts[len(t.Event.Accounts)-1].Stance = "confirms"
	return t
}

func (t *tale) denies() *tale {
	t.Event.Accounts[len(t.Event.Accounts)-1].Stance = "denies"
	return t
}

func (t *tale) guessed() *tale {
	t.Event.Place.How = "the office of who speaks: the only place of that name"
	return t
}

func TestStanding(t *testing.T) {
	r := built(t)
	for _, c := range []struct {
		name  string
		tales []*tale
		want  parley.Standing
		clash string // the values of the clashes
	}{
		{"alone", []*tale{newTale(1, 4, "f1").own("9")}, parley.Unconfirmed, ""},
		{"copies confirm nothing", []*tale{newTale(1, 4, "f1").own("9"), newTale(2, 4, "f1").own("9")}, parley.Unconfirmed, ""},
		{"two families", []*tale{newTale(1, 4, "f1").own("9"), newTale(2, 4, "f2").own("9")}, parley.Agreed, ""},
		{"nobody tells it as a fact", []*tale{newTale(1, 4, "f1").status(parley.Alleged), newTale(2, 4, "f2").status(parley.Alleged)}, parley.Unconfirmed, ""},
		{"one tells it as a fact", []*tale{newTale(1, 4, "f1").status(parley.Alleged), newTale(2, 4, "f2")}, parley.Agreed, ""},
		{"an update is no clash", []*tale{newTale(1, 4, "f1").police("28"), newTale(2, 5, "f2").own("31")}, parley.Agreed, ""},
		{"a speaker corrects himself", []*tale{newTale(1, 4, "f1").police("31"), newTale(2, 5, "f2").police("27")}, parley.Agreed, ""},
		{"others give fewer", []*tale{newTale(1, 4, "f1").police("31"), newTale(2, 5, "f2").hospital("27")}, parley.Contested, "killed"},
		{"a copy brought up to date", []*tale{newTale(1, 4, "f1").own("28"), newTale(2, 4, "f1").own("31"), newTale(3, 4, "f2")}, parley.Agreed, ""},
		{"two figures of one day", []*tale{newTale(1, 4, "f1").police("28"), newTale(2, 4, "f2").hospital("31")}, parley.Contested, "killed"},
		{"ministry and insurgents", []*tale{newTale(1, 4, "f1").police("8").rebels("17")}, parley.Contested, "killed"},
		{"insurgents later", []*tale{newTale(1, 4, "f1").police("8"), newTale(2, 6, "f2").rebels("17")}, parley.Contested, "killed"},
		{"at least, and a boast", []*tale{newTale(1, 4, "f1").killed("8+", "police", "Kul police", "", "Kul government").rebels("17")}, parley.Contested, "killed"},
		{"at least", []*tale{newTale(1, 4, "f1").police("8+"), newTale(2, 4, "f2").own("17")}, parley.Agreed, ""},
		{"a part of the dead", []*tale{newTale(1, 4, "f1").own("28"), newTale(2, 4, "f2").killed("17", "police", "", "", "")}, parley.Agreed, ""},
		{"other people", []*tale{newTale(1, 4, "f1").killed("3", "soldiers", "", "", ""), newTale(2, 4, "f2").killed("9", "civilians", "", "", "")}, parley.Agreed, ""},
		{"nobody hurt", []*tale{newTale(1, 4, "f1").own("0"), newTale(2, 4, "f2").police("6")}, parley.Contested, "killed"},
		{"two groups blamed", []*tale{newTale(1, 4, "f1"), newTale(2, 4, "f2").by("blue", "Blue Army", "blue")}, parley.Contested, "source"},
		{"gunmen and a group", []*tale{newTale(1, 4, "f1"), newTale(2, 4, "f2").by("afg-gunmen", "Afghan gunmen", "")}, parley.Agreed, ""},
		{"the accused denies", []*tale{newTale(1, 4, "f1"), newTale(2, 4, "f2").claim("red", "Red Front", "denied")}, parley.Contested, "source"},
		{"a victim's denial", []*tale{newTale(1, 4, "f1"), newTale(2, 4, "f2").claim("police", "Kul police", "denied")}, parley.Agreed, ""},
		{"a victim's denial where nobody is named", []*tale{newTale(1, 4, "f1").by("", "gunmen", ""), newTale(2, 4, "f2").by("", "gunmen", "").claim("police", "Kul police", "denied")}, parley.Agreed, ""},
		{"a denial where nobody is named", []*tale{newTale(1, 4, "f1").by("", "gunmen", ""), newTale(2, 4, "f2").by("", "gunmen", "").claim("blue", "Blue Army", "denied")}, parley.Contested, "source"},
		{"retold as history with fewer", []*tale{newTale(1, 4, "f1").own("31"), newTale(2, 20, "f2").own("27").background()}, parley.Agreed, ""},
		{"wounded counted in two ways", []*tale{newTale(1, 4, "f1").injured("24"), newTale(2, 4, "f2").injured("20")}, parley.Agreed, ""},
		{"wounded far apart", []*tale{newTale(1, 4, "f1").injured("24"), newTale(2, 4, "f2").injured("6")}, parley.Contested, "injured"},
		{"two claim it", []*tale{newTale(1, 4, "f1").claim("red", "Red Front", "claimed").claim("blue", "Blue Army", "claimed")}, parley.Contested, "source"},
		{"one claims what another is blamed for", []*tale{newTale(1, 4, "f1").blamed().claim("blue", "Blue Army", "claimed")}, parley.Contested, "source"},
		{"the blamed claims it", []*tale{newTale(1, 4, "f1").blamed().claim("red", "Red Front", "claimed"), newTale(2, 4, "f2")}, parley.Agreed, ""},
		{"told and denied", []*tale{newTale(1, 4, "f1"), newTale(2, 4, "f2").status(parley.Denied)}, parley.Contested, "happened"},
		{"the next day", []*tale{newTale(1, 4, "f1"), newTale(2, 4, "f2").on(4, "on May 4")}, parley.Agreed, ""},
		{"days apart", []*tale{newTale(1, 9, "f1"), newTale(2, 9, "f2").on(7, "on May 7")}, parley.Contested, "date"},
		{"a day that is inferred", []*tale{newTale(1, 9, "f1"), newTale(2, 9, "f2").on(7, "")}, parley.Agreed, ""},
		{"places apart", []*tale{newTale(1, 4, "f1").in("Orlek", "Kunduz", "AFG", 36, 68), newTale(2, 4, "f2").in("Sarna", "Herat", "AFG", 34, 62)}, parley.Contested, "place"},
		{"a guessed place", []*tale{newTale(1, 4, "f1").in("Orlek", "Kunduz", "AFG", 36, 68), newTale(2, 4, "f2").in("Sarna", "Herat", "AFG", 34, 62).guessed()}, parley.Agreed, ""},
		{"a suburb", []*tale{newTale(1, 4, "f1").in("Orlek", "Kunduz", "AFG", 36, 68), newTale(2, 4, "f2").in("Sarna", "Kunduz", "AFG", 36.1, 68.1)}, parley.Agreed, ""},
	} {
		in := summedUp(t, r, c.tales...)
		if in.Standing != c.want {
			t.Errorf("%s: %s, want %s", c.name, in.Standing, c.want)
		}
		values := ""
		for _, clash := range r.Detail(in, inOrder(in, c.tales), nil, nil).Clashes {
			values += clash.Value
		}
		if values != c.clash {
			t.Errorf("%s: clashes %q, want %q", c.name, values, c.clash)
		}
	}
}

func TestStatus(t *testing.T) {
	r := built(t)
	for _, c := range []struct {
		a, b, want parley.Status
	}{
		{parley.Alleged, parley.Happened, parley.Happened},
		{parley.Denied, parley.Happened, parley.Happened},
		{parley.Denied, parley.Alleged, parley.Alleged},
		{parley.Demanded, parley.Planned, parley.Planned},
		{parley.Threatened, parley.Happened, parley.Happened},
	} {
		for _, tales := range [][]*tale{
			{newTale(1, 4, "f1").status(c.a), newTale(2, 5, "f2").status(c.b)},
			{newTale(1, 4, "f1").status(c.b), newTale(2, 5, "f2").status(c.a)},
		} {
			if got := summedUp(t, r, tales...).Status; got != c.want {
				t.Errorf("%s and %s: %s, want %s", c.a, c.b, got, c.want)
			}
		}
	}
}
