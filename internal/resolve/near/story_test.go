package near

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"parley"
)

func storyOf(t testing.TB, a *Articles, r *parley.Record) *Story {
	t.Helper()
	_, node, err := a.Nodes(r)
	if err != nil {
		t.Fatal(err)
	}
	s, err := a.Stories().Decode(node)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTerms(t *testing.T) {
	a := builtIn(t)
	text := "Nafas keeps the mill at Bala. On Monday, March 3, 2031 Nafas told Reuters that Bala has no water, and the mill stands still. Water rose."
	has := map[string]term{}
	for _, x := range terms(a.tokens("Mill stands", text)) {
		has[x.word] = x
	}
	for word, name := range map[string]bool{"nafa": true, "bala": true, "reuter": true, "mill": false, "water": false} {
		if x, ok := has[word]; !ok || x.name != name || !x.lead {
			t.Errorf("term %q is %+v, %v", word, x, ok)
		}
	}
	for _, word := range []string{"monday", "march", "the", "has", "3"} {
		if _, ok := has[word]; ok {
			t.Errorf("%q is a term", word)
		}
	}
	if has["nafa"].weight <= has["water"].weight {
		t.Errorf("a name weighs %v, a word %v", has["nafa"].weight, has["water"].weight)
	}
	shouted := terms(a.tokens("", strings.ToUpper(text)))
	i := slices.IndexFunc(shouted, func(x term) bool { return x.word == "nafa" })
	j := slices.IndexFunc(shouted, func(x term) bool { return x.word == "water" })
	if i < 0 || j < 0 || !shouted[i].name || shouted[j].name {
		t.Errorf("in capitals: %+v", shouted)
	}
}

func TestRecurring(t *testing.T) {
	a := builtIn(t)
	if w := a.weigh("ghani"); w > recurring {
		t.Errorf("a listed person weighs %v", w)
	}
	if w := a.weigh("wardani"); w <= recurring {
		t.Errorf("an unknown name weighs %v", w)
	}
}

func TestCalendar(t *testing.T) {
	a := builtIn(t)
	c := calendarOf(a.tokens("", "It may rain. On Tuesday, May 4, 2032 they marched, as in 1999."))
	if c.weekdays != 1<<2 || c.months != 1<<5 || c.years != 1<<(2032-firstYear)|1<<(1999-firstYear) {
		t.Errorf("calendar %+v", c)
	}
	if got := []float64{alike(0, 3), alike(3, 3), alike(1, 2), alike(3, 6)}; !slices.Equal(got, []float64{0, 1, -1, 0}) {
		t.Errorf("alike gives %v", got)
	}
}

// event is violence in the first bytes of a text.
func event(kind parley.EventKind, act parley.EventType, day string, lat, lon float64) parley.Event {
	return parley.Event{Kind: kind, Type: act, Status: parley.Happened, Date: &parley.Date{Period: on(day)},
		Place:    &parley.EventPlace{Name: "Kesh", Lat: &lat, Lon: &lon, Precision: parley.PlaceExact},
		Evidence: []parley.Evidence{{Role: "trigger", Start: 4, End: 8}}}
}

func TestActs(t *testing.T) {
	a := builtIn(t)
	of := func(e ...parley.Event) *Story {
		r := piece{"", []string{"The Kesh airstrip was shelled."}}.record("a")
		r.Events = e
		return storyOf(t, a, r)
	}
	base := of(event(parley.Violence, parley.Assault, "2031-06-03", 34, 70))
	background := event(parley.Violence, parley.Assault, "2031-06-03", 34, 70)
	background.Background = true
	for _, c := range []struct {
		name                     string
		other                    *Story
		happened                 bool
		event, elsewhere, unlike float64
	}{
		{"same", of(event(parley.Violence, parley.Assault, "2031-06-04", 34.1, 70.1)), false, 1, 0, 0},
		{"seized by force", of(event(parley.Violence, parley.Coerce, "2031-06-03", 34, 70)), false, 1, 0, 0},
		{"a week later", of(event(parley.Violence, parley.Assault, "2031-06-10", 34, 70)), true, 0, 0, 0},
		{"far away", of(event(parley.Violence, parley.Assault, "2031-06-03", 37, 70)), false, 0, 1, 0},
		{"talks", of(event(parley.Process, parley.Consult, "2031-06-03", 34, 70)), false, 0, 0, 1},
		{"talks and violence", of(event(parley.Process, parley.Consult, "2031-06-03", 34, 70), event(parley.Violence, parley.Assault, "2031-06-03", 34, 70)), false, 1, 0, 0},
		{"background", of(background), false, 0, 0, 0},
		{"nothing", of(), false, 0, 0, 0},
	} {
		var v [storyCount]float64
		storyValues(&v, base, c.other)
		if (v[storyHappened] > 0) != c.happened || v[storyEvent] != c.event || v[storyElsewhere] != c.elsewhere || v[storyUnlike] != c.unlike {
			t.Errorf("%s: happened %v, event %v, elsewhere %v, unlike %v", c.name, v[storyHappened], v[storyEvent], v[storyElsewhere], v[storyUnlike])
		}
	}
}

// TestKeys wants articles that came out up to a week apart, and an article of an
// unknown day, to meet; and those of another year not to meet for one name alone.
func TestKeys(t *testing.T) {
	a := builtIn(t)
	keys := func(day, basis, text string) []string {
		r := piece{"", []string{text}}.record("a")
		r.Article.Published.Basis = basis
		if day != "" {
			r.Article.Published.Period = on(day)
		}
		_, node, err := a.Nodes(r)
		if err != nil {
			t.Fatal(err)
		}
		return node.Keys
	}
	meet := func(x, y []string) bool {
		return slices.ContainsFunc(x, func(k string) bool { return slices.Contains(y, k) })
	}
	const fire = "The mill at Shorab burned, said Wardani, who keeps it for the Zarkin family."
	read, given := keys("2031-06-03", "dateline", fire), keys("2031-06-03", "stated", fire)
	for _, c := range []struct {
		name, day, text      string
		wantRead, wantStated bool
	}{
		{"a day later, one name", "2031-06-04", "Shorab lost its mill to a fire, the miller Toral told us.", true, true},
		{"six days later, one name", "2031-06-09", "Shorab lost its mill to a fire, the miller Toral told us.", true, true},
		{"a year later, one name", "2032-06-04", "Shorab lost its bridge, the miller Toral told us.", false, false},
		{"a year later, two names", "2032-06-04", "In Shorab the miller Wardani told us that he was paid.", true, false},
		{"unknown day, two names", "", "In Shorab the miller Wardani told us that he was paid.", true, false},
		{"unknown day, three names", "", "In Shorab the miller Wardani told us that the Zarkin family was paid.", true, true},
	} {
		other := keys(c.day, "dateline", c.text)
		if got := meet(read, other); got != c.wantRead {
			t.Errorf("%s: the day read, meet is %v", c.name, got)
		}
		if got := meet(given, other); got != c.wantStated {
			t.Errorf("%s: the day stated, meet is %v", c.name, got)
		}
	}
}

func FuzzStory(f *testing.F) {
	a := builtIn(f)
	_, node, err := a.Nodes(long(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(node.Digest)
	f.Add([]byte{storyVersion, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 40, 1, 'a'})
	f.Add(append([]byte{storyVersion, 255}, make([]byte, 260)...))
	f.Add([]byte{storyVersion})
	f.Add([]byte{})
	whole, err := decodeStory(node.Digest)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := decodeStory(b)
		if err != nil {
			return
		}
		again, err := decodeStory(s.encode())
		if err != nil || !reflect.DeepEqual(s, again) {
			t.Errorf("%+v becomes %+v, %v", s, again, err)
		}
		score, _, _ := a.Stories().Compare(s, whole)
		if back, _, _ := a.Stories().Compare(whole, s); score != score || score-back > 1e-9 || back-score > 1e-9 {
			t.Errorf("score %v one way, %v the other", score, back)
		}
	})
}
