package resolve

import (
	"testing"

	"parley"
	"parley/internal/cluster"
)

// FuzzIncident sums up whatever digests can be read: no panic, and bounds in order.
func FuzzIncident(f *testing.F) {
	r := built(f)
	g, _ := groupOfTales(r, []*tale{newTale(1, 4, "f1").police("8+").rebels("17"), newTale(2, 6, "f2").own("24-99v").claim("red", "Red Front", "denied")})
	f.Add(g.Nodes[0].Digest, g.Nodes[1].Digest)
	f.Fuzz(func(t *testing.T, a, b []byte) {
		in, err := r.Incident(cluster.Group{ID: "i-a", Nodes: []parley.Node{{ID: "a", Digest: a}, {ID: "b", Digest: b}}}, func(string) string { return "f" })
		if err == nil && (!ordered(in.Killed) || !ordered(in.Injured) || in.Title == "") {
			t.Errorf("killed %s, injured %s, title %q", asJSON(in.Killed), asJSON(in.Injured), in.Title)
		}
	})
}
