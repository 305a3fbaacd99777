package parley

// Undertaking is the same commitment over all articles: a group of commitments,
// with what came of it. It is an entry of the ledger.
type Undertaking struct {
	// ID is "u-" and the ID of the commitment that comes first by publication;
	// any commitment's ID behind "u-" leads to the undertaking that holds it. A
	// provision that was imported is an undertaking of its own: see Provision.
	ID   string         `json:"id"`
	Kind CommitmentKind `json:"kind"`
	// By has to do it, To is owed it, SaidBy demands or offers it; nil if not told.
	By     *Party `json:"by"`
	To     *Party `json:"to"`
	SaidBy *Party `json:"said_by"`
	// What is the thing to be done in the words of the telling that says most.
	What string `json:"what"`
	// Theme is a row of data/process/themes.tsv ("prisoner-release").
	Theme     string           `json:"theme"`
	Country   string           `json:"country,omitempty"`
	Count     *Range           `json:"count"`
	Condition string           `json:"condition"`
	Deadline  *Date            `json:"deadline"`
	Made      *Date            `json:"made"` // when it was made; nil if not known
	Status    CommitmentStatus `json:"status"`
	Agreement string           `json:"agreement"` // ID of an Agreement; empty for none
	// Provision is the ID of the provision of that agreement; empty for none.
	Provision string `json:"provision,omitempty"`
	// PAM is where it stands on the scale of the Peace Accords Matrix.
	PAM PAM `json:"pam"`
	// Commitments are the IDs of its tellings, in order of publication.
	Commitments []string `json:"commitments"`
	Articles    int      `json:"articles"`
	Families    int      `json:"families"`
	// FirstReported and LastReported are days of publication; empty where not known.
	FirstReported Day `json:"first_reported"`
	LastReported  Day `json:"last_reported"`
}

// PAM is a place on the four-point scale of Kroc's Peace Accords Matrix.
type PAM struct {
	// Level is 0 (not initiated), 1 (minimal), 2 (intermediate) or 3 (full).
	Level int `json:"level"`
	// Why names the rule that proposes Level, or is the note of who settled it.
	Why string `json:"why"`
	// By is who settled it; empty while it is only proposed.
	By string `json:"by,omitempty"`
}

// UndertakingDetail is all that is known of an undertaking.
type UndertakingDetail struct {
	Undertaking
	Tellings []CommitmentTelling `json:"tellings"`
	// History is what its status was, by date, each change with its evidence.
	History []StatusChange `json:"history"`
	Links   []Link         `json:"links"`
	// Bearing are the events that bear on it, by date.
	Bearing []Bearing `json:"bearing"`
}

// CommitmentTelling is one commitment with the article that tells it.
type CommitmentTelling struct {
	Commitment Commitment  `json:"commitment"`
	Article    ArticleInfo `json:"article"`
}

// StatusChange is one change of an undertaking's status.
type StatusChange struct {
	// On is when it was, as exact as is known; From and To may be the days of
	// publication, which How then says.
	On     Date             `json:"on"`
	Status CommitmentStatus `json:"status"`
	// Rule is the row of data/process that gave it; By who says so, empty for
	// the article.
	Rule     string     `json:"rule"`
	By       string     `json:"by,omitempty"`
	Article  string     `json:"article"`
	Event    string     `json:"event,omitempty"` // the event that shows it, if one does
	Evidence []Evidence `json:"evidence"`
}

// Bearing is an event that bears on an undertaking.
type Bearing struct {
	Incident string `json:"incident"`
	Event    string `json:"event"`
	// Effect is keeps, breaks, advances or disputes.
	Effect string `json:"effect"`
	// Rule is the row of data/process that linked them, Why says it in words.
	Rule string `json:"rule"`
	Why  string `json:"why"`
	// On is when the event was, or was told first; nil where not known.
	On *Date `json:"on"`
	// Count is how many people or things it concerned ("1,000 freed"); nil where
	// not told. Total is true where that is a standing total and not its own.
	Count    *Range     `json:"count,omitempty"`
	Total    bool       `json:"total,omitempty"`
	Evidence []Evidence `json:"evidence"`
}

// Agreement is a signed or announced deal that groups undertakings.
type Agreement struct {
	ID string `json:"id"`
	// Name is the usual name; Aliases are other names that articles use.
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
	Country string   `json:"country,omitempty"`
	Signed  *Date    `json:"signed"`
	Parties []Party  `json:"parties"`
	// Source says where its text is from: the file and what it states. Empty for
	// an agreement that only articles tell of.
	Source     string      `json:"source,omitempty"`
	Provisions []Provision `json:"provisions,omitempty"`
}

// Provision is one clause of an agreement that somebody has to carry out.
type Provision struct {
	// ID is a hash of the agreement's ID and Number.
	ID string `json:"id"`
	// Number is the clause as the text numbers it ("1.A.2"); unique in the agreement.
	Number string `json:"number"`
	Text   string `json:"text"`
	Party  string `json:"party"` // actor's ID, or the words where no actor is known
	Theme  string `json:"theme"`
	// Deadline is reckoned from the day of signing where it is a term.
	Deadline *Date `json:"deadline"`
}

// Talks are a named negotiation: its parties, mediators, venues and rounds.
type Talks struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Parties   []Party  `json:"parties"`
	Mediators []Party  `json:"mediators"`
	Venues    []string `json:"venues"`
	Country   string   `json:"country,omitempty"`
	// First and Last are the days of its first and last round.
	First Day `json:"first"`
	Last  Day `json:"last"`
	// Rounds are IDs of incidents in which they met, Agreed of those in which
	// they agreed on something, by date; Agreements IDs of agreements.
	Rounds     []string `json:"rounds"`
	Agreed     []string `json:"agreed"`
	Agreements []string `json:"agreements"`
}
