package differ

import (
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
)

// likeness is how far two clauses, and the facts around them, are about the same.
type likeness struct {
	shared      int  // content words of the clauses that both have
	least, most int  // content words of the clause with fewer, and with more
	around      int  // content words of the facts that both have
	names       int  // names of the facts that both have
	nameless    bool // neither fact names anything
	subjects    bool // the clauses, or the facts at their beginning, name the same
	parted      bool // each names something that the other does not, where it matters
	headlines   int  // content words of the headlines that both have
	places      int  // 0: the clauses name the same places; 1: only one names a place more; 2: each names another
}

// clauseLikeness compares the clauses of two facts.
func clauseLikeness(a Reading, aw []word, b Reading, bw []word) likeness {
	l := likeness{
		shared: sharedWords(aw, bw), least: min(contentWords(aw), contentWords(bw)), most: max(contentWords(aw), contentWords(bw)),
		around: sharedWords(a.words, b.words), headlines: sharedWords(a.about, b.about),
	}
	for _, n := range a.names {
		if slices.ContainsFunc(b.names, n.same) {
			l.names++
		}
	}
	l.nameless = len(a.names) == 0 && len(b.names) == 0
	if len(a.names) == 0 {
		l.names = b.headed(a)
	} else if len(b.names) == 0 {
		l.names = a.headed(b)
	}
	an, bn := in(a.names, aw), in(b.names, bw)
	l.subjects = meets(withFirst(an, a.names), withFirst(bn, b.names))
	onlyA, onlyB := beyond(an, b.names), beyond(bn, a.names)
	l.parted = l.names == 0 && len(a.names) > 0 && len(b.names) > 0 || notPlaces(onlyA) || notPlaces(onlyB)
	switch {
	case len(onlyA) > 0 && len(onlyB) > 0:
		l.places = 2
	case len(onlyA) > 0 || len(onlyB) > 0:
		l.places = 1
	}
	return l
}

// headed counts the names of a fact that the headline of another holds, which names nothing itself: "the war".
func (r Reading) headed(other Reading) int {
	n := 0
	for _, name := range r.names {
		missing := slices.ContainsFunc(name.folded, func(w string) bool {
			return !slices.ContainsFunc(other.about, func(o word) bool { return o.norm == w })
		})
		if !missing {
			n++
		}
	}
	return n
}

// sameEvent reports whether what is alike suffices for what became of people: the words that say so, and something particular: a name,
// or headlines of one story.
func (l likeness) sameEvent() bool {
	if l.parted || l.shared < 1 || float64(l.shared) < shareSame*float64(l.least) {
		return false
	}
	if l.names > 0 {
		return l.around+l.names+min(l.headlines, 2) >= 3
	}
	return l.nameless && l.headlines >= 2 && l.around >= 2
}

// sameThing reports whether what is alike suffices for anything else: the clauses must say little more than one another, and of one
// subject.
func (l likeness) sameThing() bool {
	if l.parted || l.shared < 1 || float64(l.shared) < max(shareSame*float64(l.least), shareMost*float64(l.most)) {
		return false
	}
	if l.names > 0 {
		return l.subjects
	}
	return l.nameless && l.headlines >= 2 && l.shared >= 2
}

const (
	shareSame = 0.6 // share of the content words of the clause with fewer that the other must have
	shareMost = 0.5 // share of those of the clause with more, where no fate tells that both count the same
)

// sharedWords counts content words of a that stand in b, or may stand for one that does. Each of b counts once.
func sharedWords(a, b []word) int {
	n := 0
	taken := make([]bool, len(b))
	seen := map[string]bool{}
	for _, w := range a {
		if !w.content || seen[w.stem] {
			continue
		}
		seen[w.stem] = true
		i := slices.IndexFunc(b, func(o word) bool { return o.content && o.stem == w.stem })
		if i < 0 {
			i = slices.IndexFunc(b, func(o word) bool {
				return o.content && (slices.Contains(w.others, o.stem) || slices.Contains(o.others, w.stem))
			})
		}
		if i >= 0 && !taken[i] {
			taken[i] = true
			n++
		}
	}
	return n
}

// contentWords counts the different content words.
func contentWords(words []word) int {
	seen := map[string]bool{}
	for _, w := range words {
		if w.content {
			seen[w.stem] = true
		}
	}
	return len(seen)
}

// same reports whether two names are one: the same words, or those of the one among the other's.
func (n name) same(o name) bool {
	short, long := n.folded, o.folded
	if len(short) > len(long) {
		short, long = long, short
	}
	return !slices.ContainsFunc(short, func(w string) bool { return !slices.Contains(long, w) })
}

func meets(a, b []name) bool {
	return slices.ContainsFunc(a, func(n name) bool { return slices.ContainsFunc(b, n.same) })
}

// in are the names that stand among words.
func in(names []name, words []word) []name {
	var out []name
	for _, n := range names {
		if slices.ContainsFunc(words, func(w word) bool { return w.span.Within(n.span) }) {
			out = append(out, n)
		}
	}
	return out
}

// beyond are the names that are none of others.
func beyond(names, others []name) []name {
	var out []name
	for _, n := range names {
		if !slices.ContainsFunc(others, n.same) {
			out = append(out, n)
		}
	}
	return out
}

func notPlaces(names []name) bool {
	return slices.ContainsFunc(names, func(n name) bool { return !n.place })
}

// sameStance reports whether two facts assert equally: both deny or neither, both only plan or neither.
func sameStance(a, b Reading) bool {
	for _, k := range []briefing.ModalityKind{
		briefing.ModalityNegated, briefing.ModalityDenied, briefing.ModalityPlanned, briefing.ModalityConditional, briefing.ModalityPossible,
	} {
		if has(a, k) != has(b, k) {
			return false
		}
	}
	return true
}

func has(r Reading, k briefing.ModalityKind) bool {
	return slices.ContainsFunc(r.Fact.Modality, func(m briefing.Modality) bool { return m.Kind == k })
}

// withFirst are names with the first of all, which is mostly what the fact is about.
func withFirst(names, all []name) []name {
	if len(all) == 0 || slices.ContainsFunc(names, func(n name) bool { return n.span == all[0].span }) {
		return names
	}
	return append(slices.Clip(names), all[0])
}
