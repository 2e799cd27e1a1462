package question

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// openings are ways to ask for a form other than a fact, by their words. What stands behind them is the topic.
var openings = opened(map[Form]string{
	FormBrief: `brief me on, brief me about, brief us on, brief on, brief of, briefing on, briefing about, briefing of, sum up, summarize, summary of, summary on, recap of, recap on, recap, overview of, rundown of, rundown on,
		lowdown on, gist of, key points of, main points of, key facts on, key facts about, short version of, version of, tldr, tldr of, tldr on, tl dr, tl dr of, tl dr on, catch me up on, catch us up on, catch up on, get me up to speed on,
		bring me up to speed on, fill me in on, background on, background of, what do we know about, what is known about, what do you know about, what do you have on, what have you got on, what do the articles say about,
		what do your articles say about, what should i know about, what is going on with, what is going on in, what is going on at, what is happening with, what is happening in, what is up with, what is the deal with,
		what is the story with, what is the situation with, what is the situation in, everything about, all about, everything on`,
	FormTimeline: `timeline of, timeline for, timeline on, timeline about, time line of, time line for, chronology of, chronology, timeline, sequence of events in, sequence of events of, order of events in, key dates in, key dates of,
		what happened when in, what happened when during, what happened when with, walk me through, events in order in`,
	FormCompare: `compare, comparison of, contrast, compare what sources say about, compare what outlets say about, compare what the papers say about, compare what the articles say about, compare sources on, compare outlets on, compare the coverage of, compare coverage of, do sources disagree on, do sources disagree about,
		do outlets disagree on, do outlets disagree about, do sources differ on, do sources agree on, do sources agree about, do outlets agree on, do outlets agree about, do the sources disagree on, do the sources disagree about,
		do the sources agree on, do the sources agree about, do the outlets disagree on, do the outlets disagree about, do the outlets agree on, do the outlets agree about, do the articles disagree on, do the articles disagree about,
		do the articles agree on, do the articles agree about, do the papers disagree on, do the papers disagree about, do the papers agree on, do the papers agree about, where do sources disagree on, where do the sources disagree on, where do outlets disagree on, how do sources differ on, how do outlets differ on,
		how do the sources differ on, how do the outlets differ on, how do the papers differ on, what do different outlets say about, what do different sources say about, which outlets say, which outlets report, which sources say,
		which sources report, which papers say, which papers report, who reports what about, who reports what on, who says what about, who says what on, conflicting reports on, conflicting reports about, conflicting figures for, conflicting figures on,
		are there conflicting reports about, are there conflicting reports on, is there disagreement about, is there disagreement on, is there disagreement over, is there any disagreement about, is there any disagreement on`,
	FormChanges: `what is new, what is new on, what is new with, what is new about, what is new in, what is new since, anything new, anything new on, anything new about, anything new with, anything new in, anything new since, is there anything new on,
		is there anything new about, is there anything new since, any news on, any news about, any news from, any news since, any news, is there any news on, is there any news about, any update on, any updates on, any updates, any developments in, any developments on, any developments,
		latest on, latest about, latest with, latest news on, latest news about, what is the latest on, what is the latest about, what is the latest with, what is the latest news on, what is the latest, update me on, updates on, update on, what has changed, what has changed on, what has changed in,
		what has changed since, what changed on, what changed about, what changed with, what changed since, what did i miss, what did i miss on, what have i missed, what have i missed on, has anything changed, has anything changed on, has anything changed in, has anything changed since, did anything change on, did anything change in, changes since, news since`,
	FormProfile: `profile of, who is who in, bio of, biography of`,
})

// longestOpening is how many words the longest of them has.
const longestOpening = 7

func opened(lists map[Form]string) map[string]Form {
	out := make(map[string]Form, 300)
	for form, list := range lists {
		for entry := range strings.SplitSeq(list, ",") {
			out[strings.Join(strings.Fields(entry), " ")] = form
		}
	}
	return out
}

var (
	// needsTopic are forms that mean nothing without one. A timeline or what is new can be asked of all there is.
	needsTopic = map[Form]bool{FormBrief: true, FormCompare: true, FormProfile: true}

	// closings are the forms that a request may end with, its topic before it: "ferry inquiry timeline".
	closings = map[string]Form{"timeline": FormTimeline, "chronology": FormTimeline, "tldr": FormBrief, "recap": FormBrief, "briefing": FormBrief, "summary": FormBrief, "rundown": FormBrief, "overview": FormBrief}

	// givers ask for something by name, and giving are the words between them and the name.
	givers = sequences(`give me, give us, show me, show us, send me, get me, write me, write, make me, make, do, i need, i want, we need, can i have, can i get, could i have, could i get, may i have, i would like, let us have, post, prepare, have you got, do you have, have you, tell me`)
	giving = text.WordSet(`a an the quick short brief full complete small latest one minute detailed nice good simple rough me us`)

	unfolding = text.WordSet("unfold unfolded unfolding develop developed evolve evolved")

	// predicate are words behind "who is" that say something of somebody instead of naming one.
	predicate = text.WordSet(`behind responsible guilty liable eligible affected dead missing next first last better best worst older oldest right wrong alive ahead present absent president minister chair
		head leader boss captain mayor king queen winner owner author coach due safe free likely able against pro anti home left favourite favorite top new old rich richest poor to`)

	// outsideOpenings begin a request that is no question about the world of the articles.
	outsideOpenings = sequences(`ignore your instructions, ignore all, ignore previous, ignore the previous, ignore any previous, ignore the above, ignore everything, disregard your, disregard all, disregard previous, disregard the previous, disregard the above, forget your instructions,
		forget all, forget previous, forget everything, pretend to, pretend you, act as, act like, you are now, reveal your, print your, show me your prompt, show your prompt, show me your system, show your system, repeat after me,
		what is your system prompt, what are your instructions, what do you think, what is your opinion, what is your favourite, what is your favorite, what is your view, do you like, do you think, do you believe in, do you love, are you a, are you an, are you human,
		are you real, are you sentient, who made you, who created you, who built you, translate, tell me a joke, a joke, joke, sing me, sing a, recipe for, a recipe for, give me a recipe, recipe, how do i cook, how do i bake, how do you cook, how do you bake, how to cook, how to bake,
		set a timer, set an alarm, set a reminder, remind me to, play me, order me, order a, book me, book a, calculate, convert, solve, is it raining, is it snowing, will it rain`)

	// momentOpenings ask for this very moment.
	momentOpenings = sequences("what time is it, what day is it, what is the time, what is the date, what is today's date, what is today date")

	past = text.WordSet("did has have had")

	// made are verbs that ask for a piece of writing, one of piece.
	made  = text.WordSet("write compose draft create generate invent make give tell")
	piece = text.WordSet("poem poems haiku limerick joke song lyrics rap sonnet essay novel screenplay code script program recipe")

	sum = text.WordSet("what is plus minus times divided multiplied by x and the sum of equals how much")
)
