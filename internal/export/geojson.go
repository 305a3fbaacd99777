package export

import (
	"encoding/json"
	"io"
	"math"
	"strconv"

	"parley"
)

// geoSink writes features, RFC 7946: one collection, or, as RFC 8142 has it, a
// sequence of features each behind a record separator.
type geoSink struct {
	x    *run
	keys [][]byte // `"name":`
	rows int
	b    []byte
}

// recordSeparator begins each text of a JSON text sequence.
const recordSeparator = 0x1e

func newGeoSink(x *run) sink { return &geoSink{x: x} }

func (s *geoSink) head(columns []Column) error {
	for _, c := range columns {
		s.keys = append(s.keys, append(appendJSON(nil, c.Name), ':'))
	}
	if s.x.Seq {
		return nil
	}
	_, err := io.WriteString(s.x.out, `{"type":"FeatureCollection","features":[`)
	return err
}

func (s *geoSink) row(id string, at *parley.EventPlace, cells []cell) error {
	b := s.b[:0]
	switch {
	case s.x.Seq:
		b = append(b, recordSeparator)
	case s.rows > 0:
		b = append(b, ",\n"...)
	default:
		b = append(b, '\n')
	}
	s.rows++
	b = append(b, `{"type":"Feature","id":`...)
	b = appendJSON(b, id)
	b = append(b, `,"geometry":`...)
	b = appendPoint(b, at)
	b = append(b, `,"properties":{`...)
	for i := range cells {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, s.keys[i]...)
		b = cells[i].appendJSON(b)
	}
	if onMap(at) {
		b = append(b, `,"centroid":`...)
		b = strconv.AppendBool(b, at.Precision != parley.PlaceExact)
	}
	b = append(b, "}}"...)
	if s.x.Seq {
		b = append(b, '\n')
	}
	s.b = b
	_, err := s.x.out.Write(b)
	return err
}

func (s *geoSink) end() error {
	if s.x.Seq {
		return nil
	}
	_, err := io.WriteString(s.x.out, "\n]}\n")
	return err
}

// onMap reports whether a place has coordinates that can be.
func onMap(p *parley.EventPlace) bool {
	return p != nil && p.Lat != nil && p.Lon != nil && math.Abs(*p.Lat) <= 90 && math.Abs(*p.Lon) <= 180
}

// appendPoint writes a place as a geometry: longitude first, null for none.
func appendPoint(b []byte, p *parley.EventPlace) []byte {
	if !onMap(p) {
		return append(b, "null"...)
	}
	b = append(b, `{"type":"Point","coordinates":[`...)
	b = strconv.AppendFloat(b, *p.Lon, 'f', -1, 64)
	b = append(b, ',')
	b = strconv.AppendFloat(b, *p.Lat, 'f', -1, 64)
	return append(b, "]}"...)
}

// appendJSON writes a cell as JSON: null for not known.
func (c *cell) appendJSON(b []byte) []byte {
	switch {
	case c.sort == List:
		b = append(b, '[')
		for i, s := range c.list {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, s)
		}
		return append(b, ']')
	case !c.known:
		return append(b, "null"...)
	case c.sort == Text || c.sort == Day:
		return appendJSON(b, c.text)
	}
	return append(b, c.plain()...)
}

// appendJSON writes a text as JSON.
func appendJSON(b []byte, text string) []byte {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' || c >= 0x7f {
			quoted, err := json.Marshal(text)
			if err != nil { // a text is never what JSON cannot hold
				return append(b, `""`...)
			}
			return append(b, quoted...)
		}
	}
	b = append(b, '"')
	b = append(b, text...)
	return append(b, '"')
}
