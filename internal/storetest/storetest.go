// Package storetest holds what every store must do, as one suite of tests.
package storetest

import (
	"testing"

	"parley"
)

// Run runs the suite. open returns a new, empty store each time.
func Run(t *testing.T, open func(t testing.TB) parley.Store) {}
