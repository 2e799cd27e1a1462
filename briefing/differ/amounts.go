package differ

import (
	"math"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// amount is how much a figure says, with the bounds its words give it.
type amount struct {
	low, high float64
	about     bool
	step      float64 // worth of its last digit that is not a zero at the end, or of its last decimal
	year      bool    // it is printed like a year
}

func amountOf(q briefing.Quantity, printed string) amount {
	a := amount{low: q.Low, high: q.High, about: q.About}
	a.step = stepOf(a.point())
	if p := a.point(); p >= 1000 && p < 2100 && p == math.Trunc(p) && q.Unit == "" && q.Of == "" && !strings.Contains(printed, ",") {
		a.year = true
	}
	return a
}

// point is the number that is printed: the bound of a bounded amount.
func (a amount) point() float64 {
	switch {
	case math.IsInf(a.low, -1):
		return a.high
	case math.IsInf(a.high, 1):
		return a.low
	}
	return (a.low + a.high) / 2
}

// stepOf is what the last digit of a number is worth that is not one of its final zeros: 10,000 of 320,000, 0.1 of 4.2.
func stepOf(v float64) float64 {
	v = math.Abs(v)
	if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0
	}
	step := math.Pow(10, math.Floor(math.Log10(v)))
	for range 6 {
		if n := v / step; math.Abs(n-math.Round(n)) < 1e-6 {
			return step
		}
		step /= 10
	}
	return step
}

// interval is what an amount can be, taking its words at their word: "about" leaves half its last digit or two per cent, "nearly" and
// "just over" a tenth.
func (a amount) interval() (low, high float64) {
	low, high = a.low, a.high
	if !a.about {
		return low, high
	}
	switch {
	case math.IsInf(low, -1):
		return 0.9 * high, high
	case math.IsInf(high, 1):
		return low, 1.1 * low
	}
	slack := max(a.step/2, aboutShare*math.Abs(a.point()))
	if a.step/2 > 0.1*math.Abs(a.point()) {
		slack = 0.1 * math.Abs(a.point())
	}
	return low - slack, high + slack
}

// aboutShare is how far from its number "about" reaches at least, as a share of it.
const aboutShare = 0.02

func (a amount) equal(b amount) bool { return a.low == b.low && a.high == b.high }

// compatible says in which way both of two different amounts can be so; "" when they cannot.
func (a amount) compatible(b amount) string {
	al, ah := a.interval()
	bl, bh := b.interval()
	if a.meets(b) {
		bounds := math.IsInf(al, 0) && al == bl || math.IsInf(ah, 0) && ah == bh
		switch {
		case bounds && a.ratio(b) <= boundsReach:
			return noteBound
		case a.ratio(b) > boundReach:
			return ""
		case math.IsInf(a.low, 0) || math.IsInf(a.high, 0) || math.IsInf(b.low, 0) || math.IsInf(b.high, 0):
			return noteBound
		case a.about || b.about:
			return noteRounding
		}
		return noteRange
	}
	if a.rounds(b) || b.rounds(a) {
		return noteRounding
	}
	return ""
}

// meets reports whether some number is within both amounts.
func (a amount) meets(b amount) bool {
	al, ah := a.interval()
	bl, bh := b.interval()
	return al <= bh && bl <= ah
}

// boundReach is how many times as much as the number of a bound the other figure may be and still be meant by it: "more than 300" is
// not said of 900.
const (
	boundReach  = 1.5
	boundsReach = 2 // of two bounds in one direction, both of which are so
)

// rounds reports whether a is b in round numbers: b comes to a at a's last digit and has more digits, and little is lost.
func (a amount) rounds(b amount) bool {
	x, y := a.point(), b.point()
	if a.step == 0 || a.step <= b.step*1.5 || a.low != a.high || b.low != b.high {
		return false
	}
	lost := math.Abs(x-y) / max(math.Abs(x), math.Abs(y))
	decimal := b.step < 1 && y != math.Trunc(y)
	return math.Abs(x-y) <= a.step/2 && (lost <= roundLoss || decimal && lost <= 5*roundLoss)
}

// roundLoss is the share of a number that rounding may take; of one with decimals five times as much: 4 for 4.2.
const roundLoss = 0.02

// ratio is how many times as much the larger of two amounts is.
func (a amount) ratio(b amount) float64 {
	x, y := math.Abs(a.point()), math.Abs(b.point())
	if x > y {
		x, y = y, x
	}
	if x == 0 {
		return math.Inf(1)
	}
	return y / x
}
