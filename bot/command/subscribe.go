package command

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// The most that one subscription may ask for; generous, and still a digest somebody reads.
const (
	maxTopics = 10
	maxTopic  = 80 // characters
	maxTimes  = 6
	// MaxName is how many characters the name of a subscription may have.
	MaxName = 60
)

// MaxEcho is how much of a word that was not understood is said again, in characters.
const MaxEcho = 40

// Subscribe is what the words behind "subscribe" ask for.
type Subscribe struct {
	Name     string
	Topics   []string // none means everything
	Schedule briefing.Schedule
}

// ParseSubscribe reads "to TOPICS at TIMES [DAYS] [ZONE] [as NAME]". Its errors are for the person who wrote it.
func ParseSubscribe(rest, zone string) (Subscribe, error) {
	words := strings.Fields(rest)
	if len(words) > 0 && strings.EqualFold(words[0], "to") {
		words = words[1:]
	}
	at := timeAfterAt(words)
	if at < 0 {
		return Subscribe{}, errors.New("no time of day found; write for example: subscribe to elections at 08:00 weekdays Europe/Berlin")
	}
	topics, err := parseTopics(words[:at])
	if err != nil {
		return Subscribe{}, err
	}
	words = words[at+1:]
	r := Subscribe{Topics: topics, Name: "everything"}
	if len(topics) > 0 {
		r.Name = wording.Clip(strings.Join(topics, ", "), MaxName)
	}
	if as := slices.IndexFunc(words, func(w string) bool { return strings.EqualFold(w, "as") }); as >= 0 {
		r.Name = strings.Join(words[as+1:], " ")
		words = words[:as]
	}
	if r.Name == "" || len([]rune(r.Name)) > MaxName {
		return Subscribe{}, fmt.Errorf("the name after the word as must have 1 to %d characters", MaxName)
	}
	r.Schedule, err = parseSchedule(words, zone)
	return r, err
}

// timeAfterAt is the place of the first "at" that a time of day follows, or of the last that a number follows, or -1:
// topics may hold the word too.
func timeAfterAt(words []string) int {
	number := -1
	for i := range len(words) - 1 {
		next := strings.TrimRight(words[i+1], ",;")
		if !strings.EqualFold(words[i], "at") || next == "" || next[0] < '0' || next[0] > '9' {
			continue
		}
		if _, err := briefing.ParseClock(next); err == nil {
			return i
		}
		number = i
	}
	return number
}

func parseTopics(words []string) ([]string, error) {
	var topics []string
	for topic := range strings.SplitSeq(strings.Join(words, " "), ",") {
		topic = strings.TrimSpace(topic)
		switch strings.ToLower(topic) {
		case "", "everything", "all", "all news":
			continue
		}
		if len([]rune(topic)) > maxTopic {
			return nil, fmt.Errorf("a topic is a few words, and %s has more than %d characters", wording.Clip(topic, MaxEcho), maxTopic)
		}
		if !slices.Contains(topics, topic) {
			topics = append(topics, topic)
		}
	}
	if len(topics) > maxTopics {
		return nil, fmt.Errorf("%d topics are too many for one digest, which takes %d; make two of it", len(topics), maxTopics)
	}
	return topics, nil
}

// parseSchedule reads times, then days and a zone in any order.
func parseSchedule(words []string, zone string) (briefing.Schedule, error) {
	s := briefing.Schedule{Zone: zone}
	named := false
	for _, w := range words {
		w = strings.Trim(w, ",;.")
		lower := strings.ToLower(w)
		days, isDay := weekdays(lower)
		switch {
		case w == "", lower == "and", lower == "on", lower == "every", lower == "each", lower == "in", lower == "at":
		case w[0] >= '0' && w[0] <= '9':
			t, err := briefing.ParseClock(w)
			if err != nil {
				return s, fmt.Errorf("%s is not a time of day; write it as 08:00, from 00:00 to 23:59", wording.Clip(w, MaxEcho))
			}
			s.Times = append(s.Times, t)
		case isDay:
			s.Days = append(s.Days, days...)
		case lower == "utc" || strings.Contains(w, "/"):
			name, err := ZoneName(w)
			if err != nil {
				return s, err
			}
			if named && name != s.Zone {
				return s, fmt.Errorf("there are two time zones, %s and %s; make two subscriptions of it", s.Zone, name)
			}
			s.Zone, named = name, true
		default:
			return s, fmt.Errorf("%s is not understood; after the time may stand days (weekdays, weekends, mon, tue …), "+
				"a zone such as Europe/Berlin, and as NAME", wording.Clip(w, MaxEcho))
		}
	}
	s.Times, s.Days = rising(s.Times), rising(s.Days)
	if len(s.Days) == 7 {
		s.Days = nil
	}
	if len(s.Times) > maxTimes {
		return s, fmt.Errorf("%d times a day are too many; at most %d", len(s.Times), maxTimes)
	}
	return s, s.Validate()
}

// rising sorts values and drops repetitions.
func rising[T ~int](values []T) []T {
	slices.Sort(values)
	return slices.Compact(values)
}

// weekdays is the days a word stands for; ok is false for a word that is none.
func weekdays(word string) (days []time.Weekday, ok bool) {
	switch word {
	case "weekdays", "weekday", "workdays":
		return []time.Weekday{1, 2, 3, 4, 5}, true
	case "weekends", "weekend":
		return []time.Weekday{0, 6}, true
	case "daily", "day", "days":
		return []time.Weekday{0, 1, 2, 3, 4, 5, 6}, true
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		if len(word) >= 3 && strings.HasPrefix(name+"s", word) { // mon, tues, thurs, monday, mondays
			return []time.Weekday{d}, true
		}
	}
	return nil, false
}

// ZoneName finds the name the time zone database has for what somebody wrote, whatever the case of its letters.
func ZoneName(written string) (string, error) {
	if strings.EqualFold(written, "utc") {
		return "UTC", nil
	}
	for _, name := range []string{written, capitalised(written)} {
		s := briefing.Schedule{Zone: name}
		if _, err := s.Location(); err == nil {
			return name, nil
		}
	}
	return "", fmt.Errorf("%s is not a known time zone; write UTC, or continent and city as in Europe/Berlin or America/New_York",
		wording.Clip(written, MaxEcho))
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
