package differ

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/briefing/thesaurus"
)

// Reading is a fact as it is compared.
type Reading struct {
	Told
	words   []word
	names   []name
	figures []figure
	about   []word // the words of its headline
	body    []string
	unnamed bool // who stands behind it has no name: "officials"
}

// word is one word of a fact.
type word struct {
	span    briefing.Span // in bytes of the fact's text
	norm    string
	stem    string
	others  []string // stems that may stand for it
	clause  int
	content bool // it carries meaning and is no name, figure, time or word of telling
}

// name is somebody or something that a fact names, other than who only says the rest.
type name struct {
	span   briefing.Span // in bytes of the fact's text
	folded []string
	place  bool
}

// Read reads a fact for comparing.
func Read(t Told) Reading {
	r := Reading{Told: t}
	r.words = wordsOf(t.Fact.Text)
	r.about = wordsOf(t.Headline)
	for i := range r.about {
		r.about[i].content = !text.Stop(r.about[i].norm, "en")
	}
	r.body, r.unnamed = bodyOf(t.Fact)
	r.names = namesOf(t)
	r.mark()
	r.figures = figuresOf(r)
	return r
}

func wordsOf(s string) []word {
	var out []word
	clause, end := 0, 0
	for _, w := range text.Words(s) {
		norm := strings.TrimSuffix(w.Norm, "'s")
		if clauseMark(s[end:w.Span.Start]) || clauseWord[norm] {
			clause++
		}
		out = append(out, word{span: w.Span, norm: norm, stem: text.Stem(norm, "en"), clause: clause})
		end = w.Span.End
	}
	return out
}

// clauseMark reports whether what stands between two words parts clauses. A point is none: a whole quotation's sentences are each
// parted by it, but so are abbreviations; those of a quotation are parted by their marks.
func clauseMark(between string) bool {
	return strings.ContainsAny(between, ",;:—–()?!“”\"") || strings.Contains(between, ". ")
}

// mark says which words carry meaning of their own, and looks up what may stand for them.
func (r *Reading) mark() {
	base := r.Fact.Span.Start
	var taken []briefing.Span
	for _, q := range r.Fact.Quantities {
		taken = append(taken, q.Span.Shift(-base))
	}
	for _, w := range r.Fact.When {
		taken = append(taken, w.Span.Shift(-base))
	}
	for _, m := range r.Fact.Mentions {
		taken = append(taken, m.Span.Shift(-base))
	}
	for _, q := range r.Fact.Quotes {
		taken = append(taken, q.SpeakerSpan.Shift(-base))
	}
	for i := range r.words {
		w := &r.words[i]
		inside := slices.ContainsFunc(taken, func(s briefing.Span) bool { return w.span.Start >= s.Start && w.span.End <= s.End })
		if inside || text.Stop(w.norm, "en") || empty[w.norm] || len(w.norm) < 2 {
			continue
		}
		w.content = true
		for _, a := range thesaurus.Like(w.norm, w.stem) {
			if a.Strength >= likeStrength && len(a.Stems) == 1 {
				w.others = append(w.others, a.Stems[0])
			}
		}
	}
}

// likeStrength is how far a word must be able to stand for another to count as the same: nearly the same, or more.
const likeStrength = 0.8

// namesOf are the names of a fact without the outlet's and those of who only says the rest.
func namesOf(t Told) []name {
	f := t.Fact
	outlet := text.Fold(t.Outlet)
	var out []name
	for _, m := range f.Mentions {
		speaks := slices.ContainsFunc(f.Quotes, func(q briefing.Quote) bool {
			return m.Span.Within(q.SpeakerSpan) || q.Speaker != "" && q.Speaker == m.Name
		})
		if speaks || text.Fold(m.Name) == outlet || !m.Span.Within(f.Span) || counts(f, m) {
			continue
		}
		span := m.Span.Shift(-f.Span.Start)
		if standsBehind(f.Text[:span.Start]) {
			continue
		}
		n := name{span: span, place: m.Type == briefing.MentionPlace || m.Type == briefing.MentionOther && placed(f.Text[:span.Start])}
		for _, w := range text.Words(m.Name) {
			if norm := strings.TrimSuffix(w.Norm, "'s"); !text.Stop(norm, "en") {
				n.folded = append(n.folded, norm)
			}
		}
		if len(n.folded) > 0 {
			out = append(out, n)
		}
	}
	return out
}

// counts reports whether what looks like a name is a figure or a time: "Nineteen" at the beginning of a sentence.
func counts(f briefing.Fact, m briefing.Mention) bool {
	return slices.ContainsFunc(f.Quantities, func(q briefing.Quantity) bool { return m.Span.Within(q.Span) }) ||
		slices.ContainsFunc(f.When, func(w briefing.When) bool { return m.Span.Within(w.Span) })
}

// placed reports whether a text breaks off behind a preposition of place.
func placed(before string) bool {
	fields := strings.Fields(before)
	if n := len(fields); n > 1 && strings.EqualFold(fields[n-1], "the") {
		fields = fields[:n-1]
	}
	return len(fields) > 0 && placePreposition[text.Fold(fields[len(fields)-1])]
}

// standsBehind reports whether a text breaks off behind "according to".
func standsBehind(before string) bool {
	folded := text.Fold(before)
	folded = strings.TrimSuffix(strings.TrimSuffix(folded, "the "), "a ")
	return strings.HasSuffix(folded, "according to ")
}

// named is whom a folded sentence names as standing behind it in the two plainest ways: "according to X", and "X said" at its end.
func named(folded string) string {
	if _, behind, ok := strings.Cut(folded, "according to "); ok {
		if end := strings.IndexAny(behind, ",.;:—()"); end >= 0 {
			return behind[:end]
		}
		return behind
	}
	said, ok := strings.CutSuffix(strings.TrimRight(folded, ". "), " said")
	if comma := strings.LastIndex(said, ", "); ok && comma >= 0 {
		return said[comma:]
	}
	return ""
}

// bodyOf are the folded words of who stands behind a fact, and whether that is somebody without a name; nothing when the outlet itself
// does.
func bodyOf(f briefing.Fact) (body []string, unnamed bool) {
	for _, q := range f.Quotes {
		for _, s := range []string{q.Speaker, q.Role} {
			for _, w := range text.Words(s) {
				if !text.Stop(w.Norm, "en") {
					body = append(body, w.Norm)
				}
			}
		}
	}
	for _, w := range text.Words(named(text.Fold(f.Text))) {
		if !text.Stop(w.Norm, "en") {
			body = append(body, w.Norm)
		}
	}
	body = slices.DeleteFunc(body, func(w string) bool {
		if vague[w] {
			unnamed = true
		}
		return vague[w]
	})
	return body, unnamed || len(body) == 0 && f.Attribution == briefing.AttributedUnnamed
}
