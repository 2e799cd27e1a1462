package extract

import (
	"math"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// quantities reads the numbers of a sentence that count or measure something, with the words that bound them. Numbers of a day or an
// hour are left out, and so are labels ("Flight 93", "No. 10", "Covid-19"), years, scores, votes such as "51-49", telephone numbers and versions.
func (r *reading) quantities(s *sentence, when []briefing.When) []briefing.Quantity {
	var out []briefing.Quantity
	for i := 0; i < len(s.words); {
		for len(when) > 0 && (when[0].Kind == briefing.WhenDuration || when[0].Span.End <= s.words[i].Span.Start) {
			when = when[1:]
		}
		if len(when) > 0 && when[0].Span.Overlaps(s.words[i].Span) {
			i++
			continue
		}
		c := s.words[i].Norm[0]
		if (c < '0' || c > '9') && !opensNumber(s.words[i].Norm) {
			i++
			continue
		}
		q, end, ok := r.quantityAt(s, i)
		if ok {
			out = append(out, q)
		}
		i = max(end, i+1)
	}
	return out
}

// opensNumber reports whether a word that is not in digits can begin a number.
func opensNumber(w string) bool {
	_, spelt := numberWords.find(w)
	return spelt || orders.of(w) > 0 || partWords.of(w) > 0 || openNumbers.of(w)
}

// quantityAt reads the quantity whose number begins with word i; end is the word behind it, or behind what is no quantity.
func (r *reading) quantityAt(s *sentence, i int) (q briefing.Quantity, end int, ok bool) {
	n, ok := r.numeralAt(s, i)
	if !ok || r.inName(s, n) {
		return q, i + 1, false
	}
	end = n.next
	q = briefing.Quantity{Low: n.value, High: n.value, Span: s.over(i, n.next)}
	q.Span.Start = r.markBefore(s, q.Span.Start, n.value < 0)
	if joined := strings.TrimSuffix(r.text[s.span.Start:q.Span.Start], "-"); len(joined) < q.Span.Start-s.span.Start && joined != "" && letterEnd(joined) && s.words[i].Norm[0] <= '9' {
		return q, end, false // "SCP-173m"
	}
	var sign int
	q.Unit, sign = r.signBefore(s, q.Span.Start)
	q.Span.Start = sign
	if n.tail != "" && !r.glued(s, &n, &q) {
		return q, n.next, false
	}
	if q.Unit != "" && money(q.Unit) {
		end = r.moneyScale(s, end, &q)
	}
	if unit, size := signBehind(r.text[q.Span.End:s.span.End]); size > 0 && q.Unit == "" {
		q.Unit = unit
		q.Span.End += size
		end = s.wordFrom(end, q.Span.End)
	}
	paired := false
	if next, found, broken := r.rangeTo(s, n, end, &q); broken {
		return q, next, false
	} else if found {
		end, paired = next, true
	}
	end = r.measure(s, end, &q)
	end = r.overrun(s, end, &q)
	r.count(s, end, &q)
	if q.Unit == "" && !n.vague && !paired && !r.countable(s, n, &q) {
		return q, end, false
	}
	r.bound(s, i, &q, paired)
	if n.vague {
		q.High, q.About = math.Inf(1), true
	}
	return q, end, !math.IsInf(q.Low, 1) && q.Low <= q.High
}

// wordFrom is the first word from i on that does not begin before at: behind a sign, which may have letters as "°C" has, stands the next one.
func (s *sentence) wordFrom(i, at int) int {
	for i < len(s.words) && s.words[i].Span.Start < at {
		i++
	}
	return i
}

// inName reports whether a number is part of a longer name: "Three Mile Island", "the Group of Seven".
func (r *reading) inName(s *sentence, n count) bool {
	in := s.within(n.from)
	return in != nil && (in.first < n.from || in.last >= n.next) || n.from > 0 && spelt(s.words[n.from].Norm) && upper(r.text, s.words[n.from].Span.Start) &&
		s.words[n.from-1].Norm == "of" // "the Group of Seven"
}

func spelt(w string) bool { return w[0] > '9' }

// markBefore is where the point and the minus sign before a number begin.
func (r *reading) markBefore(s *sentence, at int, negative bool) int {
	before := r.text[s.span.Start:at]
	if pointBefore(before) {
		at--
		before = before[:len(before)-1]
	}
	for _, mark := range []string{"-", "−"} {
		if negative && strings.HasSuffix(before, mark) {
			return at - len(mark)
		}
	}
	return at
}

// glued reads what stands right behind the digits: "50km", "50p", "£3m". An "m" is a million of money or of what is counted, else metres.
func (r *reading) glued(s *sentence, n *count, q *briefing.Quantity) bool {
	scale := 0.0
	switch tail := n.tail; {
	case tail == "m" || tail == "b":
		scale = map[string]float64{"m": 1e6, "b": 1e9}[tail]
		last := r.text[q.Span.End-1]
		if q.Unit == "" && (last == 'm' || last == 'b') && (tail == "b" || r.counted(s, n.next) == "" && units[r.normAt(s, n.next)] == "") {
			if tail == "b" {
				return false
			}
			q.Unit, scale = "m", 1
		}
	case tail == "p" && q.Unit == "":
		q.Unit, scale = "GBP", 0.01
	case q.Unit == "" && (tail == "c" || tail == "f"):
		if r.text[q.Span.End-1] > 'Z' || !r.warm(s) {
			return false
		}
		q.Unit, scale = "°"+strings.ToUpper(tail), 1
	case q.Unit == "" && (units[tail] != "" || gluedUnits[tail] != ""):
		q.Unit, scale = gluedUnits[tail], 1
		if q.Unit == "" {
			q.Unit = units[tail]
		}
	default:
		return false
	}
	n.value, n.scale = n.value*scale, max(scale, 1)
	q.Low, q.High = n.value, n.value
	return true
}

// warm reports whether a sentence speaks of temperatures, so that "35C" is one.
func (r *reading) warm(s *sentence) bool {
	for _, w := range s.words {
		if warmth[w.Norm] {
			return true
		}
	}
	return strings.Contains(s.span.Of(r.text), "C (")
}

// money reports whether a unit is the code of a currency.
func money(unit string) bool { return len(unit) == 3 && unit == strings.ToUpper(unit) }

// moneyScale reads the letter of scale that may stand apart from an amount: "£3 m", "$2 b".
func (r *reading) moneyScale(s *sentence, i int, q *briefing.Quantity) int {
	scale := map[string]float64{"m": 1e6, "b": 1e9, "k": 1e3}[r.normAt(s, i)]
	if scale == 0 || r.gap(s, i) != " " {
		return i
	}
	q.Low, q.High, q.Span.End = q.Low*scale, q.High*scale, s.words[i].Span.End
	return i + 1
}

// measure reads the unit behind a number; it returns the word behind the quantity.
func (r *reading) measure(s *sentence, i int, q *briefing.Quantity) int {
	if i >= len(s.words) {
		return i
	}
	if gap := r.text[q.Span.End:s.words[i].Span.Start]; gap != " " && gap != "-" && gap != "‑" {
		return i
	}
	w := s.words[i].Norm
	unit, next := r.unitAt(s, i)
	switch {
	case unit == "second" && w == "second" && r.gap(s, i) == " " && q.High != 1: // "two second goals"
		return i
	case unit == "" && q.Unit == "" && (w == "pounds" || w == "pound"):
		unit, next = "lb", i+1
		if q.High >= 1e6 || strings.Contains(s.span.Of(r.text), "£") || strings.Contains(s.span.Of(r.text), "pence") {
			unit = "GBP"
		}
	case unit == "" && q.Unit == "" && (w == "pence" || w == "penny"):
		unit, next = "GBP", i+1
		q.Low, q.High = q.Low/100, q.High/100
	case q.Unit == "%" && unit == "" && (w == "points" || w == "point"):
		q.Unit, q.Span.End = "percentage points", s.words[i].Span.End
		return i + 1
	case unit == "" || q.Unit != "" && (q.Unit != unit || w == "degrees"):
		return i
	}
	q.Unit, q.Span.End = unit, s.words[next-1].Span.End
	switch {
	case unit == "foot":
		next = r.inches(s, next, q)
	case money(unit):
		next = r.cents(s, next, q)
	}
	return next
}

// inches takes in the inches behind feet: "5 feet 2 inches", "6-foot-2".
func (r *reading) inches(s *sentence, i int, q *briefing.Quantity) int {
	n, at, ok := r.smaller(s, i, q)
	if !ok || n.value >= 12 || !n.plain && s.words[at].Norm[0] <= '9' {
		return i
	}
	unit, next := "", n.next
	if r.joined(s, n.next) {
		unit, next = r.unitAt(s, n.next)
		if w := r.normAt(s, n.next); unit == "" && w == "in" && at == i {
			unit, next = "inch", n.next+1
		}
	}
	if unit != "inch" {
		if r.gap(s, at) != "-" {
			return i
		}
		next = n.next
	}
	q.Low += n.value / 12
	q.High, q.Span.End = q.Low, s.words[next-1].Span.End
	return next
}

// cents takes in the cents behind a sum in words: "three dollars and fifty cents".
func (r *reading) cents(s *sentence, i int, q *briefing.Quantity) int {
	n, _, ok := r.smaller(s, i, q)
	if !ok || n.value >= 100 || !r.joined(s, n.next) {
		return i
	}
	if w := r.normAt(s, n.next); w != "cent" && w != "cents" {
		return i
	}
	q.Low += n.value / 100
	q.High, q.Span.End = q.Low, s.words[n.next].Span.End
	return n.next + 1
}

// smaller is the number of a smaller unit that goes on with an exact quantity from word i, over an "and"; at is its first word.
func (r *reading) smaller(s *sentence, i int, q *briefing.Quantity) (n count, at int, ok bool) {
	at = i
	if r.normAt(s, at) == "and" {
		at++
	}
	if !r.joined(s, at) || q.Low != q.High {
		return n, at, false
	}
	n, ok = r.group(s, at, false)
	return n, at, ok
}

// count notes what is counted: the noun behind a number without a unit, or behind "of".
func (r *reading) count(s *sentence, i int, q *briefing.Quantity) {
	if i >= len(s.words) {
		return
	}
	if gap := r.text[q.Span.End:s.words[i].Span.Start]; gap != " " && gap != "-" {
		return
	}
	from := i
	part := s.words[from].Norm == "of"
	if part {
		from++
		for from < len(s.words) && openings[s.words[from].Norm] && numberWords.of(s.words[from].Norm) == 0 && r.plain(s, from) {
			from++
		}
	} else if q.Unit != "" {
		return
	} else if q.High < 1 && openings[s.words[from].Norm] { // "half the city"
		part = true
		from++
	}
	first := from
	if part && from < len(s.words) && r.plain(s, from) {
		if n, ok := r.cardinal(s, from); ok && n.tail == "" {
			first = n.next
		}
	}
	noun := r.counted(s, first)
	if noun == "" && q.Low == 1 && r.normAt(s, first) == "person" {
		noun = "person"
	}
	if noun == "" && part && r.plain(s, first) {
		noun = r.uncounted(s, first)
	}
	if noun != "" && first > from {
		noun = r.text[s.words[from].Span.Start:s.words[first].Span.Start] + noun
	}
	q.Of = noun
}

// counted is the noun phrase that begins with word from, up to its first plural noun; "" when there is none within four words.
func (r *reading) counted(s *sentence, from int) string {
	for end := from; end < len(s.words) && end < from+5 && r.plain(s, end); end++ {
		w := s.words[end].Norm
		if stops[w] || prepositions[w] || pronouns[w] || openings[w] && !amounts[w] || verbs[w].manner != 0 && !plural(w) || w[0] <= '9' {
			return ""
		}
		if felled[w] && (end+1 >= len(s.words) || !r.plain(s, end+1) || !plural(s.words[end+1].Norm)) {
			return s.over(from, end+1).Of(r.text)
		}
		if plural(w) {
			return s.over(from, end+1).Of(r.text)
		}
		if end == from && strings.HasSuffix(w, "ly") {
			return ""
		}
	}
	return ""
}

// uncounted is the noun phrase of what has a part but no number: "of road", "of the old town".
func (r *reading) uncounted(s *sentence, from int) string {
	end := from
	for end < len(s.words) && end < from+4 && (end == from || r.plain(s, end)) {
		w := s.words[end].Norm
		if stops[w] || prepositions[w] || pronouns[w] || openings[w] || verbs[w].manner != 0 || w[0] <= '9' || end > from && (strings.HasSuffix(w, "ed") || timely[w]) {
			break
		}
		end++
	}
	if end == from {
		return ""
	}
	return s.over(from, end).Of(r.text)
}

// plural reports whether a word looks like a plural noun.
func plural(w string) bool {
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "'s") && !strings.HasSuffix(w, "is") && len(w) > 3 && !notPlural[w] || plurals[w]
}

// countable reports whether a number without a unit counts something, rather than being a label, a year, a place in a list or part of a name.
func (r *reading) countable(s *sentence, n count, q *briefing.Quantity) bool {
	before, after := r.text[s.span.Start:q.Span.Start], r.text[q.Span.End:s.span.End]
	if before != "" && strings.IndexByte("#/@=_&:^*", before[len(before)-1]) >= 0 || strings.HasSuffix(before, "-") && q.Low >= 0 && n.from > 0 {
		return false
	}
	if after != "" && (strings.IndexByte("/@=_^*°", after[0]) >= 0 || len(after) > 1 && (after[0] == ':' || after[0] == '.' || after[0] == ',') && after[1] != ' ' && after[1] != '"' && after[1] != '\'' && after[1] < 0x80) {
		return false
	}
	if strings.HasPrefix(after, "-to-") || strings.HasSuffix(before, "-to-") || n.from == 0 && (strings.HasPrefix(after, ". ") || strings.HasPrefix(after, ") ")) {
		return false // "a 5-to-4 vote", the number of a list
	}
	next, last := r.normAt(s, n.next), r.normAt(s, n.from-1)
	if next == "am" || next == "pm" || next == "o'clock" || next == "noon" {
		return false
	}
	if r.aged(s, n, q) {
		return true
	}
	if n.from > 0 && r.gap(s, n.from) != " " && last == "no" || last == "nos" {
		return false
	}
	if n.from > 0 && r.plain(s, n.from) {
		capital := upper(r.text, s.words[n.from-1].Span.Start)
		if labels[last] || labels[strings.TrimSuffix(last, "s")] && q.Of == "" || last == "no" && capital {
			return false
		}
		if capital && q.Of == "" && n.plain && n.from > 1 {
			return false
		}
	}
	if n.plain && q.Span.Len() == 4 && n.value >= 1100 && n.value < 2100 {
		return q.Of != "" && !articles[last] && (!yearly[last] || n.value < 1900)
	}
	if n.plain && strings.HasPrefix(q.Span.Of(r.text), "0") && q.Span.Len() > 1 || q.Span.Len() > 12 && n.plain {
		return false
	}
	return true
}

// aged makes a number between commas behind a name, or behind "aged", an age: "Ida Lund, 43, said".
func (r *reading) aged(s *sentence, n count, q *briefing.Quantity) bool {
	if !n.plain || n.value < 1 || n.value > 120 || n.from == 0 {
		return false
	}
	after := r.text[q.Span.End:s.span.End]
	last := s.words[n.from-1].Norm
	apposed := r.gap(s, n.from) == ", " && s.nameTo(n.from-1) != nil && s.nameTo(n.from-1).figure.kind == briefing.MentionPerson &&
		(after == "" || after[0] == ',' || after[0] == '.' || after[0] == ';')
	if last != "aged" && last != "age" && !apposed {
		return false
	}
	q.Unit, q.Of = "year old", ""
	return true
}

// openNumbers begin a number though they are none.
var openNumbers = lexiconOf(set(`a an minus negative several many few`))

// gluedUnits are units that only count when they stand right behind digits.
var gluedUnits = map[string]string{"g": "g", "t": "metric ton", "l": "litre", "min": "minute", "in": "inch", "sec": "second", "mm": "mm", "km2": "square km"}

// warmth are words beside which a number with a "C" or "F" is a temperature.
var warmth = set(`temperature temperatures heat heatwave hot hotter hottest warm warmer warmest warming cold colder coldest degrees weather celsius fahrenheit`)

// amounts are openings that do not end what is counted: "20 other men".
var amounts = set(`other another both more`)

// felled are adjectives that are counted like nouns: "12 dead", "30 injured".
var felled = set(`dead injured wounded missing homeless`)

// plurals are plural nouns without the "s" of one.
var plurals = set(`people men women children policemen policewomen firemen gunmen fishermen businessmen lawmen servicemen servicewomen police staff personnel cattle sheep fish aircraft spacecraft mps tvs lives feet teeth mice geese media data crew`)

// notPlural end in "s" and are no plural nouns.
var notPlural = set(`always perhaps sometimes whereas besides towards afterwards overseas does says goes runs series less news`)

// labels are nouns that a number behind them only names: "Flight 93", "Room 5".
var labels = set(`flight route highway motorway interstate road room page chapter section article version channel level phase tier size gate platform district apartment block model boeing airbus psalm rule formula area case bus line train
	number grade episode season stage lane pier exhibit figure table verse volume clause paragraph item type class group part unit day week bill proposition resolution schedule title act amendment lot ward zone sector suite floor court world mark apollo windows`)

// yearly are words a year follows rather than a count.
var yearly = set(`in since of until from during by after before mid early late the`)
