package watch

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"strings"
	"syscall"
	"time"

	"parley"
	"parley/internal/fetch"
	"parley/internal/read"
)

// haul is what a visit brought.
type haul struct {
	visit parley.Visit
	// articles are what it gave; none where err says why, or where known has the IDs
	// of articles that the store has from the same address.
	articles []*parley.Article
	known    []string
	// led are the addresses to which the page led, as they are compared.
	led []string
	err error
	// remark is what was wrong with a part of a file.
	remark string
	// more is true for a part of a file: the rest follows.
	more bool
}

// Bounds of the time for which a host is left alone that asked for it.
const (
	leastHold = time.Minute
	mostHold  = 24 * time.Hour
)

// hold is until when the host of a visit is to be left alone; zero for no longer
// than usual. It asked for that with 429, or by telling how long to wait.
func (h haul) hold() time.Time {
	var e *fetch.Error
	if !errors.As(h.err, &e) || e.Status != http.StatusTooManyRequests && e.RetryAfter == 0 {
		return time.Time{}
	}
	return h.visit.At.Add(min(max(e.RetryAfter, leastHold), mostHold))
}

// shorter is how much more text a feed must give than the page for it to be taken
// instead: a page that shows only the first lines.
const shorter = 2

// visit fetches the page of an item. The error is that of the store or of ctx.
func (w *Watcher) visit(ctx context.Context, v parley.Visit) (haul, error) {
	h := haul{visit: v}
	h.visit.At = w.o.clock.now()
	h.visit.Tries++
	known, err := w.knownAt(ctx, v)
	if err != nil || known != nil {
		h.known = known
		return h, err
	}
	if h.visit.Tries > len(w.o.Retry)+1 {
		h.err = errTries
		return h, nil
	}
	var a *parley.Article
	if v.URL == "" {
		a, h.err = w.fromText(v, errNoPage)
	} else {
		a, h.led, h.err = w.page(ctx, v)
		if err := ctx.Err(); err != nil {
			return h, err
		}
		a, h.err = w.better(v, h.visit.Tries, a, h.err)
	}
	if a != nil {
		h.articles = []*parley.Article{a}
	}
	return h, nil
}

// errNoPage is the fault of an item that has neither.
var errNoPage = errors.New("the feed gives neither a page nor a text")

// errTries is the fault of an item that was fetched and never came to an end.
var errTries = errors.New("given up after too many tries")

// knownAt returns the articles that the store has from the page of a visit, which
// then need not be fetched: another feed listed it, or it was added by hand. A visit
// that is made again for a change is not asked for.
func (w *Watcher) knownAt(ctx context.Context, v parley.Visit) ([]string, error) {
	if v.Revisions > 0 || v.URL == "" {
		return nil, nil
	}
	listed, err := w.store.At(ctx, v.Addresses)
	if err != nil {
		return nil, err
	}
	for _, address := range v.Addresses {
		for _, other := range listed[address] {
			if other.State == parley.VisitKept && len(other.Articles) > 0 {
				return other.Articles, nil
			}
		}
	}
	return w.articlesAt(ctx, v.URL)
}

// articlesAt returns an article of the store that has one of the addresses, in any
// of their spellings.
func (w *Watcher) articlesAt(ctx context.Context, addresses ...string) ([]string, error) {
	var spelled []string
	for _, a := range addresses {
		spelled = append(spelled, w.addrs.spellings(a)...)
	}
	found, err := w.store.ArticlesAt(ctx, spelled)
	if err != nil {
		return nil, err
	}
	for _, s := range spelled {
		if id, ok := found[s]; ok {
			return []string{id}, nil
		}
	}
	return nil, nil
}

// page fetches a page and reads it. It returns the addresses to which it led.
func (w *Watcher) page(ctx context.Context, v parley.Visit) (*parley.Article, []string, error) {
	resp, err := w.fetch(ctx, fetch.Request{URL: v.URL})
	if err != nil {
		return nil, nil, err
	}
	a, err := w.pages.Article(resp, v.URL, v.Feed, v.Stated)
	if err != nil {
		return nil, nil, err
	}
	var led []string
	for _, address := range []string{resp.URL, a.URL} {
		if !front(address) { // where many lead that have nothing in common
			led = append(led, address)
		}
	}
	return a, w.addrs.forms(led...), nil
}

// better returns the article of the page, or the one of the text that the feed gave
// where the page cannot be had or shows only the beginning.
func (w *Watcher) better(v parley.Visit, tries int, a *parley.Article, cause error) (*parley.Article, error) {
	if cause != nil && w.mayPass(cause, tries) {
		return nil, cause
	}
	if cause != nil {
		return w.fromText(v, cause)
	}
	if strings.TrimSpace(v.Text) == "" {
		return a, nil
	}
	whole, err := w.pages.Item(v)
	if err != nil || len(whole.Text) < shorter*len(a.Text) {
		return a, nil //nolint:nilerr // the page itself was read
	}
	return whole, nil
}

// fromText reads the text that the feed gave; without one the cause stands.
func (w *Watcher) fromText(v parley.Visit, cause error) (*parley.Article, error) {
	if strings.TrimSpace(v.Text) == "" {
		return nil, cause
	}
	a, err := w.pages.Item(v)
	if err != nil {
		return nil, errors.Join(cause, err)
	}
	read.Remark(a, "the page could not be had: "+cause.Error())
	return a, nil
}

// mayPass reports whether a fault may be gone at another try, of which there are
// some left after tries.
func (w *Watcher) mayPass(err error, tries int) bool {
	if w.offline(err) {
		return true
	}
	var system syscall.Errno // of a file
	if errors.As(err, &system) && !errors.Is(err, fs.ErrNotExist) {
		return tries <= len(w.o.Retry)
	}
	var e *fetch.Error
	if !errors.As(err, &e) {
		return false
	}
	if e.Status == http.StatusNotFound {
		return tries < triesNotFound
	}
	return e.Again && tries <= len(w.o.Retry)
}

// later is when a visit that failed is tried again.
func (w *Watcher) later(v parley.Visit, err error) time.Time {
	wait := w.o.Retry[min(max(v.Tries, 1), len(w.o.Retry))-1]
	wait = jitter(wait, w.o.Seed, v.Feed+v.Key, v.Tries)
	var e *fetch.Error
	if errors.As(err, &e) {
		wait = max(wait, e.RetryAfter)
	}
	return v.At.Add(wait)
}

// failed is the visit after a fault: due again, skipped or failed for good. One that
// was kept before stays kept.
func (w *Watcher) failed(v parley.Visit, err error) parley.Visit {
	v.Fault, v.Next = faultText(v, err), time.Time{}
	switch {
	case w.offline(err):
		v.State, v.Tries, v.Next = parley.VisitDue, v.Tries-1, v.At.Add(offlineWait)
		return v
	case w.mayPass(err, v.Tries):
		v.State, v.Next = parley.VisitDue, w.later(v, err)
		return v
	case len(v.Articles) > 0:
		v.State = parley.VisitKept
	case noArticle(err):
		v.State = parley.VisitSkipped
	default:
		v.State = parley.VisitFailed
	}
	v.Text = ""
	return v
}

// noArticle reports whether a page was had, or is not to be had, and nothing is
// wrong but that it holds no article.
func noArticle(err error) bool {
	for _, reason := range []error{fetch.ErrRobots, parley.ErrEmpty, parley.ErrNoText, parley.ErrBinary, parley.ErrFormat, errNoPage} {
		if errors.Is(err, reason) {
			return true
		}
	}
	return false
}

// faultText is the text of a fault, in one line, without the address of the visit.
func faultText(v parley.Visit, err error) string {
	return strings.NewReplacer(v.URL+": ", "", v.URL+":", "line ", "\n", "; ").Replace(err.Error())
}
