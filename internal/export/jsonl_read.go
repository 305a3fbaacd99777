package export

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"

	"parley"
)

// longestLine is the longest line of jsonl that is read, in bytes: what an article
// was read from is bounded to a fraction of it.
const longestLine = 128 << 20

// ReadLines reads jsonl line by line, those of the kinds that want lets through;
// nil lets all through. A line that cannot be read is an error that names it and
// wraps ErrSyntax, ErrTooLarge or ErrNoText; the line has its kind, if that is
// known, and the next one may be good. ErrNewer, an error of r
// or of ctx ends the sequence.
func ReadLines(r io.Reader, want func(LineKind) bool) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		for number := 1; ; number++ {
			text, err := readLine(in)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil && !errors.Is(err, parley.ErrTooLarge) {
				yield(Line{}, fmt.Errorf("line %d: %w", number, err))
				return
			}
			if err == nil && len(bytes.TrimSpace(text)) == 0 {
				continue
			}
			var l Line
			if err == nil {
				var skip bool
				if l, skip, err = parseLine(text, want); skip {
					continue
				}
			}
			if err != nil {
				err = fmt.Errorf("line %d: %w", number, err)
			}
			if !yield(l, err) || errors.Is(err, parley.ErrNewer) {
				return
			}
		}
	}
}

// readLine returns the next line without its end; io.EOF behind the last. A line
// that is too long is read over.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(line)+len(part) > longestLine; !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && (len(line) > 0 || long):
		case err != nil:
			return nil, err
		}
		if long {
			return nil, fmt.Errorf("%w: more than %d bytes", parley.ErrTooLarge, longestLine)
		}
		return bytes.TrimRight(line, "\r\n"), nil
	}
}

// parseLine reads one line; skip is true for one of a kind that is not wanted, of
// which nothing but the kind is read.
func parseLine(text []byte, want func(LineKind) bool) (l Line, skip bool, err error) {
	kind, bare, err := kindOf(text)
	if err != nil {
		return l, false, err
	}
	if kind != LineHead && want != nil && !want(kind) {
		return l, true, nil
	}
	none := Line{Kind: kind}
	if !utf8.Valid(text) {
		return none, false, fmt.Errorf("%w: not UTF-8", parley.ErrSyntax)
	}
	if bare {
		l = Line{Kind: kind, Record: &parley.Record{}}
		err = json.Unmarshal(text, l.Record)
	} else {
		err = json.Unmarshal(text, &l)
	}
	if err != nil {
		return none, false, fmt.Errorf("%w: %w", parley.ErrSyntax, err)
	}
	if l.Head != nil && l.Head.Version > jsonlVersion {
		return none, false, fmt.Errorf("%w: lines of version %d, this program reads up to %d", parley.ErrNewer, l.Head.Version, jsonlVersion)
	}
	if err := l.check(); err != nil {
		return none, false, err
	}
	return l, false, nil
}

// kindOf returns the kind of a line. Lines that Parley wrote begin with it, so that
// those that are not wanted are not read; others are. A bare record, as 'parley
// code' prints it, has no kind and is an article.
func kindOf(text []byte) (kind LineKind, bare bool, err error) {
	if rest, ok := bytes.CutPrefix(text, []byte(`{"kind":"`)); ok {
		if kind, _, ok := bytes.Cut(rest, []byte(`"`)); ok {
			return LineKind(kind), false, nil
		}
	}
	var l struct {
		Kind    LineKind        `json:"kind"`
		Article json.RawMessage `json:"article"`
		Events  json.RawMessage `json:"events"`
	}
	if err := json.Unmarshal(text, &l); err != nil {
		return "", false, fmt.Errorf("%w: %w", parley.ErrSyntax, err)
	}
	if l.Kind == "" && l.Article != nil && l.Events != nil {
		return LineArticle, true, nil
	}
	return l.Kind, false, nil
}

// check returns why a line does not hold what its kind promises.
func (l *Line) check() error {
	missing := false
	switch l.Kind {
	case LineHead:
		missing = l.Head == nil
	case LineIncident:
		missing = l.Incident == nil
	case LineUndertaking:
		missing = l.Undertaking == nil
	case LineAgreement:
		missing = l.Agreement == nil || l.Agreement.ID == ""
	case LineTalks:
		missing = l.Talks == nil
	case LineArticle:
		if l.Record != nil {
			return checkRecord(l.Record)
		}
		missing = true
	case LineRaw:
		missing = l.Raw == nil || l.Raw.Article == ""
	case LineDecision:
		missing = l.Decision == nil
	case LineSettled:
		missing = l.Settled == nil || l.Settled.Commitment == ""
	case LineFeed:
		missing = l.Feed == nil || l.Feed.URL == ""
	case LineEvent:
		missing = l.Event == nil
	case LineActor:
		missing = l.Actor == nil
	case "":
		return fmt.Errorf(`%w: no "kind"`, parley.ErrSyntax)
	default:
		return fmt.Errorf("%w: lines of kind %q are not known", parley.ErrSyntax, l.Kind)
	}
	if missing {
		return fmt.Errorf("%w: a line of kind %s without its %s", parley.ErrSyntax, l.Kind, l.Kind)
	}
	return nil
}

// checkRecord returns why a record cannot be one: without that, what another
// program wrote could make evidence that is in no text.
func checkRecord(r *parley.Record) error {
	if id, err := hex.DecodeString(r.Article.ID); err != nil || len(id) == 0 {
		return fmt.Errorf("%w: %q is no ID of an article", parley.ErrSyntax, r.Article.ID)
	}
	if r.Article.Text == "" {
		return fmt.Errorf("%w: article %s", parley.ErrNoText, r.Article.ID)
	}
	check := func(what, id string, evidence []parley.Evidence) error {
		for i := range evidence {
			e := &evidence[i]
			if e.In != "" {
				continue
			}
			if e.Start < 0 || e.End < e.Start || e.End > len(r.Article.Text) || r.Article.Text[e.Start:e.End] != e.Quote {
				return fmt.Errorf("%w: %s %s of article %s: %q does not stand at %d to %d of its text", parley.ErrSyntax, what, id, r.Article.ID, e.Quote, e.Start, e.End)
			}
		}
		return nil
	}
	for i := range r.Events {
		if err := check("event", r.Events[i].ID, r.Events[i].Evidence); err != nil {
			return err
		}
	}
	for i := range r.Commitments {
		if err := check("commitment", r.Commitments[i].ID, r.Commitments[i].Evidence); err != nil {
			return err
		}
	}
	for i := range r.Statements {
		if err := check("a statement of", r.Statements[i].Speaker, r.Statements[i].Evidence); err != nil {
			return err
		}
	}
	for i := range r.Indicators {
		if err := check("indicator", r.Indicators[i].What, r.Indicators[i].Evidence); err != nil {
			return err
		}
	}
	return nil
}
