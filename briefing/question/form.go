package question

import (
	"slices"
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

// formOf finds the form of a question that wants w and the words of its topic, from folded words.
func formOf(w Wanted, words []string, names [][]string) (Form, []string) {
	if w == WantHelp {
		return FormHelp, nil
	}
	if outside(words) {
		return FormOutside, nil
	}
	asked := ungiven(words)
	for n := min(longestOpening, len(asked)); n > 0; n-- {
		form, ok := openings[strings.Join(asked[:n], " ")]
		if !ok || n == len(asked) && needsTopic[form] {
			continue
		}
		return form, meaning(asked[n:])
	}
	if n := len(asked); n > 1 && !interrogative[asked[0]] && !auxiliary[asked[0]] { // "ferry inquiry timeline"
		if form, ok := closings[asked[n-1]]; ok {
			return form, meaning(asked[:n-1])
		}
	}
	if n := len(asked); n > 3 && asked[0] == "how" && past[asked[1]] && unfolding[asked[n-1]] {
		return FormTimeline, meaning(asked[2 : n-1])
	} else if n > 4 && asked[0] == "how" && past[asked[1]] && asked[n-2] == "play" && asked[n-1] == "out" {
		return FormTimeline, meaning(asked[2 : n-2])
	}
	if topic := profiled(asked, names); topic != nil {
		return FormProfile, topic
	}
	switch w {
	case WantQuote:
		return FormQuotes, nil
	case WantVerdict:
		return FormVerdict, nil
	}
	return FormFact, nil
}

// ungiven drops what only asks for an answer: "give me a short", "i need the latest".
func ungiven(words []string) []string {
	rest := words
	for _, g := range givers {
		if len(g) < len(rest) && slices.Equal(g, rest[:len(g)]) {
			rest = rest[len(g):]
			break
		}
	}
	for len(rest) > 1 && giving[rest[0]] {
		rest = rest[1:]
	}
	if len(rest) == len(words) || closings[rest[0]] != "" || openings[rest[0]] != "" || opensForm(rest) {
		return rest
	}
	return words
}

// opensForm reports whether words begin with a way to ask for a form.
func opensForm(words []string) bool {
	for n := min(longestOpening, len(words)); n > 0; n-- {
		if openings[strings.Join(words[:n], " ")] != "" {
			return true
		}
	}
	return false
}

// profiled are the words of the name behind "who is", nil when something else stands there: "who is the head of the union" asks for a fact.
func profiled(words []string, names [][]string) []string {
	if len(words) < 3 || words[0] != "who" || words[1] != "is" && words[1] != "was" && words[1] != "are" {
		return nil
	}
	rest := words[2:]
	for _, name := range names {
		bare := rest
		if bare[0] == "the" && words[1] == "are" {
			bare = bare[1:]
		}
		if slices.Equal(bare, name) {
			return name
		}
	}
	if len(rest) > longestName || words[1] == "are" {
		return nil
	}
	for _, w := range rest {
		if frame[w] || text.Stop(w, "") || predicate[w] || strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ed") || w[0] <= '9' {
			return nil
		}
	}
	return rest
}

// longestMoment is how many words a question for this very moment may have: "what is the time period of the statistic" asks for something else.
const longestMoment = 5

// longestName is how many words a name in lower case may have.
const longestName = 3

// outside reports whether words ask the bot for what no article can hold: to do something else than to look facts up, or what is at this moment.
func outside(words []string) bool {
	if leadingWords(outsideOpenings, words) || len(words) <= longestMoment && leadingWords(momentOpenings, words) {
		return true
	}
	if made[words[0]] && slices.ContainsFunc(words[1:min(len(words), 6)], func(w string) bool { return piece[w] }) {
		return true
	}
	has := func(list ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
	}
	if has("did", "was", "were", "had", "said") {
		return false
	}
	present := has("now", "today", "tonight", "currently", "outside")
	weather := has("weather", "forecast", "raining", "snowing", "temperature") || has("rain", "snow") && has("will", "going")
	return weather && len(words) <= 8 && (present || has("tomorrow") || weatherOf(words)) ||
		present && len(words) <= 9 && has("stock", "share", "bitcoin", "exchange") && has("price", "rate", "worth") || arithmetic(words)
}

// weatherOf reports whether words ask for nothing but the weather at a place: "what is the weather like in Oslo".
func weatherOf(words []string) bool {
	joined := strings.Join(words, " ")
	for _, p := range []string{"what is the weather", "how is the weather", "weather in", "weather for"} {
		if strings.HasPrefix(joined, p) {
			return len(words) <= 7 && len(meaning(words)) <= 3
		}
	}
	return false
}

// arithmetic reports whether words are nothing but a sum: "what is 12 times 7", "what is 2 + 2".
func arithmetic(words []string) bool {
	figures := 0
	for _, w := range words {
		switch {
		case w[0] >= '0' && w[0] <= '9':
			figures++
		case !sum[w]:
			return false
		}
	}
	return figures > 1
}

func leadingWords(openings [][]string, words []string) bool {
	return slices.ContainsFunc(openings, func(o []string) bool { return len(o) <= len(words) && slices.Equal(o, words[:len(o)]) })
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
