package gazetteer

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"parley"
)

// record is a place as a source gives it.
type record struct {
	id      string
	kind    parley.PlaceKind
	name    string   // the usual English one
	names   []string // other spellings, not folded
	country string   // ISO 3166-1 alpha-3, empty for a region across borders
	// unit is the code of the unit around it below the country, a unit's own
	// code ("10", "10.2301" as GeoNames has them), a country's alpha-2 code.
	unit       string
	lat, lon   float64
	located    bool
	population int
	capital    bool
	seat       int // 1 for a town that a province is governed from, 2 for a district, else 0
}

// node is a record in its place in the tree of units.
type node struct {
	record
	up       *node
	towns    []*node // and all else that holds nothing
	units    map[string]*node
	index    int
	size     int // how many nodes are below
	standing float64
}

// tree collects records and gives them their order.
type tree struct {
	words     *words
	root      node // holds the countries, and what lies in none
	ids       map[string]*node
	countries map[string]*node // by alpha-3
	order     []*node
}

func newTree(w *words) *tree {
	return &tree{words: w, root: node{units: make(map[string]*node)}, ids: make(map[string]*node), countries: make(map[string]*node)}
}

// maxName is how long a name may be, in bytes; the longest town of GeoNames'
// lists has less than 100.
const maxName = 200

func isUnit(k parley.PlaceKind) bool {
	return k == parley.KindCountry || k == parley.KindAdmin1 || k == parley.KindAdmin2
}

// add puts a record into the tree. Units come before what lies in them; where
// a code is not known, the unit around it takes its place.
func (t *tree) add(r record) error {
	if t.ids[r.id] != nil {
		return fmt.Errorf("id %s is taken", r.id)
	}
	if len(r.name) > maxName || len(r.id) > maxName {
		return fmt.Errorf("the name or id of %s has more than %d bytes", r.id, maxName)
	}
	up := &t.root
	if r.kind != parley.KindCountry && r.country != "" {
		if up = t.countries[r.country]; up == nil {
			return fmt.Errorf("country %q is not known", r.country)
		}
	}
	n := &node{record: r}
	switch {
	case r.kind == parley.KindCountry:
		t.countries[r.country] = n
		up.units[r.country] = n
	case isUnit(r.kind):
		parent, code, deep := strings.Cut(r.unit, ".")
		if !deep {
			parent, code = "", r.unit
		}
		if p := up.units[parent]; p != nil {
			up = p
		}
		if up.units[code] != nil {
			return fmt.Errorf("unit %s of %s is there twice", r.unit, r.country)
		}
		up.units[code] = n
	default:
		up = up.within(r.unit)
		up.towns = append(up.towns, n)
	}
	if isUnit(r.kind) {
		n.units = make(map[string]*node)
	}
	n.up = up
	t.ids[r.id] = n
	return nil
}

// within returns the unit of a code below n, as far down as it is known.
func (n *node) within(code string) *node {
	for part := range strings.SplitSeq(code, ".") {
		below := n.units[part]
		if below == nil {
			break
		}
		n = below
	}
	return n
}

// arrange numbers the nodes in the order of the file and works out what the
// units owe to their towns: coordinates and people, where their own are not
// known.
func (t *tree) arrange() {
	t.order = nil
	t.walk(&t.root)
	for _, n := range t.order {
		n.standing = standing(n.record)
	}
}

// walk numbers what is in a unit and returns its towns and how many people
// they have.
func (t *tree) walk(n *node) (towns []*node, people int) {
	slices.SortFunc(n.towns, func(a, b *node) int {
		return cmp.Or(cmp.Compare(len(a.id), len(b.id)), strings.Compare(a.id, b.id)) // numbers by size
	})
	for _, town := range n.towns {
		town.index = len(t.order)
		t.order = append(t.order, town)
		people += town.population
		if town.located && town.kind == parley.KindTown {
			towns = append(towns, town)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(n.units)) {
		u := n.units[code]
		u.index = len(t.order)
		t.order = append(t.order, u)
		within, number := t.walk(u)
		u.size = len(t.order) - u.index - 1
		if !u.located && len(within) > 0 {
			u.lat, u.lon = centre(within)
			u.located = true
		}
		if u.population == 0 {
			u.population = number
		}
		towns, people = append(towns, within...), people+number
	}
	return towns, people
}

// centre returns the middle of the box around towns, which lies nearer to the
// middle of a unit than their mean does where most of them are in one corner.
// The outermost of a hundred on each side do not count: some have a wrong code.
func centre(towns []*node) (lat, lon float64) {
	middle := func(of func(*node) float64) (float64, float64) {
		values := make([]float64, len(towns))
		for i, town := range towns {
			values[i] = of(town)
		}
		slices.Sort(values)
		drop := len(values) / 100
		low, high := values[drop], values[len(values)-1-drop]
		return (low + high) / 2, high - low
	}
	lat, _ = middle(func(n *node) float64 { return n.lat })
	lon, wide := middle(func(n *node) float64 { return n.lon })
	if wide > 180 { // on both sides of the date line
		lon, _ = middle(func(n *node) float64 { return math.Mod(n.lon+360, 360) })
		lon = math.Mod(lon+180, 360) - 180
	}
	return lat, lon
}

// standing says how much a place counts among those of its name: the logarithm
// of its people, with what its kind is worth.
func standing(r record) float64 {
	s := math.Log10(float64(max(r.population, 100)))
	switch r.kind {
	case parley.KindCountry:
		return 100 + s
	case parley.KindRegion:
		return 7.5
	case parley.KindAdmin1:
		return s + 0.5
	case parley.KindAdmin2:
		return s - 0.5
	case parley.KindNatural, parley.KindFacility:
		return max(s, 4)
	}
	if r.capital {
		s += 2
	}
	if r.seat == 1 {
		s += 0.3
	}
	return s
}

// name is one folded name and the nodes that have it.
type name struct {
	folded string
	nodes  []*node // the one of highest standing first
}

// names returns the folded names of all nodes in order.
func (t *tree) names() []name {
	all := make(map[string][]*node)
	for _, n := range t.order {
		for _, folded := range t.words.keys(n.record) {
			all[folded] = append(all[folded], n)
		}
	}
	list := make([]name, 0, len(all))
	for _, folded := range slices.Sorted(maps.Keys(all)) {
		nodes := all[folded]
		slices.SortFunc(nodes, func(a, b *node) int {
			return cmp.Or(cmp.Compare(b.standing, a.standing), strings.Compare(a.id, b.id))
		})
		list = append(list, name{folded: folded, nodes: nodes})
	}
	return list
}
