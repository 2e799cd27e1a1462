package extract

import (
	"math"
	"strconv"
	"strings"
)

// withFraction takes in a fraction behind n: "three and a half", "3 1/2", "two million and a quarter", and a scale behind that.
func (r *reading) withFraction(s *sentence, n count) count {
	if n.tail != "" || n.vague {
		return n
	}
	at := n.next
	if r.normAt(s, at) == "and" && r.joined(s, at) {
		at++
	} else if !n.plain || r.gap(s, min(at, len(s.words)-1)) != " " {
		return n
	}
	if !r.joined(s, at) {
		return n
	}
	f, ok := r.fraction(s, at)
	if !ok || at == n.next && (f.next != at+2 || !f.plain) { // "3 1/2" alone needs no "and"
		return n
	}
	n.plain = false
	n.next = f.next
	scale := scales[r.normAt(s, n.next)]
	switch {
	case scale > 100 && r.joined(s, n.next) && n.scale == 1: // "two and a half million"
		n.value, n.scale = (n.value+f.value)*scale, scale
		n.next++
	case scale > 100 && r.joined(s, n.next) && scale < n.scale:
		n.value += f.value * scale
		n.next++
	default:
		n.value += f.value * n.scale
	}
	return n
}

// fractionOf is a fraction that counts by itself, with what it is a part of where that is a number: "half a million", "two-thirds",
// "1/4", "a quarter of the voters". "A third" without "of" is mostly a place in an order.
func (r *reading) fractionOf(s *sentence, i int) (count, bool) {
	f, ok := r.fraction(s, i)
	if !ok {
		return f, false
	}
	at := f.next
	if r.normAt(s, at) == "of" && r.joined(s, at) {
		at++
	}
	if w := r.normAt(s, at); (w == "a" || w == "an") && r.joined(s, at) {
		at++
	}
	if w := r.normAt(s, at); r.joined(s, at) && (scales[w] > 100 || dozens[w]) {
		f.scale = 12
		if scales[w] > 100 {
			f.scale = scales[w]
		}
		f.value, f.next, f.vague, f.plain = f.value*f.scale, at+1, false, false
		return f, true
	}
	if f.vague { // one word that says a part only before "of"
		w := r.normAt(s, f.next)
		_, measured := units[w]
		f.vague = false
		return f, r.joined(s, f.next) && (w == "of" || measured && w != "second" || w == "the" || w == "its" || w == "their" || w == "his" || w == "her" || w == "our")
	}
	return f, true
}

// fraction reads "1/4", "¾", "a half", "two-thirds", "three quarters". It is vague where its words can mean something else: "half", "a third".
func (r *reading) fraction(s *sentence, i int) (count, bool) {
	f := count{from: i, next: i + 1, scale: 1}
	w := s.words[i].Norm
	if value, tail, ok := vulgar(w); ok && w[0] > '0' && value < 1 {
		f.value, f.tail = value, tail
		return f, true
	}
	if n, tail, ok := digits(w); ok && tail == "" && i+1 < len(s.words) && r.gap(s, i+1) == "/" {
		d, tail, ok := digits(s.words[i+1].Norm)
		after := r.text[s.words[i+1].Span.End:s.span.End]
		if ok && tail == "" && n < d && n == math.Trunc(n) && parts[d] && !strings.HasPrefix(after, "/") && !strings.HasPrefix(r.text[s.span.Start:s.words[i].Span.Start], "/") {
			f.value, f.next, f.plain = n/d, i+2, true
			return f, true
		}
		return f, false
	}
	article := w == "a" || w == "an"
	switch {
	case w == "half" || w == "quarter":
		f.value, f.vague = partWords.of(w), true
		return f, true
	case article && r.joined(s, i+1) && partWords.of(s.words[i+1].Norm) > 0:
		f.value, f.next = partWords.of(s.words[i+1].Norm), i+2
		f.vague = true
		return f, true
	}
	n, ok := numberWords.find(w)
	next := i + 1
	if ok && n >= 20 && r.joined(s, next) {
		if ones := numberWords.of(s.words[next].Norm); ones >= 1 && ones < 10 {
			n += ones
			next++
		}
	}
	if !ok || n == 0 || !r.joined(s, next) {
		return f, false
	}
	part := s.words[next].Norm
	if n == 1 {
		f.value, f.next, f.vague = partWords.of(part), next+1, r.gap(s, next) == " " && part != "half" && part != "quarter"
		return f, f.value > 0
	}
	one, plural := strings.CutSuffix(part, "s")
	if part == "halves" {
		one, plural = "half", true
	}
	f.value, f.next = n*partWords.of(one), next+1
	return f, plural && f.value > 0
}

// vulgar reads the folded form of "¾" and "2½": a fraction with U+2044 between its digits.
func vulgar(w string) (value float64, glued string, ok bool) {
	i := strings.Index(w, "⁄")
	if i < 1 || i+len("⁄") >= len(w) {
		return 0, "", false
	}
	rest := w[i+len("⁄"):]
	end := 0
	for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' {
		end++
	}
	top, err1 := strconv.ParseFloat(w[i-1:i], 64)
	bottom, err2 := strconv.ParseFloat(rest[:end], 64)
	whole := 0.0
	var err3 error
	if i > 1 {
		whole, err3 = strconv.ParseFloat(w[:i-1], 64)
	}
	if err1 != nil || err2 != nil || err3 != nil || bottom == 0 || top >= bottom {
		return 0, "", false
	}
	return whole + top/bottom, rest[end:], true
}

// partWords are the words of a part, in the singular.
var partWords = lexiconOf(map[string]float64{
	"half": 1. / 2, "third": 1. / 3, "quarter": 1. / 4, "fourth": 1. / 4, "fifth": 1. / 5, "sixth": 1. / 6, "seventh": 1. / 7, "eighth": 1. / 8, "ninth": 1. / 9, "tenth": 1. / 10,
	"twelfth": 1. / 12, "twentieth": 1. / 20, "hundredth": 1e-2, "thousandth": 1e-3, "millionth": 1e-6, "billionth": 1e-9, "trillionth": 1e-12,
})

// parts are the denominators that are printed with a slash.
var parts = map[float64]bool{2: true, 3: true, 4: true, 5: true, 6: true, 7: true, 8: true, 9: true, 10: true, 12: true, 16: true, 20: true, 100: true}
