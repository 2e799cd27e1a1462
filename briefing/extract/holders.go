package extract

import (
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// holder is the one figure of the article that a definite description names: "the minister" is who was introduced as a
// minister, "the department" the one department. It is doubtful when several would do; then the one named last before is taken,
// if that was near, and else nobody.
func (r *reading) holder(i int, p speaker) (who *figure, doubtful bool) {
	s := &r.sentences[i]
	head := s.words[p.head].Norm
	candidates := r.holders[head]
	if len(candidates) == 0 {
		return nil, false
	}
	var fit []*figure
	for _, f := range candidates {
		if f.answers(s.words[p.first:p.head]) {
			fit = append(fit, f)
		}
	}
	switch {
	case len(fit) == 0:
		return nil, false
	case len(fit) == 1:
		return fit[0], fit[0].introduced > s.words[p.head].Span.Start
	}
	for back := 0; back <= 2 && back <= i; back++ {
		names := r.sentences[i-back].names
		for k := len(names) - 1; k >= 0; k-- {
			for _, f := range fit {
				if names[k].figure == f && (back > 0 || names[k].last < p.head) {
					return f, true
				}
			}
		}
	}
	return nil, false
}

// maxHolders bounds how many figures of one role are told apart.
const maxHolders = 16

// meetHolders notes which people were introduced with which role, and which body a word like "department" can mean.
func (r *reading) meetHolders() {
	r.holders = map[string][]*figure{}
	hold := func(head string, f *figure, at int) {
		if f.titles == nil {
			f.introduced = at
		}
		if h := r.holders[head]; len(h) < maxHolders && !slices.Contains(h, f) {
			r.holders[head] = append(h, f)
		}
	}
	for i := range r.sentences {
		s := &r.sentences[i]
		for k := range s.names {
			n := &s.names[k]
			f := n.figure
			switch {
			case n.role != "":
				hold(n.role, f, n.span.Start)
				for _, w := range text.Words(n.title.Of(r.text)) {
					if len(f.titles) < maxTitles && !slices.Contains(f.titles, w.Norm) {
						f.titles = append(f.titles, w.Norm)
					}
				}
			case f.kind == briefing.MentionOrganisation && len(f.parts) > 1 && bodies[f.parts[len(f.parts)-1]]:
				hold(f.parts[len(f.parts)-1], f, n.span.Start)
				f.titles = f.parts
			}
		}
	}
}

// maxTitles bounds how many words of roles are kept for one figure.
const maxTitles = 40

// answers reports whether every word of a description before its head is among the roles of f: "Russian foreign" for "Russia's foreign minister".
func (f *figure) answers(words []text.Word) bool {
	for _, w := range words {
		if openings[w.Norm] || w.Norm == "former" {
			continue
		}
		if !slices.ContainsFunc(f.titles, func(t string) bool { return akin(t, w.Norm) }) {
			return false
		}
	}
	return true
}

// akin reports whether two words share their first letters, as a country and its adjective do.
func akin(a, b string) bool {
	n := min(len(a), len(b), 4)
	return a == b || n == 4 && a[:n] == b[:n]
}
