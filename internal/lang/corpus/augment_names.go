package corpus

import (
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"

	"parley/internal/doc"
	"parley/internal/lang/gazette"
)

//go:embed names_pattern.tsv
var patternData string

// ErrPattern is wrapped by the errors of LoadNamer.
var ErrPattern = errors.New("bad pattern of names")

// Namer makes names at random: from lists of real ones and from patterns. It
// is never changed once loaded, so that several goroutines may share it.
type Namer struct {
	choices  map[string]*choice // by symbol, or symbol and region
	regional map[string]bool    // symbols that need a region first
	peoples  peoples
}

// choice is the rows of a symbol, drawn by weight.
type choice struct {
	rows []expansion
	sums []int // sums[i] is the weight of rows[:i+1]
}

// expansion is the right side of a row: texts and symbols in turn, beginning
// with a text, which may be empty.
type expansion struct {
	parts  []string
	region string // that the row sets, empty for none
}

// LoadNamer returns the Namer over the lists that are built in, the same at
// each call. The error wraps ErrPattern and names the row.
func LoadNamer() (*Namer, error) { return loadNamer() }

var loadNamer = sync.OnceValues(func() (*Namer, error) {
	n := &Namer{choices: map[string]*choice{}, regional: map[string]bool{}, peoples: parsePeoples(gazette.Nationalities)}
	var err error
	rows := func(data string, add func(cols []string) error) {
		for line := range strings.Lines(data) {
			line = strings.TrimRight(line, "\r\n")
			if err != nil || line == "" || line[0] == '#' {
				continue
			}
			if e := add(strings.Split(line, "\t")); e != nil {
				err = fmt.Errorf("%w: %q: %w", ErrPattern, line, e)
			}
		}
	}
	plain := func(cols []string) error {
		return n.add(cols, 2, func() (string, string, string) { return "1", "-", cols[1] })
	}
	rows(gazette.Organisations, plain)
	rows(gazette.Places, plain)
	rows(gazette.People, func(cols []string) error {
		return n.add(cols, 3, func() (string, string, string) { return "1", cols[1], cols[2] })
	})
	rows(patternData, func(cols []string) error {
		return n.add(cols, 4, func() (string, string, string) { return cols[1], cols[2], cols[3] })
	})
	if err == nil {
		err = n.check()
	}
	return n, err
})

// add puts a row of want columns under its symbol; row picks its weight,
// region and expansion.
func (n *Namer) add(cols []string, want int, row func() (weight, region, text string)) error {
	if len(cols) != want {
		return fmt.Errorf("%d columns of %d", len(cols), want)
	}
	weight, region, text := row()
	w, err := strconv.Atoi(weight)
	if err != nil || w < 1 {
		return fmt.Errorf("weight %q", weight)
	}
	e, err := parseExpansion(text)
	if err != nil {
		return err
	}
	key := cols[0]
	switch {
	case region == "-":
	case isTop(key):
		e.region = region
	default:
		n.regional[key] = true
		key += "/" + region
	}
	c := n.choices[key]
	if c == nil {
		c = &choice{}
		n.choices[key] = c
	}
	sum := w
	if len(c.sums) > 0 {
		sum += c.sums[len(c.sums)-1]
	}
	c.rows, c.sums = append(c.rows, e), append(c.sums, sum)
	return nil
}

// parseExpansion splits text at its {symbols}.
func parseExpansion(text string) (expansion, error) {
	var e expansion
	for {
		before, rest, ok := strings.Cut(text, "{")
		e.parts = append(e.parts, before)
		if !ok {
			return e, nil
		}
		symbol, after, ok := strings.Cut(rest, "}")
		if !ok || symbol == "" {
			return e, fmt.Errorf("no symbol after %q", before)
		}
		e.parts = append(e.parts, symbol)
		text = after
	}
}

// articled begins the symbol of names that take the article in running text.
const articled = "the-"

// isTop tells whether symbol stands for whole names of a kind.
func isTop(symbol string) bool {
	return Bit(doc.NameKind(strings.TrimPrefix(symbol, articled))) != 0
}

// check verifies that every symbol in a row has rows in each region in which
// the row may be drawn.
func (n *Namer) check() error {
	regions := n.choices["region"]
	if regions == nil {
		return fmt.Errorf("%w: no regions", ErrPattern)
	}
	for _, key := range slices.Sorted(maps.Keys(n.choices)) {
		_, own, _ := strings.Cut(key, "/")
		for _, e := range n.choices[key].rows {
			for _, r := range regions.rows {
				region := r.parts[0]
				if own != "" && own != region || e.region != "" && e.region != region {
					continue
				}
				if s := n.missing(e, region); s != "" {
					return fmt.Errorf("%w: %q needs {%s} of %s", ErrPattern, key, s, region)
				}
			}
		}
	}
	return nil
}

// missing returns the first symbol of e that has no rows for region, empty if
// all have.
func (n *Namer) missing(e expansion, region string) string {
	for i := 1; i < len(e.parts); i += 2 {
		if n.choice(e.parts[i], region) == nil {
			return e.parts[i]
		}
	}
	return ""
}

// choice returns the rows of a symbol for a region: its own, or if it has
// none the general ones.
func (n *Namer) choice(symbol, region string) *choice {
	if n.regional[symbol] {
		if c := n.choices[symbol+"/"+region]; c != nil {
			return c
		}
	}
	return n.choices[symbol]
}

// draw picks a row by weight.
func (c *choice) draw(rng *rand.Rand) *expansion {
	x := rng.IntN(c.sums[len(c.sums)-1])
	return &c.rows[sort.SearchInts(c.sums, x+1)]
}

// Name returns a name of the kind, drawn from rng: without article, tokens
// separated by one space, in the case of running text. It is empty for an
// unknown kind.
func (n *Namer) Name(kind doc.NameKind, rng *rand.Rand) string {
	if kind == doc.Nationality {
		return n.peoples.any(rng)
	}
	return n.name(kind, articleEither, rng)
}

// articleUse says whether names must take the article in running text.
type articleUse int

const (
	articleEither articleUse = iota
	articleNone
	articleThe
)

// name draws a name of a person, organisation or place.
func (n *Namer) name(kind doc.NameKind, use articleUse, rng *rand.Rand) string {
	c, the := n.choices[string(kind)], n.choices[articled+string(kind)]
	switch {
	case c == nil:
		return ""
	case the == nil || use == articleNone:
	case use == articleThe:
		c = the
	default:
		all, some := c.sums[len(c.sums)-1], the.sums[len(the.sums)-1]
		if rng.IntN(all+some) < some {
			c = the
		}
	}
	var b strings.Builder
	region := ""
	n.expand(&b, c.draw(rng), &region, rng)
	return b.String()
}

// expand writes e. All parts of a name are of one region, drawn when the
// first part needs it.
func (n *Namer) expand(b *strings.Builder, e *expansion, region *string, rng *rand.Rand) {
	if e.region != "" {
		*region = e.region
	}
	for i, p := range e.parts {
		if i%2 == 0 {
			b.WriteString(p)
			continue
		}
		if *region == "" && n.regional[p] {
			*region = n.choices["region"].draw(rng).parts[0]
		}
		n.expand(b, n.choice(p, *region).draw(rng), region, rng)
	}
}
