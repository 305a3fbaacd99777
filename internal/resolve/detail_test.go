package resolve

import (
	"slices"
	"strings"
	"testing"

	"parley"
)

func detailOf(t *testing.T, tales ...*tale) parley.IncidentDetail {
	t.Helper()
	r := built(t)
	in := summedUp(t, r, tales...)
	return r.Detail(in, inOrder(in, tales), nil, nil)
}

// sumOf has two groups of dead that only add up to the event's toll.
func sumOf(t *tale) *tale {
	t.killed("6", "clergy", "", "", "").killed("2", "women", "", "", "").killed("1", "children", "Dara Vey", "", "")
	eight := figure("8")
	t.Event.Killed = &eight
	return t
}

func TestHistory(t *testing.T) {
	for _, c := range []struct {
		name  string
		tales []*tale
		want  string
	}{
		{"rise", []*tale{newTale(1, 4, "f1").police("28"), newTale(2, 5, "f2").own("31"), newTale(3, 6, "f3").own("31")}, "first rise same"},
		{"fall", []*tale{newTale(1, 4, "f1").police("31"), newTale(2, 5, "f2").police("27")}, "first fall"},
		{"clash of a day", []*tale{newTale(1, 4, "f1").police("28"), newTale(2, 4, "f2").hospital("31")}, "first clash"},
		{"the enemy's word", []*tale{newTale(1, 4, "f1").police("8"), newTale(2, 5, "f2").rebels("17"), newTale(3, 6, "f3").police("9"), newTale(4, 6, "f2").rebels("17")}, "first clash rise same"},
		{"a word, then a number", []*tale{newTale(1, 4, "f1").own("24-99v"), newTale(2, 5, "f2").own("60")}, "first same"},
		{"own voice and speaker are one step", []*tale{newTale(1, 4, "f1").own("9").police("9")}, "first"},
		{"own voice contradicted", []*tale{newTale(1, 4, "f1").own("59").police("59+"), newTale(2, 4, "f2").hospital("61")}, "first clash"},
		{"a sum that nobody says", []*tale{sumOf(newTale(1, 4, "f1"))}, "first"},
		{"attackers' dead", []*tale{newTale(1, 4, "f1").own("8"), newTale(2, 5, "f2").killed("25", "militants", "", "", "")}, "first"},
		{"no figures", []*tale{newTale(1, 4, "f1")}, ""},
	} {
		var got []string
		for _, step := range detailOf(t, c.tales...).History {
			got = append(got, step.Change)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestClashSides(t *testing.T) {
	d := detailOf(t,
		newTale(1, 4, "f1").police("8+").rebels("17"),
		newTale(2, 4, "f2").police("8+"),
		newTale(3, 4, "f1").police("8+").rebels("17"),
		newTale(4, 4, "f3").own("8"))
	if len(d.Clashes) != 1 || d.Clashes[0].Value != "killed" {
		t.Fatalf("clashes %+v", d.Clashes)
	}
	var got []string
	for _, s := range d.Clashes[0].Sides {
		got = append(got, s.By+": "+s.Says)
		if s.By == "Dara Vey" && (s.Families != 1 || !slices.Equal(s.Events, []string{"e01", "e03"})) {
			t.Errorf("side %+v", s)
		}
	}
	if want := []string{"Kul police: at least 8 killed", "Dara Vey: 17 police killed", "Outlet 04: 8 killed"}; !slices.Equal(got, want) {
		t.Errorf("sides %q, want %q", got, want)
	}
}

func TestAccounts(t *testing.T) {
	a := newTale(1, 4, "f1").own("9").police("9")
	a.claim("red", "Red Front", "claimed")
	a.Event.Evidence = []parley.Evidence{
		{Role: "trigger", Quote: "attacked"}, {Role: "killed", Quote: "nine"}, {Role: "killed", Quote: "nine officers"},
		{Role: "claim", Quote: "claimed"}, {Role: "account", Quote: "police said"},
	}
	b := newTale(2, 5, "f1").status(parley.Alleged)
	b.Event.Accounts = []parley.Account{{Speaker: "Dara Vey", Stance: "blames"}}
	d := detailOf(t, a, b)
	if len(d.Accounts) != 3 {
		t.Fatalf("accounts %+v", d.Accounts)
	}
	own, police, vey := d.Accounts[0], d.Accounts[1], d.Accounts[2]
	if own.Speaker != "" || *own.Killed.Low != 9 || quotes(own.Evidence) != "attacked, nine" {
		t.Errorf("own account %+v, evidence %s", own.Account, quotes(own.Evidence))
	}
	if police.Speaker != "Kul police" || police.Outlet != "Outlet 01" || police.Published != "2031-05-04" || quotes(police.Evidence) != "police said, nine officers" {
		t.Errorf("account %+v, evidence %s", police, quotes(police.Evidence))
	}
	if vey.Speaker != "Dara Vey" || vey.Family != "f1" || vey.Event != "e02" {
		t.Errorf("account %+v", vey)
	}
	if len(d.Claims) != 1 || d.Claims[0].By != "Red Front" || quotes(d.Claims[0].Evidence) != "claimed" {
		t.Errorf("claims %+v", d.Claims)
	}
}

func quotes(list []parley.Evidence) string {
	var out []string
	for _, e := range list {
		out = append(out, e.Quote)
	}
	return strings.Join(out, ", ")
}

func TestDetailOrder(t *testing.T) {
	r := built(t)
	tales := []*tale{newTale(1, 4, "f1"), newTale(2, 4, "f2")}
	in := summedUp(t, r, tales...)
	links := []parley.Link{{A: "e01", B: "e02", Score: 1}, {A: "e02", B: "e03", Score: 4}}
	d := r.Detail(in, inOrder(in, tales), links, []parley.Decision{{ID: 2}, {ID: 1}})
	if d.Links[0].Score != 4 || d.Decisions[0].ID != 1 || links[0].Score != 1 {
		t.Errorf("links %+v, decisions %+v; given %+v", d.Links, d.Decisions, links)
	}
	empty := r.Detail(parley.Incident{}, nil, nil, nil)
	if empty.Tellings == nil || empty.Accounts == nil || empty.Claims == nil || empty.History == nil || empty.Clashes == nil || empty.Links == nil || empty.Decisions == nil {
		t.Errorf("a list of an empty detail is nil: %+v", empty)
	}
}
