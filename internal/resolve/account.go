package resolve

import "parley"

// rebel tells the PLOVER sectors of parties outside the state that fight.
func rebel(sector string) bool {
	switch sector {
	case "REB", "SEP", "UAF", "CRM", "IMG", "INS":
		return true
	}
	return false
}

// sortOf returns what sort of voice an account is that counts people of group.
func (s *summing) sortOf(e *parley.Event, a *parley.Account, group string) Sort {
	told, known := s.voices.sort(a.Speaker, a.Role)
	if known && told == SortNeutral {
		return SortNeutral
	}
	party, attacker := speaksFor(e, a)
	row := s.groups[group]
	if s.enemies(e, party, attacker, known && told == SortOther, row, group) {
		if a.Stance == "confirms" {
			return SortArticle // it owns up to what the article tells
		}
		return SortEnemy
	}
	switch {
	case known:
		return told
	case party != nil && !rebel(party.Sector):
		return SortOfficial
	case party != nil:
		return SortOther
	}
	if told, known = s.voices.sort(a.For); known && told == SortOfficial {
		return SortOfficial
	}
	return SortOther
}

// enemies tells whether who speaks for a party counts the losses of those it
// fights. An attacker that owns up to civilians it killed does not.
func (s *summing) enemies(e *parley.Event, party *parley.Party, attacker, unofficial bool, row groupRow, group string) bool {
	switch {
	case e.Mode == parley.ModeClash && party != nil && rebel(party.Sector):
		return row.armed && group != "militants" && group != "attackers"
	case group == "militants":
		return party == nil && !unofficial || party != nil && (attacker || !rebel(party.Sector))
	case e.Mode == parley.ModeClash:
		return false
	case party == nil || !attacker:
		return false
	}
	return !row.unarmed && !civilTargets(e, group)
}

// civilTargets tells whether an uncounted group can only be civilians: all
// targets with a sector are.
func civilTargets(e *parley.Event, group string) bool {
	if group != "" {
		return false
	}
	civil := false
	for i := range e.Targets {
		switch e.Targets[i].Sector {
		case "":
		case "CVL", "JRN", "REL", "EDU", "HLH", "REF", "NGO", "BUS":
			civil = true
		default:
			return false
		}
	}
	return civil
}

// speaksFor returns the party of the event that an account speaks for, by name,
// and whether it is on the attacking side alone; nil where it is none of them.
func speaksFor(e *parley.Event, a *parley.Account) (party *parley.Party, attacker bool) {
	t := named(e.Targets, a)
	if s := named(e.Sources, a); s != nil {
		return s, t == nil
	}
	return t, false
}

func named(list []parley.Party, a *parley.Account) *parley.Party {
	for i := range list {
		if p := &list[i]; p.Name != "" && (p.Name == a.For || p.Name == a.Speaker) {
			return p
		}
	}
	return nil
}
