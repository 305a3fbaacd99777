package read

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed names.tsv
var namesTSV string

// nameKind is the first column of names.tsv; a name may have several.
type nameKind uint8

const (
	agencyName nameKind = 1 << iota
	countryName
	creditWord
	labelWord
	openerWord
	outletWord
)

// nameKinds are the kinds as names.tsv spells them.
var nameKinds = map[string]nameKind{
	"agency": agencyName, "country": countryName, "credit": creditWord,
	"label": labelWord, "opener": openerWord, "outlet": outletWord,
}

// names maps the names of names.tsv, in lower case, to their kinds.
var names = sync.OnceValue(func() map[string]nameKind {
	out := make(map[string]nameKind)
	for row := range strings.Lines(namesTSV) {
		kind, name, ok := strings.Cut(strings.TrimSuffix(row, "\n"), "\t")
		if ok && row[0] != '#' {
			out[strings.ToLower(name)] |= nameKinds[kind]
		}
	}
	return out
})

// is reports whether name, in any case, is of one of the kinds in k.
func (k nameKind) is(name string) bool { return names()[strings.ToLower(name)]&k != 0 }

// isAgency reports whether s names a news agency or an outlet: it is one of
// names.tsv, or it ends in such a noun as News or Times and has more words.
// Of "AP/Reuters" one is enough.
func isAgency(s string) bool {
	if agencyName.is(s) {
		return true
	}
	if i := strings.LastIndexByte(s, ' '); i > 0 && outletWord.is(s[i+1:]) {
		return true
	}
	for part := range strings.SplitSeq(s, "/") {
		if len(part) < len(s) && agencyName.is(strings.TrimSpace(part)) {
			return true
		}
	}
	return false
}
