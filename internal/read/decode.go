package read

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"parley"
)

// Names of encodings, as parley.Article.Encoding lists them.
const (
	utf8Name    = "utf-8"
	cp1252Name  = "windows-1252"
	mixedName   = "utf-8 and windows-1252"
	utf16LEName = "utf-16le"
	utf16BEName = "utf-16be"
)

// Shares of a file, in thousandths, above which it is no text. Real texts have
// no control characters but a few from broken converters; compressed or
// compiled bytes have more than a tenth.
const (
	maxNULs     = 1
	maxControls = 20
	// Western text in Windows-1252 has some accented letters; text in another
	// 8-bit encoding has mostly bytes above 127.
	maxHighBytes = 300
)

// sniffed is how much of the head of a file is looked at to tell UTF-16.
const sniffed = 4096

// decode returns raw as UTF-8 text and the name of its encoding. Bytes that
// mean nothing in it become U+FFFD. The error wraps parley.ErrBinary.
//
// A byte order mark decides; without one, zeros in every second byte are
// UTF-16, valid UTF-8 is UTF-8, and the rest is Windows-1252, of which Latin-1
// text uses a part. Where more sequences are valid UTF-8 than not, only the
// bytes that are not are read as Windows-1252: pages put together from two
// sources are like that.
func decode(raw []byte) (text, encoding string, err error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(raw, []byte("\x00\x00\xfe\xff")):
		return "", "", fmt.Errorf("%w: UTF-32", parley.ErrBinary)
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		text, encoding = decodeUTF16(raw[2:], binary.LittleEndian), utf16LEName
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		text, encoding = decodeUTF16(raw[2:], binary.BigEndian), utf16BEName
	default:
		raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
		if order, name := sniffUTF16(raw); order != nil {
			text, encoding = decodeUTF16(raw, order), name
		} else if text, encoding, err = decodeBytes(raw); err != nil {
			return "", "", err
		}
	}
	if err := checkControls(text); err != nil {
		return "", "", err
	}
	return text, encoding, nil
}

// decodeBytes decodes text of 8-bit units.
func decodeBytes(raw []byte) (text, encoding string, err error) {
	// Checked before the encoding, so that the message names the true fault.
	if zeros := bytes.Count(raw, []byte{0}); zeros*1000 > len(raw)*maxNULs {
		return "", "", fmt.Errorf("%w: %s", parley.ErrBinary, kindOf(raw))
	}
	if utf8.Valid(raw) {
		return string(raw), utf8Name, nil
	}
	valid, invalid, high := countSequences(raw)
	if valid > invalid {
		return decodeMixed(raw), mixedName, nil
	}
	if high*1000 > len(raw)*maxHighBytes {
		return "", "", fmt.Errorf("%w: %s", parley.ErrBinary, kindOf(raw))
	}
	var b strings.Builder
	b.Grow(len(raw) + 2*high)
	for _, c := range raw {
		b.WriteRune(charmap.Windows1252.DecodeByte(c))
	}
	return b.String(), cp1252Name, nil
}

// countSequences counts the valid multi-byte sequences of UTF-8 in raw, the
// bytes that belong to none, and all bytes above 127.
func countSequences(raw []byte) (valid, invalid, high int) {
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			invalid++
		} else {
			valid++
		}
		high += n
		i += n
	}
	return valid, invalid, high
}

// decodeMixed reads valid UTF-8 as such and other bytes as Windows-1252, but
// for a sequence that the end of raw cuts off, which becomes one U+FFFD.
func decodeMixed(raw []byte) string {
	var b strings.Builder
	b.Grow(len(raw) + 16)
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r != utf8.RuneError || n > 1 {
			b.Write(raw[i : i+n])
			i += n
			continue
		}
		if len(raw)-i < utf8.UTFMax && !utf8.FullRune(raw[i:]) {
			b.WriteRune(utf8.RuneError)
			break
		}
		b.WriteRune(charmap.Windows1252.DecodeByte(raw[i]))
		i++
	}
	return b.String()
}

// sniffUTF16 tells UTF-16 without a mark by its zeros: in text of a Latin
// script nearly every second byte is one, in no other encoding is any.
func sniffUTF16(raw []byte) (binary.ByteOrder, string) {
	head := raw[:min(len(raw), sniffed)&^1]
	if len(head) < 4 {
		return nil, ""
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	units := len(head) / 2
	switch {
	case zeros[1]*2 > units && zeros[0]*50 <= units:
		return binary.LittleEndian, utf16LEName
	case zeros[0]*2 > units && zeros[1]*50 <= units:
		return binary.BigEndian, utf16BEName
	}
	return nil, ""
}

// decodeUTF16 decodes 16-bit units; a lone surrogate and a last odd byte
// become U+FFFD.
func decodeUTF16(raw []byte, order binary.ByteOrder) string {
	var b strings.Builder
	b.Grow(len(raw)/2 + len(raw)/8)
	for i := 0; i+1 < len(raw); i += 2 {
		r := rune(order.Uint16(raw[i:]))
		if utf16.IsSurrogate(r) {
			var low rune
			if i+3 < len(raw) {
				low = rune(order.Uint16(raw[i+2:]))
			}
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				i += 2
			}
		}
		b.WriteRune(r)
	}
	if len(raw)%2 == 1 {
		b.WriteRune(utf8.RuneError)
	}
	return b.String()
}

// checkControls refuses decoded text that is full of control characters.
func checkControls(text string) error {
	n := 0
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' {
			n++
		}
	}
	if n*1000 > len(text)*maxControls {
		return fmt.Errorf("%w: %s", parley.ErrBinary, kindOf([]byte(text)))
	}
	return nil
}

// kindOf names well-known kinds of binary files for a message.
func kindOf(raw []byte) string {
	for _, k := range []struct{ magic, name string }{
		{"PK\x03\x04", "a ZIP archive or Office document"},
		{"\x1f\x8b", "gzip, decompress it first"},
		{"BZh", "bzip2, decompress it first"},
		{"\xfd7zXZ", "xz, decompress it first"},
		{"\x28\xb5\x2f\xfd", "zstd, decompress it first"},
		{"%PDF-", "PDF"},
		{"\xd0\xcf\x11\xe0", "an old Office document"},
		{"\x89PNG", "a PNG image"},
		{"\xff\xd8\xff", "a JPEG image"},
		{"GIF8", "a GIF image"},
		{"\x7fELF", "a program"},
	} {
		if bytes.HasPrefix(raw, []byte(k.magic)) {
			return k.name
		}
	}
	return "binary, or text in an encoding that is not read"
}

// markup names the format of decoded text that is not plain, or returns "".
func markup(text string) string {
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 512)]))
	for _, k := range []struct{ start, name string }{
		{"<!doctype html", "HTML"}, {"<html", "HTML"}, {"<?xml", "XML"},
		{`{\rtf`, "RTF"}, {"%pdf-", "PDF"}, {"%!ps", "PostScript"}, {"warc/1.", "WARC"},
	} {
		if strings.HasPrefix(head, k.start) {
			return k.name
		}
	}
	return ""
}
