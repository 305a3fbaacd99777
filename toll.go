package parley

// Range is a number between two bounds, ends included. High is nil for "at
// least 28"; Low is nil for "at most".
type Range struct {
	Low  *int `json:"low"`
	High *int `json:"high"`
	// Vague is true where only a word such as "dozens" gives it.
	Vague bool `json:"vague"`
}

// Toll is one figure of people who suffered something.
type Toll struct {
	// Outcome is killed, injured, captured, missing, displaced, freed, escaped,
	// surrendered or casualties.
	Outcome string `json:"outcome"`
	// Group is who they are ("police", "soldiers", "civilians"); empty if not told.
	Group string `json:"group,omitempty"`
	Range
	// Part is true for a figure that another toll of the event holds already
	// ("28, among them five civilians").
	Part bool `json:"part,omitempty"`
	// Attackers is true for the attackers' own losses, which Killed and Injured
	// of the event leave out.
	Attackers bool `json:"attackers,omitempty"`
	// By is who gives the figure, as in Account.Speaker; empty for the article.
	By string `json:"by,omitempty"`
}

// Claim is a party's word on its own responsibility.
type Claim struct {
	// By is the standard name of the party, Actor its id.
	By     string `json:"by"`
	Actor  string `json:"actor,omitempty"`
	Stance string `json:"stance"` // claimed, denied, or none where the text says that nobody has claimed it
	// Speaker is who says it for the party; empty if nobody is named.
	Speaker string `json:"speaker,omitempty"`
}

// Account is what one speaker says of an event.
type Account struct {
	Speaker string `json:"speaker"`
	Role    string `json:"role,omitempty"`
	// For is the name of the party spoken for; empty if none or not known.
	For string `json:"for,omitempty"`
	// Stance is says, claims, denies, confirms, blames or doubts.
	Stance    string `json:"stance,omitempty"`
	Anonymous bool   `json:"anonymous,omitempty"`
	Killed    *Range `json:"killed"`
	Injured   *Range `json:"injured"`
}
