package storetest

import (
	"fmt"
	"time"

	"parley"
)

// pointer returns a pointer to v.
func pointer[T any](v T) *T { return &v }

// onDay is midnight UTC of a day.
func onDay(day string) time.Time { return parley.Day(day).Time() }

// dated is a date of one day.
func dated(day string) *parley.Date {
	return &parley.Date{Period: parley.Period{From: onDay(day), To: onDay(day), Precision: parley.PrecisionDay}, Text: "on that day", How: "test"}
}

// record returns a record with two events, a commitment and one of all else. Its
// IDs begin with id.
func record(id, day string) *parley.Record {
	text := fmt.Sprintf("Gunmen attacked a checkpoint near Kunduz, killing 28 people, article %s says. The two sides agreed to free prisoners.", id)
	evidence := func(role string, start, end int) []parley.Evidence {
		return []parley.Evidence{{Role: role, Start: start, End: end, Quote: text[start:end], Rule: "test"}}
	}
	r := &parley.Record{
		Article: parley.RecordArticle{ID: id, Ref: "news/" + id + ".txt", Outlet: pointer("The Test Post"), Title: pointer("Attack near Kunduz"),
			Language: "en", Text: text, Published: parley.PublishedDate{
				Period: parley.Period{From: onDay(day), To: onDay(day), Precision: parley.PrecisionDay}, Basis: "input"}},
		Events: []parley.Event{{
			ID: id + "-e1", Kind: parley.Violence, Type: "ASSAULT", Mode: "firearms", Status: parley.Happened, Date: dated(day),
			Place:    &parley.EventPlace{Name: "Kunduz", Country: "AFG", Admin1: "Kunduz", Lat: pointer(36.73), Lon: pointer(68.86), Precision: "admin1"},
			Sources:  []parley.Party{{Actor: "gunmen", Name: "gunmen", Kind: "group", Text: "Gunmen"}},
			Targets:  []parley.Party{{Actor: "afg-police", Name: "Afghan police", Kind: "group", Country: "AFG", Text: "a checkpoint", Effect: parley.EffectKilled}},
			Killed:   &parley.Range{Low: pointer(28)},
			Tolls:    []parley.Toll{{Outcome: "killed", Range: parley.Range{Low: pointer(28)}}},
			Accounts: []parley.Account{{Speaker: "a spokesman", Anonymous: true, Killed: &parley.Range{Low: pointer(28)}}},
			CAMEO:    "190", Goldstein: -10, Confidence: 0.875, Evidence: evidence("trigger", 7, 15)}, {
			ID: id + "-e2", Kind: parley.Process, Type: "AGREE", Status: parley.Planned, Background: true, Evidence: evidence("trigger", 80, 86)}},
		Commitments: []parley.Commitment{{ID: id + "-c1", Kind: parley.Pledge, What: "free prisoners", Count: &parley.Range{Low: pointer(5000), High: pointer(5000)},
			Deadline: dated("2021-04-29"), Status: parley.Pending, Evidence: evidence("trigger", 80, 86)}},
		Statements: []parley.Statement{{Speaker: "a spokesman", Stance: "says", Quote: "28 people", Evidence: evidence("speaker", 0, 6)}},
		Indicators: []parley.Indicator{{What: "troops", Value: pointer(2500.0), Unit: "soldiers", Evidence: evidence("value", 0, 6)}},
		Notes:      []parley.Note{{Stage: "when", Note: "a note"}},
	}
	return r
}

// bareRecord returns a record in which nothing is told.
func bareRecord(id string) *parley.Record {
	return &parley.Record{Article: parley.RecordArticle{ID: id, Ref: id, Language: "en", Text: "Nothing of note."},
		Events: []parley.Event{}, Statements: []parley.Statement{}}
}

// node returns a node in blocks.
func node(id string, keys ...string) parley.Node {
	return parley.Node{ID: id, Keys: keys, Order: "2020-03-05 " + id, Digest: []byte("digest of " + id)}
}

// link returns a link with a reason.
func link(a, b string, score float64) parley.Link {
	return parley.Link{A: a, B: b, Score: score, Reasons: []parley.Reason{
		{Feature: "place", Detail: "Kunduz", Weight: score + 1}, {Feature: "days", Weight: -1}}}
}
