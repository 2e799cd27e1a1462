package extract

import (
	"math"
	"strconv"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// quantities reads the numbers of a sentence that count or measure something, with the words that bound them.
// Numbers of a time, and a lone "one", are left out; a length of time is both.
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
		q, end, ok := r.quantityAt(s, i)
		if !ok {
			i++
			continue
		}
		out = append(out, q)
		i = end
	}
	return out
}

// figures is one number with what is glued to it.
type figures struct {
	value float64
	span  briefing.Span
	unit  string
	next  int // the word behind it
}

// quantityAt reads the quantity whose number begins with word i.
func (r *reading) quantityAt(s *sentence, i int) (q briefing.Quantity, end int, ok bool) {
	first, ok := r.number(s, i)
	if !ok {
		return q, 0, false
	}
	q = briefing.Quantity{Span: first.span, Low: first.value, High: first.value, Unit: first.unit}
	end = first.next
	if second, at, isRange := r.rangeEnd(s, i, end); isRange {
		if second.unit == "" || first.unit == "" || second.unit == first.unit {
			low := first.value
			if first.unit == "" && low < second.value { // "2 to 3 million": both are millions
				low *= second.scaleOver(s, at)
			}
			if low <= second.value {
				q.Low, q.High, q.Span.End = low, second.value, second.span.End
				if q.Unit == "" {
					q.Unit = second.unit
				}
				end = second.next
			}
		}
	}
	r.bound(s, i, &q)
	end = r.measure(s, end, &q)
	return q, end, true
}

// scaleOver is the factor a scale word gives the number at word at: 1e6 for "3 million".
func (f figures) scaleOver(s *sentence, at int) float64 {
	if at+1 < f.next {
		if scale, ok := scales[s.words[at+1].Norm]; ok {
			return scale
		}
	}
	return 1
}

// number reads the number that begins with word i, with a currency sign before it, a scale word and a percent sign behind it.
func (r *reading) number(s *sentence, i int) (figures, bool) {
	w := s.words[i]
	f := figures{span: w.Span, next: i + 1}
	value, glued, ok := digits(w.Norm)
	if !ok {
		if value, f.next, ok = r.spelled(s, i); !ok {
			return f, false
		}
		f.span.End = s.words[f.next-1].Span.End
	}
	f.value = value
	before := r.text[s.span.Start:w.Span.Start]
	for _, c := range currencies {
		if strings.HasSuffix(before, c.sign) {
			f.unit = c.unit
			f.span.Start -= len(c.sign)
			break
		}
	}
	if f.unit == "" && i > 0 && strings.HasSuffix(before, "-") && r.plain(s, i) { // "Covid-19", "G-20"
		return f, false
	}
	if i > 0 && s.words[i-1].Norm == "no" && strings.HasSuffix(r.gap(s, i), ". ") {
		return f, false
	}
	switch glued {
	case "":
	case "st", "nd", "rd", "th", "s":
		return f, false
	case "k":
		f.value *= 1e3
	case "m", "mn":
		f.value *= 1e6
	case "bn", "b":
		f.value *= 1e9
	case "tn", "trn":
		f.value *= 1e12
	default:
		unit, known := units[glued]
		if !known {
			return f, false
		}
		f.unit = unit
	}
	r.scale(s, &f)
	return f, !math.IsInf(f.value, 0)
}

// scale takes the word of scale and the percent sign behind a number in: "3 million", "4%".
func (r *reading) scale(s *sentence, f *figures) {
	if f.next < len(s.words) && r.plain(s, f.next) {
		if scale, ok := scales[s.words[f.next].Norm]; ok {
			f.value *= scale
			f.span.End = s.words[f.next].Span.End
			f.next++
		}
	}
	if strings.HasPrefix(r.text[f.span.End:s.span.End], "%") {
		f.unit = "%"
		f.span.End++
	}
}

// digits reads "1,000.5bn" as 1000.5 and "bn".
func digits(w string) (value float64, glued string, ok bool) {
	end := 0
	for end < len(w) && ('0' <= w[end] && w[end] <= '9' || w[end] == '.' || w[end] == ',') {
		end++
	}
	if end == 0 || end > 20 {
		return 0, "", false
	}
	plain := strings.ReplaceAll(w[:end], ",", "")
	value, err := strconv.ParseFloat(plain, 64)
	return value, w[end:], err == nil
}

// spelled reads number words: "twelve", "twenty-one", "three hundred".
func (r *reading) spelled(s *sentence, i int) (value float64, next int, ok bool) {
	value, ok = numberWords[s.words[i].Norm]
	if !ok {
		return 0, 0, false
	}
	next = i + 1
	joined := next < len(s.words) && r.plain(s, next)
	if joined && value >= 20 && value < 100 {
		if ones, isOnes := numberWords[s.words[next].Norm]; isOnes && ones < 10 {
			value += ones
			next++
		}
	}
	if value != 1 {
		return value, next, true
	}
	_, scaled := scales[s.words[min(next, len(s.words)-1)].Norm]
	return value, next, joined && scaled
}

// rangeEnd reads the second number of "5 to 7", "5-7" and "between 5 and 7".
func (r *reading) rangeEnd(s *sentence, first, i int) (f figures, at int, ok bool) {
	if i >= len(s.words) {
		return f, 0, false
	}
	switch gap := r.gap(s, i); {
	case gap == "-" || gap == "–" || gap == "%-" || gap == "%–" || gap == "-$" || gap == "–$" || gap == "-£" || gap == "–£" || gap == "-€" || gap == "–€":
		f, ok = r.numberOf(s, i)
		return f, i, ok
	case i+1 < len(s.words) && s.words[i].Norm == "to", i+1 < len(s.words) && s.words[i].Norm == "and" && first > 0 && s.words[first-1].Norm == "between":
		f, ok = r.number(s, i+1)
		return f, i + 1, ok
	}
	return f, 0, false
}

// numberOf reads a number behind a hyphen, which [reading.number] would take for part of a name.
func (r *reading) numberOf(s *sentence, i int) (figures, bool) {
	value, glued, ok := digits(s.words[i].Norm)
	f := figures{value: value, span: s.words[i].Span, next: i + 1}
	if !ok || glued != "" {
		return f, false
	}
	r.scale(s, &f)
	return f, true
}

// bound widens a quantity by the words before its first number, word i: "more than", "at least".
func (r *reading) bound(s *sentence, i int, q *briefing.Quantity) {
	for n := min(3, i); n > 0; n-- {
		var key strings.Builder
		for k := i - n; k < i; k++ {
			if k > i-n {
				key.WriteByte(' ')
			}
			key.WriteString(s.words[k].Norm)
		}
		side, ok := bounds[key.String()]
		if !ok || strings.ContainsAny(r.text[s.words[i-1].Span.End:q.Span.Start], ",;:.\"“”") {
			continue
		}
		q.Span.Start = s.words[i-n].Span.Start
		switch side {
		case above:
			q.High = math.Inf(1)
		case below:
			q.Low = math.Inf(-1)
		}
		return
	}
}

// measure reads the unit and what is counted behind a number; it returns the word behind the quantity.
func (r *reading) measure(s *sentence, i int, q *briefing.Quantity) int {
	if i >= len(s.words) {
		return i
	}
	gap := r.text[q.Span.End:s.words[i].Span.Start]
	if gap == " " || gap == "-" {
		w := s.words[i].Norm
		if unit, ok := units[w]; ok && (q.Unit == "" || q.Unit == unit) {
			q.Unit = unit
			q.Span.End = s.words[i].Span.End
			i++
			if unit == "%" && i < len(s.words) && (s.words[i].Norm == "points" || s.words[i].Norm == "point") && r.plain(s, i) {
				q.Span.End, q.Unit = s.words[i].Span.End, "percentage points"
				i++
			}
		} else if w == "percentage" && i+1 < len(s.words) && strings.HasPrefix(s.words[i+1].Norm, "point") {
			q.Unit = "percentage points"
			q.Span.End = s.words[i+1].Span.End
			i += 2
		} else if w == "per" && i+1 < len(s.words) && s.words[i+1].Norm == "cent" {
			q.Unit = "%"
			q.Span.End = s.words[i+1].Span.End
			i += 2
		}
	}
	if gap != " " && q.Unit == "" {
		return i
	}
	from := i
	if q.Unit != "" {
		if from >= len(s.words) || s.words[from].Norm != "of" || r.text[q.Span.End:s.words[from].Span.Start] != " " {
			return i
		}
		from++
		for from < len(s.words) && openings[s.words[from].Norm] && r.plain(s, from) {
			from++
		}
	} else if from < len(s.words) && s.words[from].Norm == "of" {
		return i
	}
	q.Of = r.counted(s, from)
	return i
}

// counted is the noun phrase that begins with word from, up to its first plural noun.
func (r *reading) counted(s *sentence, from int) string {
	end := from
	for end < len(s.words) && end < from+4 && r.plain(s, end) {
		w := s.words[end].Norm
		if stops[w] || prepositions[w] || pronouns[w] || openings[w] || verbs[w].manner != 0 || w[0] <= '9' || strings.HasSuffix(w, "ed") && end > from {
			break
		}
		end++
		if plural(w) {
			return s.over(from, end).Of(r.text)
		}
	}
	if end == from {
		return ""
	}
	return s.over(from, end).Of(r.text)
}

// plural reports whether a word looks like a plural noun.
func plural(w string) bool {
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "'s") && len(w) > 3 || w == "people" || w == "men" || w == "women" || w == "children"
}

type side int

const (
	near side = iota
	above
	below
)

// bounds are the words that bound a number. A nearness leaves the number as it is: its words stay in the span.
var bounds = map[string]side{
	"more than": above, "at least": above, "over": above, "above": above, "no fewer than": above, "not less than": above, "no less than": above, "upwards of": above, "greater than": above, "minimum of": above,
	"less than": below, "fewer than": below, "under": below, "below": below, "up to": below, "at most": below, "no more than": below, "not more than": below, "as many as": below, "as much as": below, "maximum of": below,
	"about": near, "around": near, "roughly": near, "approximately": near, "nearly": near, "almost": near, "some": near, "an estimated": near, "estimated": near, "just over": above, "just under": below, "well over": above, "only": near,
}

var currencies = []struct{ sign, unit string }{
	{"US$", "USD"}, {"A$", "AUD"}, {"C$", "CAD"}, {"NZ$", "NZD"}, {"HK$", "HKD"}, {"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"}, {"₹", "INR"}, {"₽", "RUB"}, {"₩", "KRW"}, {"₺", "TRY"}, {"₴", "UAH"},
}

var scales = map[string]float64{"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "mn": 1e6, "crore": 1e7, "lakh": 1e5}

var numberWords = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
	"fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
	"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// units maps what is printed behind a number to the name of its unit.
var units = func() map[string]string {
	m := map[string]string{}
	for entry := range strings.SplitSeq(`% percent pct; USD dollar dollars; EUR euro euros; GBP pound pounds sterling; JPY yen; CNY yuan renminbi; RUB rouble roubles ruble rubles; INR rupee rupees; CHF francs;
		km kilometer kilometers kilometre kilometres; m metre metres meter meters; cm centimetre centimetres centimeter centimeters; mm millimetre millimetres millimeter millimeters; mile miles;
		foot feet ft; inch inches; acre acres; hectare hectares; kg kilogram kilograms kilo kilos; g gram grams; tonne tonnes; ton tons; lb lbs; ounce ounces; litre litres liter liters; gallon gallons; barrel barrels;
		degree degrees; mph; kph; MW megawatt megawatts; GW gigawatt gigawatts; kWh; second seconds; minute minutes; hour hours; day days; week weeks; month months; year years; decade decades`, ";") {
		forms := strings.Fields(entry)
		for _, f := range forms {
			m[strings.ToLower(f)] = forms[0]
		}
	}
	return m
}()
