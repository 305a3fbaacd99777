package export

import (
	"context"
	"iter"

	"parley"
)

// sink takes the rows of a table and writes them in one format.
type sink interface {
	head(columns []Column) error
	// row writes one row; cells are good until it returns. at is nil for a row that
	// is nowhere on the map.
	row(id string, at *parley.EventPlace, cells []cell) error
	end() error
}

// tabled returns the writing of a format that takes rows.
func tabled(open func(x *run) sink) func(ctx context.Context, x *run) error {
	return func(ctx context.Context, x *run) error {
		to := open(x)
		switch x.What {
		case Events:
			return writeTable(x, eventTable(), x.events(ctx), to)
		case Articles:
			return writeTable(x, articleTable(), x.articles(ctx), to)
		case Ledger:
			return writeTable(x, ledgerTable(), oneByOne(x.undertakings(ctx)), to)
		case Actors:
			return writeTable(x, actorTable(), x.actors(ctx), to)
		}
		return writeTable(x, incidentTable(), x.incidents(ctx, NeedDetail, false), to)
	}
}

// writeTable writes a row for each item.
func writeTable[T any](x *run, t table[T], items iter.Seq2[*T, error], to sink) error {
	head := t.head()
	for _, c := range head {
		x.sum.Columns = append(x.sum.Columns, c.Name)
	}
	if err := to.head(head); err != nil {
		return err
	}
	cells := make([]cell, len(head))
	for item, err := range items {
		if err != nil {
			return err
		}
		t.row(item, cells)
		var at *parley.EventPlace
		if t.at != nil {
			at = t.at(item)
		}
		if err := to.row(t.id(item), at, cells); err != nil {
			return err
		}
		x.sum.Items++
		x.sum.Rows++
	}
	return to.end()
}
