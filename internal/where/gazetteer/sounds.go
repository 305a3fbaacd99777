package gazetteer

import "strings"

// sound is a vowel or consonant of a romanised name, whichever letters spell
// it. Sounds of one class are often written one for the other.
type sound byte

const (
	soundA sound = iota + 1
	soundE
	soundI
	soundO
	soundU
	soundH
	soundK
	soundKh
	soundQ
	soundG
	soundGh
	soundS
	soundZ
	soundSh
	soundZh
	soundTs
	soundCh
	soundJ
	soundT
	soundTh
	soundD
	soundDh
	soundB
	soundP
	soundF
	soundV
	soundM
	soundN
	soundL
	soundR
	soundOther // a digit or a letter of another script
	soundCount
)

func (s sound) vowel() bool { return s <= soundU }

// class is the letter that a sound has in a skeleton; 0 for vowels and h,
// which a skeleton lacks.
func (s sound) class() byte {
	switch {
	case s <= soundH:
		return 0
	case s <= soundGh:
		return 'K'
	case s <= soundTs:
		return 'S'
	case s <= soundJ:
		return 'C'
	case s <= soundDh:
		return 'T'
	case s <= soundV:
		return 'P'
	case s == soundM:
		return 'M'
	case s == soundN:
		return 'N'
	case s == soundL:
		return 'L'
	case s == soundR:
		return 'R'
	}
	return '#'
}

// pair is letters that spell one sound together.
type pair struct {
	letters string
	sound   sound
}

// pairs are by their first letter; those that begin with another one's letters
// stand first.
var pairs = byFirst([]pair{
	{"tsch", soundCh}, {"tch", soundCh}, {"sch", soundSh}, {"dzh", soundJ}, {"khw", soundKh}, {"kh", soundKh}, {"gh", soundGh},
	{"sh", soundSh}, {"zh", soundZh}, {"ch", soundCh}, {"th", soundTh}, {"dh", soundDh}, {"ph", soundF},
	{"bh", soundB}, {"dj", soundJ}, {"ts", soundTs}, {"tz", soundTs}, {"ck", soundK}, {"ou", soundU},
	{"oo", soundU}, {"ee", soundI}, {"ce", soundS}, {"ci", soundS}, {"cy", soundS}, {"qu", soundK},
})

func byFirst(list []pair) (by [256][]pair) {
	for _, p := range list {
		by[p.letters[0]] = append(by[p.letters[0]], p)
	}
	return by
}

var singles = [256]sound{
	'a': soundA, 'e': soundE, 'i': soundI, 'o': soundO, 'u': soundU, 'y': soundI, 'h': soundH, 'k': soundK, 'c': soundK,
	'q': soundQ, 'x': soundK, 'g': soundG, 's': soundS, 'z': soundZ, 'j': soundJ, 't': soundT, 'd': soundD, 'b': soundB,
	'p': soundP, 'f': soundF, 'v': soundV, 'w': soundV, 'm': soundM, 'n': soundN, 'l': soundL, 'r': soundR,
}

// maxSounds is how many sounds of a name are compared; longer names are cut.
const maxSounds = 40

// heard is a name as sounds, without articles, blanks and doubled letters.
type heard struct {
	sounds  [maxSounds]sound
	n       int
	doubled int  // how many doubled letters were taken as one
	words   int  // without articles
	article bool // an Arabic one is before some word
}

// hear turns a folded name into sounds.
func hear(folded string) heard {
	var h heard
	for rest := folded; rest != ""; {
		word, after, more := strings.Cut(rest, " ")
		rest = after
		if more && article(word) {
			h.article = true
			continue
		}
		h.words++
		h.hear(word)
	}
	return h
}

// article tells the Arabic article in its spellings, which follow the letter
// after it.
func article(word string) bool {
	switch word {
	case "al", "el", "ul", "ad", "ed", "ar", "er", "as", "es", "ash", "esh", "at", "et", "an", "en", "az", "ez", "adh", "ath", "il", "the":
		return true
	}
	return false
}

func (h *heard) hear(word string) {
	start := h.n
	for i := 0; i < len(word) && h.n < maxSounds; {
		s, size := next(word[i:])
		if s == soundV && word[i] == 'w' && h.n > start && h.sounds[h.n-1].vowel() && (i+1 == len(word) || !singles[word[i+1]].vowel()) {
			s = soundU // "Dowlat", "Nawzad"
		}
		if size >= 2 && word[i] == 'c' && s == soundS {
			size = 1 // the vowel is heard too
		}
		if h.n > start && h.sounds[h.n-1] == s && !s.vowel() {
			h.doubled++
		} else {
			h.sounds[h.n] = s
			h.n++
		}
		i += size
	}
}

// next returns the first sound of a word and how many bytes spell it.
func next(word string) (sound, int) {
	for _, p := range pairs[word[0]] {
		if strings.HasPrefix(word, p.letters) {
			return p.sound, len(p.letters)
		}
	}
	if s := singles[word[0]]; s != 0 {
		return s, 1
	}
	return soundOther, 1
}

// skeleton is the classes of a name's consonants: those that variants of a
// spelling nearly always share.
type skeleton struct {
	class [maxSounds]byte
	n     int
	// sibilant is where a th or dh stands that may be written s or z, plus one.
	sibilant int
}

func (h *heard) skeleton() skeleton {
	var k skeleton
	for i, s := range h.sounds[:h.n] {
		c := s.class()
		if c == 0 || i > 0 && c == h.sounds[i-1].class() {
			continue
		}
		if s == soundTh || s == soundDh {
			k.sibilant = k.n + 1
		}
		k.class[k.n] = c
		k.n++
	}
	return k
}

// hash is FNV-1a of the classes, without the one at an index, if it is not -1.
func (k *skeleton) hash(without int) uint32 {
	h := uint32(2166136261)
	for i, c := range k.class[:k.n] {
		if i != without {
			h = (h ^ uint32(c)) * 16777619
		}
	}
	return h
}
