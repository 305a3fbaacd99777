package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// scene is what invented news are about: a town, who attacks and who suffers.
type scene struct{ town, region, attacker, victim string }

var scenes = []scene{
	{"Kunduz", "northern Afghanistan", "Taliban fighters", "soldiers"}, {"Ghazni", "Afghanistan", "Insurgents", "policemen"},
	{"Mogadishu", "Somalia", "Al-Shabaab gunmen", "guards"}, {"Baidoa", "Somalia", "Al-Shabaab fighters", "soldiers"},
	{"Maiduguri", "northeastern Nigeria", "Boko Haram militants", "villagers"}, {"Jos", "Nigeria", "Gunmen", "farmers"},
	{"Goma", "eastern Congo", "M23 rebels", "soldiers"}, {"Beni", "eastern Congo", "Rebels", "civilians"},
	{"Cucuta", "Colombia", "ELN rebels", "police officers"}, {"Marawi", "the Philippines", "Militants", "soldiers"},
	{"Mosul", "Iraq", "Islamic State militants", "policemen"}, {"Taiz", "Yemen", "Houthi fighters", "civilians"},
}

var madeOutlets = []string{"Northern Courier", "Harbour Wire", "Evening Ledger", "The Meridian", "Plainsman", ""}

// madeUpNews writes n short invented articles as JSON Lines and returns the file.
// Some tell of one attack in several outlets with a toll that moves, some are
// copies, some tell of talks and promises. The same seed makes the same bytes.
func madeUpNews(t *testing.T, n int, seed uint64) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "news.jsonl")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := rand.New(rand.NewPCG(seed, 7))
	e := json.NewEncoder(f)
	for i := 0; i < n; {
		for _, a := range madeUpStory(r) {
			if i == n {
				break
			}
			a["id"] = fmt.Sprintf("made-%04d", i)
			if err := e.Encode(a); err != nil {
				t.Fatal(err)
			}
			i++
		}
	}
	return file
}

// madeUpStory is one happening in one to four articles.
func madeUpStory(r *rand.Rand) []map[string]string {
	s := scenes[r.IntN(len(scenes))]
	day := time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(900))
	toll := 2 + r.IntN(30)
	var out []map[string]string
	text := ""
	for k := range 1 + r.IntN(4) {
		outlet := madeOutlets[r.IntN(len(madeOutlets))]
		if k == 0 || r.IntN(3) > 0 { // else a copy of the one before
			text = madeUpText(r, s, day, toll)
			toll += r.IntN(5)
		}
		out = append(out, map[string]string{
			"title": fmt.Sprintf("%s kill %s in %s", s.attacker, s.victim, s.town), "text": text, "outlet": outlet,
			"published": day.AddDate(0, 0, 1+k/2).Format(time.DateOnly), "url": fmt.Sprintf("https://news.example/%d", r.Uint64()),
		})
	}
	return out
}

func madeUpText(r *rand.Rand, s scene, day time.Time, toll int) string {
	text := fmt.Sprintf("%s attacked a checkpoint near %s in %s on %s, killing at least %d %s and wounding %d others, officials said.\n\n",
		s.attacker, s.town, s.region, day.Weekday(), toll, s.victim, 1+r.IntN(20))
	switch r.IntN(4) {
	case 0:
		text += fmt.Sprintf("A spokesman of the group claimed that %d %s had died in the attack.\n", toll+5, s.victim)
	case 1:
		text += fmt.Sprintf("The government promised to release %d prisoners within %d months if the attacks stop.\n", 50*(1+r.IntN(9)), 1+r.IntN(6))
	case 2:
		text += fmt.Sprintf("Talks between both sides are to resume in Doha on %s, mediators said.\n", day.AddDate(0, 0, 9).Format("January 2"))
	default:
		text += "Nobody has claimed responsibility, and the road was closed for hours.\n"
	}
	return text
}
