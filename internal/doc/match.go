package doc

// Match is one place where a rule of the grammar fits.
type Match struct {
	// Rule is the rule's id, Label what it finds ("ASSAULT/firearms",
	// "mark/agreement"), Priority the pass in which it was found, from 1.
	Rule, Label string
	Priority    int
	// Trigger is the tokens of the trigger, Head the one that governs them.
	Trigger Range
	Head    int
	// Args are in the order of the rule's names, then of the tokens.
	Args []Arg
	// Attrs are the rule's further attributes ("cameo", "status" …), in the
	// order of the rule; shared by all matches of the rule, never changed.
	Attrs []Attr
}

// Arg is one filled argument of a match.
type Arg struct {
	Name string
	// Token is the head of the words that fill it.
	Token int
	// Match is the index in Doc.Matches of the match that fills it, None where
	// the argument asks for no label.
	Match int
}

// Attr is a named value of a rule.
type Attr struct{ Name, Value string }

// Attr returns the value of the attribute, empty if the rule has none such.
func (m *Match) Attr(name string) string {
	for _, a := range m.Attrs {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Arg returns the tokens that fill the argument, in order; nil for none.
func (m *Match) Arg(name string) []int {
	var tokens []int
	for _, a := range m.Args {
		if a.Name == name {
			tokens = append(tokens, a.Token)
		}
	}
	return tokens
}
