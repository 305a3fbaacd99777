package sqlite

import (
	"database/sql"
	"errors"
	"strings"
	"testing"
	"time"

	"parley"
)

func TestSeal(t *testing.T) {
	for _, want := range []string{"", "short", strings.Repeat("long and long ", 10000), "\x00ü\u2028"} {
		blob, err := seal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got string
		if err := unseal(blob, &got); err != nil || got != want {
			t.Errorf("%.20q came back as %.20q, %v", want, got, err)
		}
		if len(want) > 1000 && len(blob) > len(want)/10 {
			t.Errorf("%d bytes are packed into %d", len(want), len(blob))
		}
		for at := range min(len(blob), 300) {
			bad := append([]byte(nil), blob...)
			bad[at] ^= 0x10
			if err := unseal(bad, &got); !errors.Is(err, parley.ErrDamaged) {
				t.Fatalf("a bit of byte %d of %.20q is turned: %v", at, want, err)
			}
		}
		if err := unseal(blob[:len(blob)-1], &got); !errors.Is(err, parley.ErrDamaged) {
			t.Errorf("the last byte of %.20q is missing: %v", want, err)
		}
	}
}

func TestDays(t *testing.T) {
	for _, day := range []string{"1970-01-01", "1969-12-31", "2026-11-21", "0001-01-02", "1900-02-28", "9999-12-31"} {
		at := parley.Day(day).Time()
		n, ok := dayNumber(at).(int64)
		if !ok {
			t.Fatalf("%s has no number", day)
		}
		if back := dayTime(sql.NullInt64{Int64: n, Valid: true}); !back.Equal(at) {
			t.Errorf("%s is day %d, which is %s", day, n, back)
		}
	}
	if dayNumber(time.Time{}) != nil {
		t.Error("no day has a number")
	}
	if !dayTime(sql.NullInt64{}).IsZero() {
		t.Error("no number has a day")
	}
}

func TestFold(t *testing.T) {
	for name, want := range map[string]string{"Kunduz": "kunduz", "  Al  Ḩasakah\t": "al hasakah", "ÅLAND": "aland", "": "", "Đà Nẵng": "đa nang", "ﬁ": "fi"} {
		if got := fold(name); got != want {
			t.Errorf("fold(%q) = %q, want %q", name, got, want)
		}
	}
}
