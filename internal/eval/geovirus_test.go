package eval

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley"
	"parley/internal/doc"
	"parley/internal/lang"
)

// placing returns stages that cut a text into tokens and take the words given
// for places.
func placing(places map[string]parley.Place) []doc.Stage {
	return []doc.Stage{{Name: "placing", Run: func(d *doc.Doc) error {
		d.Tokens = lang.Tokenize(d.Text)
		for i := range d.Tokens {
			d.Tokens[i].Head = doc.Unparsed
			if p, ok := places[d.Word(i)]; ok {
				d.Places = append(d.Places, doc.PlaceMention{First: i, Last: i + 1, Place: p, Use: doc.UseLocation, Within: doc.None, And: doc.None})
			}
		}
		d.Sentences = []doc.Sentence{{First: 0, Last: len(d.Tokens)}}
		return nil
	}}}
}

// file writes a file of a test and returns its name.
func file(t *testing.T, name, text string) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// In the text, Zürich makes bytes and characters differ; Nairobi is far off,
// Kisumu is missed, Kenya is the right country far off, Chad is too much.
const geoSample = `<articles><article><text>From Zürich he flew to Nairobi and Kisumu in Kenya, not to Chad.</text><locations>
<location><name>Zürich</name><start>6</start><end>12</end><lat>47.37</lat><lon>8.54</lon><page>https://en.wikipedia.org/wiki/Z%C3%BCrich</page></location>
<location><name>Nairobi</name><start>24</start><end>31</end><lat>-1.28</lat><lon>36.81</lon><page>https://en.wikipedia.org/wiki/Nairobi</page></location>
<location><name>Kisumu</name><start>36</start><end>42</end><lat>-0.1</lat><lon>34.75</lon><page>https://en.wikipedia.org/wiki/Kisumu</page></location>
<location><name>Kenya</name><start>46</start><end>51</end><lat>1</lat><lon>38</lon><page>https://en.wikipedia.org/wiki/Kenya</page></location>
</locations></article></articles>`

func TestGeoVirus(t *testing.T) {
	name := file(t, "geo.xml", geoSample)
	stages := placing(map[string]parley.Place{
		"Zürich":  {ID: "a", Lat: 47.4, Lon: 8.5, Precision: parley.PlaceExact},
		"Nairobi": {ID: "b", Lat: 20, Lon: 20, Precision: parley.PlaceExact},
		"Kenya":   {ID: "iso:KEN", Kind: parley.KindCountry, Country: "KEN", Lat: 4, Lon: 41, Precision: parley.PlaceCountry},
		"Chad":    {},
	})
	s, list, err := GeoVirus(stages, name)
	if err != nil {
		t.Fatal(err)
	}
	want := PlaceScores{Articles: 1, Exact: Score{4, 4, 3}, Overlap: Score{4, 4, 3},
		Near: Score{3, 3, 1}, NearOrSame: Score{3, 3, 2}, Countries: Score{1, 1, 1}}
	if s != want {
		t.Errorf("got %+v\nwant %+v", s, want)
	}
	var kinds []string
	for _, e := range list {
		kinds = append(kinds, e.Kind)
	}
	if got := strings.Join(kinds, " "); got != "far extra missed" {
		t.Errorf("errors %q", got)
	}
}

func TestGeoVirusErrors(t *testing.T) {
	if _, _, err := GeoVirus(nil, filepath.Join(t.TempDir(), "none.xml")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	moved := strings.Replace(geoSample, "<start>24</start>", "<start>25</start>", 1)
	if _, _, err := GeoVirus(placing(nil), file(t, "geo.xml", moved)); err == nil || !strings.Contains(err.Error(), "Nairobi") {
		t.Errorf("offsets that miss the name: %v", err)
	}
}

func TestKm(t *testing.T) {
	for _, c := range []struct{ lat1, lon1, lat2, lon2, want float64 }{
		{0, 0, 0, 0, 0}, {0, 0, 0, 1, 111.2}, {0, 179.5, 0, -179.5, 111.2}, {52.52, 13.4, 48.86, 2.35, 877.6}, {90, 0, -90, 0, 20015},
	} {
		if got := Km(c.lat1, c.lon1, c.lat2, c.lon2); got < c.want-1 || got > c.want+1 {
			t.Errorf("%v: %f km", c, got)
		}
	}
}
