package read

import (
	"fmt"
	"strings"
	"time"
)

// dateOf reads a date as pages and feeds print it. A date without a time is midnight UTC, and a time without a
// zone is taken as UTC. All-digit dates other than year-month-day are refused: 03/04/2026 is two days.
func dateOf(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 8 || len(s) > 60 {
		return time.Time{}, false
	}
	for _, layout := range machineDates {
		if t, err := time.Parse(layout, s); err == nil {
			return plausible(t)
		}
	}
	s, zone := cutZone(plainDate(s))
	for _, layout := range printedDates {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return plausible(t)
		}
	}
	return time.Time{}, false
}

// plausible refuses years in which no news was printed, and the first moment of Unix time, which is what a program prints that knows
// no date: a page that says so says something else.
func plausible(t time.Time) (time.Time, bool) {
	if t.Year() < 1600 || t.Year() > 2200 || t.Unix() == 0 {
		return time.Time{}, false
	}
	if _, offset := t.Zone(); offset == 0 {
		t = t.UTC()
	}
	return t, true
}

var machineDates = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04:05.999999999", "2006-01-02T15:04",
	"2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999 Z0700", "2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006/01/02 15:04:05", "2006/01/02", "20060102", "20060102T150405Z0700",
	time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", time.UnixDate, time.RubyDate, "Mon Jan 02 2006 15:04:05 GMT-0700",
}

// printedDates are read after plainDate: no commas, full stops or weekday, months in three letters.
var printedDates = func() []string {
	var out []string
	for _, day := range []string{"2 Jan 2006", "Jan 2 2006", "2006-01-02", "2006 Jan 2"} {
		for _, clock := range []string{"", " 15:04", " 15:04:05", " 3:04 PM", " 3:04PM", " 3 PM", " 3PM"} {
			out = append(out, day+clock)
		}
	}
	for _, clock := range []string{"15:04", "3:04 PM", "3:04PM"} {
		out = append(out, clock+" 2 Jan 2006", clock+" Jan 2 2006")
	}
	return out
}()

// plainDate brings a printed date to the few forms of printedDates: "Wednesday, March 4th, 2026 at 10.15
// a.m." becomes "Mar 4 2026 10:15 AM".
func plainDate(s string) string {
	s = dateNoise.Replace(strings.ToLower(s))
	words := strings.Fields(s)
	out := words[:0]
	for i, w := range words {
		switch {
		case i == 0 && (weekdays[w] || w == "am"), dateFiller[w], w == "at", w == "on", w == "of", w == "the", w == "|", w == "-", w == "–", w == "·", w == "hrs", w == "local" || w == "time":
			continue
		case len(w) > 3 && months[w] != "":
			w = months[w]
		case months[w] != "":
			w = months[w]
		case w == "am" || w == "pm":
			w = strings.ToUpper(w)
		default:
			w = plainNumber(w)
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

var dateNoise = strings.NewReplacer(",", " ", "(", " ", ")", " ", "a.m.", "am", "p.m.", "pm", "a.m", "am", "p.m", "pm", "\u202f", " ", "\u00a0", " ")

// plainNumber strips the ending of "4th" and the stop of "Jan.", makes "10.15" a clock time, and the am of "10:15am" a capital one.
func plainNumber(w string) string {
	if w == "" {
		return w
	}
	w = strings.TrimSuffix(w, ".")
	if m := months[w]; m != "" {
		return m
	}
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		if day, ok := strings.CutSuffix(w, ending); ok && allDigits(day) {
			return day
		}
	}
	if len(w) > 0 && isDigit(w[0]) {
		if h, m, ok := strings.Cut(w, "."); ok && allDigits(h) && len(h) <= 2 && len(m) >= 2 && allDigits(m[:2]) {
			w = h + ":" + m
		}
		if strings.HasSuffix(w, "am") || strings.HasSuffix(w, "pm") {
			w = strings.ToUpper(w)
		}
	}
	return w
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// cutZone takes the zone off the end of a plain date.
func cutZone(s string) (string, *time.Location) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 {
		return s, time.UTC
	}
	if hours, ok := zones[s[i+1:]]; ok {
		if hours == 0 {
			return s[:i], time.UTC
		}
		return s[:i], time.FixedZone(strings.ToUpper(s[i+1:]), int(hours*3600))
	}
	return s, time.UTC
}

// zones are the abbreviations that name one offset in news of the places that print them, in hours east of UTC.
// Abbreviations with several meanings (IST, CST outside North America) are left to UTC by not being read.
var zones = map[string]float64{
	"utc": 0, "gmt": 0, "z": 0, "bst": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3,
	"est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
	"jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}

// dateFiller stands inside dates of other languages: "el 4 de marzo", "4 mars 2026 à 10h15", "um 10.15 Uhr".
var dateFiller = wordSet("de del den der dne le il el um à às as alle ore uhr klo kl kl. a las la los du")

var weekdays = wordSet("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun " +
	"montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo " +
	"segunda-feira terça-feira quarta-feira quinta-feira sexta-feira lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag " +
	"måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag понедельник вторник среда четверг пятница суббота воскресенье")

var months = func() map[string]string {
	out := map[string]string{"sept": "Sep"}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		short := m.String()[:3]
		out[name], out[name[:3]] = short, short
		for other := range strings.SplitSeq(foreignMonths[m-1], " ") {
			out[other] = short
		}
	}
	return out
}()

// foreignMonths are the months, January first, in German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Norwegian, Polish, Czech and
// Russian; short forms only where they are no words of other kinds.
var foreignMonths = [12]string{
	"januar jänner janvier enero janeiro gennaio januari stycznia leden ledna января ene janv",
	"februar feber février febrero fevereiro febbraio februari lutego únor února февраля févr fév",
	"märz mars marzo março maart marts marca březen března марта mär mrz",
	"avril abril aprile kwietnia duben dubna апреля avr abr",
	"mai mayo maio maggio mei maj maja květen května мая",
	"juni juin junio junho giugno czerwca červen června июня",
	"juli juillet julio julho luglio lipca červenec července июля juil",
	"août agosto augustus augusti sierpnia srpen srpna августа ago",
	"septembre septiembre setiembre setembro settembre września září сентября",
	"oktober octobre octubre outubro ottobre października říjen října октября okt",
	"noviembre novembro novembre listopada listopad listopadu ноября",
	"dezember décembre diciembre dezembro dicembre desember grudnia prosinec prosince декабря dez dic",
}

// dayOrder is the order in which a page writes the numbers of a date such as 03/04/2026.
type dayOrder int

const (
	unsaid dayOrder = iota
	dayFirst
	monthFirst
)

// dayOrderOf is the order of the language of a page, such as "en-GB": English alone may have either.
func dayOrderOf(language string) dayOrder {
	lang, region, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(language)), "_", "-"), "-")
	switch {
	case lang == "en" && (region == "us" || region == "ph"):
		return monthFirst
	case lang == "en" && region != "" && region != "ca" && region != "za":
		return dayFirst
	case len(lang) == 2 && lang != "en" && lang != "zh" && lang != "ja" && lang != "ko" && lang != "hu" && lang != "fa":
		return dayFirst
	}
	return unsaid
}

// spelled writes the all-digit dates in s as year-month-day where their order is sure: after dots the day comes first everywhere, and a
// number above twelve is a day. It also spells 2026年3月4日, 2026.3.4 and 10h15.
func spelled(s string, order dayOrder) string {
	if !strings.ContainsAny(s, "./年년hH-") {
		return s
	}
	s = datesOfEast.Replace(s)
	var b strings.Builder
	for len(s) > 0 {
		i := strings.IndexAny(s, "0123456789")
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		n, rest := digitRun(s)
		if len(rest) == 0 || strings.IndexByte("./-hH", rest[0]) < 0 {
			b.WriteString(n)
			s = rest
			continue
		}
		if (rest[0] == 'h' || rest[0] == 'H') && len(n) <= 2 {
			if m, after := digitRun(rest[1:]); len(m) == 2 && (after == "" || !isLetter(after[0])) {
				b.WriteString(n + ":" + m)
				s = after
				continue
			}
			b.WriteString(n)
			s = rest
			continue
		}
		mark := rest[0]
		second, rest2 := digitRun(strings.TrimPrefix(rest[1:], " "))
		if second == "" || rest2 == "" || rest2[0] != mark || mark == 'h' || mark == 'H' {
			b.WriteString(n)
			s = rest
			continue
		}
		third, after := digitRun(strings.TrimPrefix(rest2[1:], " "))
		iso := isoDate(n, second, third, mark, order)
		if iso == "" {
			b.WriteString(n)
			s = rest
			continue
		}
		b.WriteString(iso)
		s = after
	}
	b.WriteString(s)
	return b.String()
}

var datesOfEast = strings.NewReplacer("年", "-", "月", "-", "日", " ", "년 ", "-", "월 ", "-", "년", "-", "월", "-", "일", " ", "时", ":", "時", ":")

// digitRun cuts the digits off the front of s.
func digitRun(s string) (digits, rest string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return s[:i], s[i:]
}

// isoDate is three numbers as year-month-day, or "" when they are no date or it is not sure which.
func isoDate(a, b, c string, mark byte, order dayOrder) string {
	number := func(s string) int {
		n := 0
		for i := range min(len(s), 5) {
			n = n*10 + int(s[i]-'0')
		}
		return n
	}
	x, y, z := number(a), number(b), number(c)
	if len(a) == 4 && len(b) <= 2 && len(c) >= 1 && len(c) <= 2 {
		return validDate(x, y, z)
	}
	if len(a) > 2 || len(b) > 2 || len(c) != 4 && (len(c) != 2 || mark != '.') {
		return ""
	}
	if len(c) == 2 {
		z += 2000
	}
	switch {
	case mark == '.', x > 12, order == dayFirst:
		return validDate(z, y, x)
	case y > 12, order == monthFirst:
		return validDate(z, x, y)
	}
	return ""
}

func validDate(year, month, day int) string {
	if year < 1900 || month < 1 || month > 12 || day < 1 || day > 31 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
