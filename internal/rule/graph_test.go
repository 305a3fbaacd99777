package rule

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/internal/doc"
)

// tree builds a document of one sentence from lines of "word lemma upos xpos
// head relation", the head counted from 1 and 0 for the root.
func tree(t testing.TB, lines string) *doc.Doc {
	t.Helper()
	var b strings.Builder
	n := 0
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		f := strings.Fields(line)
		if len(f) != 6 {
			t.Fatalf("%q has %d fields", line, len(f))
		}
		n++
		fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t_\t%s\t%s\t_\t_\n", n, f[0], f[1], f[2], f[3], f[4], f[5])
	}
	docs, err := doc.ReadCoNLLU(strings.NewReader(b.String() + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	if err := docs[0].Check(); err != nil {
		t.Fatal(err)
	}
	return docs[0]
}

// edgesOfDoc lists the edges of a graph as "label(governor, dependent)", with
// the tree's own left out if only the added ones are wanted.
func edgesOfDoc(d *doc.Doc, g *Graph) []string {
	var out []string
	for t := range d.Tokens {
		for _, e := range g.Down(t) {
			out = append(out, fmt.Sprintf("%s(%s, %s)", e.Label(), d.Word(t), d.Word(e.Token)))
		}
	}
	return out
}

func TestGraph(t *testing.T) {
	for _, c := range []struct {
		name, tree string
		want, not  []string // edges that must be there, and must not
	}{
		{"prepositions", `
			Shells shell NOUN NNS 2 nsubj
			fell fall VERB VBD 0 root
			from from ADP IN 6 case
			near near ADP IN 6 case
			the the DET DT 6 det
			bridge bridge NOUN NN 2 obl
			because because ADP IN 9 case
			of of ADP IN 7 fixed
			fighting fighting NOUN NN 2 obl`,
			[]string{"nsubj(fell, Shells)", "obl:from(fell, bridge)", "obl:near(fell, bridge)", "obl:because_of(fell, fighting)", "det(bridge, the)"},
			[]string{"obl(fell, bridge)"}},
		{"agent, bare oblique, owner", `
			Omar's Omar PROPN NNP 2 nmod:poss
			house house NOUN NN 4 nsubj:pass
			was be AUX VBD 4 aux:pass
			hit hit VERB VBN 0 root
			by by ADP IN 6 case
			shells shell NOUN NNS 4 obl:agent
			twice twice NOUN NN 4 obl:unmarked`,
			[]string{"nsubj:pass(hit, house)", "nmod:poss(house, Omar's)", "obl:by(hit, shells)", "obl(hit, twice)", "aux:pass(hit, was)"}, nil},
		{"objects and subjects in coordination", `
			Rebels rebel NOUN NNS 4 nsubj
			and and CCONJ CC 3 cc
			bandits bandit NOUN NNS 1 conj
			killed kill VERB VBD 0 root
			farmers farmer NOUN NNS 4 obj
			and and CCONJ CC 7 cc
			herders herder NOUN NNS 5 conj
			and and CCONJ CC 9 cc
			fled flee VERB VBD 4 conj`,
			[]string{"nsubj(killed, Rebels)", "nsubj(killed, bandits)", "obj(killed, farmers)", "obj(killed, herders)",
				"nsubj(fled, Rebels)", "nsubj(fled, bandits)", "conj(killed, fled)"},
			[]string{"obj(fled, farmers)"}},
		{"what stands behind coordinated verbs", `
			Two two NUM CD 3 nsubj:pass
			were be AUX VBD 3 aux:pass
			killed kill VERB VBN 0 root
			and and CCONJ CC 5 cc
			wounded wound VERB VBN 3 conj
			in in ADP IN 7 case
			Taiz Taiz PROPN NNP 3 obl`,
			[]string{"obl:in(killed, Taiz)", "obl:in(wounded, Taiz)", "nsubj:pass(wounded, Two)"}, nil},
		{"a shared object", `
			They they PRON PRP 2 nsubj
			stormed storm VERB VBD 0 root
			and and CCONJ CC 4 cc
			burned burn VERB VBD 2 conj
			it it PRON PRP 4 obj`,
			[]string{"obj(stormed, it)", "obj(burned, it)", "nsubj(burned, They)"}, nil},
		{"passive and active in coordination", `
			Troops troops NOUN NNS 3 nsubj:pass
			were be AUX VBD 3 aux:pass
			ambushed ambush VERB VBN 0 root
			and and CCONJ CC 5 cc
			lost lose VERB VBD 3 conj
			men man NOUN NNS 5 obj`,
			[]string{"nsubj:pass(ambushed, Troops)", "nsubj(lost, Troops)"}, []string{"obj(ambushed, men)", "nsubj:pass(lost, Troops)"}},
		{"prepositions in coordination", `
			talks talk NOUN NNS 0 root
			with with ADP IN 3 case
			Juba Juba PROPN NNP 1 nmod
			and and CCONJ CC 5 cc
			Khartoum Khartoum PROPN NNP 3 conj
			or or CCONJ CC 8 cc
			without without ADP IN 8 case
			them they PRON PRP 3 conj`,
			[]string{"nmod:with(talks, Juba)", "nmod:with(talks, Khartoum)", "nmod:without(talks, them)"}, []string{"nmod:with(talks, them)"}},
		{"infinitives", `
			The the DET DT 2 det
			army army NOUN NN 3 nsubj
			tried try VERB VBD 0 root
			to to PART TO 5 mark
			free free VERB VB 3 xcomp
			them they PRON PRP 5 obj`,
			[]string{"nsubj(tried, army)", "nsubj(free, army)"}, nil},
		{"the object is to do it", `
			He he PRON PRP 2 nsubj
			told tell VERB VBD 0 root
			rebels rebel NOUN NNS 2 obj
			to to PART TO 5 mark
			leave leave VERB VB 2 advcl`,
			[]string{"nsubj(leave, rebels)", "advcl:to(told, leave)"}, []string{"nsubj(leave, He)"}},
		{"the addressed are to do it", `
			He he PRON PRP 2 nsubj
			called call VERB VBD 0 root
			on on ADP IN 4 case
			rebels rebel NOUN NNS 2 obl
			to to PART TO 6 mark
			leave leave VERB VB 2 xcomp`,
			[]string{"nsubj(leave, rebels)"}, []string{"nsubj(leave, He)"}},
		{"who promises is to do it", `
			They they PRON PRP 2 nsubj
			promised promise VERB VBD 0 root
			Oslo Oslo PROPN NNP 2 obj
			to to PART TO 5 mark
			disarm disarm VERB VB 2 xcomp`,
			[]string{"nsubj(disarm, They)"}, []string{"nsubj(disarm, Oslo)"}},
		{"a participle behind its clause", `
			Gunmen gunman NOUN NNS 2 nsubj
			fled flee VERB VBD 0 root
			, , PUNCT , 4 punct
			killing kill VERB VBG 2 advcl
			two two NUM CD 4 obj
			and and CCONJ CC 7 cc
			wounding wound VERB VBG 5 conj
			four four NUM CD 7 obj`,
			[]string{"nsubj(killing, Gunmen)", "nsubj(wounding, Gunmen)"}, nil},
		{"behind a passive its agent", `
			Troops troops NOUN NNS 3 nsubj:pass
			were be AUX VBD 3 aux:pass
			ambushed ambush VERB VBN 0 root
			by by ADP IN 5 case
			rebels rebel NOUN NNS 3 obl:agent
			, , PUNCT , 7 punct
			killing kill VERB VBG 3 advcl
			two two NUM CD 7 obj`,
			[]string{"nsubj(killing, rebels)"}, []string{"nsubj(killing, Troops)"}},
		{"the object did it", `
			Amnesty Amnesty PROPN NNP 2 nsubj
			accused accuse VERB VBD 0 root
			troops troops NOUN NNS 2 obj
			of of SCONJ IN 5 mark
			shelling shell VERB VBG 2 advcl
			homes home NOUN NNS 5 obj`,
			[]string{"nsubj(shelling, troops)", "advcl:of(accused, shelling)"}, []string{"nsubj(shelling, Amnesty)"}},
		{"arrested for", `
			They they PRON PRP 2 nsubj
			arrested arrest VERB VBD 0 root
			him he PRON PRP 2 obj
			for for SCONJ IN 5 mark
			spying spy VERB VBG 2 advcl`,
			[]string{"nsubj(spying, him)"}, []string{"nsubj(spying, They)"}},
		{"used for", `
			They they PRON PRP 2 nsubj
			used use VERB VBD 0 root
			drones drone NOUN NNS 2 obj
			for for SCONJ IN 5 mark
			spying spy VERB VBG 2 advcl`,
			[]string{"nsubj(spying, They)"}, []string{"nsubj(spying, drones)"}},
		{"somebody else's plan", `
			Police police NOUN NNS 2 nsubj
			foiled foil VERB VBD 0 root
			plans plan NOUN NNS 2 obj
			to to PART TO 5 mark
			bomb bomb VERB VB 3 acl`,
			[]string{"acl:to(plans, bomb)"}, []string{"nsubj(bomb, Police)"}},
		{"a relative clause that somebody reports", `
			The the DET DT 2 det
			jet jet NOUN NN 0 root
			which which PRON WDT 5 obj
			officials official NOUN NNS 5 nsubj
			said say VERB VBD 2 acl:relcl
			crashed crash VERB VBD 5 ccomp`,
			[]string{"nsubj(crashed, jet)"}, nil},
		{"a relative pronoun that is the subject", `
			forces force NOUN NNS 0 root
			which which PRON WDT 3 obj
			wanted want VERB VBD 1 acl:relcl
			to to PART TO 5 mark
			leave leave VERB VB 3 xcomp`,
			[]string{"nsubj(wanted, forces)", "nsubj(leave, forces)"}, []string{"obj(wanted, forces)"}},
		{"a policy does nothing", `
			Amnesty Amnesty PROPN NNP 2 nsubj
			slammed slam VERB VBD 0 root
			the the DET DT 4 det
			policy policy NOUN NN 2 obj
			of of SCONJ IN 6 mark
			shelling shell VERB VBG 4 acl
			and and CCONJ CC 8 cc
			accused accuse VERB VBD 2 conj
			troops troops NOUN NNS 8 obj
			of of SCONJ IN 11 mark
			looting loot VERB VBG 9 acl`,
			[]string{"nsubj(looting, troops)"}, []string{"nsubj(shelling, policy)"}},
		{"clauses without a subject", `
			If if SCONJ IN 2 mark
			attacked attack VERB VBN 4 advcl
			they they PRON PRP 4 nsubj
			flee flee VERB VBP 0 root
			when when ADV WRB 6 advmod
			ordered order VERB VBN 4 advcl`,
			[]string{"advcl:if(flee, attacked)", "nsubj:pass(attacked, they)", "advcl:when(flee, ordered)"}, nil},
		{"participles behind nouns", `
			Police police NOUN NNS 6 nsubj
			killed kill VERB VBD 1 acl
			by by ADP IN 4 case
			gunmen gunman NOUN NNS 2 obl:agent
			firing fire VERB VBG 4 acl
			were be VERB VBD 0 root`,
			[]string{"nsubj:pass(killed, Police)", "obl:by(killed, gunmen)", "nsubj(firing, gunmen)", "acl(Police, killed)"}, nil},
		{"a plan is its owner's", `
			Rebels rebel NOUN NNS 2 nsubj
			launched launch VERB VBD 0 root
			an a DET DT 4 det
			attempt attempt NOUN NN 2 obj
			to to PART TO 6 mark
			retake retake VERB VB 4 acl
			Raqqa Raqqa PROPN NNP 6 obj`,
			[]string{"acl:to(attempt, retake)", "nsubj(retake, Rebels)"}, nil},
		{"relative pronouns", `
			The the DET DT 2 det
			rebels rebel NOUN NNS 10 nsubj
			who who PRON WP 4 nsubj
			seized seize VERB VBD 2 acl:relcl
			the the DET DT 6 det
			town town NOUN NN 4 obj
			where where ADV WRB 9 advmod
			troops troops NOUN NNS 9 nsubj
			camped camp VERB VBD 6 acl:relcl
			withdrew withdraw VERB VBD 0 root`,
			[]string{"nsubj(seized, rebels)", "ref(rebels, who)", "obl:in(camped, town)", "acl:relcl(rebels, seized)"},
			[]string{"nsubj(seized, who)", "advmod(camped, where)"}},
		{"whose, in which, coordinated antecedents", `
			villages village NOUN NNS 0 root
			and and CCONJ CC 3 cc
			towns town NOUN NNS 1 conj
			whose whose PRON WP$ 5 nmod:poss
			people people NOUN NNS 6 nsubj
			fled flee VERB VBD 1 acl:relcl
			wars war NOUN NNS 1 dep
			in in ADP IN 9 case
			which which PRON WDT 10 obl
			died die VERB VBD 7 acl:relcl`,
			[]string{"nmod:poss(people, villages)", "nmod:poss(people, towns)", "obl:in(died, wars)"}, nil},
		{"relative clauses without a pronoun", `
			The the DET DT 2 det
			man man NOUN NN 6 nsubj:pass
			police police NOUN NNS 4 nsubj
			arrested arrest VERB VBD 2 acl:relcl
			was be AUX VBD 6 aux:pass
			freed free VERB VBN 0 root`,
			[]string{"obj(arrested, man)", "nsubj(arrested, police)", "nsubj:pass(freed, man)"}, nil},
		{"the day they left", `
			the the DET DT 2 det
			day day NOUN NN 0 root
			they they PRON PRP 4 nsubj
			fought fight VERB VBD 2 acl:relcl
			and and CCONJ CC 7 cc
			the the DET DT 7 det
			way way NOUN NN 2 conj
			men man NOUN NNS 9 nsubj
			died die VERB VBD 7 acl:relcl`,
			[]string{"obl:tmod(fought, day)", "nsubj(died, men)"}, []string{"obj(fought, day)", "obj(died, way)"}},
		{"an object among participles", `
			Agents agent NOUN NNS 2 nsubj:pass
			patrolled patrol VERB VBN 0 root
			and and CCONJ CC 4 cc
			beat beat VERB VBN 2 conj
			people people NOUN NNS 4 obj`,
			[]string{"nsubj(beat, Agents)"}, []string{"nsubj:pass(beat, Agents)"}},
		{"two objects", `
			Ankara Ankara PROPN NNP 2 nsubj
			gave give VERB VBD 0 root
			them they PRON PRP 2 obj
			days day NOUN NNS 2 obj
			to to PART TO 6 mark
			leave leave VERB VB 2 advcl`,
			[]string{"iobj(gave, them)", "obj(gave, days)", "nsubj(leave, them)"}, []string{"obj(gave, them)", "nsubj(leave, Ankara)"}},
		{"a row of deeds", `
			Men man NOUN NNS 2 nsubj
			raided raid VERB VBD 0 root
			Kauda Kauda PROPN NNP 2 obj
			, , PUNCT , 5 punct
			killed kill VERB VBN 2 advcl
			ten ten NUM CD 5 xcomp
			and and CCONJ CC 8 cc
			fled flee VERB VBN 5 conj`,
			[]string{"nsubj(killed, Men)", "obj(killed, ten)", "nsubj(fled, Men)"}, []string{"nsubj:pass(killed, Men)", "nsubj(ten, Men)"}},
		{"a passive that is none", `
			The the DET DT 2 det
			army army NOUN NN 3 nsubj:pass
			denied deny VERB VBN 0 root
			firing fire VERB VBG 3 xcomp
			shells shell NOUN NNS 4 obj`,
			[]string{"nsubj(denied, army)", "nsubj(firing, army)"}, []string{"nsubj:pass(denied, army)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := tree(t, c.tree)
			got := edgesOfDoc(d, NewGraph(d))
			for _, e := range c.want {
				if !slices.Contains(got, e) {
					t.Errorf("lacks %s; has %s", e, strings.Join(got, " "))
				}
			}
			for _, e := range c.not {
				if slices.Contains(got, e) {
					t.Errorf("has %s", e)
				}
			}
			seen := make(map[string]bool)
			for _, e := range got {
				if seen[e] {
					t.Errorf("has %s twice", e)
				}
				seen[e] = true
			}
		})
	}
}

// TestAntecedents hangs relative clauses on the noun nearby, as the parser does.
func TestAntecedents(t *testing.T) {
	d := tree(t, `
		Rebels rebel NOUN NNS 0 root
		with with ADP IN 3 case
		rifles rifle NOUN NNS 1 nmod
		from from ADP IN 5 case
		Juba Juba PROPN NNP 3 nmod
		who who PRON WP 7 nsubj
		fled flee VERB VBD 5 acl:relcl
		where where ADV WRB 9 advmod
		fought fight VERB VBD 3 acl:relcl`)
	plain := strings.Join(edgesOfDoc(d, NewGraph(d)), " ")
	if !strings.Contains(plain, "nsubj(fled, Juba)") || !strings.Contains(plain, "obl:in(fought, rifles)") {
		t.Errorf("without layers: %s", plain)
	}
	d.Mentions = []doc.Mention{{First: 0, Last: 5, Head: 0}}
	d.Places = []doc.PlaceMention{{First: 4, Last: 5}}
	got := strings.Join(edgesOfDoc(d, NewGraph(d)), " ")
	if !strings.Contains(got, "nsubj(fled, Rebels)") || !strings.Contains(got, "ref(Rebels, who)") || !strings.Contains(got, "obl:in(fought, Juba)") {
		t.Errorf("with layers: %s", got)
	}
}

func TestGraphEnds(t *testing.T) {
	d := tree(t, `
		Rebels rebel NOUN NNS 2 nsubj
		fired fire VERB VBD 0 root
		on on ADP IN 4 case
		trucks truck NOUN NNS 2 obl
		on on ADP IN 6 case
		roads road NOUN NNS 2 obl`)
	g := NewGraph(d)
	if got := slices.Collect(g.DownBy(1, "obl:on")); !slices.Equal(got, []int{3, 5}) {
		t.Errorf("down obl:on: %v", got)
	}
	if got := slices.Collect(g.DownBy(1, "obl")); got != nil {
		t.Errorf("down bare obl: %v", got)
	}
	if got := slices.Collect(g.DownBy(1, "_")); !slices.Equal(got, []int{0, 3, 5}) {
		t.Errorf("down any: %v", got)
	}
	if got := slices.Collect(g.UpBy(3, "obl:*")); !slices.Equal(got, []int{1}) {
		t.Errorf("up obl:*: %v", got)
	}
	for _, token := range []int{-2, -1, len(d.Tokens), len(d.Tokens) + 5} {
		if g.Down(token) != nil || g.Up(token) != nil {
			t.Errorf("token %d has edges", token)
		}
	}
	d.Times = []doc.Time{{First: 3, Last: 4}}
	d.Tokens[3].Deprel, d.Tokens[2].Deprel = "obl:unmarked", "advmod"
	if got := slices.Collect(NewGraph(d).DownBy(1, "obl:tmod")); !slices.Equal(got, []int{3}) {
		t.Errorf("obl:tmod: %v", got)
	}
	for i := range d.Tokens {
		d.Tokens[i].Head = doc.Unparsed
	}
	if got := edgesOfDoc(d, NewGraph(d)); got != nil {
		t.Errorf("without a parse: %v", got)
	}
	if g := NewGraph(&doc.Doc{}); g.Down(0) != nil {
		t.Error("an empty document has edges")
	}
}
