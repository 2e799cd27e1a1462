package extract

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// meetShortForms finds which names of the article are short for which fuller one: a part of a person's name ("García" for "Ana García Luna", "Xi" for "Xi
// Weimin"), a company without the words for one ("Acme" for "Acme Holdings Inc"), and initials ("IMF"). A short form that fits two stays itself.
func (r *reading) meetShortForms() {
	order, parts := r.byPart()
	short := map[*figure]*figure{}
	for _, g := range order {
		if f := r.bracketed[g]; f != nil && f != g {
			short[g] = f
		} else if f := onlyFuller(g, parts); f != nil {
			short[g] = f
		}
	}
	for _, g := range order {
		f := short[g]
		if f == nil {
			continue
		}
		for hops := 0; short[f] != nil && hops < maxHops; hops++ {
			f = short[f]
		}
		if short[g] = f; f == g {
			delete(short, g)
			continue
		}
		f.take(g)
	}
	if len(short) == 0 {
		return
	}
	for i := range r.sentences {
		for k := range r.sentences[i].names {
			if n := &r.sentences[i].names[k]; short[n.figure] != nil {
				n.figure = short[n.figure]
			}
		}
	}
}

// maxHops bounds how far a short form of a short form is followed.
const maxHops = 4

// byPart lists the figures in the order in which they are named, and those of several parts by each part and by their initials.
func (r *reading) byPart() ([]*figure, map[string][]*figure) {
	var order []*figure
	parts := map[string][]*figure{}
	seen := map[*figure]bool{}
	for i := range r.sentences {
		for _, n := range r.sentences[i].names {
			f := n.figure
			if seen[f] {
				continue
			}
			seen[f] = true
			order = append(order, f)
			if len(f.parts) < 2 || len(f.parts) > longestBody {
				continue
			}
			for k, p := range append(slices.Clone(f.parts), initials(f)) {
				if len(parts[p]) <= maxNamesakes && !slices.Contains(f.parts[:min(k, len(f.parts))], p) {
					parts[p] = append(parts[p], f)
				}
			}
		}
	}
	return order, parts
}

// longestBody is how many words the name of a body has at most.
const longestBody = 10

// onlyFuller is the one figure that a name can be short for; nil for none or several.
func onlyFuller(g *figure, parts map[string][]*figure) *figure {
	if g.kind == briefing.MentionPlace || demonyms[g.parts[0]] || len(g.parts) > longestName {
		return nil
	}
	candidates := parts[g.parts[0]]
	if len(candidates) > maxNamesakes {
		return nil
	}
	var found *figure
	for _, f := range candidates {
		if f == g || !shortFor(g, f) {
			continue
		}
		if found != nil {
			return nil
		}
		found = f
	}
	return found
}

// shortFor reports whether g can be short for f.
func shortFor(g, f *figure) bool {
	if len(g.parts) == 1 && len(g.full) > 1 && acronymic(g.full) && initials(f) == strings.ReplaceAll(g.parts[0], ".", "") {
		return f.kind != briefing.MentionPerson && f.kind != briefing.MentionPlace && g.kind != briefing.MentionPerson
	}
	if len(g.parts) >= len(f.parts) {
		return false
	}
	at := indexRun(f.parts, g.parts)
	switch f.kind {
	case briefing.MentionPerson:
		if g.kind == briefing.MentionOrganisation || at < 0 || f.sex != unknown && g.sex != unknown && f.sex != g.sex && g.person > 0 {
			return false
		}
		if descends(f.parts) && at == 0 && len(g.parts) > 1 && f.met > g.met { // "Karl Vik", and later his son "Karl Vik Jr."
			return false
		}
		return !places[strings.Join(g.parts, " ")]
	case briefing.MentionOrganisation:
		if at != 0 || g.kind == briefing.MentionPerson || places[g.parts[0]] {
			return false
		}
		for _, w := range f.parts[len(g.parts):] {
			if !companyWords[w] {
				return false
			}
		}
		return true
	}
	return false
}

// indexRun is where run stands in a row in parts; -1 for nowhere.
func indexRun(parts, run []string) int {
	for at := 0; at+len(run) <= len(parts); at++ {
		if slices.Equal(parts[at:at+len(run)], run) {
			return at
		}
	}
	return -1
}

// initials are the first letters of a name without its small words, folded.
func initials(f *figure) string {
	var b strings.Builder
	for _, p := range f.parts {
		if !prepositions[p] && p != "the" && p != "and" {
			b.WriteByte(p[0])
		}
	}
	return b.String()
}

// take adds what is known of a short form to the figure itself.
func (f *figure) take(g *figure) {
	f.person = max(f.person, g.person)
	f.spoke = f.spoke || g.spoke
	if f.sex == unknown {
		f.sex = g.sex
	}
	if f.kind == briefing.MentionOther {
		f.kind = briefing.MentionOrganisation
	}
}

// noteBracketed notes initials in brackets behind a name: "the Bureau of Rivers (BR)".
func (r *reading) noteBracketed(s *sentence, k int) {
	if k == 0 {
		return
	}
	n, full := &s.names[k], &s.names[k-1]
	if full.last+1 != n.first || full.first == full.last || r.gap(s, n.first) != " (" || !acronymic(n.span.Of(r.text)) || n.first != n.last {
		return
	}
	if !strings.HasPrefix(r.text[n.span.End:s.span.End], ")") || full.figure.parts[0][0] != n.figure.parts[0][0] || full.figure.kind == briefing.MentionPerson {
		return
	}
	r.bracketed[n.figure] = full.figure
}
