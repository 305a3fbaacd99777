package adding

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"parley"
	"parley/internal/intake"
	"parley/internal/pipeline"
	"parley/internal/read"
)

// RecodeSum is what became of a store that was coded again.
type RecodeSum struct {
	Articles int `json:"articles"`
	// Changed counts those whose cleaned text is another now, and with it their ID.
	Changed int `json:"changed"`
	// Kept counts those that stay as they were: nothing to read again was kept of
	// them, as of an agreement's provisions.
	Kept int `json:"kept"`
	// Failed counts those that cannot be read or coded now; they stay as they were.
	Failed int `json:"failed"`
	// EventsBefore and Events count the events before and after.
	EventsBefore int `json:"events_before"`
	Events       int `json:"events"`
	// Decisions and Settled count what people decided; Lost what of it names an
	// event or a commitment that is not told any more. It is kept all the same.
	Decisions int `json:"decisions"`
	Settled   int `json:"settled"`
	Lost      int `json:"lost"`
}

// recodeBatch is how many articles are read again at a time.
const recodeBatch = 128

// Recode reads and codes all articles of a store again and puts them, with all else
// that the store holds, into another, empty one: that of r. What people decided on
// events goes to the same events as they are coded now. fault gets each article that
// cannot be coded now, and each decision that names what is no longer told; it may
// not be nil.
func (r *Run) Recode(ctx context.Context, from parley.Reader, to parley.Store, o read.Options, fault func(error)) (RecodeSum, error) {
	c := recoding{run: r, from: from, to: to, options: o, fault: fault, articles: map[string]string{}, nodes: map[string]string{}}
	c.options.KeepRaw = true
	for _, step := range []func(context.Context) error{c.readDecisions, c.putFrame, c.putArticles, c.putVisits, c.putDecisions} {
		if err := step(ctx); err != nil {
			return c.sum, err
		}
	}
	return c.sum, nil
}

// recoding is one run of Recode.
type recoding struct {
	run       *Run
	from      parley.Reader
	to        parley.Store
	options   read.Options
	fault     func(error)
	sum       RecodeSum
	decisions []parley.Decision
	settled   []settled
	// articles has the new ID of each article that has another, nodes the ID now of
	// each event and commitment that a decision names or a person settled: "" until
	// it is found.
	articles, nodes map[string]string
}

type settled struct {
	commitment string
	pam        parley.PAM
}

// readDecisions notes what people decided, and on what.
func (c *recoding) readDecisions(ctx context.Context) error {
	for _, g := range []parley.Grouping{parley.Families, parley.Stories, parley.Incidents, parley.Undertakings} {
		ds, err := c.from.Decisions(ctx, g, nil)
		if err != nil {
			return fmt.Errorf("reading decisions: %w", err)
		}
		c.decisions = append(c.decisions, ds...)
	}
	slices.SortFunc(c.decisions, func(a, b parley.Decision) int { return int(a.ID - b.ID) })
	for _, d := range c.decisions {
		for _, id := range slices.Concat(d.Left, d.Right) {
			c.nodes[id] = ""
		}
	}
	return nil
}

// putFrame copies agreements and feeds.
func (c *recoding) putFrame(ctx context.Context) error {
	for f := (parley.Filter{Limit: 1000}); ; {
		page, err := c.from.Agreements(ctx, f)
		if err != nil {
			return fmt.Errorf("reading agreements: %w", err)
		}
		for _, a := range page.Items {
			whole, err := c.from.Agreement(ctx, a.ID)
			if err != nil {
				return fmt.Errorf("reading agreement %s: %w", a.ID, err)
			}
			if _, err := c.run.intake.AddAgreement(ctx, whole, nil); err != nil {
				return err
			}
		}
		if f.After = page.Next; f.After == "" {
			break
		}
	}
	feeds, err := c.from.Feeds(ctx)
	if err != nil {
		return fmt.Errorf("reading feeds: %w", err)
	}
	return c.to.Update(ctx, func(tx parley.Tx) error {
		for _, f := range feeds {
			if err := tx.PutFeed(ctx, f); err != nil {
				return fmt.Errorf("feed %s: %w", f.URL, err)
			}
		}
		return nil
	})
}

// putArticles codes the articles again, some at a time.
func (c *recoding) putArticles(ctx context.Context) error {
	for after := ""; ; {
		records, err := c.from.Records(ctx, after, recodeBatch)
		if err != nil {
			return fmt.Errorf("reading records: %w", err)
		}
		if len(records) == 0 {
			return nil
		}
		after = records[len(records)-1].Article.ID
		if err := c.putBatch(ctx, records); err != nil {
			return err
		}
	}
}

// putBatch codes some articles again and adds them.
func (c *recoding) putBatch(ctx context.Context, old []*parley.Record) error {
	now := make([]*parley.Record, len(old))
	raws := make([]*parley.Raw, len(old))
	var again []int // of old, those that are read again
	for i, r := range old {
		raw, err := c.from.Raw(ctx, r.Article.ID)
		switch {
		case errors.Is(err, parley.ErrNotFound):
			c.sum.Kept++
		case err != nil:
			return fmt.Errorf("reading what %s was read from: %w", r.Article.Ref, err)
		default:
			raws[i] = &raw
			again = append(again, i)
		}
		now[i] = r
	}
	reread := func(yield func(*parley.Article, error) bool) {
		for _, i := range again {
			if !yield(read.Raw(*raws[i], c.options)) {
				return
			}
		}
	}
	at := 0
	for o := range c.run.pipeline.Run(ctx, reread, c.run.o.Workers) {
		i := again[at]
		at++
		if record, ok := recordOf(o); ok {
			now[i] = &record
			raws[i].Article = record.Article.ID
			continue
		}
		c.failed(old[i], o)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return c.keepBatch(ctx, old, now, raws)
}

// failed tells of an article that cannot be read or coded now.
func (c *recoding) failed(old *parley.Record, o pipeline.Outcome) {
	c.sum.Failed++
	c.fault(fmt.Errorf("%s stays as it was: %w", old.Article.Ref, o.Err))
}

// keepBatch adds records to the new store and notes where nodes have gone.
func (c *recoding) keepBatch(ctx context.Context, old, now []*parley.Record, raws []*parley.Raw) error {
	b := intake.Batch{Records: now}
	for i, r := range old {
		c.sum.Articles++
		c.sum.EventsBefore += len(r.Events)
		c.sum.Events += len(now[i].Events)
		if was, is := r.Article.ID, now[i].Article.ID; was != is {
			c.sum.Changed++
			c.articles[was] = is
		}
		if raws[i] != nil {
			b.Raws = append(b.Raws, *raws[i])
		}
		if err := c.noteSettled(ctx, r); err != nil {
			return err
		}
		c.follow(r, now[i])
	}
	_, err := c.run.keep(ctx, b)
	return err
}

// noteSettled notes what people settled of an article's commitments.
func (c *recoding) noteSettled(ctx context.Context, r *parley.Record) error {
	if len(r.Commitments) == 0 {
		return nil
	}
	ids := make([]string, len(r.Commitments))
	for i, x := range r.Commitments {
		ids[i] = x.ID
	}
	pams, err := c.from.Settled(ctx, ids)
	if err != nil {
		return fmt.Errorf("reading what was settled: %w", err)
	}
	for _, id := range ids {
		if pam, ok := pams[id]; ok {
			c.settled = append(c.settled, settled{id, pam})
			c.nodes[id] = ""
		}
	}
	return nil
}

// putVisits copies the items of feeds.
func (c *recoding) putVisits(ctx context.Context) error {
	feeds, err := c.from.Feeds(ctx)
	if err != nil {
		return fmt.Errorf("reading feeds: %w", err)
	}
	for _, f := range feeds {
		for after := ""; ; {
			visits, err := c.from.VisitsBehind(ctx, f.URL, after, 1000)
			if err != nil {
				return fmt.Errorf("reading the items of %s: %w", f.URL, err)
			}
			if len(visits) == 0 {
				break
			}
			after = visits[len(visits)-1].Key
			for i := range visits {
				for k, id := range visits[i].Articles {
					if now, ok := c.articles[id]; ok {
						visits[i].Articles[k] = now
					}
				}
			}
			if err := c.to.Update(ctx, func(tx parley.Tx) error { return tx.PutVisits(ctx, visits) }); err != nil {
				return fmt.Errorf("items of %s: %w", f.URL, err)
			}
		}
	}
	return nil
}

// putDecisions copies what people decided, onto the nodes as they are now.
func (c *recoding) putDecisions(ctx context.Context) error {
	c.sum.Decisions, c.sum.Settled = len(c.decisions), len(c.settled)
	if len(c.decisions) == 0 && len(c.settled) == 0 {
		return nil
	}
	err := c.to.Update(ctx, func(tx parley.Tx) error {
		for _, d := range c.decisions {
			d.Left, d.Right = c.moved(d, d.Left), c.moved(d, d.Right)
			if err := tx.PutDecision(ctx, d); err != nil {
				return fmt.Errorf("decision %d: %w", d.ID, err)
			}
		}
		for _, s := range c.settled {
			to := c.nodes[s.commitment]
			if to == "" {
				c.sum.Lost++
				c.fault(fmt.Errorf("what %s settled of commitment %s: %w: it is not told any more", s.pam.By, s.commitment, parley.ErrNotFound))
				to = s.commitment
			}
			if err := tx.Settle(ctx, to, s.pam); err != nil {
				return fmt.Errorf("settling %s: %w", to, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.run.intake.Rebuild(ctx)
}

// moved returns where nodes are now; one that is gone keeps its ID.
func (c *recoding) moved(d parley.Decision, ids []string) []string {
	out := slices.Clone(ids)
	for i, id := range ids {
		if to := c.nodes[id]; to != "" {
			out[i] = to
			continue
		}
		c.sum.Lost++
		c.fault(fmt.Errorf("decision %d names %s: %w: it is not told any more", d.ID, id, parley.ErrNotFound))
	}
	return out
}
