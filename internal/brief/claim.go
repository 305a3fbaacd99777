package brief

import (
	"cmp"
	"context"
	"slices"

	"parley"
)

// claims tells who took and who denied responsibility.
func (w *writing) claims(ctx context.Context) error {
	list := gravest(w.now.violence, mostDetails)
	if err := w.detail(ctx, list); err != nil {
		return err
	}
	var told []Sentence
	all := 0
	for i := range list {
		d := w.details[list[i].ID]
		seen := map[[2]string]bool{}
		for c := range d.Claims {
			claim := &d.Claims[c]
			key := [2]string{claim.Stance, cmp.Or(claim.Actor, claim.By)}
			if seen[key] || claim.Stance == "none" && len(d.Claims) > 1 || claim.Stance == "denied" && !accused(d, claim) ||
				claim.Stance == "claimed" && hitSide(d, claim.Actor) {
				continue
			}
			seen[key] = true
			if all++; len(told) == w.shorter() {
				continue
			}
			s, ok, err := w.claim(ctx, d, claim)
			if err != nil {
				return err
			}
			if !ok {
				all--
				continue
			}
			told = append(told, s)
		}
	}
	w.section("claims", "Claims and denials", bullets(nil, told),
		paragraph(w.left(all-len(told), w.now.query, "claims left out", "claim or denial", "claims and denials")...))
	return nil
}

// accused tells whether who denies is named as a source by some telling, or nobody
// is, and the denier is not of a side that was hit: another denial is one of
// something else.
func accused(d *parley.IncidentDetail, c *parley.IncidentClaim) bool {
	is := func(p parley.Party) bool {
		return c.Actor != "" && (p.Actor == c.Actor || p.Side == c.Actor) || c.By != "" && p.Name == c.By
	}
	if slices.ContainsFunc(d.Targets, is) || hitSide(d, c.Actor) {
		return false
	}
	if slices.ContainsFunc(d.Sources, is) {
		return true
	}
	return !slices.ContainsFunc(d.Sources, func(p parley.Party) bool { return p.Side != "" })
}

// hitSide tells whether an actor is of a side that was hit, by how the incident
// lists it.
func hitSide(d *parley.IncidentDetail, actor string) bool {
	side := actor
	for _, p := range slices.Concat(d.Sources, d.Targets) {
		if p.Actor == actor && p.Side != "" {
			side = p.Side
		}
	}
	return d.Mode != parley.ModeClash && slices.ContainsFunc(d.Targets, func(p parley.Party) bool { return side != "" && p.Side == side })
}

// claim tells one; false for a stance that there are no words for.
func (w *writing) claim(ctx context.Context, d *parley.IncidentDetail, c *parley.IncidentClaim) (Sentence, bool, error) {
	key := "claim." + c.Stance
	if len(w.tables.sentences[key]) == 0 || c.Stance != "none" && c.By == "" {
		return Sentence{}, false, nil
	}
	cites, err := w.cite(ctx, c.Article, c.Evidence)
	if err != nil {
		return Sentence{}, false, err
	}
	outlet := lit("an article")
	if c.Outlet != "" {
		outlet = fact(FactName, c.Outlet, d.ID, "outlets")
	}
	slots := map[string]run{"title": w.title(&d.Incident, false), "outlet": outlet}
	if c.By != "" {
		p := parley.Party{Name: c.By}
		slots["who"] = with(lit(w.tables.article(&p)), fact(FactName, c.By, d.ID, "claims"))
	}
	if c.Speaker != "" && c.Speaker != c.By {
		slots["by"] = w.tables.say("by", "", map[string]run{"who": w.speaker(c.Speaker, "", d.ID)})
	}
	return finish(w.tables.say(key, "", slots), cites), true, nil
}
