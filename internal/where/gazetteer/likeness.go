package gazetteer

// What it costs to take one sound for another, or to have one too many. A
// different consonant costs 1; all else is measured against that.
const (
	costOther       = 1.0
	costConsonant   = 0.9  // one too many
	costVowel       = 0.35 // one too many
	costGlide       = 0.2  // one too many beside another vowel, or at the end
	costH           = 0.12 // one too many
	costDoubled     = 0.04 // a doubled letter beside a single one
	costWord        = 0.04 // written as one word beside two
	costArticle     = 0.1  // with an article beside without one
	costFirst       = 1.4  // times, at the first sound
	costSwapped     = 0.6  // two sounds the other way round
	steepness       = 1.5  // how fast likeness falls with the cost a sound
	likenessNotSame = 0.99 // the most for names that are not the same letters
)

// exchange is what it costs to take one sound for another.
var exchange = func() (table [soundCount][soundCount]float32) {
	for a := range table {
		for b := range table[a] {
			if a != b {
				table[a][b] = costOther
			}
		}
	}
	for _, p := range []struct {
		a, b sound
		cost float32
	}{
		{soundA, soundE, 0.15}, {soundE, soundI, 0.1}, {soundO, soundU, 0.1}, {soundA, soundO, 0.25}, {soundA, soundI, 0.3},
		{soundA, soundU, 0.25}, {soundI, soundU, 0.45}, {soundE, soundO, 0.35}, {soundE, soundU, 0.4}, {soundI, soundO, 0.45},
		{soundK, soundQ, 0.08}, {soundK, soundKh, 0.15}, {soundKh, soundQ, 0.2}, {soundKh, soundH, 0.15}, {soundG, soundGh, 0.1},
		{soundGh, soundQ, 0.15}, {soundK, soundG, 0.4}, {soundQ, soundG, 0.25}, {soundKh, soundGh, 0.25}, {soundK, soundGh, 0.4},
		{soundKh, soundG, 0.5}, {soundG, soundJ, 0.3}, {soundGh, soundJ, 0.5}, {soundG, soundH, 0.4}, {soundK, soundH, 0.6},
		{soundS, soundZ, 0.2}, {soundS, soundSh, 0.3}, {soundZ, soundZh, 0.2}, {soundSh, soundZh, 0.3}, {soundS, soundTs, 0.2},
		{soundZ, soundTs, 0.2}, {soundSh, soundTs, 0.4}, {soundZh, soundTs, 0.4}, {soundS, soundZh, 0.4}, {soundZ, soundSh, 0.4},
		{soundZh, soundJ, 0.1}, {soundCh, soundJ, 0.35}, {soundCh, soundSh, 0.3}, {soundZ, soundJ, 0.35}, {soundTs, soundCh, 0.3},
		{soundT, soundTh, 0.1}, {soundD, soundDh, 0.1}, {soundT, soundD, 0.35}, {soundTh, soundD, 0.35}, {soundT, soundDh, 0.35},
		{soundTh, soundDh, 0.2}, {soundDh, soundZ, 0.15}, {soundTh, soundS, 0.25}, {soundTh, soundZ, 0.35}, {soundD, soundZ, 0.4},
		{soundB, soundP, 0.35}, {soundP, soundF, 0.3}, {soundF, soundV, 0.25}, {soundB, soundV, 0.25}, {soundB, soundF, 0.5},
		{soundP, soundV, 0.5}, {soundV, soundU, 0.2}, {soundV, soundO, 0.3}, {soundM, soundN, 0.5}, {soundL, soundR, 0.7},
		{soundI, soundJ, 0.4},
	} {
		table[p.a][p.b], table[p.b][p.a] = p.cost, p.cost
	}
	return table
}()

// Likeness says how like two folded names are, between 0 and 1, with the ways
// in mind in which names are romanised ("Uruzgan", "Oruzgan"; "Maidan",
// "Maydan"; "Ali Abad", "Aliabad"). It is 1 for the same letters only.
// Spellings of one name have 0.85 or more, as a rule; different names that are
// as long as towns' names usually are have less than 0.75.
func Likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	x, y := hear(a), hear(b)
	return x.likeness(&y)
}

// likeness is Likeness for names that are not the same.
func (h *heard) likeness(o *heard) float64 {
	longest := max(h.n, o.n)
	if h.n == 0 || o.n == 0 {
		return 0
	}
	cost := h.distance(o)
	cost += costDoubled*float32(apart(h.doubled, o.doubled)) + costWord*float32(apart(h.words, o.words))
	if h.article != o.article {
		cost += costArticle
	}
	return min(likenessNotSame, max(0, 1-steepness*float64(cost)/float64(longest)))
}

func apart(a, b int) int { return max(a-b, b-a) }

// distance is the least cost of turning one name into the other, by the usual
// dynamic programme over prefixes.
func (h *heard) distance(o *heard) float32 {
	var rows [3][maxSounds + 1]float32 // this one, the last, the one before it
	last, row, before := &rows[0], &rows[1], &rows[2]
	for j := 1; j <= o.n; j++ {
		last[j] = last[j-1] + o.extra(j-1)
	}
	for i := 1; i <= h.n; i++ {
		row[0] = last[0] + h.extra(i-1)
		for j := 1; j <= o.n; j++ {
			c := exchange[h.sounds[i-1]][o.sounds[j-1]]
			if i == 1 && j == 1 {
				c *= costFirst
			}
			best := min(last[j-1]+c, last[j]+h.extra(i-1), row[j-1]+o.extra(j-1))
			if i > 1 && j > 1 && h.sounds[i-1] == o.sounds[j-2] && h.sounds[i-2] == o.sounds[j-1] {
				best = min(best, before[j-2]+costSwapped)
			}
			row[j] = best
		}
		before, last, row = last, row, before
	}
	return last[o.n]
}

// extra is what it costs that the other name lacks a sound.
func (h *heard) extra(i int) float32 {
	s := h.sounds[i]
	switch {
	case s == soundH:
		return costH
	case !s.vowel():
		return costConsonant
	case i > 0 && h.sounds[i-1].vowel() || i+1 < h.n && h.sounds[i+1].vowel() || i+1 == h.n || i+2 == h.n && h.sounds[i+1] == soundH:
		return costGlide
	case i == 0:
		return costVowel * costFirst
	}
	return costVowel
}
