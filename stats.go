package parley

// By is what figures are counted by.
type By string

// What can be counted by.
const (
	ByWeek    By = "week" // weeks begin on Monday
	ByCountry By = "country"
	ByAdmin1  By = "admin1" // Key is "AFG/Kunduz"
	ByType    By = "type"
	ByActor   By = "actor" // an incident counts once for each of its parties
)

// Cell is one figure of the statistics. Incidents that are background, standing
// totals, or not told as happened or alleged are left out.
type Cell struct {
	// Key is the week's Monday as 2006-01-02, or what By names; "" for unknown.
	Key string `json:"key"`
	// Name is Key as a person reads it.
	Name      string `json:"name"`
	Incidents int    `json:"incidents"`
	// Low, Best and High sum up the killed.
	Low  int `json:"killed_low"`
	Best int `json:"killed"`
	High int `json:"killed_high"`
	// Families sums up the incidents' families: reports, copies left out.
	Families int `json:"families"`
}

// Coverage is what was read of one week: it moves for reasons that have nothing
// to do with the conflict.
type Coverage struct {
	Week     Day `json:"week"` // Monday
	Articles int `json:"articles"`
	Outlets  int `json:"outlets"`
}

// Sums are how much a store holds.
type Sums struct {
	Articles     int `json:"articles"`
	Families     int `json:"families"`
	Events       int `json:"events"`
	Incidents    int `json:"incidents"`
	Commitments  int `json:"commitments"`
	Undertakings int `json:"undertakings"`
	Agreements   int `json:"agreements"`
	Actors       int `json:"actors"`
	Decisions    int `json:"decisions"`
	Feeds        int `json:"feeds"`
	// Languages counts articles by Language of theirs; nil for none.
	Languages map[string]int `json:"languages,omitempty"`
	// Uncoded counts, of Articles, those in a language that is not coded.
	Uncoded int     `json:"uncoded"`
	Raws    RawSums `json:"raws"`
}

// RawSums are how much a store holds of what articles were read from.
type RawSums struct {
	Articles int   `json:"articles"` // articles of which it is kept
	Bytes    int64 `json:"bytes"`    // as they came
	Kept     int64 `json:"kept"`     // as they are kept, compressed
}

// ActorInfo is an actor as the record knows it.
type ActorInfo struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Country string `json:"country,omitempty"`
	Sector  string `json:"sector,omitempty"`
	Side    string `json:"side,omitempty"`
	// Spellings are how articles put it, the commonest first.
	Spellings []Spelling `json:"spellings"`
	// AsSource and AsTarget count incidents, Promises the undertakings that it
	// has to carry out.
	AsSource int `json:"as_source"`
	AsTarget int `json:"as_target"`
	Promises int `json:"promises"`
	// First and Last are days of its incidents; empty where not known.
	First Day `json:"first"`
	Last  Day `json:"last"`
}

// Spelling is one way to write an actor's name.
type Spelling struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// Hit is an article that a search found.
type Hit struct {
	Article ArticleInfo `json:"article"`
	// Snippet is a part of the text with the words found, each between « and ».
	Snippet string `json:"snippet"`
	// Incidents are the IDs of what it tells.
	Incidents []string `json:"incidents"`
}
