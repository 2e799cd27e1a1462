package question

import "github.com/nutgraf/nutgraf/briefing/text"

// The word lists by which a question and what answers it are understood. All words are folded.
var (
	interrogative = text.WordSet("who whom whose what which when where why how whats whos wheres whens")

	auxiliary = text.WordSet(`is are was were am be been do does did has have had can could will would shall should may might must
		isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't couldn't won't wouldn't shouldn't
		isnt arent wasnt werent dont doesnt didnt hasnt havent cant couldnt wont wouldnt`)

	pronoun = text.WordSet("he him his she her hers they them their theirs it its that this those these there one ones")

	// frame holds what people wrap around a question: the asking itself, politeness, pronouns.
	frame = union(interrogative, auxiliary, pronoun, text.WordSet(`please pls hey hi hello thanks thank ok okay so and but just then tell me us give
		show find know want wonder wondering you your i my we our any anybody anyone anything some someone something
		exactly actually really according also else much many long soon about for from with by as to up out many get got go
		gets going happen happened say ever again now news article articles story stories quick question`))

	sayVerb = text.WordSet(`say says said saying tell tells told think thinks thought claim claims claimed argue argues argued believe believes
		believed respond responds responded react reacts reacted comment comments commented describe describes described
		state states stated write wrote email emailed tweet tweeted post posted warn warns warned mean means explain explained call called`)

	sayNoun = text.WordSet("reaction response comment comments statement quote quotes opinion view verdict take explanation")

	measure = text.WordSet(`big tall wide deep high old far cold hot heavy large fast small strong loud expensive often`)

	timeNoun = text.WordSet("day date time year month week weekday century decade hour season")

	placeNoun = text.WordSet(`city country place town state region village street venue hospital court airport stadium school university
		county continent island`)

	personNoun = text.WordSet(`person man woman people actor actress player minister president politician singer author coach team company
		group party organisation organization`)

	numberNoun = text.WordSet("percentage percent number price cost amount share proportion score age salary budget sum total rate")

	smallTalk = text.WordSet("hi hello hey thanks thank you thx cheers ok okay cool great nice morning good bye")

	helpPhrase = setOf("help", "?", "what can you do", "what can i ask", "how does this work", "how do i use this",
		"how do you work", "who are you")

	timePreposition = text.WordSet("on in at late early earlier last this")

	placePreposition = text.WordSet("in at off near from to on outside inside around across into")

	// reasonCues are words that a reason follows or precedes.
	reasonCues = text.WordSet(`because due amid reason reasons cause causes caused citing cited cites result results resulted
		therefore thanks fear fears feared concern concerns concerned worried worry order owing blamed blame prompted led means meant`)
)

// setOf holds entries, which may be phrases.
func setOf(entries ...string) map[string]bool {
	m := make(map[string]bool, len(entries))
	for _, e := range entries {
		m[e] = true
	}
	return m
}

func union(sets ...map[string]bool) map[string]bool {
	m := make(map[string]bool)
	for _, s := range sets {
		for w := range s {
			m[w] = true
		}
	}
	return m
}
