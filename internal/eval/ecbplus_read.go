package eval

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/read"
	"parley/internal/resolve/near"
)

// ecbLabelled codes the articles of topics.
func ecbLabelled(ctx context.Context, stages []doc.Stage, dir string, topics []string) ([]near.Labelled, error) {
	var labelled []near.Labelled
	var articles []*parley.Article
	for _, topic := range topics {
		files, err := os.ReadDir(filepath.Join(dir, topic))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			a, err := ecbArticle(filepath.Join(dir, topic, f.Name()))
			if err != nil {
				return nil, err
			}
			articles = append(articles, a)
			labelled = append(labelled, near.Labelled{Topic: topic, Story: ecbStory(topic, f.Name())})
		}
	}
	err := codeAll(ctx, stages, articles, func(i int, c coded) {
		labelled[i].Record = &c.record
	})
	return labelled, err
}

// ecbStory returns "2ecb" for "2_11ecb.xml" of topic 2.
func ecbStory(topic, file string) string {
	rest := strings.TrimPrefix(strings.TrimSuffix(file, ".xml"), topic+"_")
	return topic + strings.TrimLeft(rest, "0123456789")
}

var errECB = errors.New("not a document of ECB+")

// ecbArticle reads one file: its sentences, but for an address in the first.
func ecbArticle(file string) (*parley.Article, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var d struct {
		Tokens []struct {
			Sentence int    `xml:"sentence,attr"`
			Text     string `xml:",chardata"`
		} `xml:"token"`
	}
	if err := xml.Unmarshal(raw, &d); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if len(d.Tokens) == 0 {
		return nil, fmt.Errorf("%s: %w", file, errECB)
	}
	var lines [][]string
	last := -1
	for _, t := range d.Tokens {
		if t.Sentence != last {
			lines, last = append(lines, nil), t.Sentence
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], strings.TrimSpace(t.Text))
	}
	if strings.HasPrefix(strings.Join(lines[0], ""), "http") && len(lines) > 1 {
		lines = lines[1:]
	}
	var text []string
	for _, l := range lines {
		text = append(text, detokenize(l))
	}
	return read.Text(strings.TrimSuffix(filepath.Base(file), ".xml"), []byte(strings.Join(text, "\n\n")), read.Options{})
}

// detokenize puts the tokens of a sentence together as they are printed.
func detokenize(tokens []string) string {
	var b strings.Builder
	glue := true // nothing between the last token and the next
	for i, t := range tokens {
		switch t {
		case "``", "''":
			t = `"`
		}
		if !glue && !touchesLeft(tokens, i) {
			b.WriteByte(' ')
		}
		b.WriteString(t)
		glue = touchesRight(tokens, i)
	}
	return b.String()
}

// touchesLeft reports whether a token stands right behind the one before.
func touchesLeft(tokens []string, i int) bool {
	switch t := tokens[i]; t {
	case ".", ",", ";", ":", "!", "?", "%", ")", "]", "''", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m":
		return true
	case "-", "/", "’":
		return i+1 < len(tokens) && word(tokens[i-1]) && word(tokens[i+1])
	}
	return false
}

// touchesRight reports whether the next token stands right behind a token.
func touchesRight(tokens []string, i int) bool {
	switch t := tokens[i]; t {
	case "(", "[", "$", "``":
		return true
	case "-", "/", "’":
		return i > 0 && i+1 < len(tokens) && word(tokens[i-1]) && word(tokens[i+1])
	case ":":
		return i > 0 && i+1 < len(tokens) && number(tokens[i-1]) && number(tokens[i+1])
	}
	return false
}

func word(t string) bool {
	return t != "" && (t[0] >= 0x80 || t[0]|0x20 >= 'a' && t[0]|0x20 <= 'z' || number(t))
}

func number(t string) bool { return t != "" && t[0] >= '0' && t[0] <= '9' }
