package ground

import (
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

func (e *evidence) hasName(name []word) bool {
	if e.reading.prints(name) {
		return true
	}
	for _, x := range e.extra {
		if x.prints(name) {
			return true
		}
	}
	return false
}

// prints reports whether the words stand in r one behind another.
func (r *reading) prints(name []word) bool {
	for _, at := range r.at[name[0].stem] {
		if at+len(name) > len(r.words) {
			continue
		}
		same := true
		for k := range name {
			same = same && bare(name[k].norm) == bare(r.words[at+k].norm)
		}
		if same {
			return true
		}
	}
	return false
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
