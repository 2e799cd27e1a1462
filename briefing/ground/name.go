package ground

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// names finds names that no fact prints, nor stands for. A part of a name will do ("Doe" for "Jane Doe"), but
// the parts must stand together.
func (c *check) names() {
	for _, n := range c.claim.names {
		if !c.anyFact(func(e *evidence) bool { return e.hasName(c.claim.words[n.from:n.to]) }) {
			c.find(Name, c.claim.over(n.from, n.to))
		}
	}
}

// hasName reports whether the fact prints the name or stands for it.
func (e *evidence) hasName(name []word) bool {
	return e.reading.prints(name) || slices.ContainsFunc(e.extra, func(x reading) bool { return x.prints(name) })
}

// prints reports whether the words stand in r one behind another.
func (r *reading) prints(name []word) bool {
	return slices.ContainsFunc(r.at[name[0].stem], func(at int) bool { return r.printsAt(name, at) })
}

// printsAt reports whether the words stand in r from word at on, possessives aside.
func (r *reading) printsAt(name []word, at int) bool {
	if at+len(name) > len(r.words) {
		return false
	}
	return slices.EqualFunc(name, r.words[at:at+len(name)], func(a, b word) bool { return bare(a.norm) == bare(b.norm) })
}

// bare is a folded word without its possessive.
func bare(w string) string { return strings.TrimSuffix(strings.TrimSuffix(w, "s'"), "'s") }

// readNames finds the runs of words that look like names.
func (r *reading) readNames() {
	i := 0
	for _, span := range text.Names(r.text) {
		for i < len(r.words) && r.words[i].span.End <= span.Start {
			i++
		}
		n := run{i, i}
		for n.to < len(r.words) && r.words[n.to].span.Start < span.End {
			n.to++
		}
		if n.from == n.to || r.words[n.from].inDate {
			continue
		}
		r.names = append(r.names, n)
		for k := n.from; k < n.to; k++ {
			r.words[k].name = len(r.names)
		}
	}
}
