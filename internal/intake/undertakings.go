package intake

import (
	"fmt"
	"maps"
	"slices"

	"parley"
	"parley/internal/cluster"
	"parley/internal/process"
)

// markBorneOn marks the undertakings on which one of the incidents bears or bore.
func (s *step) markBorneOn(incidents []parley.Incident) error {
	if s.everyUndertaking {
		return s.markEvery()
	}
	var commitments []string
	bearing := map[string]bool{} // incidents
	for _, r := range s.reach(incidents) {
		for _, f := range process.Watched(r.period) {
			f.Countries, f.Themes, f.Background, f.Limit = []string{r.country}, sortedKeys(r.themes), true, pageSize
			for u, err := range all(s.ctx, f, s.tx.Undertakings) {
				if err != nil {
					return fmt.Errorf("reading undertakings of %s: %w", r.country, err)
				}
				before := len(commitments)
				for _, in := range r.incidents {
					if s.mayBear(watched(u), in) {
						bearing[in.ID] = true
						commitments = append(commitments[:before], u.Commitments...)
					}
				}
			}
		}
	}
	// All at once: one by one each would cost a question to the store.
	may := slices.DeleteFunc(slices.Clone(s.changed), func(in parley.Incident) bool { return !bearing[in.ID] })
	if _, err := s.tellingsOf(may); err != nil {
		return fmt.Errorf("reading what bears on undertakings: %w", err)
	}
	return s.markCommitments(commitments)
}

// reached are incidents of one year that may bear on undertakings of a country,
// when they were, and on what themes they bear.
type reached struct {
	country   string
	period    parley.Period
	themes    map[string]bool
	incidents []*parley.Incident
}

// reach returns what incidents may bear on. Those of no date bear on nothing.
func (s *step) reach(incidents []parley.Incident) []*reached {
	at := map[string]*reached{}
	for i := range incidents {
		d := incidents[i].Date
		if d == nil || d.From.IsZero() || d.To.IsZero() {
			continue
		}
		countries, themes := s.ledger.Touches(incidents[i])
		for _, c := range countries {
			key := c + d.From.Format("2006")
			r := at[key]
			if r == nil {
				r = &reached{country: c, period: d.Period, themes: map[string]bool{}}
				at[key] = r
			}
			if d.From.Before(r.period.From) {
				r.period.From = d.From
			}
			if d.To.After(r.period.To) {
				r.period.To = d.To
			}
			r.incidents = append(r.incidents, &incidents[i])
			for _, t := range themes {
				r.themes[t] = true
			}
		}
	}
	return slices.Collect(maps.Values(at))
}

// markEvery marks all undertakings.
func (s *step) markEvery() error {
	var commitments []string
	for u, err := range all(s.ctx, parley.Filter{Background: true, Limit: pageSize}, s.tx.Undertakings) {
		if err != nil {
			return fmt.Errorf("reading undertakings: %w", err)
		}
		commitments = append(commitments, u.Commitments...)
	}
	return s.markCommitments(commitments)
}

// putUndertakings sums up and writes the undertakings that changed.
func (s *step) putUndertakings() error {
	c := s.undertakings
	if len(c.Now)+len(c.Gone) == 0 {
		return nil
	}
	about, err := s.about(c.Now)
	if err != nil {
		return err
	}
	out, bearing := make([]parley.Undertaking, len(c.Now)), map[string][]parley.Bearing{}
	for i, g := range c.Now {
		var bs []parley.Bearing
		if out[i], bs, err = s.undertaking(g, about, existed(c, g)); err != nil {
			return err
		}
		if len(bs) > 0 {
			bearing[g.ID] = bs
		}
		if existed(c, g) {
			s.added.UndertakingsChanged++
		} else {
			s.added.UndertakingsNew++
		}
	}
	if err := s.tx.PutUndertakings(s.ctx, out, bearing, c.Gone); err != nil {
		return fmt.Errorf("writing undertakings: %w", err)
	}
	return nil
}

// about returns what undertakings are seen in.
func (s *step) about(groups []cluster.Group) (process.Context, error) {
	articles, err := articlesOf(s.ledger.Model(), commitmentArticle, groups)
	if err != nil {
		return process.Context{}, err
	}
	var c process.Context
	if c.Family, err = s.familyOf(articles); err != nil {
		return c, err
	}
	if c.Agreements, err = s.allAgreements(); err != nil {
		return c, err
	}
	var commitments []string
	for _, g := range groups {
		for _, n := range g.Nodes {
			commitments = append(commitments, n.ID)
		}
	}
	if c.Settled, err = s.tx.Settled(s.ctx, commitments); err != nil {
		return c, fmt.Errorf("reading what was settled: %w", err)
	}
	return c, nil
}
