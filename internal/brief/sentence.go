package brief

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
)

// run is parts in the making.
type run []Part

// lit is words of ours.
func lit(text string) run {
	if text == "" {
		return nil
	}
	return run{{Text: text}}
}

// fact is a value out of the record.
func fact(kind FactKind, value, of, field string) run {
	if value == "" {
		return nil
	}
	return run{{Text: value, Fact: &Fact{Kind: kind, Of: of, Field: field}}}
}

// with joins runs.
func with(runs ...run) run {
	var out run
	for _, r := range runs {
		out = append(out, r...)
	}
	return out
}

// sequence writes a list: "a", "a and b", "a, b and c".
func sequence(items []run) run {
	var out run
	for i, item := range items {
		switch {
		case i == 0:
		case i == len(items)-1:
			out = append(out, lit(" and ")...)
		default:
			out = append(out, lit(", ")...)
		}
		out = append(out, item...)
	}
	return out
}

// fill puts runs into the slots of a template; a slot without a run is left empty.
func fill(template string, slots map[string]run) run {
	var out run
	for {
		before, rest, found := strings.Cut(template, "{")
		out = append(out, lit(before)...)
		if !found {
			return out
		}
		var name string
		name, template, _ = strings.Cut(rest, "}")
		out = append(out, slots[name]...)
	}
}

// finish makes a sentence of a run: words that follow one another become one part,
// it begins with a capital, and its citations stand in order.
func finish(r run, cites []Cite) Sentence {
	var parts []Part
	for _, p := range r {
		if n := len(parts) - 1; p.Fact == nil && n >= 0 && parts[n].Fact == nil {
			parts[n].Text += p.Text
			continue
		}
		parts = append(parts, p)
	}
	if len(parts) > 0 {
		parts[0].Text = upperFirst(parts[0].Text)
	}
	cites = unique(cites)
	slices.SortFunc(cites, func(a, b Cite) int { return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Quote, b.Quote)) })
	return Sentence{Parts: parts, Cites: cites}
}

// unique drops what stands twice; the order stays.
func unique(cites []Cite) []Cite {
	seen := map[Cite]bool{}
	var out []Cite
	for _, c := range cites {
		if !seen[c] {
			seen[c] = true
			out = append(out, c)
		}
	}
	return out
}

// say writes the template of a key. Where there are several, seed, the ID of what
// is told, chooses: the same thing is always told in the same words.
func (t *tables) say(key, seed string, slots map[string]run) run {
	list := t.sentences[key]
	if len(list) == 0 {
		return nil
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(seed))
	return fill(list[int(h.Sum32()%uint32(len(list)))], slots)
}
