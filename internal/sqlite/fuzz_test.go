package sqlite

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"testing"

	"parley"
)

// FuzzUnseal reads blobs that are not what was written: an error, never a crash.
func FuzzUnseal(f *testing.F) {
	for _, v := range []any{madeUp(0, 2), "", 7, nil} {
		blob, err := seal(v)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(blob)
	}
	f.Fuzz(func(t *testing.T, blob []byte) {
		var r parley.Record
		if err := unseal(blob, &r); err != nil {
			wantFault(t, err)
		}
		keys, err := unpackKeys(blob)
		if wantFault(t, err); err == nil && !bytes.Equal(packKeys(keys), blob) {
			again, err := unpackKeys(packKeys(keys)) // a length can be written in several ways
			if err != nil || len(again) != len(keys) {
				t.Errorf("keys %q came back as %q, %v", keys, again, err)
			}
		}
		reasons, err := unpackReasons(blob, map[int64]string{1: "place", 2: "day"})
		wantFault(t, err)
		reasonsComeBack(t, reasons)
	})
}

// reasonsComeBack packs and unpacks reasons.
func reasonsComeBack(t *testing.T, reasons []parley.Reason) {
	t.Helper()
	packed := packReasons(nil, reasons, map[string]int64{"place": 1, "day": 2})
	again, err := unpackReasons(packed, map[int64]string{1: "place", 2: "day"})
	if err != nil || len(again) != len(reasons) {
		t.Fatalf("reasons %v came back as %v, %v", reasons, again, err)
	}
	for i, r := range reasons {
		if g := again[i]; g.Feature != r.Feature || g.Detail != r.Detail || math.Float64bits(g.Weight) != math.Float64bits(r.Weight) {
			t.Errorf("reason %v came back as %v", r, g)
		}
	}
}

func TestReasonsComeBack(t *testing.T) {
	var reasons []parley.Reason
	for _, w := range []float64{0, 1, -1, 0.429, -3.5, 1e9, 0.1 + 0.2, 1.0 / 3, -1e300, 5e-324, math.Copysign(0, -1), math.Inf(1), math.NaN(), 1073741.823, 1073741.824} {
		reasons = append(reasons, parley.Reason{Feature: "place", Detail: "é", Weight: w}, parley.Reason{Feature: "day", Weight: -w})
	}
	reasonsComeBack(t, reasons)
	packed := packReasons(nil, []parley.Reason{{Feature: "place", Weight: 1.614}}, map[string]int64{"place": 1})
	if len(packed) != 4 {
		t.Errorf("a short reason takes %d bytes", len(packed))
	}
}

// FuzzOpen reads files that are no sound store: opening or checking them gives an
// error or findings of a known kind, and never a crash.
func FuzzOpen(f *testing.F) {
	path := madeStore(f)
	whole := []byte(bytesOf(f, path))
	f.Add(0, []byte("SQLite format 3\x00"))
	f.Add(16, []byte{0x20, 0})
	f.Add(60, []byte{0, 0, 0, 99})
	f.Add(4096, []byte{0})
	f.Add(len(whole)-100, []byte("xyz"))
	f.Fuzz(func(t *testing.T, at int, patch []byte) {
		b := bytes.Clone(whole)
		at = min(max(at, 0), len(b))
		copy(b[at:], patch)
		if len(patch) == 0 {
			b = b[:at]
		}
		path := filepath.Join(t.TempDir(), "store.db")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		st, err := Open(t.Context(), path, Options{ReadOnly: true})
		if err != nil {
			wantFault(t, err)
			return
		}
		defer ended(t, st.Close)
		_, err = st.Verify(t.Context())
		wantFault(t, err)
	})
}
