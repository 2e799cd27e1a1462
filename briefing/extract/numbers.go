package extract

import (
	"math"
	"strconv"
	"strings"
)

// count is a number of a sentence, in digits or words.
type count struct {
	value float64
	from  int     // its first word
	next  int     // the word behind it
	scale float64 // of its last scale word: 1e6 for "3 million"; 1 for none
	tail  string  // what is glued to its digits and is no scale: "km"; an "m" may be metres or a million
	vague bool    // only an order of size: "dozens", "several hundred"
	plain bool    // nothing but a run of digits, as years, codes and scores are: no comma, point, scale or word
}

// numeralAt reads the number that begins with word i: "1,200", "2.5bn", "one hundred and three", "two and a half million", "half a dozen",
// "two-thirds", "3 1/2", "¾", "minus five", "tens of thousands". A lone "one", and an ordinal, are none.
func (r *reading) numeralAt(s *sentence, i int) (count, bool) {
	w := s.words[i].Norm
	if (w == "minus" || w == "negative") && r.joined(s, i+1) {
		n, ok := r.cardinal(s, i+1)
		n.value, n.from, n.plain = -n.value, i, false
		return n, ok
	}
	if n, ok := r.vagueAt(s, i); ok {
		return n, true
	}
	if n, ok := r.fractionOf(s, i); ok {
		return n, true
	}
	n, ok := r.cardinal(s, i)
	if ok && w == "one" && n.next == i+1 { // mostly a pronoun
		_, measured := units[r.normAt(s, n.next)]
		return n, r.joined(s, n.next) && (measured || s.words[n.next].Norm == "person")
	}
	return n, ok
}

// joined reports whether only a space or a hyphen parts word i from the one before.
func (r *reading) joined(s *sentence, i int) bool {
	if i <= 0 || i >= len(s.words) {
		return false
	}
	g := r.gap(s, i)
	return g == " " || g == "-" || g == "‑"
}

// normAt is word i folded, "" behind the last.
func (r *reading) normAt(s *sentence, i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.words[i].Norm
}

// cardinal reads groups below a thousand with their scales, each smaller than the one before, and a fraction behind them:
// "two hundred and two thousand and five", "two million and a half".
func (r *reading) cardinal(s *sentence, i int) (count, bool) {
	n := count{from: i, scale: 1}
	last := math.Inf(1)
	for at := i; at == i || r.joined(s, at); {
		g, ok := r.group(s, at, at == i)
		if !ok {
			break
		}
		for r.joined(s, g.next) && (scales[s.words[g.next].Norm] > 100 || dozens[s.words[g.next].Norm]) {
			if g.scale > 1 && scales[s.words[g.next].Norm] < g.scale { // "three lakh crore" multiplies
				break
			}
			factor := 12.0
			if !dozens[s.words[g.next].Norm] {
				factor = scales[s.words[g.next].Norm]
			}
			g.value, g.scale, g.plain = g.value*factor, g.scale*factor, false
			g.next++
		}
		if g.scale >= last || g.value >= last {
			break
		}
		n.value, n.scale, n.next, n.tail, n.plain = n.value+g.value, g.scale, g.next, g.tail, g.plain && at == i
		if g.scale == 1 || g.tail != "" {
			break
		}
		last, at = g.scale, g.next
		if r.normAt(s, at) == "and" && r.joined(s, at) {
			at++
		}
	}
	if n.next == 0 {
		return n, false
	}
	return r.withFraction(s, n), !math.IsInf(n.value, 0)
}

// group reads one number in digits with the scale glued to it, or a number below a thousand in words.
func (r *reading) group(s *sentence, i int, first bool) (count, bool) {
	w := s.words[i].Norm
	n := count{from: i, next: i + 1, scale: 1}
	if first && (w == "a" || w == "an") {
		n.value = 1
		next := r.normAt(s, i+1)
		if !r.joined(s, i+1) || scales[next] == 0 && !dozens[next] {
			return n, false
		}
	} else if value, known := numberWords.find(w); known {
		n.value = value
		if value >= 20 && r.joined(s, n.next) {
			if ones := numberWords.of(s.words[n.next].Norm); ones >= 1 && ones < 10 {
				n.value += ones
				n.next++
			}
		}
	} else if !r.inDigits(s, &n) {
		return n, false
	}
	if n.tail == "" && r.normAt(s, n.next) == "hundred" && r.joined(s, n.next) {
		n.value, n.plain = n.value*100, false
		n.next++
		r.addTens(s, &n)
	}
	if r.normAt(s, n.next) == "point" && n.next > i && !n.plain && n.scale == 1 {
		r.addDecimals(s, &n)
	}
	return n, true
}

// addTens takes in what stands behind "hundred": "and thirty-one", "twenty". What has a hundred of its own is another number.
func (r *reading) addTens(s *sentence, n *count) {
	at := n.next
	if r.normAt(s, at) == "and" && r.joined(s, at) {
		at++
	}
	if !r.joined(s, at) {
		return
	}
	value, known := numberWords.find(s.words[at].Norm)
	next := at + 1
	if !known {
		var tail string
		if value, tail, known = digits(s.words[at].Norm); !known || tail != "" || value >= 100 || at == n.next {
			return
		}
	} else if value >= 20 && r.joined(s, next) {
		if ones := numberWords.of(s.words[next].Norm); ones >= 1 && ones < 10 {
			value += ones
			next++
		}
	}
	if after := r.normAt(s, next); after == "hundred" || value == 0 || strings.HasSuffix(after, "s") && partWords.of(after[:len(after)-1]) > 0 {
		return
	}
	n.value += value
	n.next = next
}

// addDecimals takes in "point five", "point zero three" and "point seventy-one".
func (r *reading) addDecimals(s *sentence, n *count) {
	at, place := n.next+1, 0.1
	part := 0.0
	for r.joined(s, at) {
		value, known := numberWords.find(s.words[at].Norm)
		if !known {
			break
		}
		if value >= 10 { // "eleven", and the "seventy" of "seventy-one": two places
			place /= 10
		}
		part += value * place
		if value < 20 {
			place /= 10
		}
		at++
	}
	if at > n.next+1 {
		n.value, n.next = n.value+part, at
	}
}

// inDigits reads the digits of the word that n begins with, and the groups of three behind it: "12 000 000".
func (r *reading) inDigits(s *sentence, n *count) bool {
	w := s.words[n.from].Norm
	if value, tail, ok := vulgar(w); ok {
		n.value, n.tail = value, tail
		return true
	}
	value, tail, ok := digits(w)
	if !ok {
		return false
	}
	n.value = value
	n.plain = strings.Trim(w, "0123456789") == ""
	if at := s.words[n.from].Span.Start; pointBefore(r.text[s.span.Start:at]) && w[0] <= '9' && !strings.ContainsAny(w, ".,") { // ".25"
		for d := 0; d < len(w) && '0' <= w[d] && w[d] <= '9'; d++ {
			n.value /= 10
		}
		n.plain, n.tail = false, tail
		return true
	}
	if n.plain && len(w) <= 3 && w[0] != '0' {
		next, grouped := n.next, value
		for r.joined(s, next) && r.gap(s, next) == " " && len(s.words[next].Norm) == 3 && strings.Trim(s.words[next].Norm, "0123456789") == "" {
			part, _, _ := digits(s.words[next].Norm)
			grouped = grouped*1000 + part
			next++
		}
		if next > n.next+1 || next == n.next+1 && s.words[n.next].Norm == "000" {
			n.value, n.next, n.plain = grouped, next, false
			return true
		}
	}
	if scale, known := gluedScales[tail]; known {
		n.value, n.scale, tail = n.value*scale, scale, ""
	}
	n.tail = tail
	if before := r.text[s.span.Start:s.words[n.from].Span.Start]; strings.HasSuffix(before, "-") || strings.HasSuffix(before, "−") {
		mark := len(before) - 1
		if strings.HasSuffix(before, "−") {
			mark = len(before) - len("−")
		}
		lead := strings.TrimRight(before[:mark], " ")
		if mark == 0 || (strings.HasSuffix(before[:mark], " ") || strings.HasSuffix(before[:mark], "(")) && (lead == "" || lead[len(lead)-1] < '0' || lead[len(lead)-1] > '9') {
			n.value, n.plain = -n.value, false
		}
	}
	return true
}

// pointBefore reports whether s ends with a decimal point that no digit stands before.
func pointBefore(s string) bool {
	s, ok := strings.CutSuffix(s, ".")
	return ok && (s == "" || strings.IndexByte(" (-$", s[len(s)-1]) >= 0)
}

// vagueAt reads what only tells an order of size: "dozens", "hundreds of thousands", "several hundred". The value is the least it can mean.
func (r *reading) vagueAt(s *sentence, i int) (count, bool) {
	n := count{from: i, next: i + 1, scale: 1, vague: true}
	w := s.words[i].Norm
	if w == "several" || w == "many" || w == "few" {
		scale := scales[r.normAt(s, i+1)]
		if w := r.normAt(s, i+1); dozens[w] {
			scale = 12
		}
		if scale == 0 || !r.joined(s, i+1) {
			return n, false
		}
		n.next = i + 2
		for r.joined(s, n.next) && scales[s.words[n.next].Norm] > scale { // "several hundred thousand"
			scale *= scales[s.words[n.next].Norm]
			n.next++
		}
		n.value = 2 * scale
		return n, true
	}
	n.value = orders.of(w)
	if n.value == 0 || i > 0 && r.joined(s, i) && numberWords.of(s.words[i-1].Norm) > 0 {
		return n, false
	}
	for r.joined(s, n.next) && s.words[n.next].Norm == "of" && r.joined(s, n.next+1) && orders.of(s.words[n.next+1].Norm) >= 1000 {
		n.value *= orders.of(s.words[n.next+1].Norm) / 2
		n.next += 2
	}
	return n, w != "tens" || n.next > i+1
}

// digits reads "1,000.5bn" as 1000.5 and "bn". Commas must part groups of three, or of two and a last one of three as in India.
func digits(w string) (value float64, glued string, ok bool) {
	end := 0
	for end < len(w) && ('0' <= w[end] && w[end] <= '9' || w[end] == '.' || w[end] == ',') {
		end++
	}
	if end == 0 || end > 20 || w[0] == ',' {
		return 0, "", false
	}
	whole, _, _ := strings.Cut(w[:end], ".")
	groups := strings.Split(whole, ",")
	for k, g := range groups[1:] {
		if last := k == len(groups)-2; len(g) != 3 && (last || len(g) != 2) || len(groups[0]) > 3 {
			return 0, "", false
		}
	}
	value, err := strconv.ParseFloat(strings.ReplaceAll(w[:end], ",", ""), 64)
	return value, w[end:], err == nil
}

var scales = map[string]float64{"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "mn": 1e6, "mln": 1e6, "bln": 1e9, "tln": 1e12, "trn": 1e12, "crore": 1e7, "lakh": 1e5}

// gluedScales stand right behind digits. An "m" may be metres: [reading.quantityAt] decides.
var gluedScales = map[string]float64{"k": 1e3, "mn": 1e6, "mln": 1e6, "mil": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12, "tln": 1e12}

var dozens = set(`dozen dozens`)

// orders are plurals that tell an order of size, with the least they can mean.
var orders = lexiconOf(map[string]float64{"tens": 20, "dozens": 24, "hundreds": 200, "thousands": 2e3, "millions": 2e6, "billions": 2e9, "trillions": 2e12})

var numberWords = lexiconOf(map[string]float64{
	"zero": 0, "nought": 0, "naught": 0,
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
	"fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
	"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
})
