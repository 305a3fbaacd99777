package party

import (
	"fmt"
	"io/fs"
	"strings"

	"parley/data"
	"parley/internal/doc"
)

// role is a row of who/roles.tsv.
type role struct {
	key, name, sector string
	kind              doc.ActorKind
	govSide           bool // takes the side of the government it is composed with
	own               ownership
	// abroad is set for those who are often not of the country where they are:
	// "negotiators in Doha".
	abroad bool
}

// ownership tells what a role noun makes of a party before it.
type ownership uint8

const (
	ownNew   ownership = iota // a party of its own: "Taliban prisoners"
	ownParty                  // the party itself: "Taliban fighters"
	ownOnly                   // the same, and the noun means nothing without a party: "Taliban side"
)

// organ tells organs of a state such as its army from people who serve it.
func (r *role) organ() bool {
	return r.govSide && r.key != "forces" && r.key != "soldiers" && r.key != "special-forces"
}

// readRoles reads who/roles.tsv and, if there are any, who/roles_*.tsv.
func (f *Finder) readRoles(fsys fs.FS) error {
	more, err := fs.Glob(fsys, "who/roles_*.tsv")
	if err != nil {
		return err
	}
	for _, file := range append([]string{"who/roles.tsv"}, more...) {
		if err := f.readRoleFile(fsys, file); err != nil {
			return err
		}
	}
	return nil
}

func (f *Finder) readRoleFile(fsys fs.FS, file string) error {
	rows, err := data.Rows(fsys, file, 7)
	if err != nil {
		return err
	}
	owns := map[string]ownership{"new": ownNew, "own": ownParty, "party": ownOnly}
	for _, r := range rows {
		c := r.Cells
		noun, abroad := strings.CutSuffix(c[5], " abroad")
		own, ok := owns[noun]
		kind := doc.ActorKind(c[2])
		if !ok || c[0] == "" || c[6] == "" || !isKind(kind) || c[4] != "gov" && c[4] != "-" {
			return fmt.Errorf("data file %s:%d: key, kind, side, own or forms of %q are wrong", file, r.Line, c[0])
		}
		if _, twice := f.byKey[c[0]]; twice {
			return fmt.Errorf("data file %s:%d: key %q stands twice", file, r.Line, c[0])
		}
		i := int32(len(f.roles))
		f.roles = append(f.roles, role{
			key: c[0], name: c[1], kind: kind, sector: value(c[3]), govSide: c[4] == "gov", own: own, abroad: abroad,
		})
		f.byKey[c[0]] = i
		for _, form := range items(c[6]) {
			base := strings.TrimSuffix(form, "~")
			e := entry{class: classRole, ref: i, loose: base != form}
			f.index.add(base, e)
			f.index.add(plural(base), e)
		}
	}
	return nil
}

func isKind(k doc.ActorKind) bool {
	return k == doc.ActorGroup || k == doc.ActorOrganisation || k == doc.ActorThing
}

// plural returns the plural of a noun phrase: of its last word, or of the
// first before "of" and the like. A plural comes back as it is.
func plural(phrase string) string {
	at := len(phrase)
	for _, link := range []string{" of ", " for ", " to ", " and "} {
		if i := strings.Index(phrase, link); i >= 0 {
			at = min(at, i)
		}
	}
	head, rest := phrase[:at], phrase[at:]
	begin := strings.LastIndexAny(head, " -") + 1
	return head[:begin] + pluralWord(head[begin:]) + rest
}

func pluralWord(w string) string {
	switch {
	case strings.HasSuffix(w, "people") || strings.HasSuffix(w, "police"):
		return w
	case strings.HasSuffix(w, "man") && !strings.HasSuffix(w, "human"):
		return w[:len(w)-2] + "en"
	case strings.HasSuffix(w, "child"):
		return w + "ren"
	case strings.HasSuffix(w, "passer-by"), strings.HasSuffix(w, "passerby"):
		return "passersby"
	case strings.HasSuffix(w, "thief"):
		return w[:len(w)-1] + "ves"
	case strings.HasSuffix(w, "s"):
		if strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") {
			return w + "es"
		}
		return w
	case strings.HasSuffix(w, "x"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return w + "es"
	case strings.HasSuffix(w, "y") && len(w) > 1 && !strings.ContainsRune("aeou", rune(w[len(w)-2])):
		return w[:len(w)-1] + "ies"
	}
	return w + "s"
}

// effect is what a word between a country or a party and the role noun does.
type effect uint8

const (
	effectNone    effect = iota
	effectSkip           // "US-backed forces" are not American
	effectOf             // "Houthi-run ministry" is the Houthis'
	effectForeign        // "foreign troops" are of no country that is named
	effectRebel          // "opposition forces" are not the government's
	effectLoyal          // "pro-government forces" are its militia
)

// readEffects reads who/effects.tsv.
func (f *Finder) readEffects(fsys fs.FS) error {
	const file = "who/effects.tsv"
	rows, err := data.Rows(fsys, file, 2)
	if err != nil {
		return err
	}
	names := map[string]effect{
		"skip": effectSkip, "of": effectOf, "foreign": effectForeign, "rebel": effectRebel, "loyal": effectLoyal,
	}
	f.words = make(map[string]effect, len(rows))
	for _, r := range rows {
		e, ok := names[r.Cells[1]]
		if !ok {
			return fmt.Errorf("data file %s:%d: no effect %q", file, r.Line, r.Cells[1])
		}
		f.words[r.Cells[0]] = e
	}
	return nil
}

// orgHead is what a word in the name of an unlisted organisation tells.
type orgHead struct {
	sector string
	kind   doc.ActorKind
	source doc.ActorSource
}

// readHeads reads who/heads.tsv.
func (f *Finder) readHeads(fsys fs.FS) error {
	const file = "who/heads.tsv"
	rows, err := data.Rows(fsys, file, 4)
	if err != nil {
		return err
	}
	f.heads = make(map[string]orgHead)
	for _, r := range rows {
		h := orgHead{sector: r.Cells[0], kind: doc.ActorKind(r.Cells[1]), source: doc.ActorSource(r.Cells[2])}
		if !isKind(h.kind) || h.source != doc.FromDescription && h.source != doc.FromName {
			return fmt.Errorf("data file %s:%d: no kind %q or source %q", file, r.Line, h.kind, h.source)
		}
		for _, w := range items(r.Cells[3]) {
			f.heads[w] = h
		}
	}
	return nil
}
