package sqlite

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash/fnv"

	"parley"
)

// Limits of a page.
const (
	limitDefault = 100
	limitMost    = 1000
)

// cursor is where a page ended: the sort key and the ID of its last item, and
// which question it was an answer to.
type cursor struct {
	Of  uint64 `json:"q"` // hash of the listing, the order and the filter
	Key int64  `json:"k"`
	ID  string `json:"i"`
}

// paging is the part of a filter that says which page of which order.
type paging struct {
	order parley.Order
	limit int
	of    uint64
	after *cursor // nil for the first page
}

// page reads the paging of a filter; the first of orders is the default.
func page(name string, f parley.Filter, orders ...parley.Order) (paging, error) {
	p := paging{order: f.Order, limit: f.Limit}
	if p.order == "" {
		p.order = orders[0]
	}
	known := false
	for _, o := range orders {
		known = known || o == p.order
	}
	switch {
	case !known:
		return paging{}, fmt.Errorf("%w: %s have no order %q", parley.ErrQuery, name, f.Order)
	case f.Limit < 0:
		return paging{}, fmt.Errorf("%w: a page of %d", parley.ErrQuery, f.Limit)
	case f.Limit == 0:
		p.limit = limitDefault
	case f.Limit > limitMost:
		p.limit = limitMost
	}
	f.Order, f.Limit, f.After = p.order, 0, ""
	b, err := json.Marshal(f)
	if err != nil {
		return paging{}, fmt.Errorf("%w: %w", parley.ErrQuery, err)
	}
	h := fnv.New64a()
	h.Write([]byte(name))
	h.Write(b)
	p.of = h.Sum64()
	return p, nil
}

// resume reads the cursor of a filter into p.
func (p *paging) resume(after string) error {
	if after == "" {
		return nil
	}
	b, err := base64.RawURLEncoding.DecodeString(after)
	if err == nil {
		p.after = new(cursor)
		err = json.Unmarshal(b, p.after)
	}
	if err != nil || p.after.Of != p.of {
		return fmt.Errorf("%w: %q is no cursor of this listing and filter", parley.ErrQuery, after)
	}
	return nil
}

// next is the cursor behind an item.
func (p *paging) next(key int64, id string) string {
	b, err := json.Marshal(cursor{p.of, key, id})
	if err != nil {
		return "" // numbers and a string always marshal
	}
	return base64.RawURLEncoding.EncodeToString(b)
}
