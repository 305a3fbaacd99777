package said

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"parley/data"
	"parley/internal/doc"
)

// tables are the word lists of data/said. They are never changed once loaded.
type tables struct {
	verbs, nouns map[string][]*cue // by the first word of the cue
	speakers     map[string]speakerKind
	channels     map[string][]channelWord // by the first lemma
	outlets      map[string]bool          // whole names in lower case
	outletWords  map[string]bool
	turns        map[string][]turn // by the first lemma
}

// cue is a row of cues.tsv.
type cue struct {
	// more is the second word of the cue, empty for none.
	more    string
	frames  []frame
	subject subjectKind
	stance  doc.Stance
	rule    string
}

// frame is a shape that the content takes: a name of frames.go, with the words
// that fill it.
type frame struct {
	name string
	// words are lemmas or prepositions; not is true where they are those that
	// must not be there.
	words []string
	not   bool
}

// subjectKind says who can be the subject of a cue.
type subjectKind byte

const (
	subjectAny subjectKind = iota
	subjectPerson
	subjectText
)

// speakerKind is what a noun tells of who speaks.
type speakerKind byte

const (
	speakerUnknown speakerKind = iota
	speakerSpokes
	speakerOffice
	speakerPeople
	speakerSource
	speakerForce
	speakerBody
	speakerText
	speakerMedia
	speakerDeal
)

// channelWord is one entry of channels.tsv.
type channelWord struct {
	lemmas  []string
	channel doc.Channel
	rank    int
}

// turn is a run of lemmas that gives what is said another stance.
type turn struct {
	lemmas []string
	stance doc.Stance
}

var stances = []doc.Stance{
	doc.StanceSays, doc.StanceClaims, doc.StanceDenies, doc.StanceConfirms, doc.StanceBlames, doc.StancePromises,
	doc.StanceDemands, doc.StanceThreatens, doc.StanceOffers, doc.StanceRefuses, doc.StanceUrges, doc.StanceDoubts,
}

var channelNames = []doc.Channel{
	doc.ChannelBriefing, doc.ChannelPressConference, doc.ChannelSocialMedia, doc.ChannelWebsite, doc.ChannelTelephone,
	doc.ChannelInterview, doc.ChannelStatement, doc.ChannelRemarks, doc.ChannelMeeting, doc.ChannelConference,
	doc.ChannelData, doc.ChannelMedia, doc.ChannelAnonymous,
}

var speakerKinds = []string{
	"", "spokes", "office", "people", "source", "force", "body", "text", "media", "deal",
}

// load reads the tables of fsys. An error names the file and the line.
func load(fsys fs.FS) (*tables, error) {
	t := &tables{
		verbs: make(map[string][]*cue), nouns: make(map[string][]*cue), speakers: make(map[string]speakerKind),
		channels: make(map[string][]channelWord), outlets: make(map[string]bool), outletWords: make(map[string]bool),
		turns: make(map[string][]turn),
	}
	for _, f := range []struct {
		name    string
		columns int
		take    func(cells []string) error
	}{
		{"said/cues.tsv", 5, t.takeCue},
		{"said/speakers.tsv", 2, t.takeSpeakers},
		{"said/channels.tsv", 3, t.takeChannel},
		{"said/outlets.tsv", 2, t.takeOutlets},
		{"said/turns.tsv", 2, t.takeTurns},
	} {
		rows, err := data.Rows(fsys, f.name, f.columns)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			if err := f.take(row.Cells); err != nil {
				return nil, fmt.Errorf("data file %s:%d: %w", f.name, row.Line, err)
			}
		}
	}
	// A cue of two words is the closer match, whatever the order of the rows.
	for _, m := range []map[string][]*cue{t.verbs, t.nouns} {
		for _, cues := range m {
			slices.SortStableFunc(cues, func(a, b *cue) int { return min(len(b.more), 1) - min(len(a.more), 1) })
		}
	}
	return t, nil
}

func (t *tables) takeCue(cells []string) error {
	into := t.verbs
	switch cells[1] {
	case "verb":
	case "noun":
		into = t.nouns
	default:
		return fmt.Errorf("class %q is not verb or noun", cells[1])
	}
	c := &cue{stance: doc.Stance(cells[4])}
	first, more, _ := strings.Cut(cells[0], " ")
	c.more = more
	for f := range strings.FieldsSeq(cells[2]) {
		parsed, err := parseFrame(f)
		if err != nil {
			return err
		}
		c.frames = append(c.frames, parsed)
	}
	if first == "" || len(c.frames) == 0 {
		return fmt.Errorf("cue %q has no frame", cells[0])
	}
	switch cells[3] {
	case "any":
		c.subject = subjectAny
	case "person":
		c.subject = subjectPerson
	case "text":
		c.subject = subjectText
	default:
		return fmt.Errorf("subject %q is not any, person or text", cells[3])
	}
	if !slices.Contains(stances, c.stance) {
		return fmt.Errorf("no stance %q", cells[4])
	}
	c.rule = "said." + cells[1] + "." + strings.ReplaceAll(cells[0], " ", "-")
	into[first] = append(into[first], c)
	return nil
}

func parseFrame(f string) (frame, error) {
	name, words, listed := strings.Cut(f, ":")
	not := false
	if !listed {
		name, words, listed = strings.Cut(f, "!")
		not = listed
	}
	needs, ok := frameNames[name]
	if !ok {
		return frame{}, fmt.Errorf("no frame %q", f)
	}
	if listed && words == "" || needs && !listed {
		return frame{}, fmt.Errorf("frame %q lacks its words", f)
	}
	out := frame{name: name, not: not}
	if listed {
		out.words = strings.Split(words, "|")
	}
	return out, nil
}

func (t *tables) takeSpeakers(cells []string) error {
	kind := slices.Index(speakerKinds, cells[0])
	if kind <= 0 {
		return fmt.Errorf("no kind of speaker %q", cells[0])
	}
	for w := range strings.SplitSeq(cells[1], ", ") {
		t.speakers[w] = speakerKind(kind)
	}
	return nil
}

func (t *tables) takeChannel(cells []string) error {
	rank, err := strconv.Atoi(cells[1])
	if err != nil {
		return err
	}
	c := doc.Channel(cells[0])
	if !slices.Contains(channelNames, c) {
		return fmt.Errorf("no channel %q", cells[0])
	}
	for w := range strings.SplitSeq(cells[2], ", ") {
		lemmas := strings.Fields(w)
		if len(lemmas) == 0 {
			return fmt.Errorf("an empty word for %q", cells[0])
		}
		t.channels[lemmas[0]] = append(t.channels[lemmas[0]], channelWord{lemmas, c, rank})
	}
	return nil
}

func (t *tables) takeOutlets(cells []string) error {
	into := t.outlets
	switch cells[0] {
	case "name":
	case "word":
		into = t.outletWords
	default:
		return fmt.Errorf("kind %q is not name or word", cells[0])
	}
	for w := range strings.SplitSeq(cells[1], ", ") {
		into[w] = true
	}
	return nil
}

func (t *tables) takeTurns(cells []string) error {
	s := doc.Stance(cells[0])
	if !slices.Contains(stances, s) {
		return fmt.Errorf("no stance %q", cells[0])
	}
	for w := range strings.SplitSeq(cells[1], ", ") {
		lemmas := strings.Fields(w)
		if len(lemmas) == 0 {
			return fmt.Errorf("an empty turn for %q", cells[0])
		}
		t.turns[lemmas[0]] = append(t.turns[lemmas[0]], turn{lemmas, s})
	}
	return nil
}
