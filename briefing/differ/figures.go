package differ

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// figure is a number of something as it is compared.
type figure struct {
	quantity briefing.Quantity
	amount   amount
	shown    briefing.Span // the figure with what it counts, in the article's text
	clause   []word        // the words around it that say what became of it
	fate     fate          // what became of those counted; "" when no word says it
	fates    []string      // all that its words tell: "killed or missing"
	head     string        // stem of the counted noun; "" when none is printed or it says no more than "people"
	kinds    []string      // stems of the words before that noun: foreign workers
	scopes   []string      // places and periods it counts over: "city", "year"
	bare     bool          // it counts only people
	part     bool          // it is a change, a part or the aim of another figure: "by 12", "12 of the 40", "a target of 12"
	times    []briefing.When
}

// figuresOf are the figures of a fact.
func figuresOf(r Reading) []figure {
	base := r.Fact.Span.Start
	var spans []briefing.Span
	for _, q := range r.Fact.Quantities {
		spans = append(spans, q.Span.Shift(-base))
	}
	var out []figure
	for i, q := range r.Fact.Quantities {
		s := spans[i]
		if s.Start < 0 || s.End > len(r.Fact.Text) || s.Empty() {
			continue
		}
		fig := figure{quantity: q, amount: amountOf(q, s.Of(r.Fact.Text)), shown: withCounted(r.Fact, q)}
		from, to := r.surrounding(spans, i)
		fig.clause = slices.Clone(r.words[from:to])
		fig.count(r, q)
		fig.part = partly(r.Fact.Text, s) || slices.ContainsFunc(fig.clause, func(w word) bool { return aim[w.norm] })
		for _, w := range fig.clause {
			if scopeWord[w.norm] != "" {
				fig.scopes = append(fig.scopes, scopeWord[w.norm])
			}
		}
		if soFar(fig.clause) {
			fig.scopes = append(fig.scopes, scopeSoFar)
		}
		fig.times = r.timesOf(fig.clause)
		out = append(out, fig)
	}
	return out
}

// scopeSoFar is the scope of a count that says of itself that it goes on.
const scopeSoFar = "so far"

func soFar(words []word) bool {
	for i := 1; i < len(words); i++ {
		if words[i-1].norm == "so" && words[i].norm == "far" {
			return true
		}
	}
	return false
}

// withCounted is the span of a figure with the noun that is printed right behind it.
func withCounted(f briefing.Fact, q briefing.Quantity) briefing.Span {
	s := q.Span
	at := s.End - f.Span.Start
	if q.Of == "" || at < 0 || at > len(f.Text) {
		return s
	}
	if rest, ok := strings.CutPrefix(f.Text[at:], " "); ok && strings.HasPrefix(rest, q.Of) {
		s.End += 1 + len(q.Of)
	}
	return s
}

// surrounding are the words that belong to the i-th figure: those of its clause, up to the "and" or "with" that parts it from
// another figure there.
func (r Reading) surrounding(spans []briefing.Span, i int) (from, to int) {
	at := slices.IndexFunc(r.words, func(w word) bool { return w.span.End > spans[i].Start })
	if at < 0 {
		return 0, 0
	}
	within := func(w word, but int) bool {
		return slices.ContainsFunc(spans, func(s briefing.Span) bool { return w.span.Within(s) && s != spans[but] })
	}
	clause := r.words[at].clause
	for from = at; from > 0 && r.words[from-1].clause == clause && !within(r.words[from-1], i); from-- {
	}
	for to = at; to < len(r.words) && r.words[to].clause == clause && !within(r.words[to], i); to++ {
	}
	if from > 0 && r.words[from-1].clause == clause { // another figure stands before: what joins the two parts them
		if j := joint(r.words[from:at]); j >= 0 {
			from += j + 1
		}
	}
	if to < len(r.words) && r.words[to].clause == clause {
		if j := joint(r.words[at:to]); j >= 0 {
			to = at + j
		}
	}
	return from, to
}

// joint is the index of the last word that joins two figures; -1 without one.
func joint(words []word) int {
	for i := len(words) - 1; i >= 0; i-- {
		if joins[words[i].norm] {
			return i
		}
	}
	return -1
}

// count finds what a figure counts and what became of it.
func (f *figure) count(r Reading, q briefing.Quantity) {
	counted := text.Words(q.Of)
	for i, w := range counted {
		stem := text.Stem(w.Norm, "en")
		switch {
		case fates()[stem] != "":
			f.fate = fates()[stem]
			f.fates = append(f.fates, string(f.fate))
		case anyone[w.Norm]:
			f.bare = true
		case i == len(counted)-1:
			f.head = stem
		case !text.Stop(w.Norm, "en"):
			f.kinds = append(f.kinds, stem)
		}
	}
	if f.head != "" && anyone[f.head] {
		f.head, f.bare = "", true
	}
	if f.bare {
		f.head = ""
	}
	if and := text.Words(r.Fact.Text[min(len(r.Fact.Text), max(0, f.shown.End-r.Fact.Span.Start)):]); f.head != "" &&
		len(and) > 1 && and[0].Norm == "and" && anyone[and[1].Norm] { // "passengers and crew" are the people
		f.head, f.bare = "", true
	}
	for i := range f.clause {
		w := &f.clause[i]
		if k := fates()[w.stem]; k != "" {
			f.fate = cmp.Or(f.fate, k)
			f.fates = append(f.fates, string(k))
		}
		if f.fate != "" && fates()[w.stem] == f.fate { // whichever word says it
			w.stem, w.others = string(f.fate), nil
		}
		if f.head != "" && w.stem == f.head || anyone[w.norm] || scopeWord[w.norm] != "" {
			w.content = false // what is counted is compared by itself, and so is over which place and period
		}
	}
}

// partly reports whether a figure is a change of another or a part of it.
func partly(s string, q briefing.Span) bool {
	before, behind := text.Words(s[:q.Start]), text.Words(s[q.End:])
	if n := len(before); n > 0 && partBefore[before[n-1].Norm] {
		return true
	}
	for i, w := range behind[:min(3, len(behind))] {
		if partBehind[w.Norm] {
			return true
		}
		if w.Norm == "of" && i+1 < len(behind) { // "12 of the 40", not "30,000 litres of oil"
			next := behind[i+1].Norm
			return partOf[next] || next[0] >= '0' && next[0] <= '9'
		}
	}
	return false
}

// timesOf are the times that tell when something among words was, else those of the fact.
func (r Reading) timesOf(words []word) []briefing.When {
	var own, all []briefing.When
	for _, t := range r.Fact.When {
		if !t.Dated() || !t.Resolved() {
			continue
		}
		span := t.Span.Shift(-r.Fact.Span.Start)
		all = append(all, t)
		if slices.ContainsFunc(words, func(w word) bool { return w.span.Within(span) }) {
			own = append(own, t)
		}
	}
	if len(own) > 0 {
		return own
	}
	return all
}

// pair is one thing that two facts give a figure for.
type pair struct {
	a, b  figure
	alike likeness
}

// pairs are the figures that two facts give for the same thing. Where a fact gives several for it, none is known to be the other's.
func pairs(a, b Reading) []pair {
	if !sameCertainty(a, b) {
		return nil
	}
	var out []pair
	for _, x := range a.figures {
		for _, y := range b.figures {
			if l, ok := sameCount(a, x, b, y); ok {
				out = append(out, pair{x, y, l})
			}
		}
	}
	return slices.DeleteFunc(out, func(p pair) bool {
		n := 0
		for _, o := range out {
			if o.a.shown == p.a.shown || o.b.shown == p.b.shown {
				n++
			}
		}
		return n > 1
	})
}

// sameCertainty reports whether neither of two facts speaks of what may be or is not, which no figure contradicts, and both of what is
// to come or neither.
func sameCertainty(a, b Reading) bool {
	for _, k := range []briefing.ModalityKind{
		briefing.ModalityNegated, briefing.ModalityDenied, briefing.ModalityConditional, briefing.ModalityPossible,
	} {
		if has(a, k) || has(b, k) {
			return false
		}
	}
	return has(a, briefing.ModalityPlanned) == has(b, briefing.ModalityPlanned)
}

// sameCount reports whether two figures count the same thing.
func sameCount(a Reading, x figure, b Reading, y figure) (likeness, bool) {
	if x.quantity.Unit != y.quantity.Unit || x.part || y.part || x.amount.year || y.amount.year {
		return likeness{}, false
	}
	if x.quantity.Unit == "year old" {
		return likeness{}, sameAged(a, x, b, y)
	}
	if lengthUnit[x.quantity.Unit] || x.quantity.Unit == "" && x.fate != y.fate {
		return likeness{}, false
	}
	if x.quantity.Unit == "%" && (a.percentages() > 1 || b.percentages() > 1) {
		return likeness{}, false // one of several shares, such as of a poll, is seldom told from the others by a few words
	}
	if x.quantity.Unit == "" && !sameCounted(x, y) {
		return likeness{}, false
	}
	if !sameMoves(x.clause, y.clause) {
		return likeness{}, false
	}
	l := clauseLikeness(a, x.clause, b, y.clause)
	if x.fate != "" && x.fate == y.fate {
		return l, l.sameEvent()
	}
	return l, l.sameThing()
}

func (r Reading) percentages() int {
	n := 0
	for _, f := range r.figures {
		if f.quantity.Unit == "%" {
			n++
		}
	}
	return n
}

// sameCounted reports whether what two figures count can be the same: the same noun, or people with the same fate.
func sameCounted(x, y figure) bool {
	return x.head == y.head && (x.head != "" || x.fate != "" || x.bare && y.bare)
}

// sameMoves reports whether two clauses move the same way: what rose is not what fell.
func sameMoves(a, b []word) bool {
	way := func(words []word) string {
		for _, w := range words {
			if m := moves()[w.stem]; m != "" {
				return m
			}
		}
		return ""
	}
	x, y := way(a), way(b)
	return x == y || x == "" && y == "up" || x == "up" && y == ""
}

// sameAged reports whether two ages are those of one person, who is named right beside each.
func sameAged(a Reading, x figure, b Reading, y figure) bool {
	p, q := a.aged(x), b.aged(y)
	return len(p.folded) > 1 && len(q.folded) > 1 && p.same(q)
}

// aged is who is named right beside an age: "Ann Lee, 54", "54-year-old Ann Lee".
func (r Reading) aged(f figure) name {
	s := f.quantity.Span
	for _, m := range r.Fact.Mentions {
		if m.Type != briefing.MentionPerson {
			continue
		}
		base := r.Fact.Span.Start
		switch {
		case m.Span.End <= s.Start && strings.Trim(r.Fact.Text[m.Span.End-base:s.Start-base], " ,(aged") == "",
			s.End <= m.Span.Start && strings.TrimSpace(r.Fact.Text[s.End-base:m.Span.Start-base]) == "":
			n := name{span: m.Span.Shift(-base)}
			for _, w := range text.Words(m.Name) {
				n.folded = append(n.folded, w.Norm)
			}
			return n
		}
	}
	return name{}
}

// figuresBetween are the differences of figures.
func figuresBetween(a, b Reading) []Difference {
	var out []Difference
	for _, p := range pairs(a, b) {
		if d, ok := p.difference(a, b); ok {
			out = append(out, d)
		}
	}
	return out
}

// difference types how the figures of a pair differ; ok is false where they do not, or the two are too far apart to be of one thing.
func (p pair) difference(a, b Reading) (Difference, bool) {
	d := Difference{About: p.about(a), Spans: [2]briefing.Span{p.a.shown, p.b.shown}}
	x, y := p.a.amount, p.b.amount
	if x.equal(y) {
		return d, false
	}
	if p.a.quantity.Unit == "year old" {
		return d, typeAge(&d, p, a, b)
	}
	if !sameSet(p.a.fates, p.b.fates) { // killed beside killed or missing
		d.Kind, d.Note = briefing.ConflictScope, noteScope
		return d, !p.a.scopesDiffer(p.b) && !apart(a, b, p)
	}
	if how := x.compatible(y); how != "" {
		if p.a.scopesDiffer(p.b) || apart(a, b, p) {
			return d, false
		}
		d.Kind, d.Note = briefing.ConflictCompatible, how
		if differentBody(a, b) {
			d.Note += ", " + lower(noteSource)
		}
		if how == noteBound && p.grown(a, b) {
			d.Kind, d.Note = briefing.ConflictRevision, noteLater
		}
		return d, true
	}
	if x.meets(y) && !p.grown(a, b) {
		return d, false // a bound far below the other figure
	}
	if x.ratio(y) > mostApart {
		return d, false
	}
	return d, typed(&d, a, b, p)
}

// grown reports whether the later of two counts that rise while news goes on is the higher.
func (p pair) grown(a, b Reading) bool {
	return gapOf(a, b) > sameDay && growing[p.a.fate] && p.b.amount.point() > p.a.amount.point()
}

// mostApart is how many times as much the larger of two figures for one thing is at most: beyond, they are taken to count different
// things.
const mostApart = 4

// about is what is counted, as printed by one side.
func (p pair) about(a Reading) string {
	if p.a.quantity.Of != "" {
		return p.a.quantity.Of
	}
	if p.b.quantity.Of != "" {
		return p.b.quantity.Of
	}
	for _, w := range p.a.clause {
		if w.content {
			return w.span.Of(a.Fact.Text)
		}
	}
	return ""
}

// scopesDiffer reports whether two figures name different places or periods that they count over.
func (f figure) scopesDiffer(o figure) bool {
	return !sameSet(f.scopes, o.scopes) || !sameSet(f.kinds, o.kinds)
}

func sameSet(a, b []string) bool {
	missing := func(x, y []string) bool {
		return slices.ContainsFunc(x, func(s string) bool { return !slices.Contains(y, s) })
	}
	return !missing(a, b) && !missing(b, a)
}

// sharesFigure reports whether two facts give the same figure for the same thing.
func sharesFigure(a, b Reading) bool {
	for _, p := range pairs(a, b) {
		if p.a.amount.equal(p.b.amount) || p.a.amount.compatible(p.b.amount) != "" {
			return true
		}
	}
	return false
}

// anyEqualFigure reports whether two facts have a figure in common, whatever it counts.
func anyEqualFigure(a, b Reading) bool {
	return slices.ContainsFunc(a.figures, func(x figure) bool {
		return slices.ContainsFunc(b.figures, func(y figure) bool { return x.quantity.Unit == y.quantity.Unit && x.amount.equal(y.amount) })
	})
}
