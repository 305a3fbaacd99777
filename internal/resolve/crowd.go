package resolve

import (
	"strings"

	"parley"
)

// crowd is how many values are compared each with each. Of more, those that are
// alike stand for one another, so that a happening that thousands of articles
// tell is summed up about as quickly per article as one that ten tell.
const crowd = 48

// standIns returns the members of a list that comparing each with each cannot do
// without: of those of one key the first, and the first of another family.
func standIns[T any, K comparable](list []T, key func(*T) K, family func(*T) int) []T {
	if len(list) <= crowd {
		return list
	}
	type held struct{ first, others int }
	seen := make(map[K]held, crowd)
	out := make([]T, 0, crowd)
	for i := range list {
		k, f := key(&list[i]), family(&list[i])
		h, ok := seen[k]
		switch {
		case !ok:
			seen[k] = held{first: f}
		case h.others == 0 && f != h.first:
			seen[k] = held{h.first, 1}
		default:
			continue
		}
		out = append(out, list[i])
	}
	return out
}

// likeTelling is what exclusion of two tellings depends on.
type likeTelling struct {
	kind                      parley.EventKind
	typ                       parley.EventType
	clash                     bool
	status                    parley.Status
	date                      Span
	aggregate                 bool
	guessedDate, guessedPlace bool
	place                     Place
	sources                   string
}

func (t *telling) like() likeTelling {
	var b strings.Builder
	for i := range t.Sources {
		b.WriteString(t.Sources[i].Actor)
		b.WriteByte('/')
		b.WriteString(t.Sources[i].Side)
		b.WriteByte(' ')
	}
	return likeTelling{
		t.Kind, t.Type, t.Mode == parley.ModeClash, t.Status, t.Date, t.Aggregate, t.guessedDate, t.guessedPlace, t.Place, b.String(),
	}
}

// likeVoice is what a clash of two voices of different tellings depends on.
type likeVoice struct {
	Voice
	published             Span
	background, attackers bool
}

func (v *said) like() likeVoice { return likeVoice{*v.Voice, v.published, v.background, v.attackers} }

// distinctVoices are the voices that clash or do not, for all that are like them.
func distinctVoices(voices []said) []said {
	return standIns(voices, (*said).like, func(v *said) int { return v.family })
}

// distinctTellings are the tellings that exclude one another or do not, for all
// that are like them.
func distinctTellings(tellings []telling) []telling {
	return standIns(tellings, (*telling).like, func(t *telling) int { return t.family })
}

// latestVoices returns of voices that differ in their day alone the latest: what
// overtakes a figure is overtaken by nothing less.
func latestVoices(voices []said) []said {
	if len(voices) <= crowd {
		return voices
	}
	at := make(map[likeVoice]int, crowd)
	out := make([]said, 0, crowd)
	for i := range voices {
		k := voices[i].like()
		k.published = Span{}
		j, ok := at[k]
		if !ok {
			at[k] = len(out)
			out = append(out, voices[i])
		} else if voices[i].published.From > out[j].published.From {
			out[j] = voices[i]
		}
	}
	return out
}

// memo keeps counts by key, where there are many.
type memo[K comparable] map[K]int

func (m *memo[K]) count(k K, members int, count func() int) int {
	if members <= crowd {
		return count()
	}
	if n, ok := (*m)[k]; ok {
		return n
	}
	if *m == nil {
		*m = memo[K]{}
	}
	n := count()
	(*m)[k] = n
	return n
}
