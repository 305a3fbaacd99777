package html

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"

	"parley"
)

// declared finds the encoding that the head of a page names: in a meta element
// or an XML declaration.
var declared = regexp.MustCompile(`(?i)<(?:meta\s[^>]*charset\s*=\s*|\?xml\s[^>]*encoding\s*=\s*)["']?\s*([a-z0-9_:.-]{2,40})`)

// headBytes is how much of a page is looked at for what names its encoding.
const headBytes = 32 << 10

// decode returns the page as UTF-8 and the name of its encoding. A byte order
// mark decides; then what is valid UTF-8 and has signs of it is UTF-8, whatever
// it is called; then what was served, and what the page says.
func decode(raw []byte, mediaType string) (text, name string, err error) {
	if len(bytes.TrimSpace(raw)) == 0 {
		return "", "", parley.ErrEmpty
	}
	for _, k := range []string{"%PDF-", "PK\x03\x04", "\x1f\x8b", "\x89PNG", "\xff\xd8\xff", "GIF8", "\x7fELF", "RIFF", "BZh", "\x28\xb5\x2f\xfd", "\xd0\xcf\x11\xe0"} {
		if bytes.HasPrefix(raw, []byte(k)) {
			return "", "", fmt.Errorf("%w: no page of the web", parley.ErrBinary)
		}
	}
	text, name = decodeAs(raw, mediaType)
	nuls, controls := 0, 0
	for i := range len(text) {
		if c := text[i]; c == 0 {
			nuls++
		} else if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' {
			controls++
		}
	}
	if nuls*1000 > len(text) || controls*50 > len(text) {
		return "", "", fmt.Errorf("%w: binary, or text in an encoding that is not read", parley.ErrBinary)
	}
	return text, name, nil
}

func decodeAs(raw []byte, mediaType string) (text, name string) {
	if wide := utf16Name(raw); wide != "" {
		enc, name := charset.Lookup(wide)
		out, err := enc.NewDecoder().Bytes(raw)
		if err == nil {
			return strings.TrimPrefix(strings.ToValidUTF8(string(out), "\ufffd"), "\ufeff"), name
		}
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	valid := utf8.Valid(raw)
	served, page := servedCharset(mediaType), ""
	if m := declared.FindSubmatch(raw[:min(len(raw), headBytes)]); m != nil {
		page = string(m[1])
	}
	for _, label := range []string{served, page, byLanguage(raw)} {
		enc, name := charset.Lookup(label)
		if enc == nil || name == "replacement" || strings.HasPrefix(name, "utf-16") || name == "x-user-defined" {
			continue
		}
		if valid && (name == "utf-8" || !sevenBit(name)) {
			return string(raw), "utf-8"
		}
		if name == "utf-8" {
			continue
		}
		if out, err := enc.NewDecoder().Bytes(raw); err == nil {
			return strings.ToValidUTF8(string(out), "\ufffd"), name
		}
	}
	if valid {
		return string(raw), "utf-8"
	}
	return mixed(raw)
}

// sevenBit tells encodings whose bytes are valid UTF-8 and mean other letters.
func sevenBit(name string) bool { return name == "iso-2022-jp" }

func servedCharset(mediaType string) string {
	_, after, ok := strings.Cut(strings.ToLower(mediaType), "charset=")
	if !ok {
		return ""
	}
	label, _, _ := strings.Cut(after, ";")
	return strings.Trim(strings.TrimSpace(label), `"'`)
}

// utf16Name tells UTF-16 by its mark or by its zeros.
func utf16Name(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return "utf-16le"
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return "utf-16be"
	}
	head := raw[:min(len(raw), 2048)&^1]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	switch half := len(head) / 2; {
	case half >= 8 && zeros[1]*2 > half && zeros[0]*50 <= half:
		return "utf-16le"
	case half >= 8 && zeros[0]*2 > half && zeros[1]*50 <= half:
		return "utf-16be"
	}
	return ""
}

// htmlLang finds the language of a page before it is decoded.
var htmlLang = regexp.MustCompile(`(?i)<html\s[^>]*lang\s*=\s*["']?([a-z]{2})`)

// byLanguage is the encoding that pages of a language had before UTF-8, as
// browsers choose it where nothing is said.
func byLanguage(raw []byte) string {
	m := htmlLang.FindSubmatch(raw[:min(len(raw), headBytes)])
	if m == nil || utf8.Valid(raw) || mostlyUTF8(raw) {
		return ""
	}
	switch strings.ToLower(string(m[1])) {
	case "ru", "uk", "bg", "sr", "mk", "be":
		return "windows-1251"
	case "ar", "fa", "ur", "ps":
		return "windows-1256"
	case "pl", "cs", "sk", "hu", "hr", "sl", "ro":
		return "windows-1250"
	case "el":
		return "windows-1253"
	case "tr", "az":
		return "windows-1254"
	case "he":
		return "windows-1255"
	case "th":
		return "windows-874"
	case "vi":
		return "windows-1258"
	case "ja":
		return "shift_jis"
	case "ko":
		return "euc-kr"
	case "zh":
		return "gb18030"
	}
	return ""
}

// mostlyUTF8 reports whether more sequences of UTF-8 are whole than broken.
func mostlyUTF8(raw []byte) bool {
	valid, broken := 0, 0
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			broken++
		} else {
			valid++
		}
		i += n
	}
	return valid > broken
}

// mixed reads whole sequences of UTF-8 as such and other bytes as Windows-1252;
// all bytes so where hardly any is UTF-8.
func mixed(raw []byte) (text, name string) {
	some := mostlyUTF8(raw)
	var b strings.Builder
	b.Grow(len(raw) + 64)
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if raw[i] >= utf8.RuneSelf && (!some || r == utf8.RuneError && n == 1) {
			r, n = charmap.Windows1252.DecodeByte(raw[i]), 1
		}
		b.WriteRune(r)
		i += n
	}
	if some {
		return b.String(), "utf-8 and windows-1252"
	}
	return b.String(), "windows-1252"
}
