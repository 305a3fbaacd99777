// Package dictionary reads actor files of others into lists of actors of ours:
// the actor and agent dictionaries of PETRARCH, and tables that people keep.
//
// What is read becomes rows of who/groups_*.tsv, persons_*.tsv, spellings_*.tsv and
// roles_*.tsv, to be laid over the built-in data. An actor that is listed already
// gets the names that the list lacks; nothing that is listed is changed. What cannot
// be used is named with its line and left out.
package dictionary

import (
	"fmt"
	"strings"
	"time"
)

// Entry is one actor as a file gives it.
type Entry struct {
	Line int // of its first name, from 1
	// Names are its name and other names, the usual one first, as people write them.
	Names []string
	// Roles are what it was, and when; at least one.
	Roles []Role
	// Kind is person, group or organisation; empty where the file does not say.
	Kind string
	// ID, Side and Of are as a table gives them; empty for none.
	ID, Side, Of string
}

// Role is what an actor was for a time.
type Role struct {
	// Country is ISO 3166-1 alpha-3 and Sector one of PLOVER's; empty where not known.
	Country, Sector string
	// Stand is "state", "own" or "-", as in who/cameo_codes.tsv.
	Stand string
	// Text is the role in words, for a person.
	Text string
	// From and To are the first and last day; zero where open.
	From, To time.Time
}

// Agent is a word for people by what they do ("air force").
type Agent struct {
	Line int
	// Forms are the word and its irregular plural.
	Forms []string
	Role  Role
}

// Problem is a line that was not used, or not wholly.
type Problem struct {
	File string
	Line int
	Why  string
}

// Error returns "file:line: why".
func (p Problem) Error() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Why) }

// words turns a phrase of a dictionary ("ABU_SAYYAF_GROUP_") into words with blanks.
func words(phrase string) string {
	return strings.Join(strings.FieldsFunc(phrase, func(r rune) bool { return r == '_' || r == ' ' || r == '\t' }), " ")
}
