package html

import (
	"net/url"
	"strings"
	"unicode"
)

// outlet returns who published a page and where it is stated.
func (h *head) outlet() (string, string) {
	name, how := h.ld.outlet, "JSON-LD publisher"
	if !isName(name) {
		name = ""
	}
	for _, m := range h.metas["outlet"] {
		if !isName(m.value) {
			continue
		}
		if name == "" {
			name, how = m.value, m.how
		}
	}
	if name == "" {
		if _, name = h.cutSuffix(h.title); name != "" {
			how = "the title's end"
		}
	}
	if name == "" {
		return "", ""
	}
	if head, tail := splitTitle(name); head != "" && len(tail) > len(head) { // "Daily Sun - News from the lakes"
		name = head
	}
	return name, how
}

// isName reports whether a value can be the name of an outlet.
func isName(s string) bool {
	return s != "" && len(s) <= 100 && !strings.Contains(s, "://") && hasLetter(s) && len(strings.Fields(s)) <= 10 &&
		!strings.HasPrefix(s, "@")
}

// splitTitle splits a title before its last bar, dash or the like; both are
// empty without one.
func splitTitle(s string) (head, tail string) {
	at, size := -1, 0
	for _, sep := range []string{" | ", " - ", " – ", " — ", " · ", " « ", " » ", " :: ", " • ", " / ", " ‹ ", " › ", " ~ ", "｜"} {
		if i := strings.LastIndex(s, sep); i > at {
			at, size = i, len(sep)
		}
	}
	if at <= 0 {
		return "", ""
	}
	return strings.TrimSpace(s[:at]), strings.TrimSpace(s[at+size:])
}

// cutSuffix takes the name of the outlet and of its sections off the end of a
// title, or off its start; outlet is what was taken last.
func (h *head) cutSuffix(title string) (rest, outlet string) {
	rest = title
	if before, after, ok := strings.Cut(rest, ": "); ok && h.isOutletExactly(before) {
		rest, outlet = after, before // "Daily Sun: Truce holds"
	}
	for range 4 {
		head, tail := splitTitle(rest)
		if head == "" {
			break
		}
		if h.isOutlet(tail) {
			rest, outlet = head, tail
			continue
		}
		if outlet == "" && h.isOutlet(firstPart(rest)) {
			outlet = firstPart(rest)
			rest = strings.TrimSpace(strings.TrimLeft(rest[len(outlet):], " |-–—·«»:•/‹›~"))
			continue
		}
		// Behind the headline the name of a section may stand before the outlet's.
		if outer, last := splitTitle(head); outlet == "" && outer != "" && h.isOutlet(last) || outlet != "" && len(strings.Fields(tail)) <= 2 && len(tail) < len(head) {
			rest = head
			continue
		}
		break
	}
	return rest, outlet
}

func firstPart(s string) string {
	head, _ := splitTitle(s)
	for {
		h, _ := splitTitle(head)
		if h == "" {
			return head
		}
		head = h
	}
}

// isOutlet reports whether words are the name of the page's outlet: as the page
// states it elsewhere, or as the name of its host spells it.
func (h *head) isOutlet(s string) bool {
	key := letters(s)
	if key == "" || len(strings.Fields(s)) > 8 {
		return false
	}
	known := []string{h.ld.outlet}
	for _, m := range h.metas["outlet"] {
		known = append(known, m.value)
	}
	for _, k := range known {
		k = letters(k)
		if k != "" && (k == key || len(key) >= 4 && strings.HasPrefix(k, key) || len(k) >= 4 && strings.HasPrefix(key, k)) {
			return true
		}
	}
	u, err := url.Parse(h.address)
	if err != nil || u.Host == "" {
		return false
	}
	host := letters(site(u.Hostname()))
	return len(key) >= 4 && strings.HasPrefix(host, strings.TrimPrefix(key, "the")) || initials(s) != "" && strings.HasPrefix(host, initials(s)) && len(initials(s)) >= 3
}

// isOutletExactly reports whether words are the whole name of the outlet: as
// stated, or as its host spells it.
func (h *head) isOutletExactly(s string) bool {
	key := letters(s)
	if key == "" {
		return false
	}
	for _, m := range append([]stated{{value: h.ld.outlet}}, h.metas["outlet"]...) {
		if letters(m.value) == key {
			return true
		}
	}
	u, err := url.Parse(h.address)
	if err != nil {
		return false
	}
	name, _, _ := strings.Cut(site(u.Hostname()), ".")
	return letters(name) == key || letters(name) == strings.TrimPrefix(key, "the")
}

// initials returns the first letters of words.
func initials(s string) string {
	var b strings.Builder
	for _, w := range strings.Fields(s) {
		for _, r := range w {
			b.WriteRune(unicode.ToLower(r))
			break
		}
	}
	return b.String()
}

// headline returns the headline of a page and where it is stated. What the page
// shows as its first heading wins where another place says much the same.
func (h *head) headline() (string, string) {
	type candidate struct{ text, how string }
	var all []candidate
	add := func(text, how string) {
		if text, _ = h.cutSuffix(cleanLine(text)); text != "" && hasLetter(text) && len(text) <= 600 && !h.isOnlyOutlet(text) {
			all = append(all, candidate{text, how})
		}
	}
	add(h.ld.headline, "JSON-LD headline")
	for _, m := range h.metas["title"] {
		add(m.value, m.how)
	}
	add(h.title, "the title element")
	for _, shown := range h.h1 {
		best := 0.0
		for _, c := range all {
			best = max(best, likeness(shown, c.text))
		}
		if best >= 0.5 && !h.isOnlyOutlet(shown) {
			text, _ := h.cutSuffix(shown)
			for _, c := range all { // "Tunisia Great tasks ahead", of a line above the headline and it
				if n := len(letters(c.text)); n < len(letters(text)) && len(strings.Fields(c.text)) > 2 &&
					strings.HasSuffix(letters(text), letters(c.text)) && c.how != "the title element" {
					return c.text, c.how
				}
			}
			return text, "h1"
		}
	}
	if len(all) > 0 {
		return all[0].text, all[0].how
	}
	for _, shown := range h.h1 {
		if !h.isOnlyOutlet(shown) {
			return shown, "h1"
		}
	}
	return "", ""
}

func (h *head) isOnlyOutlet(s string) bool { return h.isOutlet(s) && len(strings.Fields(s)) <= 5 }

// likeness is the share of words that two headlines have in common, of those of
// the shorter one; a headline that was cut short is like the whole.
func likeness(a, b string) float64 {
	wa, wb := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	if len(wa) == 0 || len(wb) == 0 {
		return 0
	}
	if letters(a) == letters(b) {
		return 1
	}
	in := map[string]bool{}
	for _, w := range wa {
		in[letters(w)] = true
	}
	n := 0
	for _, w := range wb {
		if in[letters(w)] {
			n++
			delete(in, letters(w))
		}
	}
	if min(len(wa), len(wb)) < 3 {
		return float64(n) / float64(max(len(wa), len(wb)))
	}
	return float64(n) / float64(min(len(wa), len(wb)))
}

// language returns the tag of the page's language and where it is stated.
func (h *head) language() (string, string) {
	all := []stated{{h.lang, "html lang", 0}}
	all = append(all, h.metas["language"]...)
	all = append(all, stated{h.ld.language, "JSON-LD inLanguage", 0})
	for _, c := range all {
		if tag := languageTag(c.value); tag != "" {
			return tag, c.how
		}
	}
	return "", ""
}

// languageTag writes "en_US" as "en-US"; empty for what is no tag.
func languageTag(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), ",")
	s, _, _ = strings.Cut(s, ".")
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' })
	if len(parts) == 0 || len(parts[0]) < 2 || len(parts[0]) > 3 || !isASCIILetters(parts[0]) {
		return ""
	}
	out := strings.ToLower(parts[0])
	if out == "und" || out == "mul" || out == "zxx" {
		return ""
	}
	for _, p := range parts[1:min(len(parts), 4)] {
		switch {
		case len(p) == 2 && isASCIILetters(p):
			out += "-" + strings.ToUpper(p)
		case len(p) == 4 && isASCIILetters(p):
			out += "-" + strings.ToUpper(p[:1]) + strings.ToLower(p[1:])
		default:
			return out
		}
	}
	return out
}

func isASCIILetters(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 'z' || r < 'A' || r > 'Z' && r < 'a' })
}
