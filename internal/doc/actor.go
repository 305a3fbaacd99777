package doc

import "sort"

// Actor is somebody who acts, suffers or speaks in the article: one entry for
// all mentions that are the same.
type Actor struct {
	// ID is that of the actors' list ("taliban", "afg-police"), or is composed
	// of country and sector ("npl-police"), or, for what neither gives, made of
	// the name ("x:omar-sahak"). Unique in the document.
	ID string
	// Name is the standard name, or the longest one in the text.
	Name string
	Kind ActorKind
	// Country is ISO 3166-1 alpha-3, Sector a PLOVER sector (GOV MIL COP REB
	// CVL …); empty where not known.
	Country, Sector string
	// Side is the ID of the party that the actor belongs to or speaks for: the
	// actor's own for a party ("taliban", "afg-gov"); empty for none or not
	// known. Civilians have none.
	Side string
	// Of is the ID of the next one up the tree (spokesman → Taliban); may be
	// of an actor that the article does not name; empty for none.
	Of string
	// Role is what a person is, in the words of the text or the list ("Taliban
	// spokesman"); empty if not known.
	Role string
	// Source says what the entry was made from.
	Source ActorSource
	// Same are listed persons or parties whose name is spelled otherwise and
	// who are probably meant, the likeliest first. They are stated, not merged.
	Same []Likeness
}

// ActorKind is the sort of an actor.
type ActorKind string

// The sorts of actors.
const (
	ActorPerson       ActorKind = "person"
	ActorGroup        ActorKind = "group"        // armed groups, governments, states, crowds
	ActorOrganisation ActorKind = "organisation" // bodies with an office: ministries, IGOs, media
	ActorThing        ActorKind = "thing"        // what is attacked and is nobody: a checkpoint, a bridge
)

// ActorSource is what an actor's entry was made from.
type ActorSource string

// The sources of actors.
const (
	FromList        ActorSource = "list"      // the actors' and persons' lists
	FromComposition ActorSource = "composed"  // a country or party and a role noun
	FromDescription ActorSource = "described" // an unlisted group, from how the text describes it
	FromName        ActorSource = "name"      // an unlisted name
	FromNominal     ActorSource = "unnamed"   // "a local official", "residents": nobody is named
)

// Likeness is a listed actor who may be meant by other words.
type Likeness struct {
	ID, Name string
	// P is how sure that is, between 0 and 1.
	P float64
	// Why says what it rests on: "spelling 0.91, same office".
	Why string
}

// Mention is one place where the text speaks of an actor: tokens [First,
// Last) with the head noun or name at Head. Mentions are in order of First,
// the longer first; one may contain another ("the Uruzgan governor" in "a
// spokesman for the Uruzgan governor").
type Mention struct {
	First, Last, Head int
	Actor             int // index in Actors
	How               MentionHow
	// Antecedent is the index in Mentions of the mention that a pronoun or a
	// nominal was resolved to; None otherwise.
	Antecedent int
	// Likeness is 1 but for a name joined by spelling.
	Likeness float64
}

// MentionHow is how a mention names its actor.
type MentionHow string

// The ways of mentioning.
const (
	ByName     MentionHow = "name"
	ByAlias    MentionHow = "alias"    // another listed name, an acronym, a metonym ("Kabul")
	BySpelling MentionHow = "spelling" // the name spelled otherwise
	ByRole     MentionHow = "role"     // "Afghan security forces", "the Taliban spokesman"
	ByNominal  MentionHow = "nominal"  // "the group", "the insurgents", "both sides"
	ByPronoun  MentionHow = "pronoun"
)

// mentionReach is how many tokens before its head a mention begins at most: more
// than the longest sentence of the engine holds.
const mentionReach = 512

// MentionAt returns the index in d.Mentions of the shortest mention whose
// head is the token, or None.
func (d *Doc) MentionAt(token int) int {
	best := None
	after := sort.Search(len(d.Mentions), func(i int) bool { return d.Mentions[i].First > token })
	for i := after - 1; i >= 0 && d.Mentions[i].First > token-mentionReach; i-- {
		m := &d.Mentions[i]
		if m.Head == token && (best == None || m.Last-m.First <= d.Mentions[best].Last-d.Mentions[best].First) {
			best = i
		}
	}
	return best
}
