package where

// areaOf sets the area of a spot and the second place of "between A and B",
// "the A-B border".
func (r *reader) areaOf(i int) {
	s := &r.spots[i]
	from, to := bounds(r.d, s.first)
	at := s.first - 1
	for at >= from && (r.low(at) == "the" || r.kinds[r.low(at)].kind != "" && !r.isArea(at, areaOf) && !r.isArea(at, areaPreposition)) {
		at-- // "near the town of", "in the northern province of": look before
		if at >= from && r.low(at+1) != "the" && r.low(at) == "of" {
			break
		}
	}
	if at < from {
		at = s.first - 1
	}
	switch {
	case s.first > from && r.isArea(s.first-1, areaBefore):
		s.area = r.areaKey(s.first-1, areaBefore)
		if o := s.first - 2; s.area != "" && o >= from && r.low(o) == "and" {
			break
		}
	case at > from && r.low(at) == "with" && r.isArea(at-1, areaAfter) && r.areaKey(at-1, areaAfter) == "border":
		s.area = "border"
	case at >= from && r.isArea(at, areaPreposition):
		s.area = r.preposition(i, at)
	case at > from && (r.low(at) == "of" || r.low(at) == "from" || r.low(at) == "to") && r.isArea(at-1, areaOf):
		s.area = r.ofKey(at - 1)
	case at >= from && r.isArea(at, areaBefore):
		s.area = r.areaKey(at, areaBefore)
	}
	if s.area == "" {
		r.areaBehind(i, to)
	}
}

// preposition returns the key of the preposition at before spot i; "by" and
// "between" only where a place must follow.
func (r *reader) preposition(i, at int) string {
	key := r.areaKey(at, areaPreposition)
	switch r.low(at) {
	case "by":
		return ""
	case "between":
		if !r.pairUp(i) {
			return ""
		}
	}
	return key
}

// ofKey returns the key of an area noun at before "of": "border"
// only where two places or one share it.
func (r *reader) ofKey(at int) string {
	key := r.areaKey(at, areaOf)
	if key == "border" && r.low(at+1) == "from" {
		return ""
	}
	return key
}

// areaBehind reads an area word behind a spot: "the Kunduz area", "the
// A-B border".
func (r *reader) areaBehind(i, to int) {
	s := &r.spots[i]
	if s.last < to && r.isArea(s.last, areaAfter) {
		s.area = r.areaKey(s.last, areaAfter)
		return
	}
	if i+1 < len(r.spots) {
		n := &r.spots[i+1]
		if n.first == s.last+1 && r.dash(s.last) && n.last < to && r.low(n.last) == "border" {
			s.area, s.and = "border", i+1
		}
	}
}

// dash tells whether a token joins two names.
func (r *reader) dash(i int) bool {
	switch r.d.Word(i) {
	case "-", "–", "—", "/":
		return true
	}
	return false
}

// pairUp sets the second place of "between A and B" and reports whether there
// is one.
func (r *reader) pairUp(i int) bool {
	s := &r.spots[i]
	if i+1 >= len(r.spots) {
		return false
	}
	_, to := bounds(r.d, s.first)
	n := &r.spots[i+1]
	if n.first >= to {
		return false
	}
	for t := s.last; t < n.first; t++ {
		w := r.low(t)
		if w != "and" && w != "the" && w != "of" && r.kinds[w].kind == "" && !r.isArea(t, areaBefore) {
			return false
		}
	}
	s.and = i + 1
	return true
}
