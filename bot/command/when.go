package command

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/nutgraf/nutgraf/briefing"
)

// openWhen opens the clauses that say when.
func (p *subscribing) openWhen() (bool, error) {
	switch {
	case p.next("cron") && p.at+1 < len(p.words) && p.words[p.at+1].quoted:
		if p.out.Subscription.Schedule.Cron != "" {
			return false, errors.New("there are two cron schedules; make two subscriptions of it")
		}
		p.out.Subscription.Schedule.Cron = p.words[p.at+1].text
		return p.into(2, nil)
	case p.next("except") && p.isDay(p.skipping(p.at+1, "on")):
		p.leaveList(1)
		return true, p.except()
	case p.next("at") && p.isTime(p.at+1):
		return p.into(1, nil)
	case p.list != nil && (p.next("every") || p.next("each") || p.next("on")) && p.isWeekday(p.at+1):
		return p.into(1, nil)
	case p.list != nil && (p.next("daily") || p.next("weekdays") || p.next("weekends") || p.next("workdays")) && p.isTime(p.skipping(p.at+1, "at")):
		return p.into(0, nil)
	}
	return false, nil
}

// skipping is the place at, or behind it where a word stands there.
func (p *subscribing) skipping(at int, word string) int {
	if at < len(p.words) && p.words[at].is(word) {
		return at + 1
	}
	return at
}

// plain reads a word behind a clause that is no list: times, days, a zone or a length.
func (p *subscribing) plain() error {
	t := p.words[p.at]
	s := &p.out.Subscription
	word := strings.ToLower(strings.Trim(t.text, ".;"))
	days, isDay := weekdays(word)
	switch {
	case t.quoted:
		return fmt.Errorf("%s between quotation marks is not understood there; put it behind to, from, without, only with, not, cron or as", echo(t.text))
	case slices.Contains(fillers, word):
		p.at++
	case isDay && !(word == "day" && len(s.Schedule.Days) > 0):
		p.at++
		return p.days(days)
	case slices.Contains(lengths, briefing.Length(word)):
		s.Length = briefing.Length(word)
		p.at++
	case p.isTime(p.at):
		return p.time()
	default:
		return p.zone()
	}
	return nil
}

// fillers are words that times, days and zones may have between them.
var fillers = []string{"", "and", "on", "every", "each", "in", "at", "the", "then", "time", "&", "stories", "o'clock", "please"}

// days adds days of the week, or the days up to another: "Monday to Friday".
func (p *subscribing) days(days []time.Weekday) error {
	s := &p.out.Subscription.Schedule
	if (p.next("to") || p.next("through") || p.next("until") || p.next("till")) && p.isWeekday(p.at+1) && len(days) == 1 {
		last, _ := weekdays(strings.ToLower(p.words[p.at+1].text))
		p.at += 2
		days = daysFromTo(days[0], last[0])
	}
	s.Days = append(s.Days, days...)
	return nil
}

func daysFromTo(first, last time.Weekday) (days []time.Weekday) {
	for d := first; ; d = (d + 1) % 7 {
		days = append(days, d)
		if d == last {
			return days
		}
	}
}

// isTime reports whether a time of day is meant at a place.
func (p *subscribing) isTime(at int) bool {
	if at >= len(p.words) || p.words[at].quoted {
		return false
	}
	word := strings.ToLower(p.words[at].text)
	switch {
	case word == "noon", word == "midnight":
		return true
	case !startsWithDigit(word):
		return false
	case strings.ContainsAny(word, ":.") || strings.HasSuffix(word, "am") || strings.HasSuffix(word, "pm") || p.list == nil:
		return true
	}
	// A number alone may be a house number: at 10 Downing Street.
	if at+1 >= len(p.words) || p.words[at].comma {
		return true
	}
	behind := &subscribing{words: p.words, at: at + 1}
	if slices.ContainsFunc([]string{"am", "pm", "o'clock", "and", "in"}, func(w string) bool { return behind.next(w) }) || behind.isWeekday(at+1) ||
		strings.Contains(p.words[at+1].text, "/") || behind.next("utc") {
		return true
	}
	opened, _ := behind.open()
	return opened || (behind.next("every") || behind.next("each") || behind.next("on")) && behind.isWeekday(at+2)
}

// time reads a time of day.
func (p *subscribing) time() error {
	written := strings.ToLower(strings.Trim(p.words[p.at].text, ".;"))
	comma := p.words[p.at].comma
	p.at++
	half := ""
	for _, h := range []string{"am", "pm"} {
		if rest, ok := strings.CutSuffix(written, h); ok {
			written, half = rest, h
		} else if !comma && p.next(h) {
			half = h
			p.at++
		}
	}
	clock, err := clockTime(written, half)
	if err != nil {
		return err
	}
	p.out.Subscription.Schedule.Times = append(p.out.Subscription.Schedule.Times, clock)
	return nil
}

// clockTime reads "8:30", "8", "0830", "noon", with or without the half of the day.
func clockTime(written, half string) (briefing.ClockTime, error) {
	wrong := fmt.Errorf("%s is not a time of day; write it as 08:00, from 00:00 to 23:59", echo(written+half))
	digits := strings.Replace(written, ".", ":", 1)
	switch {
	case written == "noon":
		return 12 * 60, nil
	case written == "midnight":
		return 0, nil
	case strings.Contains(digits, ":"):
	case len(written) <= 2:
		digits = written + ":00"
	case len(written) == 4:
		digits = written[:2] + ":" + written[2:]
	}
	clock, err := briefing.ParseClock(digits)
	if err != nil {
		return 0, wrong
	}
	if half == "" {
		return clock, nil
	}
	hour := int(clock) / 60
	if hour < 1 || hour > 12 {
		return 0, wrong
	}
	clock -= briefing.ClockTime(hour/12) * 12 * 60 // twelve o'clock begins its half
	if half == "pm" {
		clock += 12 * 60
	}
	return clock, nil
}

// except reads days without a digest: dates, or days of the week.
func (p *subscribing) except() error {
	s := &p.out.Subscription
	for p.at < len(p.words) {
		if p.next("on") || p.next("and") || p.next("or") {
			p.at++
			continue
		}
		if days, ok := weekdays(strings.ToLower(p.words[p.at].text)); ok && !p.words[p.at].quoted {
			p.at++
			if len(s.Schedule.Days) == 0 {
				s.Schedule.Days = daysFromTo(time.Sunday, time.Saturday)
			}
			s.Schedule.Days = slices.DeleteFunc(s.Schedule.Days, func(d time.Weekday) bool { return slices.Contains(days, d) })
			if len(s.Schedule.Days) == 0 {
				return errors.New("no day of the week is left; name fewer behind the word except")
			}
			continue
		}
		if !p.isDay(p.at) {
			return nil
		}
		day, n, err := p.date()
		if err != nil {
			return err
		}
		s.Quiet = append(s.Quiet, day)
		p.at += n
	}
	return nil
}

// isDay reports whether a date or a day of the week is meant at a place.
func (p *subscribing) isDay(at int) bool {
	if at >= len(p.words) || p.words[at].quoted {
		return false
	}
	word := p.words[at].text
	isMonth := func(at int) bool { return at < len(p.words) && !p.words[at].quoted && month(p.words[at].text) > 0 }
	switch {
	case p.isWeekday(at):
		return true
	case startsWithDigit(word):
		return strings.Contains(word, "-") || isMonth(at+1)
	}
	return isMonth(at) && at+1 < len(p.words) && startsWithDigit(p.words[at+1].text)
}

// date reads "25 Dec", "Dec 25", either with a year behind it, "2026-12-25" or "12-25", and says of how many words it was.
func (p *subscribing) date() (day string, n int, err error) {
	first := strings.Trim(p.words[p.at].text, ".;")
	if strings.Contains(first, "-") {
		layout := "2006-01-02"
		if strings.Count(first, "-") == 1 {
			layout, first = "2006-01-02", "2000-"+first // a leap year
		}
		t, err := time.Parse(layout, first)
		if err != nil {
			return "", 0, noDay(p.words[p.at].text)
		}
		if len(p.words[p.at].text) < len("2006-01-02") {
			return t.Format("01-02"), 1, nil
		}
		return t.Format("2006-01-02"), 1, nil
	}
	number, name := first, strings.Trim(p.words[p.at+1].text, ".;")
	if !startsWithDigit(first) {
		number, name = name, first
	}
	number = strings.TrimRight(strings.ToLower(number), "stndrh") // 25th
	year, n := "2000", 2
	if at := p.at + 2; at < len(p.words) && !p.words[at].quoted && len(p.words[at].text) == 4 && startsWithDigit(p.words[at].text) && !p.words[p.at+1].comma {
		year, n = p.words[at].text, 3
	}
	t, err := time.Parse("2006-1-2", fmt.Sprintf("%s-%d-%s", year, month(name), number))
	switch {
	case err != nil:
		return "", 0, noDay(p.words[p.at].text + " " + p.words[p.at+1].text)
	case n == 2:
		return t.Format("01-02"), n, nil
	}
	return t.Format("2006-01-02"), n, nil
}

func noDay(written string) error {
	return fmt.Errorf("%s is no day of the calendar; write it as 25 Dec or 2026-12-25", echo(written))
}

// month is the number of a month's name, or of its first three letters or more, and 0 for what is none.
func month(word string) int {
	word = strings.ToLower(strings.Trim(word, ".;"))
	for m := time.January; m <= time.December; m++ {
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(m.String()), word) {
			return int(m)
		}
	}
	return 0
}

// isWeekday reports whether days of the week are meant at a place.
func (p *subscribing) isWeekday(at int) bool {
	if at >= len(p.words) || p.words[at].quoted {
		return false
	}
	_, ok := weekdays(strings.ToLower(strings.Trim(p.words[at].text, ".;")))
	return ok
}

// weekdays is the days a word stands for; ok is false for a word that is none.
func weekdays(word string) (days []time.Weekday, ok bool) {
	switch word {
	case "weekdays", "weekday", "workdays", "workday":
		return []time.Weekday{1, 2, 3, 4, 5}, true
	case "weekends", "weekend":
		return []time.Weekday{0, 6}, true
	case "daily", "day", "days":
		return daysFromTo(time.Sunday, time.Saturday), true
	}
	if first, last, ok := strings.Cut(strings.ReplaceAll(word, "–", "-"), "-"); ok {
		from, fromOK := weekday(first)
		to, toOK := weekday(last)
		if fromOK && toOK {
			return daysFromTo(from, to), true
		}
		return nil, false
	}
	d, ok := weekday(word)
	return []time.Weekday{d}, ok
}

// weekday reads one day: mon, tues, thurs, monday, mondays.
func weekday(word string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(d.String())+"s", word) {
			return d, true
		}
	}
	return 0, false
}

// zone reads a zone: its name, or the city that names it.
func (p *subscribing) zone() error {
	written := strings.Trim(p.words[p.at].text, ".;")
	s := &p.out.Subscription.Schedule
	name, n, err := "", 1, error(nil)
	switch lower := strings.ToLower(written); {
	case lower == "utc", lower == "gmt":
		name = "UTC"
	case strings.Contains(written, "/"):
		name, err = ZoneName(written)
	default:
		name, n = p.cityZone()
		if name == "" {
			err = fmt.Errorf("%s is not understood; beside the time may stand days (weekdays, weekends, mon, tue …), "+
				"a zone such as Europe/Berlin, and as NAME", echo(written))
		}
	}
	if err != nil {
		return err
	}
	if s.Zone != "" && s.Zone != name {
		return fmt.Errorf("there are two time zones, %s and %s; make two subscriptions of it", s.Zone, name)
	}
	s.Zone = name
	p.at += n
	return nil
}

// cityZone is the zone that the next word, or the next two, name by its city, and how many they are.
func (p *subscribing) cityZone() (string, int) {
	for n := 2; n >= 1; n-- {
		if p.at+n > len(p.words) {
			continue
		}
		var city []string
		for _, t := range p.words[p.at : p.at+n] {
			city = append(city, strings.Trim(t.text, ".;"))
		}
		for _, area := range []string{"Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian"} {
			if name, err := ZoneName(area + "/" + strings.Join(city, "_")); err == nil {
				return name, n
			}
		}
	}
	return "", 0
}

// ZoneName finds the name the time zone database has for what somebody wrote, whatever the case of its letters.
func ZoneName(written string) (string, error) {
	for _, name := range []string{written, capitalised(written)} {
		s := briefing.Schedule{Zone: name}
		if _, err := s.Location(); err == nil {
			return name, nil
		}
	}
	return "", fmt.Errorf("%s is not a known time zone; write UTC, or continent and city as in Europe/Berlin or America/New_York", echo(written))
}

// capitalised writes a zone as the database does: a capital after each / and _ and -, except in small words such as "of".
func capitalised(zone string) string {
	runes := []rune(strings.ToLower(zone))
	for i, r := range runes {
		if i == 0 || strings.ContainsRune("/_-", runes[i-1]) {
			runes[i] = unicode.ToUpper(r)
		}
	}
	return strings.NewReplacer("_Es_", "_es_", "_Of_", "_of_", "-Au-", "-au-").Replace(string(runes))
}
