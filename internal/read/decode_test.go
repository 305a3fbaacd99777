package read

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"parley"
)

// inUTF16 encodes s in 16-bit units.
func inUTF16(s string, order binary.AppendByteOrder) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

func TestDecode(t *testing.T) {
	const plain = "Troops left Tarvos.\nBoth sides met."
	const accents = "Général Óscar Núñez said: “Not yet” – and left. 😀"
	for _, c := range []struct {
		name, raw, want, encoding string
	}{
		{"empty", "", "", utf8Name},
		{"ASCII", plain, plain, utf8Name},
		{"UTF-8", accents, accents, utf8Name},
		{"UTF-8 with a mark", "\xef\xbb\xbf" + accents, accents, utf8Name},
		{"Windows-1252", "G\xe9n\xe9ral \xd3scar said: \x93Not yet\x94 \x96 and left.",
			"Général Óscar said: “Not yet” – and left.", cp1252Name},
		{"bytes that Windows-1252 lacks", "the old caf\xe9 \x81\x8d", "the old café \ufffd\ufffd", cp1252Name},
		{"both", "Général Óscar said: \x93Not yet.\x94 Née à Ñu.", "Général Óscar said: “Not yet.” Née à Ñu.", mixedName},
		{"cut inside a character", "Général Óscar dit « nei \xe2\x80", "Général Óscar dit « nei \ufffd", mixedName},
		{"UTF-16LE with a mark", "\xff\xfe" + string(inUTF16(accents, binary.LittleEndian)), accents, utf16LEName},
		{"UTF-16BE with a mark", "\xfe\xff" + string(inUTF16(accents, binary.BigEndian)), accents, utf16BEName},
		{"UTF-16LE", string(inUTF16(plain, binary.LittleEndian)), plain, utf16LEName},
		{"UTF-16BE", string(inUTF16(plain, binary.BigEndian)), plain, utf16BEName},
		{"UTF-16 with an odd byte", "\xff\xfe" + string(inUTF16("abcd", binary.LittleEndian)) + "e", "abcd\ufffd", utf16LEName},
		{"UTF-16 with a lone surrogate", "\xff\xfea\x00b\x00\x00\xd8c\x00", "ab\ufffdc", utf16LEName},
		{"a stray zero in a long text", strings.Repeat("x", 2000) + "\x00", strings.Repeat("x", 2000) + "\x00", utf8Name},
	} {
		got, encoding, err := decode([]byte(c.raw))
		if err != nil || got != c.want || encoding != c.encoding {
			t.Errorf("%s: got %q in %q, error %v; want %q in %q", c.name, got, encoding, err, c.want, c.encoding)
		}
	}
}

func TestDecodeRefusesBinary(t *testing.T) {
	noise := make([]byte, 4000)
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	for _, c := range []struct {
		name string
		raw  []byte
		want string
	}{
		{"noise", noise, "binary"},
		{"zeros", make([]byte, 100), "binary"},
		{"control characters", bytes.Repeat([]byte("ab\x01\x02\x03"), 50), "binary"},
		{"a ZIP archive", append([]byte("PK\x03\x04"), noise...), "ZIP"},
		{"gzip", append([]byte("\x1f\x8b\x08\x00"), noise...), "gzip"},
		{"PNG", append([]byte("\x89PNG\r\n\x1a\n\x00"), noise...), "PNG"},
		{"UTF-32", []byte("\xff\xfe\x00\x00a\x00\x00\x00"), "UTF-32"},
		{"an 8-bit script of another family", bytes.Repeat([]byte("\xcf\xf0\xe8\xe2\xe5\xf2 "), 50), "encoding"},
	} {
		_, _, err := decode(c.raw)
		if !errors.Is(err, parley.ErrBinary) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want ErrBinary and %q", c.name, err, c.want)
		}
	}
}
