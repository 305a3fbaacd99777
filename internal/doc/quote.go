package doc

// Quote is what one speaker says in one place: direct or reported speech over
// one sentence or several.
type Quote struct {
	// Content are the words said, as token ranges in order: more than one where
	// "he said" stands in the midst, or the quote goes on in later sentences.
	Content []Range
	// Direct is true if a passage of more than two words of it stands in
	// quotation marks.
	Direct bool
	// Cue is the token of the word that reports ("said", "according",
	// "statement"), None where the quotation marks alone do.
	Cue int
	// Speaker is the range of the words that name the speaker, without
	// determiner, with role and apposition left out where a name is there ("Ebadi", "a Taliban
	// spokesman", "he"); empty where nobody is named ("it was reported").
	Speaker Range
	// Mention is the index in Mentions of the speaker, None if there is none.
	Mention int
	// Actor is the index in Actors of the speaker, pronouns resolved, or None.
	Actor int
	// For is the ID of the actor on whose behalf it is said; empty if not known.
	For string
	// Role is the speaker's role as the text gives it anywhere in the article.
	Role string
	// Channel is how it was said, Via the range of the outlet or person through
	// whom the article has it ("told Newsweek", "according to Al Jazeera").
	Channel Channel
	Via     Range
	// Anonymous is true where the text withholds the name ("an official who
	// asked not to be named", "sources close to the talks").
	Anonymous bool
	Stance    Stance
	// Rule is the id of the rule or cue row.
	Rule string
}

// Range is the half-open range of tokens [First, Last); empty if they are equal.
type Range struct{ First, Last int }

// Empty reports whether the range holds no token.
func (r Range) Empty() bool { return r.First >= r.Last }

// Channel is the way in which something was said.
type Channel string

// The channels, as the gold files name them; empty for not told.
const (
	ChannelBriefing        Channel = "briefing"
	ChannelPressConference Channel = "press conference"
	ChannelSocialMedia     Channel = "social media"
	ChannelWebsite         Channel = "website"
	ChannelTelephone       Channel = "telephone"
	ChannelInterview       Channel = "interview" // "told Newsweek"
	ChannelStatement       Channel = "written statement"
	ChannelRemarks         Channel = "public remarks" // speeches, broadcasts
	ChannelMeeting         Channel = "meeting"
	ChannelConference      Channel = "conference"
	ChannelData            Channel = "published data"
	ChannelMedia           Channel = "media report"
	ChannelAnonymous       Channel = "anonymous"
)

// Stance is what a speaker does by saying it.
type Stance string

// The stances.
const (
	StanceSays      Stance = "says"
	StanceClaims    Stance = "claims" // responsibility: "it was us"
	StanceDenies    Stance = "denies"
	StanceConfirms  Stance = "confirms"
	StanceBlames    Stance = "blames"
	StancePromises  Stance = "promises"
	StanceDemands   Stance = "demands"
	StanceThreatens Stance = "threatens"
	StanceOffers    Stance = "offers"
	StanceRefuses   Stance = "refuses"
	StanceUrges     Stance = "urges"
	StanceDoubts    Stance = "doubts"
)
