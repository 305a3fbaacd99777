package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/read"
)

// MucScores are the scores on texts of MUC-3: whether an article reports an
// incident, who and what fills the five roles, and how many were killed and
// injured.
type MucScores struct {
	Articles int
	// Incident counts articles that report one; those whose templates are all
	// optional are left out.
	Incident Score
	// Roles are the fillers by role, scored as CEAF-REE does: a filler is an
	// entity of the document, right where its string is one of a gold entity's
	// strings (lower-cased, without articles and marks), each gold entity once.
	Roles map[string]Score
	// Victims counts numbers of killed and of injured of the templates that give
	// one; right where an event of the article gives the same, each event once.
	// See mucTemplate.victims for named persons among a counted group.
	Victims Score
	Errors  []string `json:"-"`
}

// mucRoles are the roles in the order of the papers.
var mucRoles = []string{"PerpInd", "PerpOrg", "Target", "Victim", "Weapon"}

func (s *MucScores) fillers() Score {
	var all Score
	for _, r := range s.Roles {
		all = sum(all, r)
	}
	return all
}

func (s *MucScores) rows() []layerRow {
	all := s.fillers()
	rows := []layerRow{
		{"muc", "article reports an incident", s.Incident, s.Incident.F1(), ".85", "F1"},
		{"muc", "role fillers", all, all.F1(), ".45", fmt.Sprintf("F1; P %.3f R %.3f; neural, trained on this set, .545", all.P(), all.R())},
	}
	for _, role := range mucRoles {
		x := s.Roles[role]
		rows = append(rows, layerRow{"muc", "  " + role, x, x.F1(), "", fmt.Sprintf("P %.3f R %.3f", x.P(), x.R())})
	}
	return append(rows, layerRow{"muc", "victims counted right", s.Victims, s.Victims.R(), ".70", ""})
}

type mucDoc struct {
	ID       string                    `json:"docid"`
	Text     string                    `json:"text"`
	Relevant bool                      `json:"relevant"`
	Extracts map[string][][]mucMention `json:"grit_extracts"`
	Gold     []mucTemplate             `json:"templates"`
}

type mucTemplate struct {
	Optional bool    `json:"optional"`
	Name     mucSlot `json:"hum_tgt_name"`
	Number   mucSlot `json:"hum_tgt_number"`
	Effect   mucSlot `json:"hum_tgt_effect"`
}

type mucSlot struct {
	Fills []struct {
		Values  []string `json:"values"`
		Ref     []string `json:"ref"`
		Strings []string `json:"strings"`
	} `json:"fills"`
}

// mucMention is a string with its place in the text.
type mucMention struct{ text string }

// UnmarshalJSON reads ["string", offset].
func (m *mucMention) UnmarshalJSON(raw []byte) error {
	var parts []any
	if err := json.Unmarshal(raw, &parts); err != nil {
		return err
	}
	if len(parts) > 0 {
		m.text, _ = parts[0].(string)
	}
	return nil
}

// Muc measures stages on the texts of files of JSON Lines.
func Muc(ctx context.Context, stages []doc.Stage, files ...string) (MucScores, error) {
	s := MucScores{Roles: map[string]Score{}}
	var golds []mucDoc
	for _, f := range files {
		g, err := jsonLines[mucDoc](f)
		if err != nil {
			return s, err
		}
		golds = append(golds, g...)
	}
	var articles []*parley.Article
	for _, g := range golds {
		a, err := read.Text(g.ID, []byte(mucText(g.Text)), read.Options{})
		if err != nil {
			return s, err
		}
		articles = append(articles, a)
	}
	s.Articles = len(golds)
	err := codeAll(ctx, stages, articles, func(i int, c coded) { s.add(golds[i], c) })
	return s, err
}

// mucText takes out the mark that parts the dateline from the text.
func mucText(text string) string {
	for _, mark := range []string{"[TEXT]", "[EXCERPTS]", "[REPORT]"} {
		text = strings.Replace(text, mark, "", 1)
	}
	return text
}

func (s *MucScores) add(g mucDoc, c coded) {
	a := mucArticle{published: c.record.Article.Published.Period, length: len(c.doc.Text)}
	events := a.relevant(c.record.Events)
	s.incident(g, events)
	s.roles(g, c, events)
	s.victims(g, events)
}

func (s *MucScores) incident(g mucDoc, events []parley.Event) {
	must := slices.ContainsFunc(g.Gold, func(t mucTemplate) bool { return !t.Optional })
	if g.Relevant && !must {
		return
	}
	if g.Relevant {
		s.Incident.Gold++
	}
	if len(events) > 0 {
		s.Incident.System++
	}
	switch {
	case g.Relevant && len(events) > 0:
		s.Incident.Correct++
	case g.Relevant:
		s.Errors = append(s.Errors, "muc no incident found: "+g.ID)
	case len(events) > 0:
		e := events[0]
		s.Errors = append(s.Errors, fmt.Sprintf("muc false incident: %s %s/%s %s %q %v > %v", g.ID, e.Type, e.Mode, e.Status,
			e.Evidence[0].Quote, partyNames(e.Sources), partyNames(e.Targets)))
	}
}
