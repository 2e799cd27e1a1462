package question

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// token is a word of the asking: typing errors in it are mended, and "who's" is two of them.
type token struct {
	norm string
	at   int  // index of the word it stands for
	name bool // it stands in a name, which is never asking
}

// asking is a question without what is wrapped around it.
type asking struct {
	tokens  []token
	norms   []string // of tokens
	tag     bool     // it ends as a statement that wants a nod: "..., right?", "..., didn't he?"
	whether bool     // it was introduced by "if" or "whether": "can you tell me whether ..."
	greets  bool     // nothing but a greeting or thanks
}

// ask finds the asking among the words of a question.
func ask(question string, words []text.Word, names []briefing.Span) asking {
	tokens := make([]token, 0, len(words)+2)
	for i, w := range words {
		norm := strings.TrimSuffix(w.Norm, "'s")
		name := i > 0 && slices.ContainsFunc(names, func(n briefing.Span) bool { return w.Span.Within(n) })
		if parts, ok := mended(question, words, i); ok && !name {
			for p := range strings.FieldsSeq(parts) {
				tokens = append(tokens, token{p, i, false})
			}
			continue
		}
		tokens = append(tokens, token{norm, i, name})
	}
	a := asking{tokens: mendHow(tokens)}
	whole := a.tokens
	a.trimEnd(question, words)
	a.trimFront(question, words)
	if len(a.tokens) == 0 {
		a.greets, a.tokens = true, whole
	}
	a.norms = make([]string, len(a.tokens))
	for i, t := range a.tokens {
		a.norms[i] = t.norm
	}
	return a
}

// mended is what a short or mistyped word stands for. One or two letters are only mended where nobody would write a name: in lower case, and
// "y" before a verb.
func mended(question string, words []text.Word, i int) (string, bool) {
	w := words[i]
	parts, ok := written[w.Norm]
	if !ok || len(w.Norm) > 2 {
		return parts, ok
	}
	return parts, w.Span.Of(question) == w.Norm && (w.Norm != "y" || i+1 < len(words) && auxiliary[words[i+1].Norm])
}

// mendHow tells the two words that "hwo" may be: it is "how" before a measure or an auxiliary, else "who".
func mendHow(tokens []token) []token {
	for i := range tokens {
		if tokens[i].norm == "hwo" && !tokens[i].name {
			tokens[i].norm = "who"
			if i+1 < len(tokens) {
				if n := tokens[i+1].norm; n == "many" || n == "much" || n == "long" || n == "come" || n == "far" || n == "soon" || measure[n] || n == "do" || n == "did" || n == "does" {
					tokens[i].norm = "how"
				}
			}
		}
	}
	return tokens
}

// trimFront drops the courtesies before a question, over and over, and whole sentences of them.
func (a *asking) trimFront(question string, words []text.Word) {
	for len(a.tokens) > 0 {
		n := leading(courtesies, a.tokens)
		if n == 0 && len(a.tokens) > 2 && requested[a.norm(0)] && (a.norm(1) == "you" || a.norm(1) == "we") && requests[a.norm(2)] {
			n = 2
		}
		if n == 0 {
			break
		}
		if n == len(a.tokens) {
			a.tokens = nil
			return
		}
		a.tokens = a.tokens[n:]
	}
	if len(a.tokens) > 1 && (a.tokens[0].norm == "if" || a.tokens[0].norm == "whether") && !a.clauseBefore(question, words) {
		a.tokens, a.whether = a.tokens[1:], true
	}
}

// protected are the folded words in which a speech verb inside a name is none: Florida State says nothing.
func (a *asking) protected() []string {
	out := a.norms
	for i, t := range a.tokens {
		if t.name && sayVerb[t.norm] {
			if &out[0] == &a.norms[0] {
				out = slices.Clone(out)
			}
			out[i] += "'"
		}
	}
	return out
}

func (a *asking) norm(i int) string { return a.tokens[i].norm }

var requested = text.WordSet("can could would will")

// clauseBefore reports whether the "if" that opens a question only opens a clause before it: "if they win, who is next".
func (a *asking) clauseBefore(question string, words []text.Word) bool {
	for i, t := range a.tokens[1:] {
		if interrogative[t.norm] {
			return true
		}
		if strings.ContainsAny(gapBefore(question, words, t.at), ",;") && auxiliary[t.norm] && i > 0 {
			return true
		}
	}
	return false
}

// trimEnd drops thanks and chatter behind a question, and finds a tag.
func (a *asking) trimEnd(question string, words []text.Word) {
	for len(a.tokens) > 1 {
		n := trailing(chatter, a.tokens)
		if n == 0 || n == len(a.tokens) {
			break
		}
		first := a.tokens[len(a.tokens)-n]
		if bare := chatterNeedsPause[first.norm] && n == 1; bare && strings.TrimSpace(gapBefore(question, words, first.at)) == "" {
			break
		}
		a.tokens = a.tokens[:len(a.tokens)-n]
	}
	if n := a.tagLength(question, words); n > 0 {
		a.tokens, a.tag = a.tokens[:len(a.tokens)-n], true
	}
}

// tagLength is how many tokens at the end ask for a nod to the statement before them.
func (a *asking) tagLength(question string, words []text.Word) int {
	n := len(a.tokens)
	if n < 4 || slices.ContainsFunc(a.tokens, func(t token) bool { return interrogative[t.norm] && !t.name }) || auxiliary[a.tokens[0].norm] {
		return 0
	}
	last, before := a.tokens[n-1], a.tokens[n-2]
	pause := func(t token) bool { return strings.ContainsAny(gapBefore(question, words, t.at), ",.;:?!-–—") }
	switch {
	case tagWord[last.norm] && pause(last):
		return 1
	case last.norm == "true" && before.norm == "that" || last.norm == "right" && before.norm == "that":
		if n > 4 && a.tokens[n-3].norm == "is" {
			return 3
		}
	case pronoun[last.norm] && auxiliary[before.norm] && (strings.Contains(before.norm, "n't") || pause(before)):
		return 2
	case last.norm == "not" && pronoun[before.norm] && auxiliary[a.tokens[n-3].norm]:
		return 3
	}
	return 0
}

// gapBefore is what stands before a word, back to the word before it.
func gapBefore(question string, words []text.Word, at int) string {
	from := 0
	if at > 0 {
		from = words[at-1].Span.End
	}
	return question[from:words[at].Span.Start]
}

// leading is how many tokens the longest phrase at the front takes.
func leading(p phrases, tokens []token) int {
	for _, phrase := range p[tokens[0].norm] {
		if len(phrase) <= len(tokens) && matches(phrase, tokens) {
			return len(phrase)
		}
	}
	return 0
}

// trailing is how many tokens the longest phrase at the end takes. Its phrases lie under their last word.
func trailing(p phrases, tokens []token) int {
	for _, phrase := range p[tokens[len(tokens)-1].norm] {
		if n := len(tokens) - len(phrase); n >= 0 && matches(phrase, tokens[n:]) {
			return len(phrase)
		}
	}
	return 0
}

func matches(phrase []string, tokens []token) bool {
	for i, w := range phrase {
		if tokens[i].norm != w || tokens[i].name {
			return false
		}
	}
	return true
}

// phrases are word sequences by one of their words, the longest first.
type phrases map[string][][]string

// byFirst files phrases, one a line, under their first words.
func byFirst(lines string) phrases { return filed(lines, func(p []string) string { return p[0] }) }

// byLast files phrases under their last words.
func byLast(lines string) phrases {
	return filed(lines, func(p []string) string { return p[len(p)-1] })
}

func filed(lines string, key func([]string) string) phrases {
	out := make(phrases)
	for line := range strings.SplitSeq(lines, "\n") {
		for entry := range strings.SplitSeq(line, ",") {
			if p := strings.Fields(entry); len(p) > 0 {
				out[key(p)] = append(out[key(p)], p)
			}
		}
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b []string) int { return len(b) - len(a) })
	}
	return out
}
