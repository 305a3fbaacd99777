package sqlite

import (
	"context"
	"encoding/json"

	"parley"
)

// field is what a word is a value of.
type field int

// The fields. They stand in the store: numbers are never used again.
const (
	fieldCountry   field = 1
	fieldAdmin1    field = 2
	fieldPlace     field = 3
	fieldKind      field = 4
	fieldType      field = 5
	fieldMode      field = 6
	fieldStatus    field = 7
	fieldStanding  field = 8
	fieldOutlet    field = 9
	fieldTheme     field = 10
	fieldAgreement field = 11
	fieldLanguage  field = 12
)

// word is one value that filters name.
type word struct {
	field field
	text  string
}

// spelled is one spelling of an actor.
type spelled struct{ actor, text string }

// partyName is a party without what an article says of it: what tells two apart.
type partyName struct{ actor, name, kind, country, sector, side string }

// partyNameOf returns what tells a party from others.
func partyNameOf(p parley.Party) partyName {
	return partyName{p.Actor, p.Name, p.Kind, p.Country, p.Sector, p.Side}
}

// numberer gives values of one sort their numbers; each is looked up once in a
// transaction.
type numberer[K comparable] struct {
	known map[K]uint32
	next  uint32 // first number that is free, zero while nobody asked
	// top asks for the highest number in use, find for those of JSON rows with an
	// index before them, insert makes one.
	top, find, insert string
	row               func(K) []any // what find compares
	more              func(K) []any // what insert adds behind number and row
}

func newWords() *numberer[word] {
	return &numberer[word]{
		known:  map[word]uint32{},
		top:    "SELECT coalesce(max(n), 0) + 1 FROM word",
		find:   "SELECT j.key, w.n FROM json_each($1) j CROSS JOIN word w ON w.field = j.value ->> 0 AND w.text = j.value ->> 1",
		insert: "INSERT INTO word (n, field, text, folded) VALUES ($1, $2, $3, $4)",
		row:    func(w word) []any { return []any{int(w.field), w.text} },
		more:   func(w word) []any { return []any{fold(w.text)} },
	}
}

func newParties() *numberer[partyName] {
	return &numberer[partyName]{
		known: map[partyName]uint32{},
		top:   "SELECT coalesce(max(n), 0) + 1 FROM party",
		find: `SELECT j.key, p.n FROM json_each($1) j CROSS JOIN party p ON p.actor = j.value ->> 0 AND p.name = j.value ->> 1
			AND p.kind = j.value ->> 2 AND p.country = j.value ->> 3 AND p.sector = j.value ->> 4 AND p.side = j.value ->> 5`,
		insert: "INSERT INTO party (n, actor, name, kind, country, sector, side, folded) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		row: func(p partyName) []any {
			return []any{p.actor, p.name, p.kind, p.country, p.sector, p.side}
		},
		more: func(p partyName) []any { return []any{fold(p.name)} },
	}
}

func newSpellings() *numberer[spelled] {
	return &numberer[spelled]{
		known:  map[spelled]uint32{},
		top:    "SELECT coalesce(max(n), 0) + 1 FROM spelling",
		find:   "SELECT j.key, s.n FROM json_each($1) j CROSS JOIN spelling s ON s.actor = j.value ->> 0 AND s.text = j.value ->> 1",
		insert: "INSERT INTO spelling (n, actor, text) VALUES ($1, $2, $3)",
		row:    func(s spelled) []any { return []any{s.actor, s.text} },
		more:   func(spelled) []any { return nil },
	}
}

// mixed are the values of an incident that have few: its first slots.
type mixed [mixedSlots]uint32

// mixedSlots is how many slots a mix has: kind, type, mode, status, standing.
const mixedSlots = slotStanding + 1

// mixOf returns the mix of a row.
func mixOf(r *listRow) mixed { return mixed(r.slots[:mixedSlots]) }

func newMixes() *numberer[mixed] {
	return &numberer[mixed]{
		known: map[mixed]uint32{},
		top:   "SELECT coalesce(max(n), 0) + 1 FROM mix",
		find: `SELECT j.key, m.n FROM json_each($1) j CROSS JOIN mix m ON m.kind = j.value ->> 0 AND m.type = j.value ->> 1
			AND m.mode = j.value ->> 2 AND m.status = j.value ->> 3 AND m.standing = j.value ->> 4`,
		insert: "INSERT INTO mix (n, kind, type, mode, status, standing) VALUES ($1, $2, $3, $4, $5, $6)",
		row:    func(m mixed) []any { return []any{m[0], m[1], m[2], m[3], m[4]} },
		more:   func(mixed) []any { return nil },
	}
}

func newActors() *numberer[string] {
	return &numberer[string]{
		known:  map[string]uint32{},
		top:    "SELECT coalesce(max(n), 0) + 1 FROM actor",
		find:   "SELECT j.key, a.n FROM json_each($1) j CROSS JOIN actor a ON a.id = j.value ->> 0",
		insert: "INSERT INTO actor (n, id) VALUES ($1, $2)",
		row:    func(id string) []any { return []any{id} },
		more:   func(string) []any { return nil },
	}
}

// learn makes sure that all of list have numbers.
func (x *numberer[K]) learn(ctx context.Context, s *session, list []K) error {
	var strange []K
	for _, k := range list {
		if _, ok := x.known[k]; !ok {
			x.known[k] = 0 // so that it is asked for once
			strange = append(strange, k)
		}
	}
	if len(strange) == 0 {
		return nil
	}
	if err := x.look(ctx, s, strange); err != nil {
		return err
	}
	for _, k := range strange {
		if x.known[k] != 0 {
			continue
		}
		if x.next == 0 {
			if err := s.row(ctx, []any{&x.next}, x.top); err != nil {
				return err
			}
		}
		args := append([]any{x.next}, x.row(k)...)
		if _, err := s.exec(ctx, x.insert, append(args, x.more(k)...)...); err != nil {
			return err
		}
		x.known[k] = x.next
		x.next++
	}
	return nil
}

// look finds the numbers that the store has.
func (x *numberer[K]) look(ctx context.Context, s *session, list []K) error {
	rows := make([][]any, len(list))
	for i, k := range list {
		rows[i] = x.row(k)
	}
	b, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	return s.each(ctx, x.find, []any{string(b)}, func(scan func(...any) error) error {
		var at int
		var n uint32
		if err := scan(&at, &n); err != nil {
			return err
		}
		x.known[list[at]] = n
		return nil
	})
}

// number returns the number of a value that was learnt; zero for none.
func (x *numberer[K]) number(k K) uint32 { return x.known[k] }
