package parley

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"time"
)

// Article is one published text from one outlet. Text is fixed once the
// article has been read: every offset of the record is a byte into it.
//
// An empty string means that the input does not say; nothing is guessed.
type Article struct {
	// ID is ArticleID of Text, URL and Outlet.
	ID string
	// Ref says where the article came from: the path of the file as given, the
	// id of a JSON Lines record, or path:line for a record without one; path@offset
	// of a page in an archive, path#number of a record in a list.
	Ref string
	// URL is the address, and Language the tag ("en", "pt-BR"), as the input
	// states them.
	URL, Language string
	// Outlet is who published the text: as the input states it, else as a
	// "Source:" line or the dateline names it. Notes tells which.
	Outlet string
	// Title is the headline in one line, without the name of the outlet behind
	// it. If the raw text held it, Text holds it too, as its first paragraph
	// or below the name of a section; a title that the input states beside the
	// text is not put into Text.
	Title string
	// Dateline is the place, date and agency before the first sentence, as
	// written and without the dash behind it ("KABUL, March 5 (Reuters)").
	// It is cut from Text and stands in Dropped.
	Dateline string
	// Byline is the line that names the writers, as written ("By Ana Ruiz").
	Byline string
	// Published is when the article was published, as the input states it.
	Published Published
	// Text is the cleaned text: valid UTF-8, never empty, no control
	// characters. A paragraph is one line; one blank line parts it from the
	// next. There are no other line ends and no blanks at an end of a line.
	Text string
	// Dropped holds what the raw text had and Text has not, in its order.
	Dropped []DroppedLine
	// Encoding names the encoding of the bytes as it was found: "utf-8",
	// "utf-8 and windows-1252" (some bytes of each), "windows-1252",
	// "utf-16le" or "utf-16be". A JSON Lines record is "utf-8".
	Encoding string
	// Notes are remarks of the reader on what it could not do or had to decide.
	Notes []Note
	// Raw is what the article was read from; nil where the reader was not asked
	// to keep it. Raw.Article is ID.
	Raw *Raw
}

// Published is a date of publication as an input states it.
type Published struct {
	// Stated is the date as written; empty if none is given.
	Stated string
	// How says where it is stated, in words ("JSON-LD datePublished", "the URL",
	// "the feed"); empty for a field of a JSON Lines record.
	How string
	// At is the moment, UTC, where Stated gives a time with a zone; else zero.
	At time.Time
	// From and To are the first and the last day that Stated can mean, ends
	// included, both at midnight UTC. A month without a day spans the month; a
	// time with a zone counts as the day it is there. Both are zero where
	// Stated is empty or could not be read.
	From, To time.Time
}

// DroppedLine is a line, or a part of one, that cleaning took out of a text.
type DroppedLine struct {
	// Line is the line of the raw text, from 1. For a JSON Lines record the
	// lines of its "text" are counted; for a page of the web those of the
	// paragraphs found on it, and it is 0 for what stood between them.
	Line int
	// Text is what was taken out, in one line.
	Text string
	// Why is one of the Why values.
	Why Why
	// Part is true if other words of the same line stayed in Text.
	Part bool
}

// Why is the reason for which a line was dropped.
type Why string

// The reasons.
const (
	WhyAdvertisement Why = "advertisement"
	WhyBio           Why = "bio" // of a writer
	WhyByline        Why = "byline"
	WhyCaption       Why = "caption" // of a photo, known by the credit in or under it
	WhyComments      Why = "comments"
	WhyCookies       Why = "cookies"
	WhyCopyright     Why = "copyright"
	WhyCorrection    Why = "correction" // of the outlet, of what an earlier version said
	WhyCredit        Why = "credit"     // who reported, edited or supplied the text
	WhyDate          Why = "date"       // of publication or update
	WhyDateline      Why = "dateline"
	WhyEmbedded      Why = "embedded" // a post or a page of others
	WhyEnd           Why = "end mark"
	WhyHidden        Why = "hidden" // the page does not show it
	WhyLink          Why = "link"   // to another article
	WhyNavigation    Why = "navigation"
	WhyPhoto         Why = "photo" // credit or caption, known by its first words
	WhyReadingTime   Why = "reading time"
	WhyRepeated      Why = "repeated" // stands in Text already
	WhySocial        Why = "social"   // buttons and counters to share the article
	WhySource        Why = "source"   // a line that names the outlet
	WhySubscribe     Why = "subscribe"
	WhyTags          Why = "tags" // of the outlet's archive
)

// Note is a remark of a stage on an article.
type Note struct {
	Stage string `json:"stage"` // "read"
	Note  string `json:"note"`
}

// ArticleID returns the id of an article: the first 16 bytes, in hex, of the
// SHA-256 of text and of where it was published. That is the URL, or the
// outlet (in lower case) if there is no URL. Ref, title and date are left out:
// a file that is moved and an article that is fetched again keep their id,
// while the same wire story in two outlets has two.
func ArticleID(text, url, outlet string) string {
	at := url
	if at == "" {
		at = strings.ToLower(outlet)
	}
	h := sha256.New()
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(len(at)))
	h.Write(n[:])
	h.Write([]byte(at))
	h.Write([]byte(text))
	return hex.EncodeToString(h.Sum(nil)[:16])
}
