package export

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"parley"
)

// schemaDialect is JSON Schema 2020-12.
const schemaDialect = "https://json-schema.org/draft/2020-12/schema"

// schemaOf is an object of JSON Schema; its keys come out in order.
type schemaOf map[string]any

// Schema returns the JSON Schema of a line of jsonl, as JSON that people can read.
// It is made of the types themselves.
func Schema() ([]byte, error) {
	s := schemas{defs: schemaOf{}}
	line := reflect.TypeFor[Line]()
	var kinds []any
	for i := range line.NumField() {
		f := line.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "kind" || name == "annotations" {
			continue
		}
		kind, properties := name, schemaOf{}
		if name == "record" {
			kind = string(LineArticle)
			properties["annotations"] = s.of(line.Field(i + 1).Type.Elem())
		}
		properties["kind"] = schemaOf{"const": kind}
		properties[name] = s.of(f.Type.Elem())
		kinds = append(kinds, schemaOf{"properties": properties, "required": []string{"kind", name}})
	}
	return json.MarshalIndent(schemaOf{
		"$schema": schemaDialect, "$id": "urn:parley:schema:jsonl:1", "title": "A line of 'parley export --format jsonl'",
		"type": "object", "required": []string{"kind"}, "oneOf": kinds, "$defs": s.defs,
	}, "", "  ")
}

// schemas gathers the schemas of named types.
type schemas struct{ defs schemaOf }

// dayOrNull is a day, or null for an end that is not known.
var dayOrNull = schemaOf{"type": []string{"string", "null"}, "pattern": `^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}$`}

// of returns the schema of a type; of a named struct a reference.
func (s *schemas) of(t reflect.Type) any {
	switch t {
	case reflect.TypeFor[time.Time]():
		return schemaOf{"type": "string", "format": "date-time"}
	case reflect.TypeFor[[]byte]():
		return schemaOf{"type": []string{"string", "null"}, "contentEncoding": "base64"}
	case reflect.TypeFor[parley.Day]():
		return schemaOf{"type": "string", "pattern": `^$|^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}$`}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf{"anyOf": []any{s.of(t.Elem()), schemaOf{"type": "null"}}}
	case reflect.Slice:
		return schemaOf{"type": []string{"array", "null"}, "items": s.of(t.Elem())}
	case reflect.String:
		return schemaOf{"type": "string"}
	case reflect.Bool:
		return schemaOf{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return schemaOf{"type": "integer"}
	case reflect.Float64:
		return schemaOf{"type": "number"}
	case reflect.Struct:
		if _, ok := s.defs[t.Name()]; !ok {
			s.defs[t.Name()] = nil // a type that holds itself ends here
			s.defs[t.Name()] = s.object(t)
		}
		return schemaOf{"$ref": "#/$defs/" + t.Name()}
	}
	return schemaOf{}
}

// object returns the schema of a struct.
func (s *schemas) object(t reflect.Type) schemaOf {
	properties, required := schemaOf{}, []string{}
	add := func(name string, of any) {
		properties[name] = of
		required = append(required, name)
	}
	text := schemaOf{"type": "string"}
	switch t {
	case reflect.TypeFor[parley.Date]():
		add("from", dayOrNull)
		add("to", dayOrNull)
		add("text", text)
		properties["precision"], properties["how"] = text, text
	case reflect.TypeFor[parley.PublishedDate]():
		add("from", dayOrNull)
		add("to", dayOrNull)
		add("basis", text)
		add("evidence", s.of(reflect.TypeFor[[]parley.Evidence]()))
		properties["precision"] = text
	default:
		s.fields(t, properties, &required)
	}
	return schemaOf{"type": "object", "properties": properties, "required": required}
}

// fields adds those of a struct, and of the structs that it embeds.
func (s *schemas) fields(t reflect.Type, properties schemaOf, required *[]string) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			s.fields(f.Type, properties, required)
			continue
		}
		properties[name] = s.of(f.Type)
		if !strings.Contains(options, "omit") {
			*required = append(*required, name)
		}
	}
}
