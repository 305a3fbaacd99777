package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// TestDamage reads the sound records before and behind every kind of damage, and
// names it.
func TestDamage(t *testing.T) {
	length := func(n int) string { return fmt.Sprintf("Content-Length: %d", n) }
	bad := func(field string) string {
		return record("response", pageURL(2), answer200(pageBody(2)), isAnswer, field)
	}
	whole := len(answer200(pageBody(2)))
	const cut = " [the record is damaged at its end; the text may be cut short]"
	for _, c := range []struct{ name, record, page, fault string }{
		{"length too short", bad(length(whole - 20)), want(2) + cut, "its length is not"},
		{"length too long", bad(length(whole + 300)), want(2) + cut, "its length is not"},
		{"length far too long", bad(length(1 << 22)), want(2) + cut, "its length is not"},
		{"length below zero", bad(length(-5)), want(2) + cut, `the length "-5" is no number`},
		{"no length", bad("Content-Length: "), want(2) + cut, `the length "" is no number`},
		{"garbage", "\x00\x01 lost bytes WARC/ and more\r\n", "", "bytes that are no record"},
		{"a header that does not end", "WARC/1.0\r\nWARC-Type: response\r\n" + strings.Repeat("X: y\r\n", 60_000), "", "the header: more than"},
		{"no type", strings.Replace(bad("X: y"), "WARC-Type: response\r\n", "", 1), "", "states no type"},
		{"several segments", bad("WARC-Segment-Number: 1"), "", "several segments"},
		{"half an answer", record("response", pageURL(2), "HTTP/1.1 200 OK\r\nContent-Type: text/html", isAnswer), "", "no page: nothing in it"},
		{"one line end", strings.TrimSuffix(bad("X: y"), "\r\n"), want(2), ""},
		{"no line end", strings.TrimSuffix(bad("X: y"), "\r\n\r\n"), want(2), ""},
	} {
		for name, pack := range packers {
			for _, again := range []bool{true, false} {
				if c.name == "length far too long" && !again && name == "plain" {
					continue // it cannot be looked at so far ahead
				}
				got := read(pack(t, []string{page(1), c.record, page(3)}), again)
				want := []string{want(1), want(3)}
				if c.page != "" {
					want = slices.Insert(want, 1, c.page)
				}
				faults := slices.DeleteFunc(slices.Clone(got), func(s string) bool { return !strings.HasPrefix(s, "at ") })
				got = slices.DeleteFunc(got, func(s string) bool { return strings.HasPrefix(s, "at ") })
				check(t, c.name+", "+name, got, want)
				if c.fault == "" && len(faults) > 0 || c.fault != "" && (len(faults) == 0 || !strings.Contains(faults[0], c.fault)) {
					t.Errorf("%s, %s: faults %q, want %q", c.name, name, faults, c.fault)
				}
			}
		}
	}
}

// TestBrokenMembers loses a packed record that cannot be unpacked, and no other.
func TestBrokenMembers(t *testing.T) {
	for _, name := range []string{"gzip", "zstd"} {
		pack := packers[name]
		one, two, three := pack(t, []string{page(1)}), pack(t, []string{page(2)}), pack(t, []string{page(3)})
		flipped := bytes.Clone(two)
		for i := 12; i < 40; i++ {
			flipped[i] ^= 0x55
		}
		for what, broken := range map[string][]byte{
			"flipped bytes": flipped, "the rest is missing": two[:len(two)/2], "the head is missing": two[15:], "nonsense": []byte("nonsense"),
		} {
			got := read(slices.Concat(one, broken, three), true)
			faults := 0
			got = slices.DeleteFunc(got, func(s string) bool {
				if strings.HasPrefix(s, "at ") {
					faults++
				}
				return strings.HasPrefix(s, "at ") || strings.HasPrefix(s, pageURL(2))
			})
			check(t, name+", "+what, got, []string{want(1), want(3)})
			if faults == 0 {
				t.Errorf("%s, %s: no fault is named", name, what)
			}
		}
		// A wrong checksum does not take the record away.
		if name == "gzip" {
			sum := bytes.Clone(two)
			sum[len(sum)-6] ^= 1
			got := read(slices.Concat(one, sum, three), true)
			if len(got) != 4 || got[1] != want(2) || !strings.Contains(got[2], "checksum") || got[3] != want(3) {
				t.Errorf("wrong checksum: got %q", got)
			}
		}
	}
}

// TestTruncated cuts a file at every byte: the records before the cut are read, the
// last one is named.
func TestTruncated(t *testing.T) {
	for name, pack := range packers {
		one := len(pack(t, []string{page(1)}))
		b := pack(t, []string{page(1), page(2)})
		for n := one; n < len(b)-4; n += 1 + n%4 {
			got := read(b[:n], true)
			if len(got) == 0 || got[0] != want(1) {
				t.Fatalf("%s: cut at %d of %d: got %q", name, n, len(b), got)
			}
			if n > one && len(got) < 2 {
				t.Fatalf("%s: cut at %d of %d: no fault is named: %q", name, n, len(b), got)
			}
		}
	}
}

// TestCutAnswer keeps what is there of a page whose record breaks off, and says so.
func TestCutAnswer(t *testing.T) {
	b := page(1)
	got := read([]byte(b[:len(b)-24]), true)
	if len(got) != 2 || !strings.HasPrefix(got[0], want(1)[:len(want(1))-20]) || !strings.Contains(got[0], "may be cut short") || !strings.Contains(got[1], "the file ends in it, 20 bytes before its end") {
		t.Errorf("got %q", got)
	}
}

// TestNothingLost damages one record of many at random: all others are read, once.
func TestNothingLost(t *testing.T) {
	rnd := rand.New(rand.NewPCG(6, 1))
	for name, pack := range packers {
		var parts [][]byte
		for n := range 30 {
			parts = append(parts, pack(t, []string{page(n)}))
		}
		for range 100 {
			hit := rnd.IntN(len(parts))
			broken := bytes.Clone(parts[hit])
			for range 1 + rnd.IntN(4) {
				broken[rnd.IntN(len(broken))] = byte(rnd.IntN(256))
			}
			if rnd.IntN(4) == 0 {
				broken = broken[:rnd.IntN(len(broken))]
			}
			files := slices.Clone(parts)
			files[hit] = broken
			got := read(slices.Concat(files...), true)
			for n := range parts {
				seen := 0
				for _, g := range got {
					if g == want(n) {
						seen++
					}
				}
				if n != hit && seen != 1 {
					t.Fatalf("%s: record %d is damaged (%q), record %d is read %d times: %q", name, hit, broken, n, seen, got)
				}
			}
		}
	}
}

// TestReadError ends at an error of the file, which is no damage.
func TestReadError(t *testing.T) {
	broken := errors.New("the disk is gone")
	for name, pack := range packers {
		b := pack(t, []string{page(1), page(2)})
		in := io.MultiReader(bytes.NewReader(b[:len(b)-30]), iotest.ErrReader(broken))
		var last error
		n := 0
		for _, err := range Pages(in, Options{}) {
			if n++; n > 10 {
				t.Fatal("it does not end")
			}
			last = err
		}
		if !errors.Is(last, broken) {
			t.Errorf("%s: ends with %v", name, last)
		}
	}
}

// TestStop ends when the asker does.
func TestStop(t *testing.T) {
	n := 0
	for _, err := range Pages(strings.NewReader(page(1)+page(2)+page(3)), Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d pages", n)
	}
}
