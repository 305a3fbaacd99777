package feed

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"parley"
)

// Outline is one feed of an OPML list.
type Outline struct {
	Title, URL, Site string
	// Folder is the titles of the outlines around it, with a slash between.
	Folder string
}

const (
	// maxOPML is how many bytes of a list are read, maxDepth how deep its folders go.
	maxOPML  = 32 << 20
	maxDepth = 64
)

// ReadOPML reads a list of feeds, of OPML 1.0 or 2.0. An address that stands
// twice is listed once, in its first folder. What comes before a break in the
// file is kept, and the error says where it breaks. The error wraps
// parley.ErrFormat (no OPML), ErrSyntax, ErrTooLarge or ErrEmpty (no feed in it).
func ReadOPML(r io.Reader) ([]Outline, error) {
	body, err := io.ReadAll(io.LimitReader(r, maxOPML+1))
	switch {
	case err != nil:
		return nil, err
	case len(body) > maxOPML:
		return nil, fmt.Errorf("%w: a list of more than %d bytes, the limit", parley.ErrTooLarge, maxOPML)
	}
	text, _, _ := decode(body, "")
	text = strings.TrimLeftFunc(text, isBlank)
	if text == "" {
		return nil, fmt.Errorf("%w: the list has no bytes", parley.ErrEmpty)
	}
	o := opmlReader{seen: map[string]bool{}}
	err = o.read(text)
	switch {
	case !o.opml:
		return nil, fmt.Errorf("%w: no list of feeds (OPML)", parley.ErrFormat)
	case err != nil:
		return o.out, err
	case len(o.out) == 0:
		return nil, fmt.Errorf("%w: the list names no feed", parley.ErrEmpty)
	}
	return o.out, nil
}

// opmlReader goes through the elements of a list.
type opmlReader struct {
	opml    bool
	folders []string // of the outlines that are open
	seen    map[string]bool
	out     []Outline
}

func (o *opmlReader) read(text string) error {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	// The text is UTF-8 by now, whatever its declaration says.
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: it was read up to byte %d: %w", errSyntax, d.InputOffset(), err)
		}
		switch e := t.(type) {
		case xml.StartElement:
			switch strings.ToLower(e.Name.Local) {
			case "opml":
				o.opml = true
			case "outline":
				if err := o.start(e); err != nil {
					return err
				}
			}
		case xml.EndElement:
			if strings.EqualFold(e.Name.Local, "outline") && len(o.folders) > 0 {
				o.folders = o.folders[:len(o.folders)-1]
			}
		}
	}
}

// start takes an outline: a feed if it has an address, and a folder for those in it.
func (o *opmlReader) start(e xml.StartElement) error {
	if len(o.folders) >= maxDepth {
		return fmt.Errorf("%w: outlines stand in one another more than %d deep", errSyntax, maxDepth)
	}
	a := map[string]string{}
	for _, at := range e.Attr {
		a[strings.ToLower(at.Name.Local)] = strings.TrimSpace(at.Value)
	}
	title := plain(first(a["title"], a["text"]))
	u := address(nil, a["xmlurl"])
	if u == "" && strings.EqualFold(a["type"], "rss") {
		u = address(nil, a["url"]) // some writers mean this
	}
	if u != "" && !o.seen[u] {
		o.seen[u] = true
		var open []string
		for _, f := range o.folders {
			if f != "" {
				open = append(open, f)
			}
		}
		o.out = append(o.out, Outline{Title: title, URL: u, Site: absolute(nil, a["htmlurl"]), Folder: strings.Join(open, "/")})
	}
	// A slash parts folders, so that none may be in a name.
	o.folders = append(o.folders, strings.ReplaceAll(title, "/", "-"))
	return nil
}

// WriteOPML writes a list of feeds as OPML 2.0, folders as outlines. Feeds of one
// folder stand together, folders in the order in which they come first; the same
// list gives the same bytes.
func WriteOPML(w io.Writer, title string, feeds []Outline) error {
	root := &folder{}
	for _, f := range feeds {
		at := root
		for name := range strings.SplitSeq(f.Folder, "/") {
			if name = strings.TrimSpace(name); name != "" {
				at = at.within(name)
			}
		}
		at.feeds = append(at.feeds, f)
	}
	b := &strings.Builder{}
	b.WriteString(xml.Header + "<opml version=\"2.0\">\n  <head>\n    <title>" + escaped(title) + "</title>\n  </head>\n  <body>\n")
	root.write(b, "    ")
	b.WriteString("  </body>\n</opml>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// folder is an outline that holds others.
type folder struct {
	name    string
	feeds   []Outline
	folders []*folder
}

func (f *folder) within(name string) *folder {
	for _, c := range f.folders {
		if c.name == name {
			return c
		}
	}
	c := &folder{name: name}
	f.folders = append(f.folders, c)
	return c
}

func (f *folder) write(b *strings.Builder, indent string) {
	for _, o := range f.feeds {
		t := escaped(first(o.Title, o.URL))
		fmt.Fprintf(b, "%s<outline type=\"rss\" text=\"%s\" title=\"%s\" xmlUrl=\"%s\"", indent, t, t, escaped(o.URL))
		if o.Site != "" {
			fmt.Fprintf(b, " htmlUrl=\"%s\"", escaped(o.Site))
		}
		b.WriteString("/>\n")
	}
	for _, c := range f.folders {
		t := escaped(c.name)
		fmt.Fprintf(b, "%s<outline text=\"%s\" title=\"%s\">\n", indent, t, t)
		c.write(b, indent+"  ")
		b.WriteString(indent + "</outline>\n")
	}
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes all
	return b.String()
}
