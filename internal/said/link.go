package said

import (
	"sort"
	"strings"

	"parley/internal/doc"
)

// link ties speakers to actors and fills the fields that follow from them.
func (r *reading) link() {
	r.sortSaid()
	r.byWay()
	roles := make(map[string]string) // by a speaker's last name
	for i := range r.said {
		u := &r.said[i]
		r.sent = u.sentence
		u.Mention = r.mention(u)
		if u.Mention != doc.None {
			u.Actor = r.Mentions[u.Mention].Actor
			r.wholeName(u)
		}
		r.channel(u)
		r.role(u)
		from := u
		if j := r.earlier(i); j != doc.None && (u.Actor == doc.None || u.Cue == doc.None) {
			from = &r.said[j]
			u.Actor, u.Role = from.Actor, from.Role
			if u.Cue == doc.None {
				u.Mention, u.Channel, u.Via = from.Mention, from.Channel, from.Via
			}
		}
		if name := r.lastName(u); name != "" {
			if u.Role == "" {
				u.Role = roles[name]
			} else if roles[name] == "" {
				roles[name] = u.Role
			}
		}
		if u.Channel == "" && i > 0 && r.goesOnSpeaking(&r.said[i-1], u) {
			u.Channel = r.said[i-1].Channel
		}
		u.For = r.behalf(u.Actor)
		r.anonymous(u, from)
		r.turn(u)
	}
}

// goesOnSpeaking reports whether u, told with a pronoun, goes on with what the
// same person says in u's paragraph or the one before: "He added that".
func (r *reading) goesOnSpeaking(before, u *utterance) bool {
	return u.head != doc.None && r.is(u.head, "he", "she") && before.Actor == u.Actor && u.Actor != doc.None &&
		!r.isMedia(before) && before.sentence < u.sentence &&
		r.Sentences[u.sentence].Paragraph-r.Sentences[before.sentence].Paragraph <= 1
}

// mention returns the mention of u's speaker, or None: that of the person
// where the words are a name, else that of the head.
func (r *reading) mention(u *utterance) int {
	if u.head == doc.None || u.Speaker.Empty() {
		return doc.None
	}
	if m := int(r.headAt[u.head]) - 1; m >= 0 && (!u.person || r.Actors[r.Mentions[m].Actor].Kind == doc.ActorPerson) {
		return m
	}
	best, most := doc.None, 0
	last := sort.Search(len(r.Mentions), func(i int) bool { return r.Mentions[i].First >= u.Speaker.Last })
	for m := last - 1; m >= max(0, last-mentionsBack); m-- {
		at := r.Mentions[m]
		common := min(at.Last, u.Speaker.Last) - max(at.First, u.Speaker.First)
		if common <= 0 || u.person && r.Actors[at.Actor].Kind != doc.ActorPerson ||
			!u.person && (at.First > u.head || at.Last <= u.head) {
			continue
		}
		if score := 4*common - (at.Last - at.First); best == doc.None || score > most {
			best, most = m, score
		}
	}
	return best
}

// wholeName widens a speaker's words to the whole name of a body of which the
// name finder has only a part: "the Children" of "Save the Children".
func (r *reading) wholeName(u *utterance) {
	m := r.Mentions[u.Mention]
	at := doc.Range{First: m.First, Last: m.Last}
	if u.person || m.How != doc.ByName && m.How != doc.ByAlias || !inside(u.Speaker, at) {
		return
	}
	u.Speaker = r.bare(at)
}

// mentionsBack is how many mentions before a speaker's end are looked at:
// more than overlap one phrase.
const mentionsBack = 24

// earlier returns the utterance before i whose speaker the pronoun of i
// stands for, where the layer of actors does not tell: the last person for
// "he", the last body for "it", the last of any sort for others.
func (r *reading) earlier(i int) int {
	u := &r.said[i]
	if u.head == doc.None {
		return doc.None
	}
	if u.Cue == doc.None {
		for j := i - 1; j >= 0; j-- {
			if r.said[j].head == u.head {
				return j
			}
		}
		return doc.None
	}
	if r.isMedia(u) {
		return doc.None
	}
	person := r.is(u.head, "he", "she", "his", "her")
	if !person && !r.is(u.head, "they", "it", "its", "their") && r.kindOf(u.head) != speakerText {
		return doc.None
	}
	for j := i - 1; j >= 0; j-- {
		w := &r.said[j]
		if w.head == doc.None || w.head >= u.head || w.nested || r.pos(w.head, "PRON") && w.Actor == doc.None {
			continue
		}
		if media := r.isMedia(w); media && r.kindOf(u.head) == speakerText {
			return j
		} else if media {
			continue
		}
		if person == r.isPerson(w) {
			return j
		}
	}
	return doc.None
}

// isPerson reports whether u's speaker is one person.
func (r *reading) isPerson(u *utterance) bool {
	if u.Actor != doc.None {
		return r.Actors[u.Actor].Kind == doc.ActorPerson
	}
	if u.person {
		return true
	}
	if r.Tokens[u.head].XPOS == "NNS" || r.nameAt[u.head] > 0 {
		return false
	}
	return r.isRole(u.head) || r.kindOf(u.head) == speakerUnknown && r.pos(u.head, "NOUN")
}

// lastName returns the last word of a speaker's name in lower case, or "".
func (r *reading) lastName(u *utterance) string {
	if !u.person {
		return ""
	}
	return strings.ToLower(r.Word(u.Speaker.Last - 1))
}

// behalf returns the ID of the actor on whose behalf actor a speaks: its side,
// or the body that it is or belongs to.
func (r *reading) behalf(a int) string {
	if a == doc.None {
		return ""
	}
	act := &r.Actors[a]
	switch {
	case r.isPress(a):
		return "" // the press passes on; it takes no side
	case act.Side != "":
		return act.Side
	case act.Of != "":
		return act.Of
	case act.Kind == doc.ActorOrganisation && act.Source != doc.FromNominal,
		act.Kind == doc.ActorGroup && act.Sector != "CVL" && act.Source != doc.FromNominal:
		return act.ID
	}
	return ""
}

// role sets the speaker's role: the actor's, else the title or the apposition
// in the sentence.
func (r *reading) role(u *utterance) {
	if u.Actor != doc.None && r.Actors[u.Actor].Role != "" {
		u.Role = r.Actors[u.Actor].Role
		return
	}
	if u.head == doc.None || u.Speaker.Empty() {
		return
	}
	if !u.person {
		if r.isRole(u.head) && r.Tokens[u.head].XPOS != "NNS" && r.kindOf(u.head) != speakerSource && !r.isSomebody(u.head) {
			u.Role = r.text(r.title(u.Speaker))
		}
		return
	}
	// "Taliban spokesman Zabihullah Mujahid" has it in front, "Mujahid, a
	// spokesman," behind; a rank in front says less than an office behind.
	front := r.title(doc.Range{First: u.phrase.First, Last: u.Speaker.First})
	var behind doc.Range
	if u.Speaker.Last < u.phrase.Last && r.isComma(u.Speaker.Last) {
		behind = r.title(doc.Range{First: u.Speaker.Last + 1, Last: u.phrase.Last})
	}
	if r.namesRole(behind) && !r.namesRole(front) || front.Empty() {
		front = behind
	}
	if front.Last-front.First > 1 || r.namesRole(front) ||
		!front.Empty() && r.pos(front.First, "NOUN", "PROPN") && !r.is(front.First, "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Sir") {
		u.Role = r.text(front)
	}
}

// namesRole reports whether a noun for an office or a spokesman stands in p.
func (r *reading) namesRole(p doc.Range) bool {
	for i := p.First; i < p.Last; i++ {
		if r.isRole(i) {
			return true
		}
	}
	return false
}

// title returns the words of a role in p, up to the first comma or clause.
func (r *reading) title(p doc.Range) doc.Range {
	p = r.bare(p)
	if !p.Empty() && r.is(p.First, "its", "their", "his", "her") {
		p.First++
	}
	for i := p.First; i < p.Last; i++ {
		if r.isComma(i) || r.isRelative(i) || r.isMark(i) {
			return r.bare(doc.Range{First: p.First, Last: i})
		}
	}
	return p
}

// text returns the words of p as they stand in the text.
func (r *reading) text(p doc.Range) string {
	if p.Empty() {
		return ""
	}
	return r.Text[r.Tokens[p.First].Start:r.Tokens[p.Last-1].End]
}

// anonymous tells whether the text withholds the name of u's speaker; from is
// the utterance that names whom a pronoun stands for.
func (r *reading) anonymous(u *utterance, from *utterance) {
	if u.Channel == doc.ChannelAnonymous {
		u.Anonymous = true
		return
	}
	if from != u {
		u.Anonymous = from.Anonymous
		return
	}
	if u.head == doc.None || u.person {
		return
	}
	if u.Actor != doc.None {
		if a := &r.Actors[u.Actor]; a.Kind == doc.ActorPerson && a.Source != doc.FromNominal && a.Source != doc.FromComposition ||
			r.pos(u.head, "PRON") && a.Source != doc.FromNominal {
			return
		}
	}
	many := r.Tokens[u.head].XPOS == "NNS"
	switch k := r.kindOf(u.head); k {
	case speakerSource:
		u.Anonymous = true
		if u.Channel == "" || u.Channel == doc.ChannelInterview {
			u.Channel = doc.ChannelAnonymous
		}
	case speakerPeople:
		u.Anonymous = r.nameAt[u.head] == 0
		u.Channel = r.closeTo(u)
	case speakerForce:
		u.Anonymous = !many
	case speakerOffice:
		u.Anonymous = !many && r.indefinite(u) || many && !r.joined(u)
	case speakerText, speakerMedia:
		u.Anonymous = r.isReports(u) || r.lemma(u.head, "source")
	case speakerUnknown:
		u.Anonymous = r.pos(u.head, "NOUN") && (u.Actor != doc.None && r.Actors[u.Actor].Source == doc.FromNominal ||
			u.Actor == doc.None && r.nameAt[u.head] == 0 && (many || r.indefinite(u))) ||
			r.is(u.head, "those", "some", "many") || r.isSomebody(u.head)
		if u.Anonymous {
			u.Channel = r.closeTo(u)
		}
	}
}

// closeTo returns the channel of u, which is anonymous for "people close to".
func (r *reading) closeTo(u *utterance) doc.Channel {
	for t := u.head; t < min(u.Speaker.Last, u.head+3); t++ {
		if r.lemma(t, "close", "familiar") && (u.Channel == "" || u.Channel == doc.ChannelInterview) {
			return doc.ChannelAnonymous
		}
	}
	return u.Channel
}

// indefinite reports whether the speaker is one of many: "a commander".
func (r *reading) indefinite(u *utterance) bool {
	for t := max(0, u.Speaker.First-1); t <= u.Speaker.First; t++ {
		if r.is(t, "a", "an", "one", "another", "some") {
			return true
		}
	}
	return false
}

// joined reports whether several parties are named in the speaker's words.
func (r *reading) joined(u *utterance) bool {
	for t := u.Speaker.First; t < u.Speaker.Last; t++ {
		if r.pos(t, "CCONJ", "NUM") {
			return true
		}
	}
	return false
}

// turn gives u another stance where what is said calls for it.
func (r *reading) turn(u *utterance) {
	if u.Stance != doc.StanceSays || u.nested {
		return
	}
	p := u.Content[0]
	for i := p.First; i < min(p.Last, p.First+turnWords); i++ {
		for _, t := range r.turns[r.Tokens[i].Lemma] {
			if r.lemmasAt(i, t.lemmas) && i+len(t.lemmas) <= p.Last {
				u.Stance = t.stance
				return
			}
		}
		if !r.is(i, "it", "we", "they", "its", "our", "their") {
			continue
		}
		if stance := r.ownDeed(i, p); stance != "" {
			u.Stance = stance
			return
		}
	}
}

// ownDeed reads what the speaker says of a deed of its own: token i is the
// pronoun, p what is said. A deed that was not done is a denial, one that is
// only possible is nothing.
func (r *reading) ownDeed(i int, p doc.Range) doc.Stance {
	denied := false
	for j := i + 1; j < min(p.Last, i+5); j++ {
		if r.is(j, "not", "n't", "never") {
			denied = true
			continue
		}
		if r.Tokens[j].XPOS == "MD" || r.is(j, "to") {
			return ""
		}
		for _, t := range r.turns["we"] {
			if !r.pos(j, "VERB", "AUX") || !r.lemmasAt(j, t.lemmas[1:]) {
				continue // "its plant", "their attack"
			}
			if denied {
				return doc.StanceDenies
			}
			return t.stance
		}
	}
	return ""
}

// turnWords is how far into what is said a turn is looked for.
const turnWords = 14
