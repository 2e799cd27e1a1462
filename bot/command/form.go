package command

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// Form is a subscription as a form asks for it, field by field, each as somebody writes it. An empty field means the default. What a
// form shows only some fields of carries the others along as FormOf gave them.
type Form struct {
	Name    string // "" names it after what it is about
	Topics  string // words a story must match, parted by commas or lines; between quotation marks as they are
	Outlets string // the only ones that are told; behind "without" the ones that are not: "Bay Wire, without Sea Post"
	Include string // words of which a story must have one
	Exclude string // and none of these
	Days    string // "weekdays", "Monday, Friday", "every day except Sunday"; "" means every day
	Times   string // "08:00, 17:30", "8am and noon"; or instead of times and days: cron 30 8 * * 1-5
	Zone    string // "Europe/Berlin", "UTC", "Berlin"
	Most    string // stories in one digest
	Length  string // "", "headlines", "short" or "full"
	Empty   string // what a day without news brings: "", "skip" or "line"
	Quiet   string // days without a digest: "25 Dec, 2026-05-01"
	Again   string // a digest nobody can prove was shown: "", "prefer-missing" or "prefer-duplicate"
	Mine    bool   // told to the person alone
	Was     string // the name of the subscription that is changed, which another Name renames; "" of a new one
}

// maxSentence is how long the command of a form may be, in characters: the bot reads messages of up to 4,000.
const maxSentence = 3900

// FormOf is the form that asks for a subscription as it is. Whether it is told to one person alone its channel says, and not the form.
func FormOf(s briefing.Subscription) Form {
	f := Form{
		Name: s.Name, Was: s.Name, Topics: items(s.Topics, ""), Outlets: items(s.Outlets, ""), Include: items(s.Include, ""), Exclude: items(s.Exclude, ""),
		Zone: s.Schedule.Zone, Length: string(s.Length), Empty: string(s.Empty), Again: string(s.Again),
	}
	if len(s.Without) > 0 {
		f.Outlets = strings.TrimLeft(f.Outlets+", without "+items(s.Without, ""), ", ")
	}
	if s.Schedule.Cron != "" {
		f.Times = "cron " + s.Schedule.Cron
	} else {
		var times []string
		for _, t := range s.Schedule.Times {
			times = append(times, t.String())
		}
		f.Times = strings.Join(times, ", ")
		f.Days = strings.TrimPrefix(briefing.DaysInWords(s.Schedule.Days), "on ")
	}
	if s.Max > 0 {
		f.Most = strconv.Itoa(s.Max)
	}
	var quiet []string
	for _, day := range s.Quiet {
		quiet = append(quiet, dayInWords(day))
	}
	f.Quiet = strings.Join(quiet, ", ")
	return f
}

// Sentence is the command that does what a form asks for: "subscribe to …", which ParseSubscribe reads. zone is that of a form that names
// none. Where something is wrong there are no words, and a line for the person about each field it is wrong with, under the field's name
// in small letters.
func (f Form) Sentence(zone string) (words string, faults map[string]string) {
	r := formReading{faults: make(map[string]string)}
	f.read(&r)
	s := r.out
	if s.Schedule.Zone == "" {
		s.Schedule.Zone = zone
	}
	if s.Name == "" {
		s.Name = nameFor(s)
	}
	if len(r.faults) > 0 {
		return "", r.faults
	}
	if err := s.Validate(); err != nil { // each field was checked alone, so it is about how they go together
		return "", map[string]string{"times": err.Error()}
	}
	words = Sentence(s)
	if f.Mine {
		words = strings.Replace(words, "subscribe to", "subscribe me to", 1)
	}
	if was := plainWords(wording.Visible(f.Was)); was != "" && !strings.EqualFold(was, s.Name) {
		words += ` instead of "` + was + `"`
	}
	if utf8.RuneCountInString(words) > maxSentence {
		return "", map[string]string{f.longest(): fmt.Sprintf("all in all this is longer than %s characters; name fewer words here, or make two subscriptions of it",
			wording.Grouped(maxSentence))}
	}
	return words, nil
}

// longest is the list that has the most characters.
func (f Form) longest() string {
	longest := slices.MaxFunc([][2]string{{"topics", f.Topics}, {"outlets", f.Outlets}, {"include", f.Include}, {"exclude", f.Exclude}},
		func(a, b [2]string) int { return len(a[1]) - len(b[1]) })
	return longest[0]
}

// formReading is what was read of a form so far.
type formReading struct {
	out    briefing.Subscription
	faults map[string]string
}

// fault notes what is wrong with a field; the first fault of a field is told.
func (r *formReading) fault(field string, err error) {
	if _, known := r.faults[field]; err != nil && !known {
		r.faults[field] = wording.OneLine(err.Error())
	}
}

// read reads all the fields, and checks each as if the others were as they should be.
func (f Form) read(r *formReading) {
	s := &r.out
	s.Name = plainWords(wording.Visible(f.Name))
	r.check("name", func(s *briefing.Subscription) {
		if r.out.Name != "" {
			s.Name = r.out.Name
		}
	})
	r.list("topics", f.Topics, &topicList)
	r.list("outlets", f.Outlets, &outletList)
	r.list("include", f.Include, &includeList)
	r.list("exclude", f.Exclude, &excludeList)
	r.times(f.Times)
	r.days(f.Days)
	r.zone(f.Zone)
	r.most(f.Most)
	s.Length = choice[briefing.Length](f.Length)
	r.check("length", func(s *briefing.Subscription) { s.Length = r.out.Length })
	s.Empty = choice[briefing.Empty](f.Empty)
	r.check("empty", func(s *briefing.Subscription) { s.Empty = r.out.Empty })
	s.Again = choice[briefing.Again](f.Again)
	r.check("again", func(s *briefing.Subscription) { s.Again = r.out.Again })
	r.quiet(f.Quiet)
}

// check tells of a field what is wrong with a subscription that has nothing else in it.
func (r *formReading) check(field string, set func(*briefing.Subscription)) {
	s := briefing.Subscription{Name: "x", Schedule: briefing.Schedule{Times: []briefing.ClockTime{0}}}
	set(&s)
	r.fault(field, s.Validate())
}

func choice[T ~string](written string) T {
	return T(strings.ToLower(wording.OneLine(wording.Visible(written))))
}

// reading is the words of one field.
func (r *formReading) reading(field, written string) *subscribing {
	tokens, err := tokensOf(wording.OneLine(wording.Visible(strings.ReplaceAll(written, "\n", ", "))))
	r.fault(field, err)
	return &subscribing{words: tokens}
}

// list reads a field of items. Only that of outlets has two lists: the words "without" and "only" lead from one to the other.
func (r *formReading) list(field, written string, l *list) {
	p := r.reading(field, written)
	p.list = l
	for p.at < len(p.words) {
		t := p.words[p.at]
		begins := len(p.item) == 0 && !t.quoted && !t.comma
		switch {
		case l == &outletList && begins && (t.is("without") || t.is("not")):
			p.at++
			p.list = &withoutList
			continue
		case l == &outletList && begins && (t.is("from") || t.is("only")):
			p.at++
			p.list = &outletList
			continue
		case l == &outletList && !t.quoted && t.is("without"): // "Bay Wire without Sea Post"
			p.endItem()
			continue
		}
		p.word()
	}
	p.endItem()
	s := p.out.Subscription
	r.out.Topics, r.out.Include = append(r.out.Topics, s.Topics...), append(r.out.Include, s.Include...)
	r.out.Outlets, r.out.Without = append(r.out.Outlets, s.Outlets...), append(r.out.Without, s.Without...)
	r.out.Exclude = append(r.out.Exclude, s.Exclude...)
	r.check(field, func(c *briefing.Subscription) {
		c.Topics, c.Outlets, c.Without, c.Include, c.Exclude = s.Topics, s.Outlets, s.Without, s.Include, s.Exclude
	})
}

// times reads times of day, or a cron schedule.
func (r *formReading) times(written string) {
	p := r.reading("times", written)
	schedule := &p.out.Subscription.Schedule
	for p.at < len(p.words) {
		word := p.words[p.at]
		switch {
		case p.next("cron") && p.at+1 < len(p.words) && p.words[p.at+1].quoted && schedule.Cron == "":
			schedule.Cron = p.words[p.at+1].text
			p.at += 2
		case slices.Contains(fillers, strings.ToLower(word.text)):
			p.at++
		case p.isTime(p.at):
			if err := p.time(); err != nil {
				r.fault("times", err)
				return
			}
		default:
			r.fault("times", fmt.Errorf("%s is not a time of day; write it as 08:00, from 00:00 to 23:59", echo(word.text)))
			return
		}
	}
	if len(schedule.Times) == 0 && schedule.Cron == "" {
		r.fault("times", fmt.Errorf("at least one time of day is needed, such as 08:00"))
		return
	}
	schedule.Times = rising(schedule.Times)
	r.out.Schedule = *schedule
	r.check("times", func(s *briefing.Subscription) { s.Schedule = r.out.Schedule })
}

// days reads days of the week.
func (r *formReading) days(written string) {
	p := r.reading("days", written)
	for p.at < len(p.words) {
		word := strings.ToLower(strings.Trim(p.words[p.at].text, ".;"))
		days, isDay := weekdays(word)
		var err error
		switch {
		case slices.Contains(fillers, word):
			p.at++
		case isDay && !p.words[p.at].quoted:
			p.at++
			err = p.days(days)
		case p.next("except") && p.isWeekday(p.skipping(p.at+1, "on")):
			p.at++
			err = p.except()
		default:
			err = fmt.Errorf("%s is no day of the week; write weekdays, weekends, or days such as Monday, Friday", echo(p.words[p.at].text))
		}
		if err != nil {
			r.fault("days", err)
			return
		}
	}
	days := rising(p.out.Subscription.Schedule.Days)
	if len(days) == 7 {
		days = nil
	}
	if r.out.Schedule.Cron != "" {
		if len(days) > 0 {
			r.fault("days", fmt.Errorf("leave the days empty: cron names its own"))
		}
		days = nil
	}
	r.out.Schedule.Days = days
	r.out.Quiet = append(r.out.Quiet, p.out.Subscription.Quiet...)
}

// zone reads a time zone.
func (r *formReading) zone(written string) {
	p := r.reading("zone", written)
	for p.at < len(p.words) {
		if slices.Contains(fillers, strings.ToLower(p.words[p.at].text)) {
			p.at++
			continue
		}
		one := p.out.Subscription.Schedule.Zone == ""
		if err := p.zone(); err != nil {
			if one {
				err = fmt.Errorf("%s is not a known time zone; write UTC, or continent and city as in Europe/Berlin", echo(p.words[p.at].text))
			}
			r.fault("zone", err)
			return
		}
	}
	r.out.Schedule.Zone = p.out.Subscription.Schedule.Zone
}

// most reads a number of stories.
func (r *formReading) most(written string) {
	p := r.reading("most", written)
	if len(p.words) == 0 {
		return
	}
	if err := p.readMost(p.most()); err != nil {
		r.fault("most", err)
		return
	}
	if p.at < len(p.words) {
		r.fault("most", fmt.Errorf("%s behind the number of stories is not understood; write only the number", echo(p.words[p.at].text)))
	}
	r.out.Max = p.out.Subscription.Max
}

// quiet reads days without a digest.
func (r *formReading) quiet(written string) {
	p := r.reading("quiet", written)
	for p.at < len(p.words) {
		if slices.Contains(fillers, strings.ToLower(p.words[p.at].text)) || p.next("except") {
			p.at++
			continue
		}
		switch {
		case p.isWeekday(p.at):
			r.fault("quiet", fmt.Errorf("%s is a day of the week: it belongs to the days; here stand dates such as 25 Dec", echo(p.words[p.at].text)))
			return
		case !p.isDay(p.at):
			r.fault("quiet", noDay(p.words[p.at].text))
			return
		}
		day, n, err := p.date()
		if err != nil {
			r.fault("quiet", err)
			return
		}
		r.out.Quiet = append(r.out.Quiet, day)
		p.at += n
	}
	slices.Sort(r.out.Quiet)
	r.out.Quiet = slices.Compact(r.out.Quiet)
	r.check("quiet", func(s *briefing.Subscription) { s.Quiet = r.out.Quiet })
}
