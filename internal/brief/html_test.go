package brief

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestHTMLStructure wants what readers with a screen reader need: a language, one
// heading of the first level and none that skips one, heads of tables with a scope,
// links that lead to something, and IDs that stand once.
func TestHTMLStructure(t *testing.T) {
	page := render(t, HTML, report("x"))
	for _, want := range []string{`<html lang="en">`, "<main ", "<title>", `<meta charset="utf-8">`, `name="viewport"`, "Skip to the report"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	level := 0
	for _, h := range regexp.MustCompile(`<h([1-6])`).FindAllStringSubmatch(page, -1) {
		n, _ := strconv.Atoi(h[1])
		if n > level+1 || n == 1 && level > 0 {
			t.Errorf("heading %d follows %d", n, level)
		}
		level = n
	}
	for _, th := range regexp.MustCompile(`<th[ >][^>]*`).FindAllString(page, -1) {
		if !strings.Contains(th, `scope="`) {
			t.Errorf("%s has no scope", th)
		}
	}
	seen := map[string]bool{}
	for _, id := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if seen[id[1]] {
			t.Errorf("ID %s stands twice", id[1])
		}
		seen[id[1]] = true
	}
	for _, to := range regexp.MustCompile(`(?:href="#|aria-labelledby=")([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !seen[to[1]] {
			t.Errorf("nothing has the ID %s", to[1])
		}
	}
}

// TestContrast reckons the contrasts of both colour schemes as WCAG 2.2 does: 4.5
// for text, on the paper and on the tint.
func TestContrast(t *testing.T) {
	schemes := regexp.MustCompile(`--ink: [^}]*`).FindAllString(page, -1)
	if len(schemes) != 3 {
		t.Fatalf("%d colour schemes", len(schemes))
	}
	for _, s := range schemes {
		of := map[string]float64{}
		for _, c := range regexp.MustCompile(`--([a-z]+): #([0-9a-f]{6}|[0-9a-f]{3});`).FindAllStringSubmatch(s, -1) {
			of[c[1]] = luminance(t, c[2])
		}
		for _, text := range []string{"ink", "soft", "link"} {
			for _, ground := range []string{"paper", "tint"} {
				a, b := of[text], of[ground]
				if c := (max(a, b) + 0.05) / (min(a, b) + 0.05); c < 4.5 {
					t.Errorf("%s on %s: %.2f in %s", text, ground, c, s)
				}
			}
		}
	}
}

// luminance is the relative luminance of a colour of the web.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
