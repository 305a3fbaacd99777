package who

import "strings"

// Likeness says how like two persons' names are, from 0 to 1, where names of
// one person that differ by romanisation, by missing middle names or by the
// confusions of machine translation come near 1 and names that share only a
// family name stay below 0.6. Order, honorifics, marks and case count for
// nothing.
//
// The parts of the shorter name are matched with those of the longer, two of
// which may be written as one. The worst part counts for more than the mean
// of all, so that one part of two that agrees is not enough.
func (t *tables) Likeness(a, b string) float64 {
	return likeParts(nameParts(t.bare(fold(a))), nameParts(t.bare(fold(b))))
}

// bare returns a folded name without the honorifics around it.
func (t *tables) bare(folded string) string {
	words := strings.Fields(folded)
	first, last := 0, len(words)
	for first < last-1 && t.honorific(words[first]) {
		first++
	}
	if first == 0 {
		return folded
	}
	return strings.Join(words[first:last], " ")
}

// likeParts is Likeness over the parts of names.
func likeParts(a, b []string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	like := alignParts(a, b)
	switch {
	case like > 0.98 || len(a) == 1 && len(b) == 1:
	case len(a) == len(b):
		like = max(like, alignParts(b, a))
	case len(b) <= maxMerged:
		var merged [maxMerged]string
		for j := range len(b) - 1 {
			m := append(append(append(merged[:0], b[:j]...), b[j]+b[j+1]), b[j+2:]...)
			if len(m) >= len(a) {
				like = max(like, 0.98*alignParts(a, m))
			}
		}
	}
	return like
}

// maxMerged is how many parts a name may have for two of them to be read as
// one.
const maxMerged = 8

// alignParts matches each part of a with the likest part of b, which is not
// shorter.
func alignParts(a, b []string) float64 {
	var used uint64
	sum, weight, worst := 0.0, 0.0, 1.0
	last, ordered := -1, true
	for i, p := range a {
		best, at := 0.0, -1
		for j, q := range b[:min(len(b), 64)] {
			if used&(1<<j) != 0 {
				continue
			}
			s := likePart(p, q)
			if i == len(a)-1 && j == len(b)-1 {
				s += 0.001 // of equals, family name with family name
			}
			if s > best {
				best, at = s, j
			}
		}
		if at < 0 {
			return 0
		}
		best = min(best, 1)
		used |= 1 << at
		ordered = ordered && at > last
		last = at
		w := 1.0
		if isCommonPart(p) && len(a) > 1 {
			w = 0.5
		}
		sum, weight, worst = sum+w*best, weight+w, min(worst, best)
	}
	like := 0.35*sum/weight + 0.65*worst
	if !ordered {
		like *= 0.95
	}
	return like * missing(a, b, used)
}

// missing is the factor for the parts of b, the longer name, that a lacks.
func missing(a, b []string, used uint64) float64 {
	f := 1.0
	for j, q := range b[:min(len(b), 64)] {
		if used&(1<<j) == 0 {
			switch {
			case isCommonPart(q) || len(q) == 1:
				f *= 0.99
			case j == len(b)-1 && len(a) > 1:
				f *= 0.93 // the family name itself may be what is missing
			default:
				f *= 0.97
			}
		}
	}
	if len(a) == 1 && len(b) > 1 {
		f *= 0.85 // one name for a person who has several
		if used&(1<<(len(b)-1)) == 0 {
			f *= 0.85
		}
	}
	return f
}

// isCommonPart reports whether a part is so common that it tells little.
func isCommonPart(p string) bool {
	switch p {
	case "mohammad", "muhammad", "mohammed", "mohamed", "muhammed", "mohamad", "mohd", "md", "ahmad", "ahmed", "ali",
		"khan", "jose", "maria", "juan", "kim":
		return true
	}
	return false
}

// likePart says how like two parts of names are: 1 minus the cost of turning
// one into the other, over the length. Letters that romanisations and
// machine translation mix up cost little.
func likePart(a, b string) float64 {
	if a == b {
		return 1
	}
	if len(a) == 1 || len(b) == 1 {
		if a[0] == b[0] {
			return 0.9 // an initial
		}
		return 0
	}
	var bufA, bufB [maxSounds]byte
	x, y := sounds(bufA[:0], a), sounds(bufB[:0], b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	n := max(len(x), len(y))
	if len(x)-len(y) > n/2+1 || len(y)-len(x) > n/2+1 {
		return 0
	}
	cost := soundDistance(x, y)
	if isVowel(x[0]) != isVowel(y[0]) && x[0] != 'y' && y[0] != 'y' {
		cost += 0.6 // the first sound is the surest
	} else if sameSound(x[0], y[0]) > 0.3 {
		cost += 0.2
	}
	// Short names leave less room for chance: one other letter in three is
	// another name.
	return max(0, 1-cost/(float64(n)*0.9))
}

const maxSounds = 24

// sounds spells a part with one byte a sound: digraphs become capitals, and
// doubled letters one.
func sounds(to []byte, part string) []byte {
	for i := 0; i < len(part) && len(to) < maxSounds-1; i++ {
		c := part[i]
		var next byte
		if i+1 < len(part) {
			next = part[i+1]
		}
		switch {
		case next == 'h' && strings.IndexByte("sczkgtdp", c) >= 0:
			c = "SCZHGTDf"[strings.IndexByte("sczkgtdp", c)]
			i++
		case c == 'c' && next == 'k':
			continue
		case c == 't' && (next == 's' || next == 'z'):
			c = 's'
			i++
		case c == 'o' && (next == 'u' || next == 'o'), c == 'e' && next == 'u':
			c = 'u'
			i++
		case c == 'e' && (next == 'e' || next == 'a'), c == 'i' && (next == 'e' || next == 'j'):
			c = 'i'
			i++
		case c == 'x' && len(to) > 0:
			to = append(to, 'k')
			c = 's'
		}
		if len(to) == 0 || to[len(to)-1] != c {
			to = append(to, c)
		}
	}
	return to
}

// soundDistance is the edit distance with the costs of sameSound and skip.
func soundDistance(x, y []byte) float64 {
	var row [maxSounds + 1]float64
	for j := range y {
		row[j+1] = row[j] + skip(y, j)
	}
	for i := range x {
		diagonal := row[0]
		row[0] += skip(x, i)
		for j := range y {
			swap := diagonal + sameSound(x[i], y[j])
			diagonal = row[j+1]
			row[j+1] = min(swap, row[j+1]+skip(x, i), row[j]+skip(y, j))
		}
	}
	return row[len(y)]
}

// skip is the cost of a sound that one name has and the other has not.
func skip(s []byte, i int) float64 {
	switch c := s[i]; {
	case i == len(s)-1 && (c == 'h' || isVowel(c)):
		return 0.25
	case isVowel(c):
		return 0.35
	case c == 'h' || c == 'y' || c == 'w':
		return 0.3
	case i > 0 && i == len(s)-1 && (c == 'n' || c == 'v'):
		return 0.8
	}
	return otherSound
}

// otherSound is the cost of a consonant too many, or of another one.
const otherSound = 1.25

// sameSound is the cost of one sound for another: 0 for the same, less than
// 1 for sounds that are written for one another.
func sameSound(a, b byte) float64 {
	if a == b {
		return 0
	}
	if a > b {
		a, b = b, a
	}
	va, vb := isVowel(a), isVowel(b)
	switch {
	case va && vb:
		return 0.25
	case (va || vb) && (a == 'y' || b == 'y' || a == 'w' || b == 'w'):
		return 0.3
	case va || vb:
		return otherSound
	}
	switch ca, cb := soundClass(a), soundClass(b); {
	case ca == 'l' && cb == 'l':
		return 0.4
	case ca == cb:
		return 0.3
	case ca == 'k' && cb == 's' && (a == 'j' || b == 'j'), ca == 's' && cb == 'k' && (a == 'j' || b == 'j'):
		return 0.4 // Jamal, Gamal
	}
	return otherSound
}

func isVowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// soundClass groups consonants that stand for one another.
func soundClass(c byte) byte {
	switch c {
	case 'z', 's', 'S', 'Z', 'C', 'j':
		return 's'
	case 'g', 'k', 'q', 'G', 'H', 'c', 'h':
		return 'k'
	case 'v', 'w', 'b', 'f', 'p':
		return 'b'
	case 'd', 't', 'T', 'D':
		return 't'
	case 'l', 'r':
		return 'l'
	case 'm', 'n':
		return 'n'
	}
	return c
}

// skeleton is a key that names alike mostly share: the classes of the
// consonants, without the weak ones.
func skeleton(part string) string {
	var buf [maxSounds]byte
	var key [maxSounds]byte
	n := 0
	for _, c := range sounds(buf[:0], part) {
		if isVowel(c) || c == 'h' || c == 'y' || c == 'w' {
			continue
		}
		k := soundClass(c)
		if c == 'v' {
			k = 'b'
		}
		if n > 0 && key[n-1] == k {
			continue
		}
		key[n] = k
		n++
	}
	return string(key[:n])
}
