package pipeline

import (
	"fmt"
	"strings"

	"github.com/abadojack/whatlanggo"

	"parley"
	"parley/internal/doc"
)

// languageStage refuses a text that is not in English: one whose input states
// another language, or whose words surely are of another. A short text and one
// that is like no language passes, since a guess on it errs too often.
var languageStage = doc.Stage{Name: "language", Run: checkLanguage}

// Bounds of guessing, in bytes: shorter texts are not judged, and of longer
// ones no more than the head is read.
const (
	leastGuessed = 200
	mostGuessed  = 4000
)

func checkLanguage(d *doc.Doc) error {
	if d.Article != nil && d.Article.Language != "" {
		tag := strings.ToLower(d.Article.Language)
		if tag == "en" || strings.HasPrefix(tag, "en-") {
			return nil
		}
		return fmt.Errorf("%w: the input states %q; Parley codes English", parley.ErrLanguage, d.Article.Language)
	}
	if len(d.Text) < leastGuessed {
		return nil
	}
	text := strings.ToValidUTF8(d.Text[:min(len(d.Text), mostGuessed)], "")
	info := whatlanggo.Detect(text)
	if info.Lang == whatlanggo.Eng || !info.IsReliable() || englishWords(text) {
		return nil
	}
	return fmt.Errorf("%w: the text looks like %s; Parley codes English", parley.ErrLanguage, info.Lang)
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
