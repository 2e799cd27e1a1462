package differ

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// holder is a person with an office that one person has at a time.
type holder struct {
	office string   // "chief executive"
	of     []string // folded words of whose office it is, in order of the alphabet: "acme"
	name   []string
	shown  briefing.Span // the name, in the article's text
	role   string        // as printed
}

// holdersOf are the holders of offices in a fact. A former, acting or deputy one is none.
func holdersOf(r Reading) []holder {
	var out []holder
	for _, m := range r.Fact.Mentions {
		if m.Type != briefing.MentionPerson || m.Role == "" || !m.Span.Within(r.Fact.Span) {
			continue
		}
		h := holder{shown: m.Span, role: m.Role}
		for _, w := range text.Words(m.Name) {
			h.name = append(h.name, w.Norm)
		}
		if h.read(m.Role) && len(h.name) > 0 {
			out = append(out, h)
		}
	}
	return out
}

// read takes a role apart into office and whose it is; false where it is no office of one.
func (h *holder) read(role string) bool {
	folded := " " + strings.Join(normal(role), " ") + " "
	for _, o := range offices {
		if rest, ok := cut(folded, o.printed); ok {
			h.office = o.name
			for _, w := range strings.Fields(rest) {
				if notHolding[w] {
					return false
				}
				if !text.Stop(w, "en") {
					h.of = append(h.of, w)
				}
			}
			slices.Sort(h.of)
			return true
		}
	}
	return false
}

// cut takes the words of an office out of a role.
func cut(folded, office string) (string, bool) {
	before, behind, ok := strings.Cut(folded, " "+office+" ")
	return before + " " + behind, ok
}

func normal(s string) []string {
	var out []string
	for _, w := range text.Words(s) {
		out = append(out, strings.TrimSuffix(w.Norm, "'s"))
	}
	return out
}

// rolesBetween are the differences in who holds an office.
func rolesBetween(a, b Reading) []Difference {
	var out []Difference
	for _, x := range holdersOf(a) {
		for _, y := range holdersOf(b) {
			if x.office != y.office || !slices.Equal(x.of, y.of) || !otherPerson(x.name, y.name) || len(x.of) == 0 && !(bareOffice[x.office] && oneSubject(a, x, b, y)) {
				continue
			}
			if a.Published.IsZero() || b.Published.IsZero() {
				continue // who came first is what tells a change from a conflict
			}
			d := Difference{Kind: briefing.ConflictRevision, Note: noteLaterName, About: x.role, Spans: [2]briefing.Span{x.shown, y.shown}}
			if gapOf(a, b) <= sameDay {
				d.Kind, d.Note = briefing.ConflictOpen, noteUnexplains
			}
			out = append(out, d)
		}
	}
	return out
}

// otherPerson reports whether two names are surely not one person's in two spellings.
func otherPerson(a, b []string) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return false
		}
	}
	x, y := a[len(a)-1], b[len(b)-1]
	n := min(3, len(x), len(y))
	return n < 2 || x[:n] != y[:n] && x[len(x)-n:] != y[len(y)-n:]
}

// oneSubject reports whether each of two facts names one thing beside the holder, and the same: whose office it is.
func oneSubject(a Reading, x holder, b Reading, y holder) bool {
	other := func(r Reading, h holder) (name, bool) {
		rest := slices.DeleteFunc(slices.Clone(r.names), func(n name) bool {
			return n.span == h.shown.Shift(-r.Fact.Span.Start) || !slices.ContainsFunc(n.folded, func(w string) bool { return !slices.Contains(h.name, w) })
		})
		if len(rest) != 1 || rest[0].place {
			return name{}, false
		}
		return rest[0], true
	}
	m, ok := other(a, x)
	n, also := other(b, y)
	return ok && also && m.same(n)
}
