package storetest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"parley"
)

// Sizes of the invented world.
const (
	worldCountries = 60
	worldActors    = 2000
	worldOutlets   = 40
)

// world is the countries, actors and outlets of an archive.
type world struct {
	countries []land
	heavy     ladder // which country
	actors    [][]parley.Party
	outlets   []string
	outletOf  ladder
}

// land is one country: its places, the commonest first.
type land struct {
	code   string
	places []parley.EventPlace
	often  ladder
	actors ladder
}

// ladder draws numbers, the low ones far more often.
type ladder []float64

// newLadder returns a ladder of n rungs where rung i has the weight 1/(i+1)^s.
func newLadder(n int, s float64) ladder {
	l := make(ladder, n)
	sum := 0.0
	for i := range l {
		sum += math.Pow(float64(i+1), -s)
		l[i] = sum
	}
	return l
}

// draw returns a rung.
func (l ladder) draw(r *rand.Rand) int {
	x := r.Float64() * l[len(l)-1]
	low, high := 0, len(l)-1
	for low < high {
		if mid := (low + high) / 2; l[mid] < x {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// newWorld makes a world up.
func newWorld(seed uint64) *world {
	r := rand.New(rand.NewPCG(seed, 1))
	w := &world{heavy: newLadder(worldCountries, 1.1), outletOf: newLadder(worldOutlets, 1)}
	perCountry := worldActors / worldCountries
	for c := range worldCountries {
		l := land{code: fmt.Sprintf("X%c%c", 'A'+c/10, 'A'+c%10)}
		for range 4 + r.IntN(16) {
			admin1 := invented(r)
			for range 3 + r.IntN(20) {
				lat, lon := -60+120*r.Float64(), -180+360*r.Float64()
				l.places = append(l.places, parley.EventPlace{Name: invented(r), Country: l.code, Admin1: admin1,
					Lat: &lat, Lon: &lon, Precision: parley.PlaceExact})
			}
		}
		r.Shuffle(len(l.places), func(i, k int) { l.places[i], l.places[k] = l.places[k], l.places[i] })
		l.often = newLadder(len(l.places), 0.9)
		list := w.partiesOf(r, l.code, perCountry)
		l.actors = newLadder(len(list), 1.1)
		w.actors = append(w.actors, list)
		w.countries = append(w.countries, l)
	}
	for range worldOutlets {
		w.outlets = append(w.outlets, "The "+invented(r)+" Post")
	}
	return w
}

// partiesOf makes up the actors of a country; some belong to one of the first.
func (w *world) partiesOf(r *rand.Rand, country string, n int) []parley.Party {
	sorts := []struct{ word, sector string }{{"Army", "MIL"}, {"Front", "REB"}, {"Police", "COP"}, {"Movement", "REB"}, {"Brigade", "MIL"}, {"Council", "GOV"}}
	list := make([]parley.Party, 0, n)
	for i := range n {
		s := sorts[i%len(sorts)]
		name := invented(r) + " " + s.word
		p := parley.Party{Actor: strings.ToLower(country + "-" + strings.ReplaceAll(name, " ", "-")), Name: name, Kind: "group", Country: country, Sector: s.sector}
		if i > 6 && r.IntN(3) == 0 {
			p.Side = list[r.IntN(4)].Actor
		}
		list = append(list, p)
	}
	return list
}

// invented is a name of two or three syllables.
func invented(r *rand.Rand) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	var b strings.Builder
	for range 2 + r.IntN(2) {
		b.WriteByte(consonants[r.IntN(len(consonants))])
		b.WriteByte(vowels[r.IntN(len(vowels))])
	}
	if r.IntN(2) == 0 {
		b.WriteByte(consonants[r.IntN(len(consonants))])
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// country draws a country's number.
func (w *world) country(r *rand.Rand) int { return w.heavy.draw(r) }

// place draws a place; some happenings are known by province or country only.
func (w *world) place(r *rand.Rand, country int) parley.EventPlace {
	l := &w.countries[country]
	p := l.places[l.often.draw(r)]
	switch r.IntN(12) {
	case 0:
		p.Name, p.Precision = p.Admin1, parley.PlaceAdmin1
	case 1:
		p.Name, p.Admin1, p.Precision = l.code, "", parley.PlaceCountry
	}
	return p
}

// actor draws an actor of a country, sometimes of another.
func (w *world) actor(r *rand.Rand, country int) parley.Party {
	if r.IntN(15) == 0 {
		country = w.heavy.draw(r)
	}
	return w.actors[country][w.countries[country].actors.draw(r)]
}

// outlet draws an outlet.
func (w *world) outlet(r *rand.Rand) string { return w.outlets[w.outletOf.draw(r)] }

// sort is a sort of happening.
type sort struct {
	kind   parley.EventKind
	typ    parley.EventType
	mode   parley.Mode
	verb   string
	weight int
}

// sorts are the sorts of happenings with their verbs; rare ones are rare.
func sorts() []sort {
	return []sort{
		{parley.Violence, parley.Assault, parley.ModeFirearms, "shot at", 300},
		{parley.Violence, parley.Assault, "explosives", "bombed", 200},
		{parley.Violence, parley.Assault, parley.ModeClash, "fought with", 150},
		{parley.Violence, parley.Assault, "aerial", "bombed from the air", 100},
		{parley.Violence, parley.Coerce, parley.ModeSeize, "took the town from", 40},
		{parley.Process, parley.Consult, "multilateral", "met", 80},
		{parley.Process, parley.Agree, "", "signed a deal with", 30},
		{parley.Process, parley.Retreat, parley.ModeCeasefire, "agreed on a truce with", 20},
		{parley.Process, parley.Protest, "demo", "marched against", 40},
		{parley.Process, parley.Reject, "", "turned down an offer of", 20},
		{parley.Process, parley.Mobilize, "troops", "sent soldiers against", 15},
		{parley.Violence, parley.Assault, "unconventional", "poisoned the wells of", 1},
	}
}

// sort draws a sort of happening.
func (w *world) sort(r *rand.Rand) sort {
	list := sorts()
	total := 0
	for _, s := range list {
		total += s.weight
	}
	x := r.IntN(total)
	for _, s := range list {
		if x -= s.weight; x < 0 {
			return s
		}
	}
	return list[0]
}
