package parley

import (
	"context"
	"time"
)

// Raw is what an article was read from: the bytes as they came, so that a better
// cleaner and a better coder can be run over them again.
type Raw struct {
	// Article is the ID of the article that was read from them.
	Article string `json:"article"`
	// Ref and URL are those of the article. Asked is the address that was asked
	// for where it led elsewhere; empty where it did not.
	Ref   string `json:"ref"`
	URL   string `json:"url,omitempty"`
	Asked string `json:"asked,omitempty"`
	// MediaType is what the bytes are ("text/html; charset=utf-8"), as served or
	// as found: text/html, text/plain, or application/json for one record of JSON
	// Lines (a row of a table is written as one).
	MediaType string `json:"media_type"`
	// Fetched is when the bytes came from the net, UTC; zero for a file.
	Fetched time.Time `json:"fetched,omitzero"`
	// From is what brought it: a feed's address, the path of an archive with the
	// offset of the record ("a.warc.gz@1024"), or a folder; empty for a file.
	From string `json:"from,omitempty"`
	// Stated is what was said of the article beside its bytes (by the feed that
	// led to it): used where the bytes do not tell.
	Stated Stated `json:"stated,omitzero"`
	// Notes are remarks on how the bytes came ("the answer breaks off"); the article
	// that is read from them has them too.
	Notes []string `json:"notes,omitempty"`
	// Body is the bytes, unpacked of what the transport packed them with.
	Body []byte `json:"body"`
}

// Stated is what somebody else than the article states of it; empty for not told.
type Stated struct {
	Title     string `json:"title,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Language  string `json:"language,omitempty"`
	Published string `json:"published,omitempty"` // as written
	Byline    string `json:"byline,omitempty"`
}

// RawWriter keeps what articles were read from.
type RawWriter interface {
	// PutRaw keeps what an article was read from. The first one of an article
	// stays: another changes nothing. Its bytes are kept compressed. ErrNotFound if
	// the store lacks the article.
	PutRaw(ctx context.Context, r Raw) error
}

// RawReader returns what articles were read from.
type RawReader interface {
	// Raw returns what an article was read from, with times in UTC; ErrNotFound if
	// that was not kept.
	Raw(ctx context.Context, article string) (Raw, error)
	// Records returns stored records by the article's ID, those behind after, limit
	// at most; none at the end. Start with "".
	Records(ctx context.Context, after string, limit int) ([]*Record, error)
}
