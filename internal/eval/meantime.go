package eval

import (
	"fmt"
	"strings"

	"parley/internal/doc"
)

// TimeScores are the figures of expressions of time, as TempEval-3 has them.
type TimeScores struct {
	// Strict counts expressions whose bytes are those of a gold one, Relaxed
	// those that share a byte with one; each is counted once.
	Strict, Relaxed Score
	// Type and Value count the expressions of Relaxed whose type or value is
	// that of the gold one. Value.F1 is the value F1 of TempEval-3: the relaxed
	// F1 times the share of right values.
	Type, Value Score
}

// Meantime runs the stages over the articles of the MEANTIME corpus below dir
// (the corpus, or its folder intra_cross-doc_annotation) and scores the times
// found in the sentences that are annotated. The date line is the article's day
// of publication and is not scored. The lines say what was missed, what is too
// much, and what has another value or type, with the words around. An error is
// of reading or of a stage.
func Meantime(stages []doc.Stage, dir string) (TimeScores, []string, error) {
	var s TimeScores
	var lines []string
	err := eachMeantime(stages, dir, func(m *meantimeDoc, pairs []timePair) {
		s.count(pairs)
		for _, p := range pairs {
			if line := p.fault(m); line != "" {
				lines = append(lines, m.name+"\t"+line)
			}
		}
	})
	return s, lines, err
}

func eachMeantime(stages []doc.Stage, dir string, use func(m *meantimeDoc, pairs []timePair)) error {
	docs, err := readMeantime(dir)
	if err != nil {
		return err
	}
	for i := range docs {
		_, found, err := docs[i].read(stages)
		if err != nil {
			return err
		}
		use(&docs[i], pairTimes(docs[i].times, found))
	}
	return nil
}

// timePair is a gold expression and the one found for it; either may be
// missing.
type timePair struct{ gold, found *timeSpan }

// pairTimes gives every gold expression the one that has its bytes, else the
// first free one that shares a byte with it.
func pairTimes(gold, found []timeSpan) []timePair {
	of := make([]int, len(gold))
	taken := make([]bool, len(found))
	for i := range of {
		of[i] = -1
	}
	for _, strict := range []bool{true, false} {
		for i := range gold {
			for k := range found {
				same := gold[i].start == found[k].start && gold[i].end == found[k].end
				meet := gold[i].start < found[k].end && found[k].start < gold[i].end
				if of[i] < 0 && !taken[k] && (same || !strict && meet) {
					of[i], taken[k] = k, true
				}
			}
		}
	}
	var pairs []timePair
	for i := range gold {
		p := timePair{gold: &gold[i]}
		if of[i] >= 0 {
			p.found = &found[of[i]]
		}
		pairs = append(pairs, p)
	}
	for k := range found {
		if !taken[k] {
			pairs = append(pairs, timePair{found: &found[k]})
		}
	}
	return pairs
}

// count adds the pairs of an article.
func (s *TimeScores) count(pairs []timePair) {
	for _, p := range pairs {
		var base Score
		if p.gold != nil {
			base.Gold = 1
		}
		if p.found != nil {
			base.System = 1
		}
		right := func(yes bool) Score {
			one := base
			if yes {
				one.Correct = 1
			}
			return one
		}
		both := p.gold != nil && p.found != nil
		s.Relaxed = sum(s.Relaxed, right(both))
		s.Strict = sum(s.Strict, right(both && p.gold.start == p.found.start && p.gold.end == p.found.end))
		s.Type = sum(s.Type, right(both && p.gold.typ == p.found.typ))
		s.Value = sum(s.Value, right(both && p.gold.value == p.found.value))
	}
}

// fault describes what is wrong with a pair, or returns nothing.
func (p timePair) fault(m *meantimeDoc) string {
	switch {
	case p.found == nil:
		return fmt.Sprintf("missed\t%s %s\t%s", p.gold.typ, p.gold.value, m.around(p.gold))
	case p.gold == nil:
		return fmt.Sprintf("extra\t%s %s\t%s", p.found.typ, p.found.value, m.around(p.found))
	case p.gold.value != p.found.value:
		return fmt.Sprintf("value\t%s not %s\t%s", p.found.value, p.gold.value, m.around(p.gold))
	case p.gold.typ != p.found.typ:
		return fmt.Sprintf("type\t%s not %s\t%s", p.found.typ, p.gold.typ, m.around(p.gold))
	case p.gold.start != p.found.start || p.gold.end != p.found.end:
		return fmt.Sprintf("extent\t[%s]\t%s", m.text[p.found.start:p.found.end], m.around(p.gold))
	}
	return ""
}

// around shows an expression with some words on either side.
func (m *meantimeDoc) around(t *timeSpan) string {
	const reach = 40
	from, to := max(0, t.start-reach), min(len(m.text), t.end+reach)
	line := m.text[from:t.start] + "[" + m.text[t.start:t.end] + "]" + m.text[t.end:to]
	return strings.ToValidUTF8(strings.ReplaceAll(line, "\n", " "), "")
}
