package net

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// Weights are all that a network has learned, in full precision, as the
// training leaves them.
type Weights struct {
	Config
	Labels
	Words, Feats Rows
	LSTM         [2][2]LSTM // layer, direction
	Tags         Dense
	TagIn        Dense // its bias stays 0
	NamesIn      Dense // states and inputs side by side to Config.Names values
	Names        Dense
	Follow       []float32 // score of name class c after class p, at [p*NameClasses+c]
	Arcs         Dense
	ArcMul       Dense
	Root         []float32
	Label        Dense
}

// Rows is a table of rows of Embed values, row i found by Hashes[i]. Rows from
// Fine on are saved with 4 bits a value instead of 8.
type Rows struct {
	Hashes []uint64
	Values []float32
	Fine   int
}

// Dense is a row-major matrix of In x Out weights and a bias of Out values.
type Dense struct {
	In, Out int
	W, Bias []float32
}

// LSTM is one direction of a layer: input to gates, and states to gates.
type LSTM struct {
	In  Dense
	Rec Dense // its bias stays 0
}

// NewWeights returns weights of the sizes that c and l ask for, all zero and
// with empty tables.
func NewWeights(c Config, l Labels) *Weights {
	w := &Weights{Config: c, Labels: l, Root: make([]float32, c.Arc), Follow: make([]float32, NameClasses*NameClasses)}
	in := [2]int{c.Embed, 2*c.Hidden1 + c.Tags}
	for layer, h := range [2]int{c.Hidden1, c.Hidden2} {
		for dir := range 2 {
			w.LSTM[layer][dir] = LSTM{newDense(in[layer], 4*h), newDense(h, 4*h)}
		}
	}
	tags := len(l.UPOS) + len(l.XPOS)
	w.Tags, w.TagIn = newDense(2*c.Hidden1, tags), newDense(tags, c.Tags)
	w.NamesIn, w.Names = newDense(2*c.Hidden2+c.Embed, c.Names), newDense(c.Names, NameClasses)
	w.Arcs = newDense(2*c.Hidden2, 2*c.Arc+2*c.Label)
	w.ArcMul, w.Label = newDense(c.Arc, c.Arc), newDense(c.Label, len(l.Rels))
	return w
}

func newDense(in, out int) Dense {
	return Dense{in, out, make([]float32, in*out), make([]float32, out)}
}

// Dense lists the matrices, always in the same order.
func (w *Weights) Dense() []*Dense {
	var all []*Dense
	for layer := range 2 {
		for dir := range 2 {
			all = append(all, &w.LSTM[layer][dir].In, &w.LSTM[layer][dir].Rec)
		}
	}
	return append(all, &w.Tags, &w.TagIn, &w.NamesIn, &w.Names, &w.Arcs, &w.ArcMul, &w.Label)
}

// magic opens a file of weights; the digit counts versions of the format.
const magic = "PARLEYNET3\n"

type header struct {
	Config       Config
	Labels       Labels
	Words, Feats [2]int // rows with 8 bits a value, rows with 4
}

func (r Rows) sizes() [2]int { return [2]int{r.Fine, len(r.Hashes) - r.Fine} }

// Marshal writes the weights as Load reads them: the tables' rows rounded to
// 8 or 4 bits with a scale a row, the matrices as they are.
func (w *Weights) Marshal() ([]byte, error) {
	head, err := json.Marshal(header{w.Config, w.Labels, w.Words.sizes(), w.Feats.sizes()})
	if err != nil {
		return nil, err
	}
	b := append([]byte(magic), binary.LittleEndian.AppendUint32(nil, uint32(len(head)))...)
	b = append(b, head...)
	for _, r := range []Rows{w.Words, w.Feats} {
		b = r.append(b, w.Embed)
	}
	for _, d := range w.Dense() {
		b = appendFloats(appendFloats(b, d.W), d.Bias)
	}
	return appendFloats(appendFloats(b, w.Root), w.Follow), nil
}

func (r Rows) append(b []byte, width int) []byte {
	for _, h := range r.Hashes {
		b = binary.LittleEndian.AppendUint64(b, h)
	}
	scales, values := make([]float32, len(r.Hashes)), make([]byte, 0, len(r.Values))
	q := make([]int, width)
	for i := range r.Hashes {
		row := r.Values[i*width : (i+1)*width]
		if i < r.Fine {
			scales[i] = round(q, row, 127)
			for _, v := range q {
				values = append(values, byte(int8(v)))
			}
			continue
		}
		scales[i] = round(q, row, 7)
		for j := 0; j < width; j += 2 {
			values = append(values, byte(q[j]+8|(q[j+1]+8)<<4))
		}
	}
	return append(appendFloats(b, scales), values...)
}

// round sets q to the values of row in whole steps, at most so many each way,
// and returns the size of a step.
func round(q []int, row []float32, steps float32) float32 {
	var top float32
	for _, v := range row {
		top = max(top, v, -v)
	}
	scale := top / steps
	for j, v := range row {
		q[j] = 0
		if top > 0 {
			q[j] = int(math.Round(float64(v / scale)))
		}
	}
	return scale
}

func appendFloats(b []byte, x []float32) []byte {
	for _, v := range x {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return b
}

// ErrFormat says that bytes are not weights of this version.
var ErrFormat = errors.New("not weights of this version of the network")

// Load makes a network of what Marshal wrote. It returns ErrFormat, wrapped,
// for anything else. The network reads its tables out of b for as long as it
// lives, so b must not be changed.
func Load(b []byte) (*Net, error) {
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok || len(rest) < 4 {
		return nil, fmt.Errorf("%w: no magic at the start", ErrFormat)
	}
	n := int(binary.LittleEndian.Uint32(rest))
	if n > len(rest)-4 {
		return nil, fmt.Errorf("%w: header cut short", ErrFormat)
	}
	var h header
	if err := json.Unmarshal(rest[4:4+n], &h); err != nil {
		return nil, fmt.Errorf("%w: header: %w", ErrFormat, err)
	}
	if err := h.check(len(rest)); err != nil {
		return nil, err
	}
	r := reader{b: rest[4+n:]}
	m := &Net{Config: h.Config, Labels: h.Labels}
	m.words, m.feats = r.table(h.Words, h.Config.Embed), r.table(h.Feats, h.Config.Embed)
	w := NewWeights(h.Config, h.Labels)
	for _, d := range w.Dense() {
		r.floats(d.W)
		r.floats(d.Bias)
	}
	r.floats(w.Root)
	r.floats(w.Follow)
	if r.short || len(r.b) > 0 {
		return nil, fmt.Errorf("%w: its length does not fit its header", ErrFormat)
	}
	m.fill(w)
	return m, nil
}

// check bounds what Load sets aside by the size of the file, so that a
// damaged header cannot ask for all memory.
func (h *header) check(size int) error {
	sum := 0
	for _, v := range []int{h.Config.Embed, h.Config.Hidden1, h.Config.Hidden2, h.Config.Tags, h.Config.Names, h.Config.Arc, h.Config.Label} {
		if v <= 0 || v%8 != 0 || v > 4096 {
			return fmt.Errorf("%w: size %d", ErrFormat, v)
		}
		sum += v
	}
	for _, n := range []int{h.Words[0], h.Words[1], h.Feats[0], h.Feats[1], sum} {
		if n < 0 || n > size {
			return fmt.Errorf("%w: more rows than bytes", ErrFormat)
		}
	}
	if len(h.Labels.UPOS) == 0 || len(h.Labels.XPOS) == 0 || len(h.Labels.Rels) < 2 || len(h.Labels.Pairs) == 0 {
		return fmt.Errorf("%w: no labels", ErrFormat)
	}
	for _, p := range h.Labels.Pairs {
		if int(p[0]) >= len(h.Labels.UPOS) || int(p[1]) >= len(h.Labels.XPOS) {
			return fmt.Errorf("%w: pair of tags %v", ErrFormat, p)
		}
	}
	return nil
}

func (m *Net) fill(w *Weights) {
	for layer := range 2 {
		l := &m.lstm[layer]
		l.hidden = w.LSTM[layer][0].Rec.In
		for dir := range 2 {
			l.in[dir].pack(w.LSTM[layer][dir].In)
			rec := w.LSTM[layer][dir].Rec
			l.rec[dir].Pack(rec.W, rec.In, rec.Out)
		}
	}
	m.tags.pack(w.Tags)
	m.tagIn.pack(w.TagIn)
	m.namesIn.pack(w.NamesIn)
	m.names.pack(w.Names)
	m.arcs.pack(w.Arcs)
	m.arcMul.pack(w.ArcMul)
	m.labels.pack(w.Label)
	m.root = w.Root
	copy(m.follow[:], w.Follow)
}

func (w *dense) pack(d Dense) {
	w.Pack(d.W, d.In, d.Out)
	w.bias = make([]float32, w.Stride())
	copy(w.bias, d.Bias)
}

// reader takes values off the front of b; short is set where b ran out.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if n > len(r.b) {
		r.short = true
		return nil
	}
	head := r.b[:n]
	r.b = r.b[n:]
	return head
}

func (r *reader) floats(x []float32) {
	b := r.take(4 * len(x))
	if b == nil {
		return
	}
	for i := range x {
		x[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
}

func (r *reader) table(sizes [2]int, width int) table {
	n := sizes[0] + sizes[1]
	t := table{width: width, fine: sizes[0], hashes: r.take(8 * n), scale: r.take(4 * n)}
	t.rows, t.coarse = r.take(sizes[0]*width), r.take(sizes[1]*width/2)
	if r.short {
		n = 0
	}
	t.index(n)
	return t
}
