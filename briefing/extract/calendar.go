package extract

import (
	"fmt"
	"strconv"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// The grains of [briefing.When].
const (
	second  = "second"
	minute  = "minute"
	hour    = "hour"
	dayPart = "part of day"
	oneDay  = "day"
	weekend = "weekend"
	week    = "week"
	month   = "month"
	quarter = "quarter"
	season  = "season"
	half    = "half"
	year    = "year"
	decade  = "decade"
	century = "century"
)

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// monday is the first day of the week of t; weeks begin on Monday (ISO 8601).
func monday(t time.Time) time.Time { return t.AddDate(0, 0, -(isoWeekday(t) - 1)) }

// isoWeekday is 1 for Monday to 7 for Sunday.
func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// periodOf is the calendar period of a grain that holds t.
func periodOf(t time.Time, grain string) (from, to time.Time) {
	y, m, d := t.Date()
	switch grain {
	case weekend:
		from = monday(date(y, m, d)).AddDate(0, 0, 5)
		return from, from.AddDate(0, 0, 2)
	case week:
		from = monday(date(y, m, d))
	case month:
		from = date(y, m, 1)
	case quarter:
		from = date(y, (m-1)/3*3+1, 1)
	case season: // of the northern half of the earth: three whole months from 1 March on
		from = date(y, m-m%3, 1)
	case half:
		from = date(y, (m-1)/6*6+1, 1)
	case year:
		from = date(y, 1, 1)
	case decade:
		from = date(y-y%10, 1, 1)
	case century:
		from = date(y-y%100, 1, 1)
	default:
		from = date(y, m, d)
	}
	return from, shift(from, grain, 1)
}

// shift moves t by n periods of a grain.
func shift(t time.Time, grain string, n int) time.Time {
	switch grain {
	case second:
		return t.Add(time.Duration(n) * time.Second)
	case minute:
		return t.Add(time.Duration(n) * time.Minute)
	case hour:
		return t.Add(time.Duration(n) * time.Hour)
	case oneDay:
		return t.AddDate(0, 0, n)
	case week, weekend:
		return t.AddDate(0, 0, 7*n)
	case month:
		return addMonths(t, n)
	case quarter, season:
		return addMonths(t, 3*n)
	case half:
		return addMonths(t, 6*n)
	case year:
		return addMonths(t, 12*n)
	case decade:
		return addMonths(t, 120*n)
	case century:
		return addMonths(t, 1200*n)
	}
	return t
}

// addMonths keeps to the end of a month: a month behind 31 January is the last of February.
func addMonths(t time.Time, n int) time.Time {
	to := t.AddDate(0, n, 0)
	if to.Day() != t.Day() {
		to = to.AddDate(0, 0, -to.Day())
	}
	return to
}

// valueOf is the TIMEX3 value of the period of a grain that begins at t.
func valueOf(t time.Time, grain string) string {
	y := fmt.Sprintf("%04d", t.Year())
	switch grain {
	case second:
		return t.Format("2006-01-02T15:04:05")
	case minute:
		return t.Format("2006-01-02T15:04")
	case hour:
		return t.Format("2006-01-02T15")
	case oneDay:
		return t.Format(time.DateOnly)
	case week:
		iso, n := t.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", iso, n)
	case weekend:
		return valueOf(t, week) + "-WE"
	case month:
		return t.Format("2006-01")
	case quarter:
		return y + "-Q" + strconv.Itoa(int(t.Month()-1)/3+1)
	case half:
		return y + "-H" + strconv.Itoa(int(t.Month()-1)/6+1)
	case season:
		return y + "-" + seasonNames[int(t.Month())%12/3]
	case decade:
		return y[:3]
	case century:
		return y[:2]
	}
	return y
}

var seasonNames = [...]string{"WI", "SP", "SU", "FA"}

// spot is the period of a grain that holds t, as a time from an anchor; unresolved where the calendar does not reach.
func spot(t time.Time, grain string, anchor briefing.WhenAnchor) briefing.When {
	if t.Year() < 100 || t.Year() > 9000 {
		return unresolved(grain, openValue(grain))
	}
	from, to := periodOf(t, grain)
	if grain == second || grain == minute || grain == hour {
		from = t.Truncate(map[string]time.Duration{second: time.Second, minute: time.Minute, hour: time.Hour}[grain])
		to = shift(from, grain, 1)
	}
	w := briefing.When{Kind: briefing.WhenDate, From: from, To: to, Grain: grain, Anchor: anchor, Value: valueOf(from, grain)}
	if grain == second || grain == minute || grain == hour {
		w.Kind = briefing.WhenTime
	}
	return w
}

// unresolved is a time without an interval, with what is known of its value.
func unresolved(grain, value string) briefing.When {
	return briefing.When{Kind: briefing.WhenDate, Grain: grain, Anchor: briefing.AnchorNone, Value: value}
}

// openValue is the TIMEX3 value of any period of a grain.
func openValue(grain string) string {
	switch grain {
	case oneDay:
		return "XXXX-XX-XX"
	case week:
		return "XXXX-WXX"
	case weekend:
		return "XXXX-WXX-WE"
	case month:
		return "XXXX-XX"
	case quarter:
		return "XXXX-QX"
	case half:
		return "XXXX-HX"
	case decade:
		return "XXX"
	case century:
		return "XX"
	case second, minute, hour:
		return "XXXX-XX-XXTXX:XX"
	}
	return "XXXX"
}
