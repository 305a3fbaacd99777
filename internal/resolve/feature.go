package resolve

// feature is one thing that two events have in common, or in which they differ.
type feature int

// The features. Values are from 0 to 1.
const (
	prior feature = iota
	placeSame
	placeNear
	placeAdmin2
	placeAdmin1
	placeApart
	placeOther
	placeUnknown
	daySame
	dayNext
	dayApart
	dayUnknown
	typeFar
	typeSpeech
	modeSame
	modeFar
	statusSame
	statusFar
	sourceSame
	sourceFits
	sourceOther
	targetSame
	targetFits
	targetOther
	tollSame
	tollNear
	tollApart
	wordsShared
	namesShared
	claimSame
	mainBoth
	published
	storyShared
	leadSame
	articleSame
	totalOther
	featureCount
)

// featureNames are the features' names in the table of weights and in reasons.
var featureNames = [featureCount]string{
	prior:        "prior",
	placeSame:    "place.same",
	placeNear:    "place.near",
	placeAdmin2:  "place.district",
	placeAdmin1:  "place.province",
	placeApart:   "place.apart",
	placeOther:   "place.other",
	placeUnknown: "place.unknown",
	daySame:      "day.same",
	dayNext:      "day.next",
	dayApart:     "day.apart",
	dayUnknown:   "day.unknown",
	typeFar:      "type.other",
	typeSpeech:   "type.speech",
	modeSame:     "mode.same",
	modeFar:      "mode.other",
	statusSame:   "status.same",
	statusFar:    "status.other",
	sourceSame:   "source.same",
	sourceFits:   "source.fits",
	sourceOther:  "source.other",
	targetSame:   "target.same",
	targetFits:   "target.fits",
	targetOther:  "target.other",
	tollSame:     "toll.same",
	tollNear:     "toll.near",
	tollApart:    "toll.apart",
	wordsShared:  "words.shared",
	namesShared:  "names.shared",
	claimSame:    "claim.same",
	mainBoth:     "main.both",
	published:    "published.near",
	storyShared:  "story.shared",
	leadSame:     "story.lead",
	articleSame:  "article.same",
	totalOther:   "total.other",
}

func featureByName(name string) (feature, bool) {
	for f, n := range featureNames {
		if n == name {
			return feature(f), true
		}
	}
	return 0, false
}
