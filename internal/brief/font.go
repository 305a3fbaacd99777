package brief

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The fonts of the PDF: parts of DejaVu Sans Condensed; font/LICENCE.md says which.
var (
	//go:embed font/regular.ttf
	regularFont []byte
	//go:embed font/bold.ttf
	boldFont []byte
)

// letters returns the characters that both fonts have.
var letters = sync.OnceValue(func() map[rune]bool {
	regular, bold := glyphs(regularFont), glyphs(boldFont)
	both := make(map[rune]bool, len(regular))
	for r := range regular {
		if bold[r] {
			both[r] = true
		}
	}
	return both
})

// glyphs reads the characters of a TrueType font out of its table of characters
// in the format for the first plane (OpenType specification, cmap, format 4).
func glyphs(font []byte) map[rune]bool {
	u16 := func(at int) int {
		if at < 0 || at+2 > len(font) {
			return 0
		}
		return int(binary.BigEndian.Uint16(font[at:]))
	}
	u32 := func(at int) int { return u16(at)<<16 | u16(at+2) }
	cmap := 0
	for i := range u16(4) {
		if at := 12 + 16*i; at+16 <= len(font) && string(font[at:at+4]) == "cmap" {
			cmap = u32(at + 8)
		}
	}
	found := map[rune]bool{}
	for i := range u16(cmap + 2) {
		at := cmap + u32(cmap+4+8*i+4)
		if u16(at) != 4 {
			continue
		}
		n := u16(at+6) / 2
		ends, starts, deltas, ranges := at+14, at+16+2*n, at+16+4*n, at+16+6*n
		for s := range n {
			for c := u16(starts + 2*s); c <= u16(ends+2*s) && c != 0xffff; c++ {
				glyph := c + u16(deltas+2*s)
				if offset := u16(ranges + 2*s); offset != 0 {
					if glyph = u16(ranges + 2*s + offset + 2*(c-u16(starts+2*s))); glyph != 0 {
						glyph += u16(deltas + 2*s)
					}
				}
				if glyph&0xffff != 0 {
					found[rune(c)] = true
				}
			}
		}
	}
	return found
}

// printable writes text in the characters of the fonts. A character that they lack
// is taken apart into such as they have; what is left is named: a stretch of
// another script by the script and the number of its letters, a sign by its number
// in Unicode. Nothing is dropped.
func printable(s string) string {
	s = norm.NFC.String(clean(s))
	have := letters()
	var b strings.Builder
	var script string
	n := 0
	flush := func() {
		if n > 0 {
			fmt.Fprintf(&b, "[%s script: %d %s]", script, n, plural(n, "letter", "letters"))
		}
		n = 0
	}
	var blanks string // between words of another script
	for _, r := range s {
		if n > 0 && r == ' ' {
			blanks += " "
			continue
		}
		text, of := shownAs(r, have)
		if of != "" {
			if n > 0 && of != script {
				flush()
				b.WriteString(blanks)
			}
			script, blanks = of, ""
			n++
			continue
		}
		flush()
		b.WriteString(blanks)
		blanks = ""
		b.WriteString(text)
	}
	flush()
	b.WriteString(blanks)
	return b.String()
}

// shownAs is how a character is shown; script is not empty for a letter of one
// that the fonts lack.
func shownAs(r rune, have map[rune]bool) (text, script string) {
	if have[r] {
		return string(r), ""
	}
	parts := norm.NFKD.String(string(r))
	if parts != string(r) && !strings.ContainsFunc(parts, func(p rune) bool { return !have[p] }) {
		return parts, ""
	}
	if unicode.IsSpace(r) {
		return " ", ""
	}
	if unicode.IsLetter(r) || unicode.IsMark(r) {
		if name := scriptOf(r); name != "" {
			return "", name
		}
	}
	return "[U+" + strings.ToUpper(strconv.FormatInt(int64(r), 16)) + "]", ""
}

// scriptOf names the script of a letter; empty for what several share.
func scriptOf(r rune) string {
	for _, name := range scripts() {
		if unicode.Is(unicode.Scripts[name], r) {
			return strings.ReplaceAll(name, "_", " ")
		}
	}
	return ""
}

// scripts are the names of scripts, in order, but for what several share.
var scripts = sync.OnceValue(func() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(unicode.Scripts)), func(s string) bool { return s == "Common" || s == "Inherited" })
})
