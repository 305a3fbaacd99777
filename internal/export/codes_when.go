package export

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley"
)

// longestSpan is how many days a happening may be told to have lasted for each of
// them to count as a day of it.
const longestSpan = 7

// numberOf makes a number of an ID, the same for ever: the first 48 bits of its
// hash, so that no spreadsheet rounds it. part counts the rows of one incident
// from 0; those behind the first have numbers of their own.
func numberOf(id string, part int) string {
	hash := strings.TrimPrefix(id, "i-")
	var n [8]byte
	if part == 0 && len(hash) >= 12 {
		if _, err := hex.Decode(n[2:], []byte(hash[:12])); err == nil {
			return strconv.FormatUint(binary.BigEndian.Uint64(n[:]), 10)
		}
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d", id, part))
	copy(n[2:], sum[:6])
	return strconv.FormatUint(binary.BigEndian.Uint64(n[:]), 10)
}

// length is how many days a date spans; 0 where an end is open or it is not known.
func length(d *parley.Date) int {
	if d == nil || d.From.IsZero() || d.To.IsZero() || d.To.Before(d.From) {
		return 0
	}
	return int(d.To.Sub(d.From).Hours()/24) + 1
}

// lasted tells whether a happening was on each of the days of its date, and not on
// some one of them: the article names the days as days.
func (b *codebook) lasted(d *parley.Date) bool {
	n := length(d)
	return n > 1 && n <= longestSpan && d.Precision == parley.PrecisionDay && !b.isGuess(d)
}

// isGuess tells whether no words of an article say that the happening was then.
func (b *codebook) isGuess(d *parley.Date) bool {
	for _, g := range b.guessed {
		if strings.HasPrefix(d.How, g) {
			return true
		}
	}
	return false
}

// middle is the day in the middle of a date; of an even number of days the earlier.
func middle(d *parley.Date) time.Time { return d.From.AddDate(0, 0, (length(d)-1)/2) }

// unfit tells why an incident is no row of a data set of what happened; empty if
// it is one.
func unfit(in *parley.Incident) string {
	switch {
	case in.Background:
		return "told as background only"
	case in.Aggregate:
		return "a standing total or a sum over several incidents"
	case in.Status != parley.Happened && in.Status != parley.Alleged:
		return "not told as happened: " + string(in.Status)
	case in.Date == nil || in.Date.IsZero():
		return "no date is told"
	case length(in.Date) == 0:
		return "the time has an open end"
	case in.Place == nil:
		return "no place is told"
	}
	return ""
}

// leftOut is one incident left out for a reason.
func leftOut(why string) []Left { return []Left{{Reason: why, Count: 1}} }
