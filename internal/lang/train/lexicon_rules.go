package train

import (
	"cmp"
	"maps"
	"slices"
	"unicode/utf8"

	"parley/internal/lang"
)

// Limits of the suffix rules; tuned on the dev sets of EWT and GUM.
const (
	ruleSuffix   = 6 // longest suffix, in bytes
	ruleEvidence = 2 // words that a rule with a suffix must rest on
	ruleEdits    = 3 // edits that a rule keeps
	ruleMaxCut   = 6 // longest ending that an edit cuts off
	// ruleShare is how many times rarer than the commonest edit of its rule
	// an edit may be.
	ruleShare = 10
)

// edits counts edits, each by the number of words it is right for.
type editCounts map[lang.Edit]int

// best returns the commonest edits that have enough evidence.
func (c editCounts) best(min int) []lang.Edit {
	all := slices.SortedFunc(maps.Keys(c), func(a, b lang.Edit) int {
		return cmp.Or(c[b]-c[a], a.Cut-b.Cut, cmp.Compare(a.Append, b.Append))
	})
	for i, e := range all {
		if i == ruleEdits || c[e] < min || c[e]*ruleShare < c[all[0]] {
			return all[:i]
		}
	}
	return all
}

// rules learns the suffix rules of every pair of tags, in order.
func (st *lexiconStats) rules(order []lexTag) []lang.RuleRow {
	nodes := make(map[lexTag]map[string]editCounts, len(order))
	for key, w := range st.words {
		for tag, m := range w.tags {
			lemma, n := m.lemmas.bestLemma(key)
			if n == 0 || m.typo {
				continue
			}
			e, ok := editOf(key, string(lang.FoldWord(nil, lemma)))
			if !ok {
				continue
			}
			if nodes[tag] == nil {
				nodes[tag] = map[string]editCounts{}
			}
			addSuffixes(nodes[tag], key, e)
		}
	}
	var out []lang.RuleRow
	for i, tag := range order {
		out = append(out, pruneRules(i, nodes[tag])...)
	}
	return out
}

// addSuffixes counts an edit for every suffix of a word.
func addSuffixes(nodes map[string]editCounts, word string, e lang.Edit) {
	b := []byte(word)
	for i, c := range b {
		if '1' <= c && c <= '9' {
			b[i] = '0'
		}
	}
	for n := 0; n <= ruleSuffix && n < len(b); n++ {
		suffix := string(b[len(b)-n:])
		if nodes[suffix] == nil {
			nodes[suffix] = editCounts{}
		}
		nodes[suffix][e]++
	}
}

// pruneRules keeps the rules that say something else than the rule of the
// next shorter suffix that is kept.
func pruneRules(tag int, nodes map[string]editCounts) []lang.RuleRow {
	suffixes := slices.SortedFunc(maps.Keys(nodes), func(a, b string) int {
		return cmp.Or(len(a)-len(b), cmp.Compare(a, b))
	})
	kept := map[string][]lang.Edit{}
	for _, s := range suffixes {
		min := ruleEvidence
		if s == "" {
			min = 1
		}
		edits := nodes[s].best(min)
		if len(edits) == 0 {
			continue
		}
		var above []lang.Edit
		for n := 1; n <= len(s) && above == nil; n++ {
			above = kept[s[n:]]
		}
		if !slices.Equal(edits, above) {
			kept[s] = edits
		}
	}
	var out []lang.RuleRow
	for _, s := range slices.Sorted(maps.Keys(kept)) {
		out = append(out, lang.RuleRow{Tag: tag, Suffix: s, Edits: kept[s]})
	}
	return out
}

// editOf returns the edit from a folded word to its folded lemma; ok is false
// if they share too little for the edit to be worth learning.
func editOf(word, lemma string) (e lang.Edit, ok bool) {
	n := 0
	for n < len(word) && n < len(lemma) && word[n] == lemma[n] {
		n++
	}
	for n > 0 && (n < len(word) && !utf8.RuneStart(word[n]) || n < len(lemma) && !utf8.RuneStart(lemma[n])) {
		n--
	}
	e = lang.Edit{Cut: len(word) - n, Append: lemma[n:]}
	return e, n > 0 && e.Cut <= ruleMaxCut && len(e.Append) <= ruleMaxCut
}
