package eval

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"parley"
	"parley/data"
	"parley/internal/read"
)

// invented makes news of incidents that never were: each told several times, in
// several manners, beside others that look like it. The coder then reads it, so
// that what is learned from it comes with the coder's faults.
type invented struct {
	parts map[string][]string // by sort and key
	keys  map[string][]string // the keys of a sort
	rng   *rand.Rand
	made  []inventedArticle
	next  int // number of the next incident
}

// inventedArticle is an article with the words that tell each incident.
type inventedArticle struct {
	article *parley.Article
	tells   []toldWords
}

// toldWords are words of an article, and the incident that they tell.
type toldWords struct{ words, incident string }

// happening is one invented incident.
type happening struct {
	id                   string
	conflict, sort, kind string
	// group is as named, fighters its men, band what they are in general.
	group, fighters, band            string
	adjective, country               string
	town, province, city             string
	object, victims, noun, act, when string
	detail, round                    string
	killed, injured, n, days         int
	day                              time.Time
}

// inventNews makes the articles of scenes incidents, each with its look-alikes.
// The same seed gives the same articles.
func inventNews(seed uint64, scenes int) ([]inventedArticle, error) {
	rows, err := data.Rows(ownIncidents, "testdata/incidents/invented.tsv", 3)
	if err != nil {
		return nil, err
	}
	v := &invented{parts: map[string][]string{}, keys: map[string][]string{}, rng: rand.New(rand.NewPCG(seed, 31))}
	for _, r := range rows {
		sort, key, text := r.Cells[0], r.Cells[1], r.Cells[2]
		if v.parts[sort+" "+key] == nil {
			v.keys[sort] = append(v.keys[sort], key)
		}
		v.parts[sort+" "+key] = append(v.parts[sort+" "+key], text)
	}
	for range scenes {
		if err := v.scene(); err != nil {
			return nil, err
		}
	}
	return v.made, nil
}

func pick[T any](v *invented, list []T) T { return list[v.rng.IntN(len(list))] }

// part returns the fields of a random row.
func (v *invented) part(sort, key string) []string {
	return strings.Split(pick(v, v.parts[sort+" "+key]), "|")
}

// scene tells an incident, one that looks like it, and some of the same days.
func (v *invented) scene() error {
	base := v.happening()
	all := []happening{base}
	all = append(all, v.lookAlike(base))
	for range 3 {
		all = append(all, v.beside(base))
	}
	for i, h := range all {
		tellings := 1 + v.rng.IntN(3)
		if i == 0 {
			tellings++
		}
		for t := range tellings {
			other := all[v.rng.IntN(len(all))]
			if err := v.tell(h, other, t); err != nil {
				return err
			}
		}
	}
	return nil
}

// happening makes a new incident.
func (v *invented) happening() happening {
	h := happening{conflict: pick(v, v.keys["conflict"])}
	names := v.part("conflict", h.conflict)
	h.group, h.fighters, h.band, h.adjective, h.country = names[0], names[1], names[2], names[3], names[4]
	h.sort = pick(v, sorts)
	h.day = time.Date(2031, time.Month(1+v.rng.IntN(11)), 1+v.rng.IntN(28), 0, 0, 0, 0, time.UTC)
	v.place(&h)
	v.means(&h)
	v.numbers(&h)
	return v.named(h)
}

func (v *invented) named(h happening) happening {
	v.next++
	h.id = "invented-" + strconv.Itoa(v.next)
	return h
}

func (v *invented) place(h *happening) {
	town := v.part("town", h.conflict)
	h.town, h.province = town[0], town[1]
	h.city = v.part("city", h.conflict)[0]
	h.detail = v.part("detail", "-")[0]
}

func (v *invented) means(h *happening) {
	object := v.part("object", pick(v, v.keys["object"]))
	h.kind = pick(v, v.keys["kind"])
	kind := v.part("kind", h.kind)
	h.object, h.victims, h.noun = object[0], object[1], kind[0]
	h.act = strings.ReplaceAll(kind[1], "{object}", h.object)
	h.when = strings.ReplaceAll(kind[2], "{object}", h.object)
}

func (v *invented) numbers(h *happening) {
	h.killed = 2 + int(v.rng.ExpFloat64()*9)
	h.injured = h.killed + 1 + v.rng.IntN(20)
	h.n = 20 + 5*v.rng.IntN(60)
	h.days = 3 + v.rng.IntN(12)
	h.round = pick(v, []string{"first", "second", "third", "fourth", "fifth"})
}

// lookAlike makes another incident that is like h in most things.
func (v *invented) lookAlike(h happening) happening {
	chance := v.rng.IntN(100)
	if h.sort != "attack" && h.sort != "strike" {
		chance = 45 + chance*55/100 // two truces of a day are not told apart by anybody
	}
	switch {
	case chance < 8: // the same day and town, another target
		v.means(&h)
		v.numbers(&h)
	case chance < 33: // the same night, another province
		v.place(&h)
		v.numbers(&h)
	case chance < 45: // a strike back
		if h.sort == "attack" {
			h.sort = "strike"
		}
		h.day = h.day.AddDate(0, 0, 1)
		v.numbers(&h)
	case chance < 57: // a year later
		h.day = h.day.AddDate(1, 0, v.rng.IntN(3))
		v.numbers(&h)
	case chance < 80: // some days later
		h.day = h.day.AddDate(0, 0, 2+v.rng.IntN(9))
		v.means(&h)
		v.numbers(&h)
	default: // the next month
		h.day = h.day.AddDate(0, 1, 0)
		v.numbers(&h)
	}
	h.detail = v.part("detail", "-")[0]
	for round := h.round; h.sort == "talks" && h.round == round; {
		v.numbers(&h)
	}
	return v.named(h)
}

// beside makes an incident of the same war in the same days.
func (v *invented) beside(base happening) happening {
	h := base
	h.sort = pick(v, fights)
	h.day = base.day.AddDate(0, 0, v.rng.IntN(5)-2)
	v.place(&h)
	v.means(&h)
	v.numbers(&h)
	return v.named(h)
}

// fights are the sorts of which a war has many in a few days.
var fights = []string{"attack", "attack", "attack", "strike"}

// sorts are the sorts of incidents, as often as they come.
var sorts = []string{"attack", "attack", "attack", "attack", "strike", "talks", "truce", "freed", "halted"}

// tell writes an article on h, often with other as background.
func (v *invented) tell(h, other happening, turn int) error {
	manner := "wire"
	if turn > 0 {
		manner = pick(v, v.keys[h.sort])
	}
	if manner == "back" {
		manner = "local"
	}
	published := h.day.AddDate(0, 0, v.rng.IntN(3))
	lead := v.sentence(h, manner, published)
	text := lead + "\n\n"
	tells := []toldWords{{lead, h.id}}
	if other.id != h.id && other.day.Before(published) && other.day.After(published.AddDate(0, -2, 0)) && v.rng.IntN(2) == 0 {
		back := v.sentence(other, "back", published)
		text += back + "\n"
		tells = append(tells, toldWords{back, other.id})
	}
	ref := fmt.Sprintf("invented/%04d.txt", len(v.made))
	a, err := read.Text(ref, []byte(text), read.Options{})
	if err != nil {
		return fmt.Errorf("%s: %w", ref, err)
	}
	a.Published = parley.Published{Stated: published.Format(time.DateOnly), From: published, To: published}
	v.made = append(v.made, inventedArticle{a, tells})
	return nil
}

// sentence tells h in a manner. Figures differ a little from one to the next.
func (v *invented) sentence(h happening, manner string, published time.Time) string {
	killed := h.killed
	if v.rng.IntN(4) == 0 {
		killed = max(1, killed-v.rng.IntN(3))
	}
	upper := func(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
	date := h.day.Format("January 2")
	if h.day.Year() != published.Year() {
		date = h.day.Format("January 2, 2006")
	}
	s := strings.NewReplacer(
		"{k}", strconv.Itoa(killed), "{K}", strconv.Itoa(killed), "{i}", strconv.Itoa(h.injured), "{n}", strconv.Itoa(h.n),
		"{days}", strconv.Itoa(h.days), "{more}", strconv.Itoa(h.killed+1+v.rng.IntN(4)), "{boast}", strconv.Itoa(h.killed*2+3),
		"{victims}", h.victims, "{when}", h.when, "{When}", upper(h.when), "{act}", h.act, "{noun}", h.noun,
		"{Group}", h.fighters, "{Sort}", upper(h.band), "{name}", h.group, "{Name}", h.group, "{group}", h.group,
		"{army}", h.adjective, "{Army}", h.adjective, "{country}", h.country, "{town}", h.town, "{province}", h.province,
		"{city}", h.city, "{detail}", h.detail, "{round}", h.round, "{weekday}", h.day.Weekday().String(), "{date}", date,
	).Replace(pick(v, v.parts[h.sort+" "+manner]))
	return upper(s)
}
