package export

import (
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"parley"
)

// newestEntries is how many entries a feed has by default.
const newestEntries = 200

// tagPrefix begins the tag URIs (RFC 4151) of feeds: they stay the same wherever
// the feed is put, and .invalid belongs to nobody.
const tagPrefix = "tag:parley.invalid,2026:"

// atomNamespace is that of RFC 4287.
const atomNamespace = "http://www.w3.org/2005/Atom"

// atomEntry is one entry of a feed. What libraries for feeds offer has no term of
// a category, and takes all entries at once.
type atomEntry struct {
	XMLName    xml.Name       `xml:"entry"`
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published"`
	Summary    string         `xml:"summary"`
	Categories []atomCategory `xml:"category"`
	Links      []atomLink     `xml:"link"`
}

type atomCategory struct {
	Term   string `xml:"term,attr"`
	Scheme string `xml:"scheme,attr,omitempty"`
}

type atomLink struct {
	Rel   string `xml:"rel,attr"`
	Href  string `xml:"href,attr"`
	Title string `xml:"title,attr,omitempty"`
}

// writeAtom writes the newest incidents as a feed. updated of an incident is the
// last day on which it was reported, so that a reader shows it again when there is
// more of it. The head of the feed comes first and says when it was updated last:
// the entries are held for that, and Options.Limit bounds them.
func writeAtom(ctx context.Context, x *run) error {
	var entries []atomEntry
	updated := ""
	for d, err := range x.incidents(ctx, NeedDetail, false) {
		if err != nil {
			return err
		}
		e := entryOf(d)
		updated = max(updated, e.Updated)
		entries = append(entries, e)
		x.sum.Items++
		x.sum.Rows++
	}
	about := Words(x.Filter, x.What, x.Limit)
	if _, err := fmt.Fprintf(x.out, "%s<feed xmlns=%q>\n", xml.Header, atomNamespace); err != nil {
		return err
	}
	e := xml.NewEncoder(x.out)
	e.Indent("", " ")
	for _, part := range []struct{ name, value string }{
		{"id", tagPrefix + "feed:" + url.QueryEscape(about)},
		{"title", cmp.Or(x.Title, "Parley: incidents")},
		{"subtitle", about},
		{"updated", cmp.Or(updated, atomTime(""))},
		{"generator", "Parley"},
	} {
		if err := e.EncodeElement(part.value, xml.StartElement{Name: xml.Name{Local: part.name}}); err != nil {
			return err
		}
	}
	author := struct {
		XMLName xml.Name `xml:"author"`
		Name    string   `xml:"name"`
	}{Name: "Parley"}
	if err := e.Encode(author); err != nil {
		return err
	}
	for i := range entries {
		if err := e.Encode(&entries[i]); err != nil {
			return err
		}
	}
	_, err := io.WriteString(x.out, "\n</feed>\n")
	return err
}

// entryOf makes an entry of an incident.
func entryOf(d *parley.IncidentDetail) atomEntry {
	e := atomEntry{
		ID: tagPrefix + "incident:" + d.ID, Title: d.Title,
		Updated: atomTime(d.LastReported), Published: atomTime(d.FirstReported),
		Summary: strings.Join(summary(d), "\n"),
		Links:   []atomLink{{Rel: "alternate", Href: "urn:parley:incident:" + d.ID}},
	}
	for _, c := range []atomCategory{{string(d.Type), "urn:parley:type"}, {string(d.Mode), "urn:parley:mode"}, {string(d.Standing), "urn:parley:standing"}} {
		if c.Term != "" {
			e.Categories = append(e.Categories, c)
		}
	}
	if d.Place != nil && d.Place.Country != "" {
		e.Categories = append(e.Categories, atomCategory{d.Place.Country, "urn:iso:std:iso:3166"})
	}
	seen := map[string]bool{}
	for i := range d.Tellings {
		a := &d.Tellings[i].Article
		if a.URL != "" && !seen[a.URL] {
			seen[a.URL] = true
			e.Links = append(e.Links, atomLink{"related", a.URL, cmp.Or(a.Title, a.Outlet)})
		}
	}
	return e
}

// summary says in a few lines how an incident stands: who tells it, the tolls, and
// where accounts contradict one another.
func summary(d *parley.IncidentDetail) []string {
	lines := []string{fmt.Sprintf("%s; %s; articles: %d, without copies: %d", d.Status, d.Standing, d.Articles, d.Families)}
	for _, e := range []struct {
		name string
		of   parley.Estimate
	}{{"killed", d.Killed}, {"injured", d.Injured}} {
		if t := estimated(e.of); t != "" {
			lines = append(lines, e.name+": "+t)
		}
	}
	for i := range d.Clashes {
		var sides []string
		for _, s := range d.Clashes[i].Sides {
			sides = append(sides, sayer(d, s)+": "+s.Says)
		}
		lines = append(lines, fmt.Sprintf("accounts differ on %s: %s", d.Clashes[i].Value, strings.Join(sides, "; ")))
	}
	return lines
}

// estimated writes an estimate as "8 (5 to 12)"; empty where there is none.
func estimated(e parley.Estimate) string {
	if e.Best == nil {
		return ""
	}
	out := fmt.Sprint(*e.Best)
	if e.Low != nil && e.High != nil && *e.Low != *e.High {
		out += fmt.Sprintf(" (%d to %d)", *e.Low, *e.High)
	}
	if e.Vague {
		out += ", from a word"
	}
	return out
}

// atomTime is midnight UTC of a day; the first of Unix time where it is not known,
// since a feed must have one.
func atomTime(d parley.Day) string {
	t := d.Time()
	if t.IsZero() {
		t = time.Unix(0, 0)
	}
	return t.UTC().Format(time.RFC3339)
}
