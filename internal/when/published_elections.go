package when

// fromElections takes elections that the text names by their month or day.
func (r *reasoner) fromElections() {
	var all map[int32]bool
	for n := range r.d.Sentences {
		for i := r.s.at[n]; i < r.s.at[n+1]; i++ {
			if r.s.ids[i] == 0 || !r.among(i, r.cues.election) {
				continue
			}
			if all == nil {
				all = map[int32]bool{}
				for _, id := range r.s.ids {
					all[id] = true
				}
			}
			r.election(n, i, all)
		}
	}
}

// election takes the word for an election at word i of sentence n; all are the
// words of the document.
func (r *reasoner) election(n, i int, all map[int32]bool) {
	const close, behind = 4, 3
	token := int(r.s.tokens[i])
	for k := range r.inSentence(n) {
		x := &r.exprs[r.ofSentence[n]+k]
		if x.kind != kindCalendar || x.month == 0 || x.year > 0 || x.last > token+1+close+behind || x.last < token-2 ||
			x.first > token+close || r.otherYear(x, n) {
			continue
		}
		w := r.wordAt(n, min(x.first, token))
		ahead := r.s.any(max(r.s.at[n], w-4), w+1, r.cues.ahead) || r.ahead(x, n)
		if !ahead && x.tense != dirPast {
			continue
		}
		set, name := r.electionDays(x, ahead, all)
		if set == nil {
			continue
		}
		shows := "published after %s"
		if ahead {
			shows = "published before %s"
		}
		r.add(rankElect, set, min(x.first, token), max(x.last, token+1), shows, name)
		return
	}
}

// electionDays is when an article was written that has an election of x's
// month behind it or ahead.
func (r *reasoner) electionDays(x *expr, ahead bool, all map[int32]bool) (spans, string) {
	const before, after = 400, 200
	var days []span
	name := ""
	for k := range r.turnings.events {
		t := &r.turnings.events[k]
		on := timeOf(t.from)
		if t.kind != turnElection || int(on.Month()) != x.month || x.day > 0 && abs(on.Day()-x.day) > 1 || !named(t, all) {
			continue
		}
		if name == "" {
			name = t.name
		} else if name != t.name {
			name = "an election in " + on.Month().String()
		}
		if ahead {
			days = append(days, span{t.from - before, t.from - 1})
		} else {
			days = append(days, span{t.from, t.from + after})
		}
	}
	return united(days), name
}

// named tells whether the document has a word of the election's country.
func named(t *turning, all map[int32]bool) bool {
	for _, words := range t.groups[0] {
		ok := true
		for _, id := range words {
			ok = ok && all[id]
		}
		if ok {
			return true
		}
	}
	return false
}
