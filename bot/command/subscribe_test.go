package command

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/bot/wording"
)

func TestParseSubscribe(t *testing.T) {
	tests := []struct{ words, name, topics, schedule string }{
		{"to everything at 08:00", "everything", "", "08:00 every day, UTC"},
		{"at 8:05 daily", "everything", "", "08:05 every day, UTC"},
		{"to ferries, harbour tax at 08:00 weekdays Europe/Berlin", "ferries, harbour tax", "ferries|harbour tax", "08:00 on weekdays, Europe/Berlin"},
		{"to ferries at 17:30 and 08:00, on mon, Wed and fridays america/new_york as Boats", "Boats", "ferries", "08:00 and 17:30 on Monday, Wednesday and Friday, America/New_York"},
		{"to ferries at 08:00 and at 17:30", "ferries", "ferries", "08:00 and 17:30 every day, UTC"},
		{"talks at 10 downing street at 09:00 weekends", "talks at 10 downing street", "talks at 10 downing street", "09:00 on weekends, UTC"},
		{"x at 09:00 AFRICA/DAR_ES_SALAAM", "x", "x", "09:00 every day, Africa/Dar_es_Salaam"},
		{"x, x at 09:00 09:00 utc", "x", "x", "09:00 every day, UTC"},
		{"x at 09:00 weekdays weekends", "x", "x", "09:00 every day, UTC"},
	}
	for _, tt := range tests {
		got, err := ParseSubscribe(tt.words, "")
		if err != nil {
			t.Errorf("%s: %v", tt.words, err)
			continue
		}
		if got.Name != tt.name || strings.Join(got.Topics, "|") != tt.topics || got.Schedule.String() != tt.schedule {
			t.Errorf("%s: %q %q %s", tt.words, got.Name, got.Topics, got.Schedule)
		}
	}
	if got, err := ParseSubscribe("x at 09:00", "Asia/Tokyo"); err != nil || got.Schedule.Zone != "Asia/Tokyo" {
		t.Errorf("the zone of the bot is not taken: %+v, %v", got, err)
	}
}

func TestParseSubscribeSaysWhatIsWrong(t *testing.T) {
	for words, want := range map[string]string{
		"":                                    "no time of day",
		"to ferries":                          "no time of day",
		"to ferries at noon":                  "no time of day",
		"x at 25:00":                          "25:00 is not a time of day",
		"x at 8am":                            "8am is not a time of day",
		"x at 08:00 EST":                      "EST is not understood",
		"x at 08:00 Europe/Atlantis":          "Europe/Atlantis is not a known time zone",
		"x at 08:00 Europe/Berlin Asia/Tokyo": "two time zones",
		"x at 08:00 sometimes":                "sometimes is not understood",
		"x at 08:00 as":                       "name",
		"x at 1:00 2:00 3:00 4:00 5:00 6:00 7:00":      "too many",
		"a,b,c,d,e,f,g,h,i,j,k at 08:00":               "11 topics",
		strings.Repeat("y", 81) + " at 08:00":          "more than 80 characters",
		"x at 08:00 as " + strings.Repeat("long ", 20): "1 to 60",
	} {
		if _, err := ParseSubscribe(words, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", words, err, want)
		}
	}
}

// Whatever somebody writes behind "subscribe" is refused in words or makes a subscription that can fall due, and that its own
// description makes again.
func FuzzParseSubscribe(f *testing.F) {
	f.Add("to ferries, harbour tax at 08:00 and 17:30 weekdays Europe/Berlin as Boats")
	f.Add("at 8:05 daily")
	f.Add("x at 08:00 ../../etc/passwd")
	f.Fuzz(func(t *testing.T, words string) {
		got, err := ParseSubscribe(wording.OneLine(words), "")
		if err != nil {
			return
		}
		if got.Name == "" || len(got.Topics) > maxTopics || slices.Contains(got.Topics, "") {
			t.Errorf("%q: %+v", words, got)
		}
		now := time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)
		next, err := got.Schedule.Next(now)
		if err != nil || !next.After(now) || next.Sub(now) > 9*24*time.Hour {
			t.Errorf("%q: next %s, %v", words, next, err)
		}
		again, err := ParseSubscribe("x at "+strings.ReplaceAll(got.Schedule.String(), "every day,", "daily"), "")
		if err != nil || again.Schedule.String() != got.Schedule.String() {
			t.Errorf("%q: %s is read as %s, %v", words, got.Schedule, again.Schedule, err)
		}
	})
}
