package main

import (
	"context"
	"iter"

	"parley"
	"parley/internal/read"
)

// given yields the articles of the arguments of a verb in their order: files,
// folders, - for standard input, and addresses of the web.
func (m *Main) given(ctx context.Context, args []string, data string, net netOptions, in read.Options) iter.Seq2[*parley.Article, error] {
	return func(yield func(*parley.Article, error) bool) {
		for len(args) > 0 {
			n := 1
			articles := read.Files(args[:n], in)
			if isURL(args[0]) {
				// Neighbours go together: one client waits between requests to a host.
				for n < len(args) && isURL(args[n]) {
					n++
				}
				articles = m.urlArticles(ctx, args[:n], data, net, in)
			}
			args = args[n:]
			for a, err := range articles {
				if !yield(a, err) {
					return
				}
			}
		}
	}
}
