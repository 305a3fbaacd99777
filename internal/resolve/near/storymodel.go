package near

import (
	"fmt"
	"math"
	"strings"

	"parley"
)

// storyFile holds the weights of the features of two articles.
const storyFile = "resolve/story-weights.tsv"

// The features of two articles, in the order of storyFeatures.
const (
	storyBias      = iota
	storyNames     // how much the names have in common, weighted
	storyLead      // the same of all words of the openings
	storyWeekday   // the same days of the week named, or others
	storyMonth     // the same of months
	storyYear      // the same of years
	storyPublished // how far apart they came out
	storyHappened  // how far apart the acts are that the openings tell
	storyEvent     // those acts were in one place within a day
	storyElsewhere // those acts were in places far apart
	storyUnlike    // one opening tells violence, the other talks alone
	storyCount
)

var storyFeatures = []string{
	storyBias:      "bias",
	storyNames:     "names",
	storyLead:      "lead",
	storyWeekday:   "weekday",
	storyMonth:     "month",
	storyYear:      "year",
	storyPublished: "published",
	storyHappened:  "happened",
	storyEvent:     "event",
	storyElsewhere: "elsewhere",
	storyUnlike:    "unlike",
}

// storySet are the features whose weights are set by hand: the texts on which
// the rest is fitted have few dates and little violence.
var storySet = []int{storyPublished, storyHappened, storyEvent, storyElsewhere, storyUnlike}

// stories is the model of articles on one main happening.
type stories struct{ weights weights }

func (m stories) Grouping() parley.Grouping { return parley.Stories }

func (m stories) Decode(n parley.Node) (*Story, error) { return decodeStory(n.Digest) }

// Unlinked is of articles that share no two of the words that they make the most of.
func (m stories) Unlinked() float64 { return -1 }

// Firm is the score above which two articles are tied. Where the same people and
// places are in the news every day, scores just above 0 would tie each day's news
// to the next, and all of it to one lump.
func (m stories) Firm() float64 { return 1.5 }

// mostStory bounds a score, so that one pair does not outweigh all others of
// its clusters.
const mostStory = 6

func (m stories) Compare(a, b *Story) (float64, []parley.Reason, bool) {
	var v [storyCount]float64
	storyValues(&v, a, b)
	score := m.weights.score(v[:])
	if score <= m.Firm() { // no link, so nobody reads its reasons
		return max(-mostStory, score), nil, true
	}
	reasons := m.weights.reasons(storyFeatures, v[:], func(f int) string { return storyDetail(f, a, b) })
	return bounded(score, mostStory, reasons)
}

// bounded cuts a score above 0 to most and says so among its reasons.
func bounded(score, most float64, reasons []parley.Reason) (float64, []parley.Reason, bool) {
	if score > most {
		reasons = append(reasons, parley.Reason{Feature: "bound", Weight: most - score})
		score = most
	}
	return score, reasons, true
}

// storyValues sets v to what two articles have in common.
func storyValues(v *[storyCount]float64, a, b *Story) {
	var names, lead float64
	for i, j := 0, 0; i < len(a.terms) && j < len(b.terms); {
		x, y := &a.terms[i], &b.terms[j]
		if x.hash != y.hash {
			if x.hash < y.hash {
				i++
			} else {
				j++
			}
			continue
		}
		i, j = i+1, j+1
		if x.name || y.name { // a headline in capitals hides names
			names += x.weight * y.weight
		}
		if x.lead && y.lead {
			lead += x.weight * y.weight
		}
	}
	v[storyBias] = 1
	v[storyNames] = cosine(names, a.names, b.names)
	v[storyLead] = cosine(lead, a.lead, b.lead)
	if !a.published.known() || !b.published.known() {
		v[storyWeekday] = alike(uint64(a.calendar.weekdays), uint64(b.calendar.weekdays))
		v[storyMonth] = alike(uint64(a.calendar.months), uint64(b.calendar.months))
		v[storyYear] = alike(a.calendar.years, b.calendar.years)
	}
	v[storyPublished] = apart(a.published, b.published, publishedDays)
	if a.act == violent && b.act == violent {
		v[storyHappened] = apart(a.happened, b.happened, happenedDays)
	}
	v[storyEvent], v[storyElsewhere], v[storyUnlike] = acts(a, b)
}

// cosine is dot over the lengths whose squares are a and b, from 0 to 1.
func cosine(dot, a, b float64) float64 {
	if a == 0 || b == 0 {
		return 0
	}
	return min(1, dot/math.Sqrt(a*b))
}

// Days after which what is apart counts in full: articles on one happening go on
// for months, while the act itself was on a day that all of them know.
const (
	publishedDays = 365
	happenedDays  = 30
)

// apart is 0 for days that are not known or follow one another, and grows to 1
// for those that are full days apart or more.
func apart(a, b days, full float64) float64 {
	if !a.known() || !b.known() {
		return 0
	}
	return min(1, math.Log1p(float64(max(0, a.gap(b)-1)))/math.Log1p(full))
}

// How near two acts must be to count as in one place, and how far apart as elsewhere.
const (
	nearKm = 30
	farKm  = 200
)

// acts compares what two openings tell. One act of violence in one place within a
// day counts in full, another act of one type half, since two meetings of a day
// are easily two.
func acts(a, b *Story) (event, elsewhere, unlike float64) {
	if a.act == "" || b.act == "" {
		return 0, 0, 0
	}
	if (a.act == violent) != (b.act == violent) {
		return 0, 0, 1
	}
	placed := a.site != noSite && b.site != noSite
	km := a.site.km(b.site)
	within := a.happened.known() && b.happened.known() && a.happened.gap(b.happened) <= 1
	switch {
	case placed && km > farKm:
		return 0, 1, 0
	case a.act != b.act || !within || placed && km > nearKm:
		return 0, 0, 0
	case a.act != violent:
		return 0.5, 0, 0
	case placed:
		return 1, 0, 0
	}
	return 0, 0, 0
}

// storyDetail tells in words what a feature saw.
func storyDetail(feature int, a, b *Story) string {
	switch feature {
	case storyNames:
		return shared(a, b, func(x, y *term) bool { return x.name || y.name })
	case storyLead:
		return shared(a, b, func(x, y *term) bool { return x.lead && y.lead })
	case storyPublished:
		return fmt.Sprintf("%d days apart", a.published.gap(b.published))
	case storyHappened:
		return fmt.Sprintf("%d days apart", a.happened.gap(b.happened))
	case storyUnlike:
		return strings.ToLower(string(a.act) + ", " + string(b.act))
	case storyEvent, storyElsewhere:
		if a.site == noSite || b.site == noSite {
			return strings.ToLower(string(a.act))
		}
		return fmt.Sprintf("%.0f km apart", a.site.km(b.site))
	}
	return ""
}

// shownWords is how many words a reason shows.
const shownWords = 6

// shared lists the weightiest words of both that pass.
func shared(a, b *Story, pass func(x, y *term) bool) string {
	var both []term
	j := 0
	for i := range a.terms {
		x := &a.terms[i]
		for j < len(b.terms) && b.terms[j].hash < x.hash {
			j++
		}
		if j < len(b.terms) && b.terms[j].hash == x.hash && pass(x, &b.terms[j]) {
			both = append(both, term{word: x.word, weight: x.weight * b.terms[j].weight})
		}
	}
	byWeight(both)
	var out []string
	for _, t := range both[:min(len(both), shownWords)] {
		out = append(out, t.word)
	}
	return strings.Join(out, ", ")
}
