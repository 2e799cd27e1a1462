package ground

import (
	"math"
	"strconv"
	"strings"
)

// number is a number of a sentence, in digits or spelled out.
type number struct {
	run
	value float64
	unit  string // "%", a currency sign, or ""
	bound bound
}

// bound is what words make of a number: "more than 300" is not "300".
type bound string

const (
	exact bound = ""
	above bound = "above"
	below bound = "below"
	about bound = "about"
)

// numbers finds numbers that no fact has with the same value and unit, and bounds that were dropped or added.
func (c *check) numbers() {
	for _, n := range c.claim.numbers {
		words := c.claim.over(n.from, n.to)
		same := c.anyFact(func(e *evidence) bool { return e.hasNumber(n, func(m number) bool { return m.unit == n.unit }) })
		bounded := c.anyFact(func(e *evidence) bool {
			return e.hasNumber(n, func(m number) bool { return m.unit == n.unit && m.bound == n.bound })
		})
		switch {
		case !same:
			c.find(Number, words)
		case !bounded:
			c.find(Hedge, words)
		}
	}
}

// hasNumber reports whether the fact has a number of n's value that passes.
func (e *evidence) hasNumber(n number, pass func(number) bool) bool {
	for _, m := range e.reading.numbers {
		if sameValue(m.value, n.value) && pass(m) {
			return true
		}
	}
	return false
}

// sameValue allows for the rounding of "1.1 million" on its way through a float.
func sameValue(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b)) }

// readNumbers finds the numbers among the words that belong to no date.
func (r *reading) readNumbers() {
	for i := 0; i < len(r.words); {
		n, ok := r.numberAt(i)
		if !ok {
			i++
			continue
		}
		n.unit = r.unit(n)
		n.bound = r.bound(n)
		r.numbers = append(r.numbers, n)
		for k := n.from; k < n.to; k++ {
			r.words[k].number = len(r.numbers)
		}
		i = n.to
	}
	for i := range len(r.numbers) - 1 { // "3-5%", "between $3 and 5": both have the unit
		a, b := &r.numbers[i], &r.numbers[i+1]
		if a.to == b.from && strings.ContainsAny(r.words[b.from].gap, "-–") || a.to+1 == b.from && r.words[a.to].norm == "to" {
			if a.unit == "" {
				a.unit = b.unit
			} else if b.unit == "" {
				b.unit = a.unit
			}
		}
	}
}

// numberAt reads the number that begins with word i, with its scale words.
func (r *reading) numberAt(i int) (number, bool) {
	if r.words[i].inDate {
		return number{}, false
	}
	n := number{run: run{i, i + 1}}
	if value, ok := digits(r.words[i].norm); ok {
		n.value = value
	} else if n.value, n.to, ok = r.spelled(i); !ok {
		return number{}, false
	}
	for n.to < len(r.words) {
		scale, ok := scales[r.words[n.to].norm]
		if !ok || strings.TrimLeft(r.words[n.to].gap, " -\u00A0") != "" {
			break
		}
		n.value *= scale
		n.to++
	}
	return n, true
}

// digits reads "1,000.5bn". An ordinal, a year's "s" and a code such as "4x4" are words.
func digits(w string) (float64, bool) {
	end := 0
	for end < len(w) && (w[end] >= '0' && w[end] <= '9' || w[end] == '.' || w[end] == ',') {
		end++
	}
	value, err := strconv.ParseFloat(strings.ReplaceAll(w[:end], ",", ""), 64)
	if err != nil {
		return 0, false
	}
	if end == len(w) {
		return value, true
	}
	scale, ok := scales[w[end:]]
	return value * scale, ok
}

// spelled reads a number in words: "twenty-three", "two hundred and five". A lone "one" is mostly a pronoun, and an article is a
// number only before a scale: "a million".
func (r *reading) spelled(i int) (value float64, to int, ok bool) {
	total, part := 0.0, 0.0
	for to = i; to < len(r.words); to++ {
		w := r.words[to].norm
		if to > i && strings.TrimLeft(r.words[to].gap, " -\u00A0") != "" {
			break
		}
		if small, known := smalls[w]; known && mayFollow(part, small) {
			part += small
		} else if w == "hundred" && part > 0 && part < 100 {
			part *= 100
		} else if scale, known := scales[w]; known && part > 0 {
			total += part * scale
			part = 0
		} else if w != "and" || part == 0 || math.Mod(part, 100) != 0 || to+1 >= len(r.words) || smalls[r.words[to+1].norm] == 0 {
			break
		}
	}
	if to == i+1 && r.words[i].norm == "one" {
		return 0, i, false
	}
	if (r.words[i].norm == "a" || r.words[i].norm == "an") && i+1 < len(r.words) {
		if scale := scales[r.words[i+1].norm]; scale > 1 && r.words[i+1].gap == " " {
			return scale, i + 2, true
		}
		if r.words[i+1].norm == "hundred" {
			return 100, i + 2, true
		}
	}
	return total + part, to, to > i
}

// mayFollow reports whether a small number in words goes on from what was read: "three" from "twenty", "five" from "two hundred".
func mayFollow(part, small float64) bool {
	return part == 0 || part >= 20 && math.Mod(part, 10) == 0 && small < 10 || part >= 100 && math.Mod(part, 100) == 0
}

// unit is the percent sign behind or the currency before or behind a number.
func (r *reading) unit(n number) string {
	before := strings.TrimRight(r.words[n.from].gap, " ")
	if n.from > 0 && before == "" {
		if code, ok := currencyWords[r.words[n.from-1].norm]; ok && r.words[n.from-1].norm == strings.ToLower(code) {
			return code
		}
	}
	for sign, code := range currencySigns {
		if strings.HasSuffix(before, sign) {
			return code
		}
	}
	if strings.HasPrefix(r.after(n.to-1), "%") {
		return "%"
	}
	if n.to >= len(r.words) {
		return ""
	}
	next := r.words[n.to].norm
	if next == "percent" || next == "pc" || next == "per" && n.to+1 < len(r.words) && r.words[n.to+1].norm == "cent" {
		return "%"
	}
	return currencyWords[next]
}

// bound reads the words around a number that bound it.
func (r *reading) bound(n number) bound {
	for back := min(3, n.from); back > 0; back-- {
		if b, ok := bounds[r.folded(n.from-back, n.from)]; ok {
			return b
		}
	}
	switch r.folded(n.to, min(n.to+2, len(r.words))) {
	case "or more", "or over", "or higher":
		return above
	case "or less", "or fewer", "or lower", "or under":
		return below
	case "or so":
		return about
	}
	return exact
}

// folded is the folded words [from, to), one space between.
func (r *reading) folded(from, to int) string {
	var words []string
	for _, w := range r.words[from:to] {
		words = append(words, w.norm)
	}
	return strings.Join(words, " ")
}

var bounds = map[string]bound{
	"more than": above, "over": above, "above": above, "at least": above, "exceeding": above, "no fewer than": above, "no less than": above,
	"greater than": above, "as many as": below, "upwards of": above, "beyond": above, "topped": above, "exceeded": above, "minimum of": above,
	"less than": below, "fewer than": below, "under": below, "below": below, "up to": below, "at most": below, "no more than": below,
	"maximum of": below, "as much as": below, "as little as": above, "as few as": above,
	"about": about, "around": about, "roughly": about, "approximately": about, "some": about, "nearly": about, "almost": about,
	"close to": about, "an estimated": about, "estimated": about, "circa": about, "just over": above, "just under": below, "well over": above,
}

var scales = map[string]float64{
	"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "mln": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
	"trillion": 1e12, "tn": 1e12, "trn": 1e12, "dozen": 12,
}

var smalls = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
	"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var currencySigns = map[string]string{"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW"}

var currencyWords = map[string]string{
	"dollar": "USD", "dollars": "USD", "usd": "USD", "euro": "EUR", "euros": "EUR", "eur": "EUR", "pounds": "GBP", "gbp": "GBP",
	"yen": "JPY", "rupees": "INR", "rubles": "RUB", "roubles": "RUB",
}
