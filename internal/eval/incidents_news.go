package eval

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley"
	"parley/internal/read"
)

// NewsIncidents are the figures on real articles, some of which report the same
// main incident.
type NewsIncidents struct {
	// Clusters are the groups of articles on one main incident: Correct counts
	// those whose main events are one incident and to which no other article's
	// main event is joined, System those of which all main events were coded.
	Clusters Score `json:"clusters"`
	// Pairs are the joins of events that gold has as main of two articles: Gold
	// counts the right ones, System those made.
	Pairs Score `json:"pairs"`
	// Joins counts all other incidents of two articles, right or wrong.
	Joins int `json:"other_joins"`
}

func (s *NewsIncidents) rows() []layerRow {
	return []layerRow{
		{"news", "clusters whole and alone", s.Clusters, s.Clusters.R(), "all", ""},
		{"news", "pairs of main events", s.Pairs, s.Pairs.F1(), "", fmt.Sprintf("F1; P %.3f R %.3f", s.Pairs.P(), s.Pairs.R())},
	}
}

// newsArticle is what measuring wants of an article.
type newsArticle struct {
	id, cluster string
	// main are the events that the article is about, as far as they were coded.
	main   []string
	record *parley.Record
}

func (m *incidents) news() error {
	articles, err := m.codeNews()
	if err != nil {
		return err
	}
	var records []*parley.Record
	for _, a := range articles {
		records = append(records, a.record)
	}
	g, err := m.group(records)
	if err != nil {
		return err
	}
	s := &NewsIncidents{}
	m.report.News = s
	clusters := map[string][]newsArticle{}
	var names []string
	for _, a := range articles {
		if a.cluster == "" {
			continue
		}
		if clusters[a.cluster] == nil {
			names = append(names, a.cluster)
		}
		clusters[a.cluster] = append(clusters[a.cluster], a)
	}
	for _, name := range names {
		m.newsCluster(s, name, clusters[name], articles, g)
	}
	m.newsPairs(s, articles, g)
	return nil
}

// newsCluster counts one cluster.
func (m *incidents) newsCluster(s *NewsIncidents, name string, members, all []newsArticle, g *grouped) {
	s.Clusters.Gold++
	for _, a := range members {
		if len(a.main) == 0 {
			m.fault("news %s: main event of %s is not coded", name, a.id)
			return
		}
	}
	s.Clusters.System++
	for _, e := range members[0].main {
		apart := ""
		for _, a := range members[1:] {
			if !a.tells(g.of[e], g) {
				apart += fmt.Sprintf("\n  %s is apart from %s: %s", a.id, members[0].id, g.link(e, a.main[0]))
			}
		}
		if apart != "" {
			m.fault("news %s: not whole%s", name, apart)
			continue
		}
		for _, a := range all {
			if a.cluster != name && a.tells(g.of[e], g) {
				m.fault("news %s: %s is joined to it", name, a.id)
				return
			}
		}
		s.Clusters.Correct++
		return
	}
}

// tells reports whether a main event of the article is in the incident.
func (a newsArticle) tells(incident string, g *grouped) bool {
	return slices.ContainsFunc(a.main, func(e string) bool { return g.of[e] == incident })
}

// newsPairs counts the articles whose main events are joined, and reports all
// other joins between articles.
func (m *incidents) newsPairs(s *NewsIncidents, all []newsArticle, g *grouped) {
	for i, a := range all {
		for _, b := range all[:i] {
			same := a.cluster != "" && a.cluster == b.cluster
			if same {
				s.Pairs.Gold++
			}
			if !slices.ContainsFunc(b.main, func(e string) bool { return a.tells(g.of[e], g) }) {
				continue
			}
			s.Pairs.System++
			if same {
				s.Pairs.Correct++
			} else {
				m.fault("news: main events of %s and %s joined", b.id, a.id)
			}
		}
	}
	for i, a := range all {
		for _, b := range all[:i] {
			for _, x := range a.record.Events {
				for _, y := range b.record.Events {
					if g.of[x.ID] == g.of[y.ID] && (!slices.Contains(a.main, x.ID) || !slices.Contains(b.main, y.ID)) {
						s.Joins++
						m.fault("news: to look at: %s %s %s and %s %s %s: %s", b.id, y.Type, quoteOf(y), a.id, x.Type, quoteOf(x), g.link(x.ID, y.ID))
					}
				}
			}
		}
	}
}

// quoteOf returns the trigger of an event.
func quoteOf(e parley.Event) string {
	for _, v := range e.Evidence {
		if v.Role == "trigger" {
			return fmt.Sprintf("%q", v.Quote)
		}
	}
	return ""
}

// errNoNews: the texts of news-gold are not in the shared folder.
var errNoNews = errors.New("no texts: name the JSON Lines file of the articles")

// codeNews codes the articles for which there is gold.
func (m *incidents) codeNews() ([]newsArticle, error) {
	if m.options.News == "" {
		return nil, errNoNews
	}
	var out []newsArticle
	var golds []goldArticle
	var articles []*parley.Article
	for a, err := range read.Files([]string{m.options.News}, read.Options{}) {
		if err != nil {
			return nil, err
		}
		gold, err := readGoldFile(filepath.Join(m.options.Shared, "news-gold", filepath.Base(strings.TrimSuffix(a.Ref, ".txt"))+".json"))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		golds, articles = append(golds, gold), append(articles, a)
	}
	err := codeAll(m.ctx, m.stages, articles, func(i int, c coded) {
		n := newsArticle{id: golds[i].ID, cluster: golds[i].Cluster, record: &c.record}
		events := goldEvents(golds[i], c)
		for x, e := range golds[i].Events {
			if e.Main && events[x] != "" {
				n.main = append(n.main, events[x])
			}
		}
		out = append(out, n)
	})
	return out, err
}
