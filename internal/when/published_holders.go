package when

import "strings"

// fromOffices takes who holds which office.
func (r *reasoner) fromOffices() {
	seen := map[string]bool{} // the ways in which each name has been met
	for n := range r.d.Sentences {
		from, to := r.s.at[n], r.s.at[n+1]
		for i := from; i < to; i++ {
			list := r.offices.byName[r.s.ids[i]]
			if r.s.ids[i] == 0 || len(list) == 0 {
				continue
			}
			longest := 0
			for k := range list {
				h := &list[k]
				if len(h.name) < longest || !r.s.has(i, to, h.name) {
					continue
				}
				longest = len(h.name)
				r.holder(h, n, i, seen)
			}
			i += max(0, longest-1)
		}
	}
	r.successors()
}

// holder takes one mention of a holder's name, at word i of sentence n, if the
// words around it say that they are about the office.
func (r *reasoner) holder(h *holding, n, i int, seen map[string]bool) {
	from, to := r.s.at[n], r.s.at[n+1]
	at, how, ok := r.titleBefore(h, from, i)
	end := i + len(h.name)
	if !ok {
		at, end, how, ok = r.titleBehind(h, i, to)
	}
	if !ok {
		at, end, how, ok = r.ruleOf(h, i, from, to)
	}
	if !ok {
		return
	}
	if h.office == "commander" && !r.s.any(from, to, r.cues.says) {
		how = max(how, once)
	}
	if how == inOffice && r.historic(n, at) {
		how = once
	}
	key := h.office + strings.Join([]string{h.terms[0].country, h.terms[0].name}, "|") + string(rune('0'+how))
	if seen[key] {
		return
	}
	seen[key] = true
	first, last := int(r.s.tokens[at]), int(r.s.tokens[end-1])+1
	k := rankOffice
	switch how {
	case elect, outgoing:
		k = rankElect
	case once, begun:
		k = rankTerm
	case inOffice:
		r.add(rankTerm, h.days(once), first, last, "%s", h.describe(once))
	}
	r.add(k, h.days(how), first, last, "%s", h.describe(how))
	if set := h.days(how); len(set) > 0 {
		r.held = append(r.held, held{h, how, len(r.clues) - 1})
	}
}

// held is a clue that rests on an office.
type held struct {
	*holding
	how  standing
	clue int // index in reasoner.clues
}

// successors takes back what later holders of the same office disprove: that
// an earlier one is in office, and, for one who is elect, that he has begun.
func (r *reasoner) successors() {
	drop := make([]bool, len(r.clues))
	for _, a := range r.held {
		for _, b := range r.held {
			if a.office != b.office || a.terms[0].country != b.terms[0].country {
				continue
			}
			same := a.terms[0].name == b.terms[0].name
			later := b.terms[0].from > a.terms[0].from && (b.how == inOffice || b.how == once)
			switch {
			case same && b.how == elect && (a.how == inOffice || a.how == once || a.how == begun):
				drop[a.clue] = true
				if a.how == inOffice {
					drop[a.clue-1] = true // that the term has begun
				}
			case same && b.how == former && a.how == inOffice, !same && later && a.how == inOffice:
				drop[a.clue] = true
			}
		}
	}
	kept := r.clues[:0]
	for i, c := range r.clues {
		if !drop[i] {
			kept = append(kept, c)
		}
	}
	r.clues = kept
}

// historic tells whether what stands at word i of sentence n is told of an
// earlier time: the sentence names a year or a fall from power, or a word of
// history stands close before.
func (r *reasoner) historic(n, i int) bool {
	const close = 5
	if r.s.any(max(r.s.at[n], i-close), i, r.cues.history) {
		return true
	}
	if r.s.any(r.s.at[n], r.s.at[n+1], r.cues.fall) {
		return true // the sentence may tell how he lost the office
	}
	for _, e := range r.inSentence(n) {
		if e.kind == kindCalendar && (e.year > 0 || e.decade > 0 || e.dir == dirPast && e.month > 0) ||
			e.kind == kindOffset && e.dir == dirPast && e.unit >= unitYear {
			return true
		}
	}
	return false
}

// titleBefore reads the title before a name, and what stands before that. at
// is the first word of the title.
func (r *reasoner) titleBefore(h *holding, from, i int) (at int, how standing, ok bool) {
	end := i
	if end > from && r.s.ids[end-1] == r.cues.comma[0] {
		end-- // "the president, NAME,"
	}
	if end > from+1 && (r.among(end-1, r.cues.elect)) {
		end--
		how = elect
	}
	for _, title := range r.offices.titles[h.office] {
		at = end - len(title)
		if at < from || !r.s.has(at, end, title) {
			if at = r.titleFor(title, from, end); at < 0 {
				continue
			}
		}
		how, ok = r.standingBefore(at, from, how)
		return at, how, ok
	}
	return 0, 0, false
}

// titleFor finds a title with what it is for between it and the name that
// begins at word end: "envoy for Afghan reconciliation NAME". It returns -1
// for none.
func (r *reasoner) titleFor(title wordIDs, from, end int) int {
	const most = 4
	for at := end - len(title) - 2; at >= max(from, end-len(title)-most); at-- {
		if r.s.has(at, end, title) && r.among(at+len(title), r.cues.of) && !r.parted(at, end) {
			return at
		}
	}
	return -1
}

// parted tells whether a mark stands between words i and j.
func (r *reasoner) parted(i, j int) bool {
	for k := i; k < j; k++ {
		if r.d.Tokens[r.s.tokens[k]].UPOS == "PUNCT" {
			return true
		}
	}
	return false
}

// among tells whether one of the phrases of one word is word i.
func (r *reasoner) among(i int, phrases []wordIDs) bool {
	for _, p := range phrases {
		if len(p) == 1 && p[0] == r.s.ids[i] && p[0] != 0 {
			return true
		}
	}
	return false
}

// standingBefore reads the words before a title: "former", "acting", "vice".
func (r *reasoner) standingBefore(at, from int, how standing) (standing, bool) {
	const close = 3
	if at > from && r.among(at-1, r.cues.other) {
		return how, false
	}
	for k := at - 1; k >= max(from, at-close); k-- {
		switch {
		case r.s.ids[k] == r.cues.comma[0] || r.s.ids[k] == r.cues.full[0]:
			return how, true
		case r.among(k, r.cues.former):
			return former, true
		case k == at-1 && r.among(k, r.cues.elect):
			return elect, true
		case r.among(k, r.cues.outgoing):
			return outgoing, true
		case r.among(k, r.cues.once):
			return once, true
		}
	}
	return how, true
}

// titleBehind reads a title behind a name and a comma: "NAME, the former
// Afghan president". at and end are the words from the name to the title.
func (r *reasoner) titleBehind(h *holding, i, to int) (at, end int, how standing, ok bool) {
	const close = 7
	begin := i + len(h.name)
	if len(h.name) < 2 || begin >= to || r.s.ids[begin] != r.cues.comma[0] {
		return 0, 0, 0, false
	}
	for k := begin + 1; k < min(to, begin+close); k++ {
		if r.s.ids[k] == r.cues.comma[0] {
			break
		}
		for _, title := range r.offices.titles[h.office] {
			if !r.s.has(k, to, title) {
				continue
			}
			how, ok = r.standingBefore(k, begin+1, inOffice)
			if e := k + len(title); ok && e < to && r.among(e, r.cues.elect) {
				how = elect
			}
			return i, k + len(title), how, ok && h.office != "commander"
		}
	}
	return 0, 0, 0, false
}

// ruleOf reads "the NAME administration", for heads of state and government.
func (r *reasoner) ruleOf(h *holding, i, from, to int) (at, end int, how standing, ok bool) {
	end = i + len(h.name)
	switch h.office {
	case "president", "prime minister", "chancellor", "junta leader":
	default:
		return 0, 0, 0, false
	}
	if end >= to || !r.among(end, r.cues.rule) {
		return 0, 0, 0, false
	}
	// "A NAME administration would" is said of one that is to come, too.
	if how, ok = r.standingBefore(i, from, inOffice); how == inOffice {
		how = begun
	}
	return i, end + 1, how, ok
}
