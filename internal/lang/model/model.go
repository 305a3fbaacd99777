// Package model holds the weights of the language engine, as the training
// command writes them. What they were trained on, under which licences, and
// how good they are stands in README.md beside them.
package model

import _ "embed" // for the weights

// Net is the network: tags, trees and names (package net reads it).
//
//go:embed net.bin
var Net []byte
