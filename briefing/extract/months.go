package extract

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// monthAt is the month that word i names, and the day glued to it ("Dec31").
func (a *almanac) monthAt(i int) (m time.Month, glued int) {
	w := a.norm(i)
	if w == "" {
		return 0, 0
	}
	if m = months[w]; m == 0 {
		k := strings.IndexAny(w, "0123456789")
		if k < 3 {
			return 0, 0
		}
		d, err := strconv.Atoi(w[k:])
		if m = months[w[:k]]; m == 0 || err != nil || d < 1 || d > 31 {
			return 0, 0
		}
		return m, d
	}
	if !a.capital(i) && riskyMonths[w] && !a.numberBeside(i) {
		return 0, 0
	}
	return m, 0
}

// numberBeside reports whether a day or a year stands beside word i.
func (a *almanac) numberBeside(i int) bool {
	if w := a.norm(i + 1); w != "" && (w[0] >= '0' && w[0] <= '9' || ordinals.of(w) > 0 && w != "second") && a.near(i+1) {
		return true
	}
	w := a.norm(i - 1)
	if _, _, ok := a.yearBehind(i + 1); ok {
		return true
	}
	return w != "" && w[0] >= '0' && w[0] <= '9' && a.near(i) || w == "of" && a.norm(i-2) != "" && a.norm(i - 2)[0] <= '9' &&
		a.norm(i - 2)[0] >= '0'
}

// monthAlone reports whether word i is a month though no number stands beside it: no name, no verb.
func (a *almanac) monthAlone(i int, m time.Month) bool {
	w := a.norm(i)
	lead := a.norm(i - 1)
	leads := i > 0 && (monthLeads[lead] || parting[lead]) && (a.near(i) || lead == "mid")
	switch {
	case leads && (a.capital(i) || !riskyMonths[w]):
	case a.joinsMonth(i):
		return true
	case commonMonths[w] && !(articles[lead] && a.near(i) && a.capital(i) && a.near(i+1) && !a.capital(i+1)): // "a May election"
		return false
	case w != fullMonth(m) && w != "sept":
		return a.capital(i) && strings.HasPrefix(a.after(i), ".")
	case !a.capital(i):
		return a.norm(i+1) == "to" || a.norm(i+1) == "and"
	}
	if n := a.s.within(i); n != nil && n.first != n.last { // "April Roe", "Theresa May"
		for k := n.first; k <= n.last; k++ {
			if k != i && months[a.norm(k)] == 0 && weekdays[a.norm(k)] == 0 {
				return leads && k < i && a.norm(k) == lead
			}
		}
	}
	return !honorific[lead]
}

// joinsMonth reports whether the month at word i is an end of a range of months: "Jan-Feb", "May to March".
func (a *almanac) joinsMonth(i int) bool {
	if next, ok := a.rangeMark(i+1, true); ok && (next > i+1 && a.capital(i) || a.gap(a.s, i+1) == "-" || a.gap(a.s, i+1) == "–") {
		return months[a.norm(next)] != 0
	}
	return false
}

// riskyMonths are, in small letters, mostly other words.
var riskyMonths = set(`may march mar jan dec`)

// parting are the words that take a part of a time.
var parting = set(`mid early late earlier later middle end beginning start`)

// honorific stand before a name.
var honorific = set(`mr mrs ms miss dr sir dame lord lady prof professor president minister senator`)

// settleMonth is the month of that name at word i: with step -1 the last before that of publication, with +1 the next behind it. With 0 the
// verb decides.
func (a *almanac) settleMonth(i int, m time.Month, step int) briefing.When {
	if a.published.IsZero() {
		return unresolved(month, fmt.Sprintf("XXXX-%02d", m))
	}
	y, now, _ := a.today().Date()
	switch {
	case step < 0:
		if m >= now {
			y--
		}
	case step > 0:
		if m <= now {
			y++
		}
	case m-now == 1, (m-now+12)%12 <= 3 && a.tenseAt(a.s, i) != behind, a.future(a.s) && a.tenseAt(a.s, i) != behind: // of a month just to come nobody says "last year"
		if m < now {
			y++
		}
	case m > now:
		y--
	}
	return spot(date(y, m, 1), month, briefing.AnchorPublished)
}

// aheadAt reports whether the time at word i lies ahead, by the verb of its clause or, where that leaves it open, by the words of the
// sentence.
func (a *almanac) aheadAt(i int) bool {
	switch a.tenseAt(a.s, i) {
	case ahead:
		return true
	case timeless:
		return a.future(a.s)
	}
	return false
}

func fullMonth(m time.Month) string { return strings.ToLower(m.String()) }

// commonMonths are months that are also other words or names.
var commonMonths = set(`may march mar jan dec june april august augusta`)

var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

var monthLeads = set(`in since by until till last next this during from through to of before after and between past coming each every via
	for ending ended previous or`)
