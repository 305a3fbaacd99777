package doc

import "fmt"

// Layer names one layer of a Doc, as stages need and add it.
type Layer string

// The layers that the language engine adds.
const (
	LayerText      Layer = "text" // there from the start
	LayerTokens    Layer = "tokens"
	LayerSentences Layer = "sentences"
	LayerTags      Layer = "tags"
	LayerParse     Layer = "parse"
	LayerNames     Layer = "names"
	LayerCase      Layer = "case"
	LayerLemmas    Layer = "lemmas"
)

// The layers of the question words. LayerPublished is the article's date.
const (
	LayerPublished  Layer = "published"
	LayerTimes      Layer = "times"
	LayerPlaces     Layer = "places"
	LayerActors     Layer = "actors" // Actors and Mentions
	LayerCounts     Layer = "counts"
	LayerIndicators Layer = "indicators"
	LayerQuotes     Layer = "quotes"
)

// The layers of the coder. LayerEvents is Doc.Events with their notes.
const (
	LayerMatches     Layer = "matches"
	LayerEvents      Layer = "events"
	LayerCommitments Layer = "commitments"
	LayerStatements  Layer = "statements"
)

// Stage is one step of reading: it needs layers and adds others.
type Stage struct {
	Name  string
	Needs []Layer
	Adds  []Layer
	// Run adds the layers to d. It must not touch layers it does not add.
	Run func(d *Doc) error
}

// CheckOrder returns an error naming the first stage whose needs no earlier
// stage adds, or that adds a layer that is there already.
func CheckOrder(stages []Stage) error {
	have := map[Layer]string{LayerText: "the text"}
	for _, s := range stages {
		for _, n := range s.Needs {
			if _, ok := have[n]; !ok {
				return fmt.Errorf("stage %s needs layer %s, which no stage before it adds", s.Name, n)
			}
		}
		for _, a := range s.Adds {
			if by, ok := have[a]; ok {
				return fmt.Errorf("stage %s adds layer %s, which %s added already", s.Name, a, by)
			}
			have[a] = "stage " + s.Name
		}
	}
	return nil
}
