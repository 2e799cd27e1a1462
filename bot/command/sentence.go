package command

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/nutgraf/nutgraf/briefing"
)

// Sentence is the command that makes a subscription as it is: it can be copied, changed and sent again.
func Sentence(s briefing.Subscription) string {
	out := []string{"subscribe to " + items(s.Topics, "everything")}
	clause := func(words string, list []string) {
		if len(list) > 0 {
			out = append(out, words+" "+items(list, ""))
		}
	}
	clause("from", s.Outlets)
	clause("without", s.Without)
	clause("only with", s.Include)
	clause("not", s.Exclude)
	out = append(out, when(s.Schedule))
	if s.Max > 0 {
		out = append(out, fmt.Sprintf("at most %d", s.Max))
	}
	if s.Length != "" {
		out = append(out, string(s.Length))
	}
	var quiet []string
	for _, day := range s.Quiet {
		quiet = append(quiet, dayInWords(day))
	}
	if len(quiet) > 0 {
		out = append(out, "except "+strings.Join(quiet, ", "))
	}
	switch s.Empty {
	case briefing.EmptySkip:
		out = append(out, "skip empty days")
	case briefing.EmptyLine:
		out = append(out, "even when nothing is new")
	}
	switch s.Again {
	case briefing.AgainDuplicate:
		out = append(out, "rather twice than missing")
	case briefing.AgainMissing:
		out = append(out, "rather missing than twice")
	}
	return strings.Join(append(out, "as "+inMarks(s.Name)), " ")
}

// when is a schedule as the command has it.
func when(s briefing.Schedule) string {
	zone := s.Zone
	if zone == "" {
		zone = "UTC"
	}
	if s.Cron != "" {
		return `cron "` + plainWords(s.Cron) + `" ` + zone
	}
	var times []string
	for _, t := range s.Times {
		times = append(times, t.String())
	}
	return "at " + strings.Join(times, ", ") + " " + briefing.DaysInWords(s.Days) + " " + zone
}

// dayInWords is "25 Dec" for a day of each year, and a date as it is.
func dayInWords(day string) string {
	if t, err := time.Parse("2006-01-02", "2000-"+day); err == nil {
		return t.Format("2 Jan")
	}
	return day
}

// items is a list, its items between quotation marks where words of them could be taken for another clause.
func items(list []string, none string) string {
	if len(list) == 0 {
		return none
	}
	var out []string
	for _, item := range list {
		out = append(out, inMarks(item))
	}
	return strings.Join(out, ", ")
}

// inMarks is words, between quotation marks unless each of them is a plain word that begins no clause.
func inMarks(s string) string {
	s = plainWords(s)
	for word := range strings.FieldsSeq(s) {
		if slices.Contains(reserved, strings.ToLower(word)) || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) {
			return `"` + s + `"`
		}
	}
	return s
}

// reserved are the words that begin a clause, part items or mean no topic.
var reserved = []string{
	"me", "to", "about", "from", "without", "only", "with", "mentioning", "not", "but", "and", "or", "as", "skip", "even", "rather", "headlines",
	"length", "in", "short", "full", "at", "no", "up", "max", "maximum", "top", "cron", "except", "every", "each", "on", "daily", "weekdays",
	"weekends", "workdays", "instead", "everything", "all", "anything",
}
