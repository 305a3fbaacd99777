package feed

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	jsonfeed "github.com/mmcdole/gofeed/json"

	"parley"
)

// readJSON reads a JSON Feed item by item, so that what comes before a break and
// what stands beside a broken item is kept.
func (f *Feed) readJSON(text string) error {
	dec := json.NewDecoder(strings.NewReader(text))
	if _, err := dec.Token(); err != nil {
		return syntax("%w", err)
	}
	head := map[string]json.RawMessage{}
	var items []json.RawMessage
	var broken error
	listed := false
	for broken == nil && dec.More() {
		var name json.Token
		if name, broken = dec.Token(); broken != nil {
			break
		}
		key, _ := name.(string)
		if key == "items" {
			listed = true
			items, broken = readList(dec)
			continue
		}
		var value json.RawMessage
		if broken = dec.Decode(&value); broken == nil {
			head[key] = value
		}
	}
	if broken == nil {
		_, broken = dec.Token() // the end of the object
	}
	version := text1(head["version"])
	switch {
	case broken != nil && len(items) == 0:
		return syntax("%w", ended(broken))
	case !listed && !strings.Contains(version, "jsonfeed"):
		return fmt.Errorf("%w: JSON of another kind, not a feed", parley.ErrFormat)
	case broken != nil:
		f.fault("it breaks off behind item %d: %w", len(items), ended(broken))
	}
	f.Kind = "JSON Feed " + version[strings.LastIndexByte(version, '/')+1:]
	f.Title, f.Site, f.Self = text1(head["title"]), text1(head["home_page_url"]), text1(head["feed_url"])
	f.Language = text1(head["language"])
	f.addJSON(items)
	return nil
}

func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// readList reads the list at which dec stands, element by element.
func readList(dec *json.Decoder) (items []json.RawMessage, err error) {
	open, err := dec.Token()
	if err != nil {
		return nil, err
	}
	if open != json.Delim('[') {
		return nil, errors.New(`"items" is no list`)
	}
	for dec.More() {
		var item json.RawMessage
		if err := dec.Decode(&item); err != nil {
			return items, err
		}
		items = append(items, item)
	}
	_, err = dec.Token()
	return items, err
}

func (f *Feed) addJSON(items []json.RawMessage) {
	if len(items) > MaxItems {
		f.fault("it has %d items, of which the first %d were read", len(items), MaxItems)
		items = items[:MaxItems]
	}
	for n, raw := range items {
		var i jsonfeed.Item
		if err := json.Unmarshal(raw, &i); err != nil {
			f.fault("item %d is left out: %w", n+1, err)
			continue
		}
		f.Items = append(f.Items, jsonItem(&i))
	}
}

func jsonItem(i *jsonfeed.Item) Item {
	out := Item{
		Key: i.ID, URL: first(i.URL, i.ExternalURL), Title: i.Title, Language: i.Language,
		Published: i.DatePublished, Updated: i.DateModified,
	}
	authors := i.Authors
	if len(authors) == 0 && i.Author != nil {
		authors = []*jsonfeed.Author{i.Author}
	}
	var names []string
	for _, a := range authors {
		if a != nil && a.Name != "" {
			names = append(names, a.Name)
		}
	}
	out.Author = strings.Join(names, ", ")
	if out.URL == "" && isWeb(out.Key) {
		out.URL = out.Key
	}
	out.HTML, out.Full = choose(first(i.ContentHTML, plainHTML(i.ContentText)), plainHTML(i.Summary))
	return out
}

// text1 is a value that should be a string; empty if it is none.
func text1(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}
