package extract

import (
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// almanac reads the times of one sentence. Its methods that end in At try a rule of the grammar at a word; what they find says
// where it ends. They look at a bounded number of words, so that a sentence takes time linear in its length.
type almanac struct {
	*reading
	s     *sentence
	depth int // of times inside times: "the day before the end of ..."
}

// deepest is how many times may stand inside each other. News English has three: "two weeks after the end of last year".
const deepest = 4

// timex is a time expression while it is read.
type timex struct {
	briefing.When     // its span is set when all of it is read
	next          int // the word behind it

	// What its own words give, for what stands beside it to complete or to correct; zero for not given.
	year, month, day int
	weekday          int // 1 for Monday to 7 for Sunday
	clock, until     clock
	dayPart          string     // as in TIMEX3: "MO", "AF", "EV", "NI"
	length           timeLength // of a duration
	bare             bool       // a number alone, which only a range makes a time
	compared         bool       // it is told only to compare: "from $2 million a year earlier"
	feast            *holiday   // of a holiday
	fiscal           bool       // of a year that is not the calendar's
}

// norm is word i folded, without a genitive ending; "" when there is no such word.
func (a *almanac) norm(i int) string {
	if i < 0 || i >= len(a.s.words) {
		return ""
	}
	w := a.s.words[i].Norm
	if n := len(w); n > 2 && w[n-1] == 's' && w[n-2] == '\'' {
		return w[:n-2]
	}
	return w
}

// is reports whether the words from i on are those of a phrase, with nothing but space or hyphens between.
func (a *almanac) is(i int, phrase string) bool {
	for k := 0; phrase != ""; k++ {
		w, rest, _ := strings.Cut(phrase, " ")
		if a.norm(i+k) != w || k > 0 && !a.near(i+k) {
			return false
		}
		phrase = rest
	}
	return true
}

// near reports whether word i follows the one before closely: over space, a hyphen or the point of an abbreviation.
func (a *almanac) near(i int) bool {
	if i <= 0 || i >= len(a.s.words) {
		return false
	}
	switch g := a.gap(a.s, i); g {
	case " ", "-", "‑", "\n":
		return true
	case ". ", ".-", ".", ".\n":
		return dotted[a.s.words[i-1].Norm] || strings.HasSuffix(a.s.words[i-1].Norm, "am") || strings.HasSuffix(a.s.words[i-1].Norm, "pm")
	default:
		return len(g) < 8 && strings.TrimSpace(g) == "" && !strings.Contains(g, "\n\n")
	}
}

// nearComma is near, or over a comma.
func (a *almanac) nearComma(i int) bool {
	if a.near(i) {
		return true
	}
	if i <= 0 || i >= len(a.s.words) {
		return false
	}
	g := strings.TrimSpace(a.gap(a.s, i))
	return g == "," || g == "." && dotted[a.s.words[i-1].Norm] || g == ".," || g == "@"
}

// capital reports whether word i is printed with a capital letter.
func (a *almanac) capital(i int) bool { return upper(a.text, a.s.words[i].Span.Start) }

// after is the text of the sentence behind word i.
func (a *almanac) after(i int) string { return a.text[a.s.words[i].Span.End:a.s.span.End] }

// number is a number as a time uses it.
type numeral struct {
	value float64
	vague bool // "a few", "several": how many stays open
	about bool // "a couple of"
	next  int
}

func (n numeral) whole() bool { return n.value == float64(int(n.value)) }

// numberAt reads a cardinal number: "18", "twenty-four", "two and a half", "a", "a few".
func (a *almanac) numberAt(i int) (numeral, bool) {
	w := a.norm(i)
	switch w {
	case "":
		return numeral{}, false
	case "a", "an":
		switch {
		case a.is(i+1, "couple of"):
			return numeral{value: 2, about: true, next: i + 3}, true
		case a.norm(i+1) == "few", a.norm(i+1) == "several", a.norm(i+1) == "dozen":
			return a.numberAt(i + 1)
		case a.is(i+1, "number of"):
			return numeral{vague: true, next: i + 3}, true
		case a.norm(i+1) == "hundred" || a.norm(i+1) == "thousand":
			return a.spelledAt(i + 1)
		case a.norm(i+1) == "half" && a.near(i+1):
			return numeral{value: .5, next: i + 2}, true
		}
		return numeral{value: 1, next: i + 1}, true
	case "half":
		if w := a.norm(i + 1); w == "a" || w == "an" {
			return numeral{value: .5, next: i + 2}, true
		}
		return numeral{value: .5, next: i + 1}, true
	case "couple":
		if a.norm(i+1) == "of" {
			return numeral{value: 2, about: true, next: i + 2}, true
		}
		return numeral{value: 2, about: true, next: i + 1}, true
	case "few", "several", "many", "some":
		return numeral{vague: true, next: i + 1}, true
	case "dozen":
		return numeral{value: 12, next: i + 1}, true
	case "½", "1⁄2":
		return numeral{value: .5, next: i + 1}, true
	}
	if '0' <= w[0] && w[0] <= '9' {
		value, rest, ok := figuresOf(w)
		if !ok || rest != "" || value > 1e6 {
			return numeral{}, false
		}
		n := numeral{value: value, next: i + 1}
		if a.is(i+1, "1") && a.near(i+1) && a.norm(i+2) == "2" && a.gap(a.s, i+2) == "/" {
			n.value += .5
			n.next += 2
		}
		return a.halfAt(n), true
	}
	return a.spelledAt(i)
}

// spelledAt reads a number in words.
func (a *almanac) spelledAt(i int) (numeral, bool) {
	total, part, from := 0., 0., i
	for ; i < from+9; i++ {
		w := a.norm(i)
		if i > from && !a.near(i) {
			break
		}
		value, ok := numberWords.find(w)
		switch {
		case ok && (part == 0 || value < 10 && int(part)%100 >= 20 && int(part)%10 == 0 || value < 100 && part >= 100 && int(part)%100 == 0):
			part += value
			continue
		case (w == "hundred") && part < 100:
			part = max(part, 1) * 100
			continue
		case w == "thousand" && total == 0 && part < 1000:
			total, part = max(part, 1)*1000, 0
			continue
		case w == "and" && i > from:
			next, more := numberWords.find(a.norm(i + 1))
			if more && (part >= 100 && int(part)%100 == 0 || part == 0 && total > 0 || next < 10 && part >= 20 && int(part)%10 == 0) {
				if next < 10 && part >= 20 && part < 100 && unitNames[a.norm(i+2)] == "" {
					break
				}
				continue
			}
		}
		break
	}
	if i == from {
		return numeral{}, false
	}
	return a.halfAt(numeral{value: total + part, next: i}), true
}

// halfAt adds the "and a half" behind a number.
func (a *almanac) halfAt(n numeral) numeral {
	part, next := a.fractionAt(n.next)
	n.value, n.next = n.value+part, next
	return n
}

// fractionAt reads "and a half", "and a quarter"; 0 and the word itself for none.
func (a *almanac) fractionAt(i int) (value float64, next int) {
	if a.norm(i) != "and" || !a.near(i) {
		return 0, i
	}
	for _, p := range []struct {
		words string
		count int
		value float64
	}{{"and a half", 3, .5}, {"and one half", 3, .5}, {"and half", 2, .5}, {"and a quarter", 3, .25}} {
		if a.is(i, p.words) {
			return p.value, i + p.count
		}
	}
	return 0, i
}

// ordinalAt reads "first", "21st", "twenty-first"; "last" counts from the end as -1.
func (a *almanac) ordinalAt(i int) (n, next int, ok bool) {
	w := a.norm(i)
	if w == "" {
		return 0, 0, false
	}
	if '0' <= w[0] && w[0] <= '9' {
		k := 0
		for k < len(w) && '0' <= w[k] && w[k] <= '9' {
			k++
		}
		n, err := strconv.Atoi(w[:k])
		switch w[k:] {
		case "st", "nd", "rd", "th":
			return n, i + 1, err == nil && k < 4
		}
		return 0, 0, false
	}
	if n = ordinals.of(w); n != 0 {
		return n, i + 1, true
	}
	if tens := int(numberWords.of(w)); tens >= 20 && tens < 100 && tens%10 == 0 && a.near(i+1) {
		if ones := ordinals.of(a.norm(i + 1)); ones > 0 && ones < 10 {
			return tens + ones, i + 2, true
		}
	}
	return 0, 0, false
}

// today is the day of publication, zero when unknown.
func (a *almanac) today() time.Time {
	if a.published.IsZero() {
		return time.Time{}
	}
	y, m, d := a.published.Date()
	return date(y, m, d)
}

// now is the moment of publication on the article's own clock.
func (a *almanac) now() time.Time {
	y, m, d := a.published.Date()
	h, n, s := a.published.Clock()
	return time.Date(y, m, d, h, n, s, 0, time.UTC)
}

// dotted are the abbreviations that end in a point and do not end a sentence.
var dotted = set(`jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed weds thu thur thurs fri sat sun am pm a p est edt cst
	cdt mst mdt pst pdt gmt yr hr mo wk sec min yrs hrs mins secs`)

var ordinals = lexiconOf(map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
	"nineteenth": 19, "twentieth": 20, "thirtieth": 30, "final": -1, "last": -1,
})

// figuresOf reads the number that a word begins with, and what is glued to it: "1,000.5bn" is 1000.5 and "bn".
func figuresOf(w string) (value float64, glued string, ok bool) {
	k := 0
	for k < len(w) && ('0' <= w[k] && w[k] <= '9' || w[k] == '.' || w[k] == ',') {
		k++
	}
	if k == 0 || k > 20 {
		return 0, "", false
	}
	value, err := strconv.ParseFloat(strings.ReplaceAll(w[:k], ",", ""), 64)
	return value, w[k:], err == nil
}
