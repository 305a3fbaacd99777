package gazette

import (
	"fmt"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text     string
		capitals bool
		want     string // token:classes, "+" for inside
	}{
		{"The Taliban left Kunduz .", true, "1:org 3:place"},
		{"the taliban left kunduz", true, ""},
		{"the taliban left kunduz", false, "1:org 3:place"},
		{"Fighters of al - Qaeda fled", true, "2:org 3:org+ 4:org+"},
		{"Afghan troops", true, "0:nationality"},
		{"a Red Cross worker in Burkina Faso", true, "1:org 2:org+ 5:place 6:place+"},
		{"they marched north", false, ""},
		{"the Tarvin Valley Relief Society", true, "2:placehead 4:orghead"},
	} {
		words := strings.Fields(c.text)
		marks := make([]Mark, len(words))
		Load().Find(marks, words, c.capitals)
		var got []string
		for i, m := range marks {
			if m.Class != 0 {
				got = append(got, fmt.Sprintf("%d:%s", i, show(m)))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func show(m Mark) string {
	var names []string
	for bit, name := range map[Class]string{Organisation: "org", Place: "place", Nationality: "nationality", OrganisationHead: "orghead", PlaceHead: "placehead"} {
		if m.Class&bit != 0 {
			names = append(names, name)
		}
	}
	s := strings.Join(names, "|")
	if m.Inside {
		s += "+"
	}
	return s
}

func BenchmarkFind(b *testing.B) {
	words := strings.Fields("Gunmen of the Islamic State group killed four Afghan police officers near Kunduz , a spokesman for the governor , Ahmad Shah Karimi , told reporters on Monday .")
	marks := make([]Mark, len(words))
	g := Load()
	for b.Loop() {
		g.Find(marks, words, true)
	}
	b.ReportMetric(float64(len(words))*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mtokens/s")
}
