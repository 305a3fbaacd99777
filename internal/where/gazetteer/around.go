package gazetteer

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"parley"
)

const (
	witnesses = 3   // towns that must lie in one province
	nearby    = 0.6 // degrees of latitude, about 67 km
)

// around returns the code of the province that a place lies in, as its nearest
// towns show: "" unless the three nearest are not far and all in one.
func (t *tree) around(r record) string {
	type town struct {
		unit     string
		distance float64
		id       string
	}
	var towns []town
	squeeze := math.Cos(r.lat * math.Pi / 180)
	var visit func(n *node)
	visit = func(n *node) {
		for _, n := range n.towns {
			if n.kind == parley.KindTown && n.located {
				d := math.Hypot(n.lat-r.lat, (n.lon-r.lon)*squeeze)
				unit, _, _ := strings.Cut(n.up.unit, ".")
				if d < nearby {
					towns = append(towns, town{unit, d, n.id})
				}
			}
		}
		for _, u := range n.units {
			visit(u)
		}
	}
	country := t.countries[r.country]
	if country == nil {
		return ""
	}
	visit(country)
	slices.SortFunc(towns, func(a, b town) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), strings.Compare(a.id, b.id))
	})
	if len(towns) < witnesses || towns[0].unit != towns[1].unit || towns[0].unit != towns[2].unit || country.units[towns[0].unit] == nil {
		return ""
	}
	return towns[0].unit
}
