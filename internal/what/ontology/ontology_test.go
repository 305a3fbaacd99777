package ontology

import (
	"strings"
	"testing"
	"testing/fstest"

	"parley"
	"parley/data"
)

func load(t *testing.T) *Ontology {
	t.Helper()
	o, err := Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestAllowed(t *testing.T) {
	o := load(t)
	for label, want := range map[string]bool{
		"ASSAULT": true, "ASSAULT/firearms": true, "ASSAULT/clash": true, "RETREAT/ceasefire": true,
		"COERCE/seize": true, "PROTEST/hunger": true, "commitment/pledge": true, "commitment/swap": true,
		"claim/denied": true, "mark/anything": true,
		"ASSAULT/ceasefire": false, "ATTACK": false, "assault": false, "": false, "commitment": false,
		"commitment/wish": false, "claim/maybe": false, "mark/": false, "mark": false, "ASSAULT/": false,
	} {
		if o.Allowed(label) != want {
			t.Errorf("%q: %v", label, !want)
		}
	}
}

// TestEveryTypeHasItsCodes goes through PLOVER's 16 types.
func TestEveryTypeHasItsCodes(t *testing.T) {
	o := load(t)
	types := []parley.EventType{
		parley.Agree, parley.Consult, parley.Support, parley.Concede, parley.Cooperate, parley.Aid, parley.Retreat,
		parley.Request, parley.Accuse, parley.Reject, parley.Threaten, parley.Protest, parley.Sanction, parley.Mobilize,
		parley.Coerce, parley.Assault,
	}
	for _, x := range types {
		code := o.CAMEO(x, "")
		score, ok := o.Goldstein(code)
		if code == "" || !ok {
			t.Errorf("%s has CAMEO code %q without a score", x, code)
		}
		bad := x == parley.Assault || x == parley.Coerce || x == parley.Threaten
		if bad && score >= 0 {
			t.Errorf("%s scores %v", x, score)
		}
	}
	if got := o.CAMEO(parley.Retreat, parley.ModeCeasefire); got != "0871" {
		t.Errorf("a truce is CAMEO %q, want 0871", got)
	}
	if got := o.ACLED(parley.Assault, "suicide-attack"); got != "Explosions/Remote violence/Suicide bomb" {
		t.Errorf("ACLED: %q", got)
	}
	if _, ok := o.Goldstein("9999"); ok {
		t.Error("a code that there is not has a score")
	}
}

func TestSplitAndKind(t *testing.T) {
	if x, m := Split("ASSAULT/firearms"); x != parley.Assault || m != parley.ModeFirearms {
		t.Errorf("%s, %s", x, m)
	}
	if x, _ := Split("mark/agreement"); x != "" {
		t.Errorf("a mark is of type %s", x)
	}
	if Label(parley.Agree, "") != "AGREE" || Label(parley.Assault, parley.ModeClash) != "ASSAULT/clash" {
		t.Error("labels are joined wrongly")
	}
	for _, c := range []struct {
		t    parley.EventType
		m    parley.Mode
		want parley.EventKind
	}{
		{parley.Assault, "", parley.Violence}, {parley.Coerce, parley.ModeSeize, parley.Violence},
		{parley.Coerce, "arrest", parley.Process}, {parley.Retreat, parley.ModeCeasefire, parley.Process},
	} {
		if got := Kind(c.t, c.m); got != c.want {
			t.Errorf("%s/%s is %s", c.t, c.m, got)
		}
	}
}

func TestLoadNamesTheLine(t *testing.T) {
	cameo := "# columns: x\n190\t-10\tUse force\n"
	for name, files := range map[string]fstest.MapFS{
		"ontology/cameo.tsv:2":  {"ontology/cameo.tsv": {Data: []byte("# columns: x\n190\thigh\tUse force\n")}},
		"ontology/plover.tsv:1": {"ontology/cameo.tsv": {Data: []byte(cameo)}, "ontology/plover.tsv": {Data: []byte("ASSAULT\t\tm\t-9\t999\n")}},
		"ontology/plover.tsv":   {"ontology/cameo.tsv": {Data: []byte(cameo)}},
	} {
		if _, err := Load(files); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("want %s in %v", name, err)
		}
	}
}
