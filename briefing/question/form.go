package question

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// Form is the form of answer that a question asks for.
type Form string

const (
	FormFact     Form = "fact"     // the sentence that answers
	FormQuotes   Form = "quotes"   // what somebody said, on something
	FormVerdict  Form = "verdict"  // whether something is so
	FormBrief    Form = "brief"    // the main facts of a topic
	FormTimeline Form = "timeline" // what happened, in the order of it
	FormCompare  Form = "compare"  // what outlets say alike, differently, alone or not at all
	FormChanges  Form = "changes"  // what is new or other than it was since a time
	FormProfile  Form = "profile"  // who somebody is: the roles that articles print
	FormList     Form = "list"     // everybody or everything of a sort
	FormHelp     Form = "help"     // what can be asked
	FormOutside  Form = "outside"  // nothing an article could tell: the weather now, a poem, an instruction to the bot
)

// formOpenings are ways to ask for a form other than a fact, a topic behind them.
var formOpenings = []struct {
	form  Form
	words string
}{
	{FormBrief, "brief me on"}, {FormBrief, "briefing on"}, {FormBrief, "sum up"}, {FormBrief, "what do we know about"},
	{FormTimeline, "timeline of"}, {FormTimeline, "chronology of"},
	{FormCompare, "compare what sources say about"}, {FormCompare, "compare what outlets say about"}, {FormCompare, "compare sources on"},
	{FormCompare, "compare outlets on"}, {FormCompare, "compare"}, {FormCompare, "do sources disagree on"}, {FormCompare, "do sources disagree about"},
	{FormCompare, "do outlets disagree on"}, {FormCompare, "do outlets disagree about"}, {FormCompare, "do the sources disagree on"},
	{FormCompare, "do the articles disagree on"}, {FormCompare, "where do sources disagree on"}, {FormCompare, "how do sources differ on"},
	{FormCompare, "how do outlets differ on"}, {FormCompare, "what do different outlets say about"}, {FormCompare, "what do different sources say about"},
	{FormChanges, "what's new on"}, {FormChanges, "what is new on"}, {FormChanges, "what changed on"}, {FormChanges, "what's new since"},
	{FormProfile, "who is"},
}

// formOf finds the form of a question and the words of its topic, from folded words.
func formOf(w Wanted, words []string) (Form, []string) {
	joined := strings.Join(words, " ") + " "
	for _, o := range formOpenings {
		if rest, ok := strings.CutPrefix(joined, o.words+" "); ok && strings.TrimSpace(rest) != "" {
			return o.form, meaning(strings.Fields(rest))
		}
	}
	switch w {
	case WantHelp:
		return FormHelp, nil
	case WantQuote:
		return FormQuotes, nil
	case WantVerdict:
		return FormVerdict, nil
	}
	return FormFact, nil
}

// meaning are the words that carry meaning.
func meaning(words []string) []string {
	var out []string
	for _, w := range words {
		if !frame[w] && !text.Stop(w, "") {
			out = append(out, w)
		}
	}
	return out
}
