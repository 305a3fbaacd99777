package gazetteer

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math"
	"slices"
	"strconv"
	"strings"

	"parley"
)

// bytes returns the places file of a tree; see file.go for its form. The same
// records give the same bytes in whatever order they were added.
func (t *tree) bytes() []byte {
	t.arrange()
	names := t.names()
	var s [sections][]byte
	s[secWords] = []byte(t.words.text)
	s[secNameOffsets], s[secNames] = writeNames(names)
	s[secEntryOffsets], s[secEntries] = writeEntries(t.order, names)

	var body bytes.Buffer
	for _, sec := range s {
		body.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(sec))))
	}
	for _, sec := range s {
		body.Write(sec)
	}
	out := binary.LittleEndian.AppendUint32([]byte(magic), crc32.ChecksumIEEE(body.Bytes()))
	return append(out, body.Bytes()...)
}

func writeNames(names []name) (offsets, blocks []byte) {
	for i, n := range names {
		shared := 0
		if i%blockSize == 0 {
			offsets = binary.LittleEndian.AppendUint32(offsets, uint32(len(blocks)))
		} else {
			shared = sharedPrefix(names[i-1].folded, n.folded)
		}
		rest := n.folded[shared:]
		blocks = append(blocks, byte(shared), byte(len(rest)))
		blocks = append(blocks, rest...)
		if len(n.nodes) == 1 {
			blocks = binary.AppendUvarint(blocks, uint64(n.nodes[0].index)<<1)
			continue
		}
		blocks = binary.AppendUvarint(blocks, uint64(len(n.nodes))<<1|1)
		for _, e := range n.nodes {
			blocks = binary.AppendUvarint(blocks, uint64(e.index))
		}
	}
	return binary.LittleEndian.AppendUint32(offsets, uint32(len(names))), blocks
}

func sharedPrefix(a, b string) int {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	return i
}

func writeEntries(order []*node, names []name) (offsets, blocks []byte) {
	numbers := make(map[string]int, len(names))
	for i, n := range names {
		numbers[n.folded] = i
	}
	var last raw
	for i, n := range order {
		if i%blockSize == 0 {
			offsets = binary.LittleEndian.AppendUint32(offsets, uint32(len(blocks)))
			last = raw{}
		}
		e := pack(n, numbers)
		blocks = e.append(blocks, last)
		if e.flags&flagNoCoords != 0 {
			e.lat, e.lon = last.lat, last.lon
		}
		if e.flags&flagNamedID != 0 {
			e.gn = last.gn
		}
		last = e
	}
	return binary.LittleEndian.AppendUint32(offsets, uint32(len(order))), blocks
}

// pack turns a node into the entry that is written.
func pack(n *node, numbers map[string]int) raw {
	e := raw{flags: byte(slices.Index(kinds[:], n.kind)), size: n.size, population: n.population}
	if n.up.up != nil || isUnit(n.up.kind) {
		e.up = n.index - n.up.index
	}
	folded := Fold(n.name)
	number, ok := numbers[folded]
	plain := capitals(folded)
	e.number = number
	if !ok {
		plain = ""
	}
	if plain != n.name {
		e.flags |= flagMarked
		if e.name = marks(plain, n.name); e.name == nil {
			e.flags ^= flagMarked | flagSpelled
			e.name = []byte(n.name)
		}
	}
	if n.capital {
		e.flags |= flagCapital
	}
	if n.located {
		e.lat, e.lon = int(math.Round(n.lat*degree)), int(math.Round(n.lon*degree))
	} else {
		e.flags |= flagNoCoords
	}
	if gn, err := strconv.ParseUint(strings.TrimPrefix(n.id, idNumbered), 10, 31); err == nil && strings.HasPrefix(n.id, idNumbered) {
		e.gn = int(gn)
	} else {
		e.flags |= flagNamedID
		e.id = []byte(n.id)
		if end, ok := strings.CutPrefix(n.id, n.up.unitID()+"."); ok {
			e.id = []byte(end)
		}
	}
	if n.kind == parley.KindCountry {
		e.code = []byte(n.country + n.alpha2())
	}
	return e
}

func (e raw) append(b []byte, last raw) []byte {
	b = append(b, e.flags)
	b = binary.AppendUvarint(b, uint64(e.up))
	if e.unit() {
		b = binary.AppendUvarint(b, uint64(e.size))
	}
	if e.flags&flagSpelled == 0 {
		b = binary.AppendUvarint(b, uint64(e.number))
	}
	if e.flags&(flagSpelled|flagMarked) != 0 {
		b = append(append(b, byte(len(e.name))), e.name...)
	}
	if e.flags&flagNoCoords == 0 {
		b = appendSigned(b, e.lat-last.lat)
		b = appendSigned(b, e.lon-last.lon)
	}
	b = binary.AppendUvarint(b, uint64(packPopulation(e.population)))
	if e.flags&flagNamedID != 0 {
		b = append(append(b, byte(len(e.id))), e.id...)
	} else {
		b = appendSigned(b, e.gn-last.gn)
	}
	return append(b, e.code...)
}

// appendSigned writes a number that may be below zero: see reader.signed.
func appendSigned(b []byte, v int) []byte {
	return binary.AppendUvarint(b, uint64(v<<1)^uint64(int64(v)>>63))
}

// unitID is what the ids of the units in a unit begin with: for a country that
// is its alpha-2 code.
func (n *node) unitID() string {
	if n.kind == parley.KindCountry {
		return idNumbered + n.alpha2()
	}
	return n.id
}

func (n *node) alpha2() string { return n.unit }
