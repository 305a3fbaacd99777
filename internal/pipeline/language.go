package pipeline

import (
	"fmt"
	"strings"

	"github.com/abadojack/whatlanggo"

	"parley"
	"parley/internal/doc"
)

// languageStage refuses a text that is not in English. Its words decide where they
// are enough to tell: pages often state the language of their site's design. Else
// what the input states decides, and a text of which neither tells passes.
var languageStage = doc.Stage{Name: "language", Run: checkLanguage}

// Bounds of guessing, in bytes: shorter texts are not judged, and of longer
// ones no more than the head is read.
const (
	leastGuessed = 200
	mostGuessed  = 4000
)

func checkLanguage(d *doc.Doc) error {
	stated := ""
	if d.Article != nil {
		stated = strings.ReplaceAll(d.Article.Language, "_", "-")
	}
	lower := strings.ToLower(stated)
	english := lower == "en" || strings.HasPrefix(lower, "en-")
	told := languageOf(d.Text)
	switch {
	case told == "en" && stated != "" && !english:
		d.Notes = append(d.Notes, parley.Note{Stage: "language",
			Note: fmt.Sprintf("the input states %q, the text is in English", stated)})
		return nil
	case told != "" && told != "en" && (stated == "" || english):
		return &parley.LanguageError{Tag: told}
	case stated != "" && !english && told != "en":
		return &parley.LanguageError{Tag: stated, Stated: true}
	}
	return nil
}

// languageOf returns the tag of the language that a text is surely in, empty where
// its words do not tell.
func languageOf(text string) string {
	if len(text) < leastGuessed {
		return ""
	}
	text = strings.ToValidUTF8(text[:min(len(text), mostGuessed)], "")
	if englishWords(text) {
		return "en"
	}
	info := whatlanggo.Detect(text)
	if !info.IsReliable() || info.Lang == whatlanggo.Eng {
		return ""
	}
	if tag := info.Lang.Iso6391(); tag != "" {
		return tag
	}
	return info.Lang.Iso6393()
}

// englishWords reports whether the text has the commonest English words as
// often as English has: every twelfth word at least. It guards texts in
// capitals or full of foreign names against a wrong guess.
func englishWords(text string) bool {
	words, common := 0, 0
	for w := range strings.FieldsSeq(text) {
		words++
		switch strings.ToLower(w) {
		case "the", "of", "and", "to", "that", "was", "were", "with", "is", "by", "said":
			common++
		}
	}
	return common*12 >= words
}
