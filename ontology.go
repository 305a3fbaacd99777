package parley

// EventType is one of PLOVER's 16 types.
type EventType string

// The types, as the PLOVER manual names them.
const (
	Agree     EventType = "AGREE"
	Consult   EventType = "CONSULT"
	Support   EventType = "SUPPORT"
	Concede   EventType = "CONCEDE"
	Cooperate EventType = "COOPERATE"
	Aid       EventType = "AID"
	Retreat   EventType = "RETREAT"
	Request   EventType = "REQUEST"
	Accuse    EventType = "ACCUSE"
	Reject    EventType = "REJECT"
	Threaten  EventType = "THREATEN"
	Protest   EventType = "PROTEST"
	Sanction  EventType = "SANCTION"
	Mobilize  EventType = "MOBILIZE"
	Coerce    EventType = "COERCE"
	Assault   EventType = "ASSAULT"
)

// Mode is a PLOVER mode of a type ("firearms" of ASSAULT), or ModeClash.
// data/ontology/plover.tsv lists them with their scores.
type Mode string

// Modes that code asks for by name.
const (
	// ModeClash is Parley's own mode of ASSAULT: both sides fight, and the text
	// names no clear attacker.
	ModeClash Mode = "clash"
	// ModeSeize of COERCE is violence where force is told.
	ModeSeize     Mode = "seize"
	ModeCeasefire Mode = "ceasefire"
	ModeFirearms  Mode = "firearms"
	ModeTargeted  Mode = "targeted"
	ModeAbduct    Mode = "abduct"
)
