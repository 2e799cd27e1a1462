package question

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// Claim is the statement behind a question. A question whether something is so asks about it; any other takes it for granted: "why did Berlin cancel
// the deal?" presupposes that Berlin cancelled it, "how many troops did Sweden send?" that Sweden sent troops.
type Claim struct {
	// Words are those of the statement, in the order of the question, their typing errors mended in Norm and their spans in the question. The asking
	// is not among them: interrogatives, courtesies, tags, "not", and the auxiliary that an English question begins with.
	Words        []text.Word
	Subject      []text.Word         // those of Words that are surely its subject, a name or a pronoun before the verb; nil where the words do not tell
	Auxiliary    string              // the folded verb that was moved or stands first: "did", "is", "will"; "" when there is none
	Negated      bool                // it says that something is not so: "did they not pay?", "he never resigned, right?". A "didn't they pay?" is not negated
	Presupposed  bool                // it is not what is asked about
	Alternatives bool                // it leaves a choice open, so neither yes nor no would do: "in Oslo or in Bergen?"
	Names        []string            // names in it, as typed
	Figures      []briefing.Quantity // in it; their spans count in the question
	Times        []Period            // in it
}

// claimOf finds the statement behind a question that wants w by its token at.
func claimOf(q string, words []text.Word, a asking, w Wanted, at int, names []briefing.Span) Claim {
	c := Claim{Presupposed: w != WantVerdict}
	if w == WantHelp || len(a.tokens) == 0 {
		return Claim{}
	}
	tokens := a.tokens
	skip := make([]bool, len(tokens))
	verb := 0
	if c.Presupposed {
		verb = max(0, at)
		for verb < len(tokens) && !auxiliary[tokens[verb].norm] {
			verb++
		}
	}
	if n := introduced(a.norms); n > 0 && !c.Presupposed { // "is it true that"
		for i := range n {
			skip[i] = true
		}
		verb = len(tokens)
	}
	if verb < len(tokens) && auxiliary[tokens[verb].norm] && (c.Presupposed || verb == 0 && !a.tag && !a.whether) {
		c.Auxiliary, skip[verb] = positive(tokens[verb].norm), true
		c.Negated = c.Presupposed && c.Auxiliary != tokens[verb].norm
	}
	last := -1
	for i, t := range tokens {
		switch {
		case skip[i], t.at == last, c.Presupposed && interrogative[t.norm] && i <= verb, i > 0 && (t.norm == "many" || t.norm == "much") && tokens[i-1].norm == "how":
			continue
		case t.norm == "not" || t.norm == "never" || t.norm == "n't":
			c.Negated = !c.Negated
			continue
		case i > 0 && auxiliary[t.norm] && strings.HasSuffix(t.norm, "n't"):
			c.Negated = !c.Negated
		case i > 0 && i+1 < len(tokens) && t.norm == "or" && w == WantVerdict:
			c.Alternatives = true
		}
		word := words[t.at]
		word.Norm = t.norm
		c.Words = append(c.Words, word)
		last = t.at
	}
	if c.Auxiliary != "" {
		c.Subject = subjectOf(c.Words, tokens, verb, words, names)
	}
	for _, n := range names {
		if slices.ContainsFunc(c.Words, func(w text.Word) bool { return w.Span.Within(n) }) {
			c.Names = append(c.Names, n.Of(q))
		}
	}
	return c
}

// subjectOf are the words right behind the auxiliary that are one name or a pronoun.
func subjectOf(own []text.Word, tokens []token, verb int, words []text.Word, names []briefing.Span) []text.Word {
	if verb+1 >= len(tokens) {
		return nil
	}
	i := verb + 1
	if tokens[i].norm == "the" && i+1 < len(tokens) {
		i++
	}
	first := words[tokens[i].at]
	covers := func(w text.Word) bool { return w.Span == first.Span && pronoun[w.Norm] && w.Norm != "there" }
	for _, n := range names {
		if first.Span.Within(n) {
			covers = func(w text.Word) bool { return w.Span.Within(n) }
		}
	}
	var out []text.Word
	for _, w := range own {
		if covers(w) {
			out = append(out, w)
		}
	}
	return out
}

// introduced is how many words at the front only introduce a statement: "is it true that".
func introduced(norms []string) int {
	for _, p := range introductions {
		if len(p) < len(norms) && slices.Equal(p, norms[:len(p)]) {
			if norms[len(p)] == "that" && len(p)+1 < len(norms) {
				return len(p) + 1
			}
			return len(p)
		}
	}
	return 0
}

var introductions = sequences(`is it true, is it right, is it correct, is it a fact, is it the case, is it actually true, is it really true, is it confirmed, is it official, was it true, isn't it true, isnt it true,
	is it not true, true or false, fact check, factcheck, confirm, can you confirm, could you confirm, verify, am i right, am i right in thinking, am i correct, is there any evidence, is there evidence,
	is there any proof, is there proof, did i read correctly, did i hear right, did i hear correctly, i heard, i have heard, i read, i have read, i was told, they say, people say, it is true, is this true, is it false, is it wrong`)

// sequences splits phrases at commas, the longest first.
func sequences(list string) [][]string {
	var out [][]string
	for entry := range strings.SplitSeq(list, ",") {
		out = append(out, strings.Fields(entry))
	}
	slices.SortStableFunc(out, func(a, b []string) int { return len(b) - len(a) })
	return out
}

// positive is an auxiliary without its "not".
func positive(aux string) string {
	switch aux {
	case "won't", "wont":
		return "will"
	case "can't", "cant":
		return "can"
	}
	s := strings.TrimSuffix(aux, "n't")
	if s == aux && len(aux) > 4 && strings.HasSuffix(aux, "nt") {
		s = strings.TrimSuffix(aux, "nt")
	}
	return s
}
