// Package examples holds the example dispatches and agreements of this folder,
// for 'parley demo'.
package examples

import "embed"

// FS holds the dispatches (*.txt) and the agreements (agreements/*).
//
//go:embed *.txt agreements/*
var FS embed.FS
