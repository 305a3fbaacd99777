// Package corpus reads the corpora that the name finder is trained and
// measured on into *doc.Doc with gold names: UD English-GUM with its entity
// brackets, re3d with character offsets, WikiGold in BIO columns. UD
// English-EWT has no names; for it the package says which classes each token
// may have.
//
// What counts as a name, in every corpus alike (the practice of CoNLL-2003 and
// OntoNotes, with four kinds): names are flat, the outermost name that is
// itself a proper name wins ("University of Portsmouth", not "Portsmouth");
// without leading determiner, title, rank or office ("President Barack Obama"
// is "Barack Obama") and without a possessive "'s". A country that acts is
// still a place. Adjectives and nouns for peoples, believers and political
// currents are nationalities. Events, works, laws, products and languages are
// no names of ours, and neither are the names inside them.
package corpus

import "parley/internal/doc"

// Classes that a token may have, as bits of the masks that Allowed,
// AllowedEWT and GUMPartial return. Outside is the class of no name.
const (
	Outside uint8 = 1 << iota
	Person
	Organisation
	Place
	Nationality
	// Other is the class of proper names that are none of ours: of events,
	// works, laws, products, languages. Only GUM tells them from Outside.
	Other
)

// AnyName is every class of our names; Free is every class.
const (
	AnyName = Person | Organisation | Place | Nationality
	Free    = Outside | AnyName | Other
)

// Bit returns the mask bit of a kind of name, 0 for an unknown kind.
func Bit(k doc.NameKind) uint8 {
	switch k {
	case doc.Person:
		return Person
	case doc.Organisation:
		return Organisation
	case doc.Place:
		return Place
	case doc.Nationality:
		return Nationality
	}
	return 0
}

// Allowed returns one mask a token with the single bit of the gold name that
// covers it, or Outside.
func Allowed(d *doc.Doc) []uint8 {
	masks := make([]uint8, len(d.Tokens))
	for i := range masks {
		masks[i] = Outside
	}
	for _, n := range d.Names {
		for i := n.First; i < n.Last; i++ {
			masks[i] = Bit(n.Kind)
		}
	}
	return masks
}
