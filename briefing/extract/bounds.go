package extract

import (
	"math"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// rangeTo reads the second number of "5 to 7", "5-7", "between 5 and 7" and "two or three" into q. It is broken when the numbers joined
// by hyphens are a score, a vote or a telephone number.
func (r *reading) rangeTo(s *sentence, n count, i int, q *briefing.Quantity) (next int, found, broken bool) {
	if i >= len(s.words) {
		return i, false, false
	}
	at, hyphen := i, false
	unit, past := r.unitAt(s, i) // "5 percent to 7 percent"
	if unit != "" && (q.Unit == "" || q.Unit == unit) && r.joined(s, i) {
		at = past
	}
	last := r.normAt(s, n.from-1)
	switch gap, w := r.gap(s, i), r.normAt(s, at); {
	case ranged(gap, q.Unit):
		at, hyphen = i, true
	case w == "to" && last == "from" && r.joined(s, at):
		r.share(s, n, at+1, q)
		return i, false, false
	case w == "to" && r.joined(s, at), w == "and" && last == "between" && r.joined(s, at), w == "or" && r.joined(s, at) && at == i:
		at++
	default:
		return i, false, false
	}
	if at >= len(s.words) {
		return i, false, false
	}
	second, ok := r.upper(s, at, hyphen)
	if !ok {
		return i, false, hyphen && s.words[at].Norm[0] <= '9' && q.Unit == ""
	}
	end := s.words[second.next-1].Span.End
	sign, _ := r.signBefore(s, s.words[at].Span.Start)
	behind, size := signBehind(r.text[end:s.span.End])
	if sign == "" {
		sign = behind
	}
	if sign != "" && q.Unit != "" && sign != q.Unit {
		return i, false, hyphen
	}
	low := n.value
	if n.scale == 1 && second.scale > 1 && low < second.value/second.scale { // "2 to 3 million": both are millions
		low *= second.scale
	}
	probe := *q
	probe.Low, probe.High, probe.Span.End = low, second.value, end+size
	if probe.Unit == "" {
		probe.Unit = sign
	}
	measured, next := probe, s.wordFrom(second.next, probe.Span.End)
	behindIt := r.measure(s, next, &measured)
	r.count(s, behindIt, &measured)
	told := measured.Unit != "" || measured.Of != ""
	apart := low > second.value || unit != "" && measured.Unit != unit || n.plain && low >= 1100 && second.value < 2100 && measured.Unit == ""
	switch w := r.normAt(s, at-1); {
	case hyphen && (apart || !told || ranged(r.text[end:min(len(r.text), s.span.End)], "") || chained(r.text[s.span.Start:q.Span.Start])):
		return next, false, true
	case apart || w == "to" && !told && last != "between", w == "or" && (!told || second.value != low+1 && second.value != 2*low):
		return i, false, false
	}
	if last == "between" {
		probe.Span.Start = s.words[n.from-1].Span.Start
	}
	*q = probe
	return next, true, false
}

// share gives q the scale and the unit of the number at word at, when it has none itself: both of "from 10 to 15 percent" are percents.
func (r *reading) share(s *sentence, n count, at int, q *briefing.Quantity) {
	if at >= len(s.words) || q.Unit != "" {
		return
	}
	second, ok := r.cardinal(s, at)
	if !ok || second.tail != "" {
		return
	}
	end := s.words[second.next-1].Span.End
	m := briefing.Quantity{Low: second.value, High: second.value, Span: briefing.Span{Start: s.words[at].Span.Start, End: end}}
	unit, size := signBehind(r.text[end:s.span.End])
	m.Unit = unit
	m.Span.End += size
	r.measure(s, s.wordFrom(second.next, m.Span.End), &m)
	if m.Unit == "" {
		return
	}
	q.Unit = m.Unit
	if n.scale == 1 && second.scale > 1 && n.value < second.value/second.scale {
		q.Low *= second.scale
		q.High = q.Low
	}
}

// upper reads the second number of a range; behind a hyphen only one that begins with digits or a number word.
func (r *reading) upper(s *sentence, at int, hyphen bool) (count, bool) {
	n, ok := r.cardinal(s, at)
	if !ok || n.tail == "" {
		n.value = math.Abs(n.value) // the hyphen is no minus
		return n, ok
	}
	q := briefing.Quantity{Low: n.value, High: n.value, Span: s.over(at, n.next)}
	q.Unit, _ = r.signBefore(s, q.Span.Start)
	if !r.glued(s, &n, &q) {
		return n, false
	}
	return n, q.Unit == "" || money(q.Unit)
}

// ranged reports whether gap, between two numbers, is a hyphen or dash, with the sign of the unit perhaps.
func ranged(gap, unit string) bool {
	gap = strings.TrimPrefix(gap, "%")
	for _, dash := range []string{"-", "–", "‑", "—"} {
		if rest, ok := strings.CutPrefix(gap, dash); ok {
			return rest == "" || rest == "$" || rest == "£" || rest == "€" || unit == "" && rest[0] >= '0' && rest[0] <= '9'
		}
	}
	return (gap == " - " || gap == " – ") && unit != ""
}

// chained reports whether s ends with a digit and a hyphen: what follows goes on with a telephone number or a date.
func chained(s string) bool {
	s, ok := strings.CutSuffix(s, "-")
	return ok && s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}

// bound widens a quantity by the words before its first number, word i: "more than", "at least". Words that tell it to be near leave
// Low and High and set About; "nearly" and "just over" do both.
func (r *reading) bound(s *sentence, i int, q *briefing.Quantity, paired bool) {
	if paired && i > 0 && s.words[i-1].Norm == "between" {
		i--
	}
	for n := min(3, i); n > 0; n-- {
		key := s.words[i-n].Norm
		for k := i - n + 1; k < i; k++ {
			key += " " + s.words[k].Norm
		}
		b, ok := bounds[key]
		if !ok || strings.ContainsAny(r.text[s.words[i-n].Span.End:q.Span.Start], ",;:.\"“”()—–") {
			continue
		}
		if (key == "over" || key == "under") && lengths[q.Unit] { // "over three years" is how long it took
			return
		}
		q.Span.Start = s.words[i-n].Span.Start
		r.widen(q, b)
		return
	}
}

// overrun widens a quantity by the words behind its number or unit: "or more", "or so", "-plus", "+". It returns the word behind.
func (r *reading) overrun(s *sentence, i int, q *briefing.Quantity) int {
	if rest := r.text[q.Span.End:s.span.End]; strings.HasPrefix(rest, "+") && (len(rest) == 1 || rest[1] < '0' || rest[1] > '9') {
		q.Span.End++
		r.widen(q, bounds["at least"])
		return i
	}
	if !r.joined(s, i) {
		return i
	}
	w, then := s.words[i].Norm, ""
	if r.joined(s, i+1) {
		then = s.words[i+1].Norm
	}
	b, ok := trailing[w+" "+then]
	switch {
	case ok:
		q.Span.End = s.words[i+1].Span.End
		r.widen(q, b)
		return i + 2
	case w == "plus" && (r.gap(s, i) == "-" || plural(then)):
		q.Span.End = s.words[i].Span.End
		r.widen(q, bounds["at least"])
		return i + 1
	}
	return i
}

func (r *reading) widen(q *briefing.Quantity, b limit) {
	q.About = q.About || b.about
	switch b.side {
	case above:
		q.High = math.Inf(1)
	case below:
		q.Low = math.Inf(-1)
	}
}

// limit is what words do to a number: bound it on one side, or only put it near.
type limit struct {
	side  side
	about bool
}

type side int

const (
	none side = iota
	above
	below
)

// bounds are the words before a number that bound it.
var bounds = func() map[string]limit {
	m := map[string]limit{}
	for _, row := range []struct {
		limit
		words string
	}{
		{limit{above, false}, `more than,at least,over,above,no fewer than,not fewer than,not less than,no less than,upwards of,upward of,greater than,larger than,higher than,bigger than,longer than,a minimum of,minimum of,in excess of,well over,
			well above,exceeding,exceeds,exceeded,exceed,topping,topped,surpassing,surpassed,surpass,beyond,north of,not under`},
		{limit{below, false}, `less than,fewer than,lower than,smaller than,shorter than,under,below,up to,at most,no more than,not more than,no greater than,as many as,as much as,as high as,a maximum of,maximum of,well under,well below,not over`},
		{limit{none, true}, `about,around,roughly,approximately,approx,some,an estimated,estimated,circa,ca,close to,near,in the region of,somewhere around,on average about,more or less,or so`},
		{limit{above, true}, `just over,slightly over,little over,slightly more than,little more than,just above,slightly above,just more than`},
		{limit{below, true}, `nearly,almost,just under,slightly under,slightly less than,little less than,just below,slightly below,just less than,approaching,not quite`},
	} {
		for words := range strings.SplitSeq(row.words, ",") {
			m[strings.TrimSpace(words)] = row.limit
		}
	}
	return m
}()

// trailing are the words behind a number that bound it.
var trailing = map[string]limit{
	"or more": {above, false}, "or over": {above, false}, "or higher": {above, false}, "or longer": {above, false}, "or older": {above, false}, "or above": {above, false}, "and over": {above, false}, "and above": {above, false}, "and older": {above, false},
	"or less": {below, false}, "or fewer": {below, false}, "or lower": {below, false}, "or under": {below, false}, "or younger": {below, false}, "or below": {below, false}, "and under": {below, false}, "and younger": {below, false},
	"or so": {none, true}, "or thereabouts": {none, true},
}

// lengths are the units of a length of time.
var lengths = set(`second minute hour day week fortnight month year decade century`)
