package question

import (
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/briefing/thesaurus"
)

// Reading is a question as it was understood: what would answer it, and which of its words say what it is about.
type Reading struct {
	Wanted   Wanted
	Form     Form
	Topic    []string    // of a brief, timeline, comparison, changes or profile: folded words of what it is about; nil for everything
	Words    []text.Word // all of the question's words
	Language string      // of the question, ISO 639-1; "" when a few words do not tell, which is then taken for English
	Content  []string    // folded words that carry meaning, in order, none twice
	Names    []string    // names in the question, as typed
	Speaker  []string    // of WantQuote: folded words of who is asked about
	Person   []string    // of WantQuote: folded words of the full name among them; nil when only a part of one was given
	Counted  string      // of WantNumber: stem of the counted noun; may be ""
	Noun     string      // the stem of the noun behind "which" or "what": which court; "" without one
	counts   []string    // stems of what "how many" asks for: the noun, and what may stand for it; nil when anything may
	listed   string      // of FormList: stem of the noun that all are wanted of
	Clock    bool        // of WantTime: it asks for the time of day

	Claim   Claim               // the statement behind it
	Times   []Period            // that it names
	Figures []briefing.Quantity // that it names; their spans count in the question
	AsOf    time.Time           // "as of 9 May": the end of the time named; zero without one
}

// Read understands a question by itself. A time that counts from when it is asked, such as "yesterday", stays unresolved.
func Read(question string) Reading { return ReadAt(question, time.Time{}) }

// ReadAt understands a question by itself that was asked at a time.
func ReadAt(question string, asked time.Time) Reading {
	r := Reading{Words: text.Words(question), Language: text.Language(question)}
	names := text.Names(question)
	a := ask(question, r.Words, names)
	for _, t := range a.tokens {
		if n := r.Words[t.at].Norm; written[n] == t.norm {
			r.Words[t.at].Norm = t.norm
		}
	}
	folded := a.protected()
	var at int
	r.Wanted, at = wantedBy(folded, a)
	folded = a.norms
	r.Noun = nounOf(folded, at)
	r.Form, r.Topic = formOf(r.Wanted, folded, foldedNames(question, names))
	if r.Form == FormProfile && r.possessed() { // "who is X's aunt" asks for another
		r.Form, r.Topic = FormFact, nil
	}
	if noun, ok := listed(folded); ok && r.Form == FormFact && !r.Foreign() {
		r.Form, r.listed = FormList, noun
	}
	if r.Foreign() && r.Wanted != WantHelp {
		return r.byWords()
	}
	r.Clock = r.Wanted == WantTime && at+1 < len(folded) && (folded[at+1] == "time" || folded[at+1] == "hour")
	for _, s := range names {
		r.Names = append(r.Names, s.Of(question))
	}
	r.Claim = claimOf(question, r.Words, a, r.Wanted, at, names)
	r.Times, r.Figures = timesIn(question, r.Words, asked)
	r.Claim.Times, r.Claim.Figures = r.Times, r.Figures
	asOfFrom, asOfTo := 0, 0
	r.AsOf, asOfFrom, asOfTo = asOf(a, r.Words, r.Times)
	for i, w := range folded {
		if i >= asOfFrom && i < asOfTo {
			continue
		}
		asksList := r.Form == FormList && listWord[w]
		if !frame[w] && !asksList && !text.Stop(w, "") && !slices.Contains(r.Content, w) && !part(r.Wanted, folded, i, at) {
			r.Content = append(r.Content, w)
		}
	}
	switch r.Wanted {
	case WantQuote:
		r.Speaker = speakerOf(folded)
		r.Person = fullName(r.Names, r.Speaker)
	case WantNumber:
		r.Counted = countedBy(folded, at)
		if at+1 < len(folded) && folded[at+1] == "many" {
			r.counts = countable(folded[at+2:])
		}
	}
	return r
}

// foldedNames are the words of each name.
func foldedNames(question string, names []briefing.Span) [][]string {
	out := make([][]string, 0, len(names))
	for _, n := range names {
		out = append(out, Folded(n.Of(question)))
	}
	return out
}

// countable are the stems of the words behind "how many" up to the verb, and of what may stand for them; nil when no auxiliary tells
// where the verb is. People are counted by hundreds of nouns: for them anything may.
func countable(words []string) []string {
	end := slices.IndexFunc(words, func(w string) bool { return auxiliary[w] })
	if end < 0 {
		return nil
	}
	var out []string
	for _, w := range words[:end] {
		stem := text.Stem(w, "en")
		if stem == "person" {
			return nil
		}
		out = append(out, stem)
		for _, a := range thesaurus.Like(w, stem) {
			out = append(out, a.Stems...)
		}
	}
	return out
}

// SpokenBy makes a question for a quote one for the words of who has these names, such as the "she" of a thread.
func (r *Reading) SpokenBy(names []string) {
	r.Speaker = Folded(strings.Join(names, " "))
	r.Person = fullName(names, r.Speaker)
}

// Foreign reports whether a question is in another language than English: only its words are understood, not what it wants.
func (r Reading) Foreign() bool { return r.Language != "" && r.Language != "en" }

// byWords is the reading of a question in another language: its words of meaning, characters of a script without spaces
// together.
func (r Reading) byWords() Reading {
	r.Wanted = WantAnything
	end := 0
	for i, w := range r.Words {
		n := len(r.Content)
		switch {
		case text.Stop(w.Norm, r.Language):
		case i > 0 && n > 0 && w.Span.Start == end && text.Unspaced(w.Norm) && text.Unspaced(r.Words[i-1].Norm):
			r.Content[n-1] += w.Norm
		case !slices.Contains(r.Content, w.Norm):
			r.Content = append(r.Content, w.Norm)
		}
		end = w.Span.End
	}
	return r
}

// fullName is the first of names that has several words, all of them among the speaker's.
func fullName(names, speaker []string) []string {
	for _, name := range names {
		words := Folded(name)
		if len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(speaker, w) }) {
			return words
		}
	}
	return nil
}

// Folded are the words of s, folded and without a possessive.
func Folded(s string) []string {
	var out []string
	for _, w := range text.Words(s) {
		out = append(out, strings.TrimSuffix(w.Norm, "'s"))
	}
	return out
}

// has reports whether the question holds all of the words of s: what it says itself is no answer to it.
func (r Reading) has(s string) bool {
	for _, w := range text.Words(s) {
		if !r.asks(w.Norm) {
			return false
		}
	}
	return true
}

// hasAny reports whether the question holds a meaningful word of a name.
func (r Reading) hasAny(name string) bool {
	for _, w := range text.Words(name) {
		if !text.Stop(w.Norm, "") && r.asks(w.Norm) {
			return true
		}
	}
	return false
}

func (r Reading) asks(folded string) bool {
	return slices.ContainsFunc(r.Words, func(w text.Word) bool {
		return strings.TrimSuffix(w.Norm, "'s") == strings.TrimSuffix(folded, "'s")
	})
}

// possessed reports whether a word before the last is possessive, but for "who's".
func (r Reading) possessed() bool {
	for i, w := range r.Words {
		if i > 0 && i+1 < len(r.Words) && (strings.HasSuffix(w.Norm, "'s") || strings.HasSuffix(w.Norm, "s'")) {
			return true
		}
	}
	return false
}
