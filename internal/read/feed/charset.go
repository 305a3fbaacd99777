package feed

import (
	"bytes"
	"fmt"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

var (
	declared = regexp.MustCompile(`^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']?([A-Za-z0-9._:-]{1,40})`)
	language = regexp.MustCompile(`(?i)(?:<(?:dc:)?language[^>]{0,80}>\s*(?:<!\[CDATA\[)?|xml:lang\s*=\s*["'])([A-Za-z]{2,3})`)
)

// decode makes text of the bytes of a feed. Bytes show what they are better than
// what is said of them: a byte order mark decides, then zeros of UTF-16, then
// whether all is UTF-8 with other letters than ASCII among it. Only then count
// the encoding that the server and the feed state.
func decode(body []byte, mediaType string) (text, name string, notes []string) {
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		body = body[3:]
	case bytes.HasPrefix(body, []byte("\xff\xfe")):
		return utf16(body, unicode.LittleEndian), "utf-16le", nil
	case bytes.HasPrefix(body, []byte("\xfe\xff")):
		return utf16(body, unicode.BigEndian), "utf-16be", nil
	case len(body) > 3 && body[0] == 0 && body[1] != 0 && body[2] == 0:
		return utf16(body, unicode.BigEndian), "utf-16be", nil
	case len(body) > 3 && body[0] != 0 && body[1] == 0 && body[3] == 0:
		return utf16(body, unicode.LittleEndian), "utf-16le", nil
	}
	said := statedCharset(body, mediaType)
	wide, broken := countUTF8(body)
	switch {
	case broken == 0 && (wide > 0 || said == "" || !isSevenBit(said)):
		if wide > 0 && said != "" && said != "utf-8" && !isUTF16(said) {
			notes = append(notes, fmt.Sprintf("it says that it is %s, the bytes are UTF-8", said))
		}
		return string(body), "utf-8", notes
	// Bytes that are nearly all UTF-8 are no text of another encoding.
	case said != "" && said != "utf-8" && !isUTF16(said) && (broken == 0 || wide < 10*broken):
		if e, err := htmlindex.Get(said); err == nil {
			if out, err := e.NewDecoder().Bytes(body); err == nil {
				return string(out), said, nil
			}
		}
	}
	page, guess := guessed(body)
	notes = append(notes, fmt.Sprintf("%d bytes are not UTF-8, they were read as %s", broken, guess))
	if wide > 0 {
		guess = "utf-8 and " + guess
	}
	return mixed(body, page, wide), guess, notes
}

// statedCharset is the encoding that the server states, else the feed itself, by
// its usual name; empty for none that is known.
func statedCharset(body []byte, mediaType string) string {
	said := ""
	if _, params, err := mime.ParseMediaType(mediaType); err == nil {
		said = params["charset"]
	}
	// What a feed says of itself is right more often than what its server says.
	if m := declared.FindSubmatch(body[:min(len(body), 512)]); m != nil {
		said = string(m[1])
	}
	_, name := charset.Lookup(strings.TrimSpace(said))
	return name
}

// isSevenBit is true of encodings whose bytes are all ASCII, so that being UTF-8
// says nothing against them.
func isSevenBit(name string) bool { return name == "iso-2022-jp" }

func isUTF16(name string) bool { return strings.HasPrefix(name, "utf-16") }

func utf16(body []byte, order unicode.Endianness) string {
	out, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(body)
	if err != nil {
		return ""
	}
	return string(out)
}

// countUTF8 counts the sequences of UTF-8 beyond ASCII, and the bytes that are in
// none. A sequence that the end of the bytes cuts off is not counted.
func countUTF8(body []byte) (wide, broken int) {
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(body[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			wide++
		case utf8.FullRune(body[i:]):
			broken++
		}
		i += n
	}
	return wide, broken
}

// guessed chooses the code page of bytes that are not UTF-8 by the language that
// the feed states: each of these was the usual one of its languages.
func guessed(body []byte) (encoding.Encoding, string) {
	lang := ""
	if m := language.FindSubmatch(body); m != nil {
		lang = strings.ToLower(string(m[1]))
	}
	switch lang {
	case "ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "tg":
		return charmap.Windows1251, "windows-1251"
	case "ar", "fa", "ur", "ps":
		return charmap.Windows1256, "windows-1256"
	case "pl", "cs", "sk", "hu", "ro", "hr", "sl", "sq", "bs":
		return charmap.Windows1250, "windows-1250"
	case "tr", "az":
		return charmap.Windows1254, "windows-1254"
	case "el":
		return charmap.Windows1253, "windows-1253"
	case "he":
		return charmap.Windows1255, "windows-1255"
	}
	return charmap.Windows1252, "windows-1252"
}

// mixed reads what is UTF-8 as such and the bytes between as of a code page. In a
// script other than Latin a byte that starts a sequence is a letter cut in two, by
// programs that cut texts at a number of bytes.
func mixed(body []byte, page encoding.Encoding, wide int) string {
	one := page.NewDecoder()
	latin := wide == 0 || page == charmap.Windows1252
	var b strings.Builder
	b.Grow(len(body) + len(body)/16)
	for i := 0; i < len(body); {
		r, n := utf8.DecodeRune(body[i:])
		if r != utf8.RuneError || n > 1 {
			b.Write(body[i : i+n])
			i += n
			continue
		}
		if out, err := one.Bytes(body[i : i+1]); err == nil && (latin || !utf8.RuneStart(body[i])) {
			b.Write(out)
		} else {
			b.WriteRune(utf8.RuneError)
		}
		i++
	}
	return b.String()
}
