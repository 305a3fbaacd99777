package adding

import (
	"context"

	"parley"
	"parley/internal/intake"
	"parley/internal/pipeline"
)

// Found is what an item of a feed gave, and what became of the item.
type Found struct {
	// Articles are those of the page or file; none where it holds none, which
	// Visit then says.
	Articles []*parley.Article
	// Visit is the item. Its Articles are filled in, and where it is of no state
	// or due, it becomes kept, or failed if all of its articles did.
	Visit parley.Visit
}

// Take codes what was found and keeps articles and visits in one transaction, so
// that an item is neither lost nor taken twice. An article that the store has
// counts as kept.
func (r *Run) Take(ctx context.Context, found []Found) (intake.Added, error) {
	var b intake.Batch
	var articles []*parley.Article
	var owner []int // of articles, the index in found
	faults := make([]string, len(found))
	skips := make([]string, len(found))
	for i, f := range found {
		b.Visits = append(b.Visits, f.Visit)
		b.Visits[i].Articles = nil
		for _, a := range f.Articles {
			articles = append(articles, a)
			owner = append(owner, i)
		}
	}
	at := 0
	for o := range r.pipeline.Run(ctx, each(articles), r.o.Workers) {
		i := owner[at]
		at++
		r.tell(o)
		if _, ok := recordOf(o); ok {
			b.Visits[i].Articles = append(b.Visits[i].Articles, o.Article.ID)
			put(&b, o)
		} else if o.State == pipeline.Failed {
			faults[i] = o.Stage + ": " + o.Err.Error()
		} else {
			skips[i] = o.Err.Error()
		}
	}
	if err := ctx.Err(); err != nil {
		return intake.Added{}, err
	}
	for i := range b.Visits {
		end(&b.Visits[i], faults[i], skips[i])
	}
	return r.keep(ctx, b)
}

// end says what became of an item that is not done, after its articles were coded.
func end(v *parley.Visit, fault, skip string) {
	switch {
	case v.State != "" && v.State != parley.VisitDue:
	case len(v.Articles) > 0:
		v.State, v.Text = parley.VisitKept, ""
	case fault != "":
		// A stage that fails on these words fails on them tomorrow too.
		v.State, v.Fault = parley.VisitFailed, fault
	case skip != "":
		v.State, v.Fault = parley.VisitSkipped, skip
	}
}

// each is a sequence of articles.
func each(articles []*parley.Article) func(yield func(*parley.Article, error) bool) {
	return func(yield func(*parley.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// keep adds a batch in a transaction and counts it.
func (r *Run) keep(ctx context.Context, b intake.Batch) (intake.Added, error) {
	got, err := r.intake.AddBatch(ctx, b)
	if err != nil {
		return intake.Added{}, err
	}
	r.batches++
	r.sum.Articles += got.Articles
	r.sum.Known += got.Known
	r.sum.Events += got.Events
	r.sum.Commitments += got.Commitments
	r.sum.IncidentsNew += got.IncidentsNew
	r.sum.IncidentsChanged += got.IncidentsChanged
	r.sum.UndertakingsNew += got.UndertakingsNew
	r.sum.UndertakingsChanged += got.UndertakingsChanged
	for tag, n := range got.Uncoded {
		r.sum.Uncoded[tag] += n
	}
	if r.o.Kept != nil {
		r.o.Kept(r.batches, got)
	}
	return got, nil
}
