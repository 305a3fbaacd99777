package intake

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"parley"
)

// pageSize is how much of a listing is read at a time.
const pageSize = 500

// all returns all of a listing, page by page. An error is the last.
func all[T any](ctx context.Context, f parley.Filter, list func(context.Context, parley.Filter) (parley.Page[T], error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for {
			page, err := list(ctx, f)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, x := range page.Items {
				if !yield(x, nil) {
					return
				}
			}
			if page.Next == "" {
				return
			}
			f.After = page.Next
		}
	}
}

// collect returns what a sequence gives.
func collect[T any](seq iter.Seq2[T, error]) ([]T, error) {
	var out []T
	for x, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// sortedKeys returns the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func compareIDs(a, b string) int { return strings.Compare(a, b) }

// question is an error of who asks.
func question(format string, args ...any) error {
	return fmt.Errorf(format+": %w", append(args, parley.ErrQuery)...)
}
