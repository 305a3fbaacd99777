// Package beside runs other people's name finders over the texts that ours is
// measured on, so that both stand in one table. It is built with the tag
// "beside" only: nothing of it is linked into parley.
//
//	go run -tags beside ./cmd/parley eval lang
package beside
