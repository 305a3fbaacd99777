//go:build !beside

package main

import "parley/internal/eval"

// nameFinders are those of others that eval lang measures beside ours: none,
// so that the program carries no one else's weights.
var nameFinders []eval.NameFinder
