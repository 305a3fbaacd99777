package near

import (
	"fmt"
	"math"
	"strings"

	"parley"
)

// Labelled is an article of which it is known on which happening it is.
type Labelled struct {
	Record *parley.Record
	// Topic is a subject with several happenings of one kind, Story one of them.
	Topic, Story string
}

// How much the sorts of pairs weigh in the fit: pairs of one story, of two stories
// of a topic, and of two topics. Within a sort each topic weighs the same, so
// that one with many articles does not decide.
const (
	oneStory  = 1.0
	oneTopic  = 0.5
	twoTopics = 0.3
	// alikeness is the least that articles of two topics must share to be worth a look.
	alikeness = 0.05
)

// FitStories fits the weights of the story model to labelled articles and returns
// the rows of its table. Features whose weights are set by hand keep theirs. The
// same articles give the same rows.
func (a *Articles) FitStories(articles []Labelled) []string {
	w := fit(storySamples(a, articles), a.stories.weights, storySet)
	return w.rows(storyFeatures)
}

// sample is a pair as the fit sees it.
type sample struct {
	values []float64
	same   bool
	topic  string
	weight float64
}

func storySamples(a *Articles, articles []Labelled) []sample {
	digests := make([]*Story, len(articles))
	for i, l := range articles {
		digests[i] = newStory(l.Record, mainEvent(l.Record), a.tokens(titleOf(l.Record), l.Record.Article.Text))
	}
	var one, topic, far []sample
	for i, x := range articles {
		for j, y := range articles[:i] {
			var v [storyCount]float64
			storyValues(&v, digests[i], digests[j])
			for _, f := range storySet {
				v[f] = 0
			}
			s := sample{values: v[:], same: x.Story == y.Story, topic: x.Topic}
			switch {
			case s.same:
				one = append(one, s)
			case x.Topic == y.Topic:
				topic = append(topic, s)
			case v[storyNames]+v[storyLead] >= alikeness:
				s.topic = ""
				far = append(far, s)
			}
		}
	}
	var all []sample
	for _, sort := range []struct {
		samples []sample
		weight  float64
	}{{one, oneStory}, {topic, oneTopic}, {far, twoTopics}} {
		all = append(all, share(sort.samples, sort.weight)...)
	}
	return all
}

// FitCopies fits the weights of the model of copies to articles whose Story is the
// text that each is a copy of and whose Topic is how it was made, and returns the
// rows of its table. The same articles give the same rows.
func (a *Articles) FitCopies(articles []Labelled) []string {
	return fit(copySamples(a, articles), a.copies.weights, nil).rows(copyFeatures)
}

// copySamples are the pairs that share anything at all; each way of making a copy
// weighs the same, and all copies as much as all other pairs.
func copySamples(a *Articles, articles []Labelled) []sample {
	digests := make([]*Copy, len(articles))
	for i, l := range articles {
		digests[i] = newCopy(shingles(a.tokens(titleOf(l.Record), l.Record.Article.Text)))
	}
	var copies, others []sample
	for i, x := range articles {
		for j, y := range articles[:i] {
			o := overlap(digests[i], digests[j])
			v := o.values()
			s := sample{values: v[:], same: x.Story == y.Story, topic: x.Topic + "+" + y.Topic}
			switch {
			case s.same:
				copies = append(copies, s)
			case o.both > 0:
				s.topic = ""
				others = append(others, s)
			}
		}
	}
	return append(share(copies, 1), share(others, 1)...)
}

// share gives each topic of samples the same part of weight.
func share(samples []sample, weight float64) []sample {
	of := map[string]int{}
	for _, s := range samples {
		of[s.topic]++
	}
	for i := range samples {
		samples[i].weight = weight / float64(len(of)) / float64(of[samples[i].topic])
	}
	return samples
}

// Of the fit: Newton steps, and how strongly weights other than the bias are
// drawn to 0.
const (
	fitSteps = 40
	ridge    = 1e-4
)

// fit returns the weights of a logistic regression on samples. Those of set stay
// as in start; the bias is feature 0.
func fit(samples []sample, start weights, set []int) weights {
	n := len(start)
	w := make(weights, n)
	for range fitSteps {
		gradient, hessian := make([]float64, n), make([][]float64, n)
		for i := range hessian {
			hessian[i] = make([]float64, n)
			hessian[i][i] = 1e-9
			if i > 0 {
				hessian[i][i] = ridge
				gradient[i] = -ridge * w[i]
			}
		}
		for _, s := range samples {
			p := 1 / (1 + math.Exp(-w.score(s.values)))
			miss := -p
			if s.same {
				miss = 1 - p
			}
			for i, x := range s.values {
				gradient[i] += s.weight * miss * x
				for j, y := range s.values {
					hessian[i][j] += s.weight * p * (1 - p) * x * y
				}
			}
		}
		for i, d := range solve(hessian, gradient) {
			w[i] += d
		}
	}
	for _, f := range set {
		w[f] = start[f]
	}
	return w
}

// solve returns x of a·x = b, by elimination; it changes both.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for c := range n {
		pivot := c
		for r := c + 1; r < n; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[pivot][c]) {
				pivot = r
			}
		}
		a[c], a[pivot], b[c], b[pivot] = a[pivot], a[c], b[pivot], b[c]
		for r := c + 1; r < n; r++ {
			factor := a[r][c] / a[c][c]
			for k := c; k < n; k++ {
				a[r][k] -= factor * a[c][k]
			}
			b[r] -= factor * b[c]
		}
	}
	for r := n - 1; r >= 0; r-- {
		for k := r + 1; k < n; k++ {
			b[r] -= a[r][k] * b[k]
		}
		b[r] /= a[r][r]
	}
	return b
}

// rows returns the rows of a table of weights.
func (w weights) rows(features []string) []string {
	out := make([]string, len(w))
	for i, f := range features {
		out[i] = f + "\t" + strings.TrimSuffix(fmt.Sprintf("%.2f", w[i]), ".00")
	}
	return out
}
