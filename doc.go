// Package parley is the domain of Parley, which reads news about a war and the
// talks meant to end it and keeps the record of who did what to whom. It holds
// the words of that record as types, uses the standard library only and does
// no work of its own: the packages below internal/ do.
//
// # Article
//
// One published text from one outlet. Its Text is fixed once cleaned; every
// offset in the record is a byte into it.
package parley
