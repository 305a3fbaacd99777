package eval

import (
	"encoding/json"
	"strings"
)

// MarshalJSON writes the counts and the figures from 0 to 1 that follow from
// them.
func (s Score) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Gold      int     `json:"gold"`
		System    int     `json:"system"`
		Correct   int     `json:"correct"`
		Precision float64 `json:"precision"`
		Recall    float64 `json:"recall"`
		F1        float64 `json:"f1"`
	}{s.Gold, s.System, s.Correct, s.P(), s.R(), s.F1()})
}

// MarshalJSON writes an object with a Score for each measure, named as in the
// table but in lower case.
func (s UDScores) MarshalJSON() ([]byte, error) {
	scores := make(map[string]Score)
	for _, m := range metrics {
		scores[strings.ToLower(m.name)] = m.of(s)
	}
	return json.Marshal(scores)
}

// MarshalJSON writes an object with a Score for each kind of name, and for
// all four together.
func (s NameScores) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]Score{
		"person": s.Person, "organisation": s.Organisation, "place": s.Place, "nationality": s.Nationality,
		"first_three": s.Common(), "all_four": s.All(),
	})
}
