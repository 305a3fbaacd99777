package eval

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"

	"parley"
	"parley/internal/cluster"
	"parley/internal/doc"
	"parley/internal/resolve"
)

// IncidentReport holds the figures of grouping: which events are one incident. A
// part that was not asked for is nil.
type IncidentReport struct {
	Seeds    *SeedIncidents     `json:"seeds,omitempty"`
	News     *NewsIncidents     `json:"news,omitempty"`
	Examples *ExampleIncidents  `json:"examples,omitempty"`
	Invented *InventedIncidents `json:"invented,omitempty"`
	// ECBPlus is how articles are grouped into stories.
	ECBPlus *ECBPlusScores `json:"ecbplus,omitempty"`

	errors []string
}

// IncidentOptions say what Incidents measures on.
type IncidentOptions struct {
	// Shared is the shared folder: seeds, seeds-gold, news-gold and eval/ecbplus.
	Shared string
	// News is a JSON Lines file of the articles of news-gold, whose texts are not
	// shared; without it that set is left out.
	News string
	// Examples is the folder of the example dispatches; empty leaves them out.
	Examples string
	// Only names the sets to measure on; empty for all.
	Only []string
}

// incidentSets are the sets in the order of the report.
var incidentSets = []string{"seeds", "news", "examples", "invented", "ecbplus"}

// IncidentSets returns the names of the sets that Incidents knows.
func IncidentSets() []string { return slices.Clone(incidentSets) }

// Incidents measures how events are grouped into incidents, from raw text: stages
// are pipeline.Coding, fsys is the data folder. An error says which set could not
// be read.
func Incidents(ctx context.Context, stages []doc.Stage, fsys fs.FS, o IncidentOptions) (*IncidentReport, error) {
	resolver, err := resolve.New(fsys)
	if err != nil {
		return nil, err
	}
	r := &IncidentReport{}
	m := &incidents{ctx: ctx, stages: stages, data: fsys, resolver: resolver, options: o, report: r}
	runs := map[string]func() error{"seeds": m.seeds, "news": m.news, "examples": m.examples, "invented": m.invented, "ecbplus": m.ecbplus}
	for _, name := range incidentSets {
		if len(o.Only) > 0 && !slices.Contains(o.Only, name) {
			continue
		}
		if len(o.Only) == 0 && (name == "news" && o.News == "" || name == "examples" && o.Examples == "") {
			continue
		}
		if err := runs[name](); err != nil {
			return nil, fmt.Errorf("measuring on %s: %w", name, err)
		}
	}
	return r, nil
}

// incidents is one run of the measures.
type incidents struct {
	ctx      context.Context
	stages   []doc.Stage
	data     fs.FS
	resolver *resolve.Resolver
	options  IncidentOptions
	report   *IncidentReport
}

func (m *incidents) fault(format string, args ...any) {
	m.report.errors = append(m.report.errors, fmt.Sprintf(format, args...))
}

// grouped is the events of some articles in their groups.
type grouped struct {
	resolver *resolve.Resolver
	of       map[string]string // a group by an event's ID
	nodes    map[string]parley.Node
}

// group puts the events of records into incidents, as a fresh run over them would.
func (m *incidents) group(records []*parley.Record) (*grouped, error) {
	g := &grouped{resolver: m.resolver, of: map[string]string{}, nodes: map[string]parley.Node{}}
	var nodes []parley.Node
	for _, r := range records {
		n, err := m.resolver.Nodes(r)
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, n...)
	}
	groups, _, err := cluster.Fresh(m.resolver.Model(), nodes, nil)
	if err != nil {
		return nil, err
	}
	for _, x := range groups {
		for _, n := range x.Nodes {
			g.of[n.ID], g.nodes[n.ID] = x.ID, n
		}
	}
	return g, nil
}

// link says in a few words how two events compare, and whether they are compared
// at all.
func (g *grouped) link(a, b string) string {
	l, err := g.resolver.Why(g.nodes[a], g.nodes[b])
	if err != nil {
		return err.Error()
	}
	out := fmt.Sprintf("%+.1f", l.Score)
	if !g.meet(a, b) {
		out = "no block; " + out
	}
	for _, r := range l.Reasons {
		out += fmt.Sprintf(" %s%+.1f(%s)", r.Feature, r.Weight, r.Detail)
	}
	return out
}

// meet reports whether two events share a block.
func (g *grouped) meet(a, b string) bool {
	return slices.ContainsFunc(g.nodes[a].Keys, func(k string) bool { return slices.Contains(g.nodes[b].Keys, k) })
}

// one reports whether events are in one group.
func (g *grouped) one(events []string) bool {
	for _, e := range events {
		if g.of[e] != g.of[events[0]] {
			return false
		}
	}
	return true
}

func (m *incidents) ecbplus() error {
	s, err := ECBPlus(m.ctx, m.stages, m.data, filepath.Join(m.options.Shared, "eval", "ecbplus"), ECBPlusTopics)
	if err != nil {
		return err
	}
	m.report.ECBPlus = &s
	m.report.errors = append(m.report.errors, s.Errors...)
	return nil
}

// rows lists the figures in the order of the report.
func (r *IncidentReport) rows() []layerRow {
	var rows []layerRow
	if r.Seeds != nil {
		rows = append(rows, r.Seeds.rows()...)
	}
	if r.News != nil {
		rows = append(rows, r.News.rows()...)
	}
	if r.Examples != nil {
		rows = append(rows, r.Examples.rows()...)
	}
	if r.Invented != nil {
		rows = append(rows, r.Invented.rows()...)
	}
	if r.ECBPlus != nil {
		rows = append(rows, r.ECBPlus.rows()...)
	}
	return rows
}

// WriteTable writes the figures with their counts.
func (r *IncidentReport) WriteTable(w io.Writer) error {
	return writeRows(w, "Incidents, from raw text.", r.rows())
}

// WriteErrors writes a line for each group that is not whole and each wrong join.
func (r *IncidentReport) WriteErrors(w io.Writer) error { return writeLines(w, r.errors) }
