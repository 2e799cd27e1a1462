package command

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestParseSubscribe(t *testing.T) {
	tests := []struct{ words, want string }{ // the sentence that says the same in full
		{"to everything at 08:00", "subscribe to everything at 08:00 every day UTC as \"everything\""},
		{"at 8:05 daily", "subscribe to everything at 08:05 every day UTC as \"everything\""},
		{"everything daily at 8", "subscribe to everything at 08:00 every day UTC as \"everything\""},
		{"to ferries, harbour tax at 08:00 weekdays Europe/Berlin",
			`subscribe to ferries, harbour tax at 08:00 on weekdays Europe/Berlin as "ferries, harbour tax"`},
		{"to ferries at 17:30 and 08:00, on mon, Wed and fridays america/new_york as Boats",
			"subscribe to ferries at 08:00, 17:30 on Monday, Wednesday and Friday America/New_York as Boats"},
		{"to ferries at 08:00 and at 17:30", "subscribe to ferries at 08:00, 17:30 every day UTC as ferries"},
		{"talks at 10 downing street at 09:00 weekends",
			`subscribe to "talks at 10 downing street" at 09:00 on weekends UTC as "talks at 10 downing street"`},
		{"x at 09:00 AFRICA/DAR_ES_SALAAM", "subscribe to x at 09:00 every day Africa/Dar_es_Salaam as x"},
		{"x, x at 09:00 09:00 utc", "subscribe to x at 09:00 every day UTC as x"},
		{"x at 09:00 weekdays weekends", "subscribe to x at 09:00 every day UTC as x"},
		{"me to x at 8am", "me: subscribe to x at 08:00 every day UTC as x"},
		{"x at 8 pm and 8:30am", "subscribe to x at 08:30, 20:00 every day UTC as x"},
		{"x at 12 am, 12pm", "subscribe to x at 00:00, 12:00 every day UTC as x"},
		{"x at noon on mon-fri", "subscribe to x at 12:00 on weekdays UTC as x"},
		{"x at midnight Saturday to Tuesday", "subscribe to x at 00:00 on Monday, Tuesday, Saturday and Sunday UTC as x"},
		{"x at 0830", "subscribe to x at 08:30 every day UTC as x"},
		{"x at 9 in Berlin", "subscribe to x at 09:00 every day Europe/Berlin as x"},
		{"x at 9:00 new york time", "subscribe to x at 09:00 every day America/New_York as x"},
		{"every Monday at 8:00 to ferries", "subscribe to ferries at 08:00 on Monday UTC as ferries"},
		{"at 8:00 every weekday about ferries, docks", "about: not understood"},
		{"ferries every day except Sunday at 8:00", "subscribe to ferries at 08:00 on Monday, Tuesday, Wednesday, Thursday, Friday and Saturday UTC as ferries"},
		{"to ferries from Coast Herald, Bay Wire and Sea Post without Daily Port only with strike or walkout not football, golf at 7:00",
			"subscribe to ferries from Coast Herald, Bay Wire, Sea Post without \"Daily Port\" only with strike, walkout not football, golf at 07:00 every day UTC as ferries"},
		{"from Coast Herald at 7:00", `subscribe to everything from Coast Herald at 07:00 every day UTC as Coast Herald`},
		{`to "letters from America", "war and peace" at 7:00`, `subscribe to "letters from America", "war and peace" at 07:00 every day UTC as "letters from America, war and peace"`},
		{`to “up to date” at 7:00`, `subscribe to "up to date" at 07:00 every day UTC as "up to date"`},
		{`to "everything" at 7:00`, `subscribe to "everything" at 07:00 every day UTC as "everything"`},
		{"short films at 7:00 short", `subscribe to "short films" at 07:00 every day UTC short as "short films"`},
		{"x at 7:00 headlines only at most 5 stories skip empty days", "subscribe to x at 07:00 every day UTC at most 5 headlines skip empty days as x"},
		{"x at most 5 at 7:00 length full even if nothing is new", "subscribe to x at 07:00 every day UTC at most 5 full even when nothing is new as x"},
		{"x at 7:00 except 25 Dec, Jan 1 and 2026-05-01, 24th December 2027 12-26 short",
			"subscribe to x at 07:00 every day UTC short except 1 Jan, 25 Dec, 26 Dec, 2026-05-01, 2027-12-24 as x"},
		{"x except 29 feb at 7:00", "subscribe to x at 07:00 every day UTC except 29 Feb as x"},
		{`x cron "30 8 * * 1-5" Asia/Tokyo`, `subscribe to x cron "30 8 * * 1-5" Asia/Tokyo as x`},
		{`x cron 0 8,12 1,15 * * as Fortnight`, `subscribe to x cron "0 8,12 1,15 * *" UTC as Fortnight`},
		{"x at 7:00 rather twice than missing as My Boats", "subscribe to x at 07:00 every day UTC rather twice than missing as My Boats"},
		{"ferries as Boats at 7:00.", "subscribe to ferries at 07:00 every day UTC as Boats"},
		{"Black Friday at 08:00", "subscribe to Black Friday at 08:00 every day UTC as Black Friday"},
	}
	for _, tt := range tests {
		got, err := ParseSubscribe(tt.words, "")
		if rest, ok := strings.CutSuffix(tt.want, ": not understood"); ok {
			if err == nil || !strings.Contains(err.Error(), rest+" is not understood") {
				t.Errorf("%s: %v", tt.words, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", tt.words, err)
			continue
		}
		sentence := Sentence(got.Subscription)
		if got.Me {
			sentence = "me: " + sentence
		}
		if sentence != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.words, sentence, tt.want)
		}
	}
	if got, err := ParseSubscribe("x at 09:00", "Asia/Tokyo"); err != nil || got.Schedule.Zone != "Asia/Tokyo" {
		t.Errorf("the zone of the place is not taken: %+v, %v", got, err)
	}
}

func TestParseSubscribeSaysWhatIsWrong(t *testing.T) {
	for words, want := range map[string]string{
		"":                                        "no time of day",
		"to ferries":                              "no time of day",
		"to ferries at dawn":                      "no time of day",
		"x at 25:00":                              "25:00 is not a time of day",
		"x at 13pm":                               "13pm is not a time of day",
		"x at 0am":                                "0am is not a time of day",
		"x at 08:61":                              "08:61 is not a time of day",
		"x at 08:00 EST":                          "EST is not understood",
		"x at 08:00 Europe/Atlantis":              "Europe/Atlantis is not a known time zone",
		"x at 08:00 ../../etc/passwd":             "is not a known time zone",
		"x at 08:00 Europe/Berlin Asia/Tokyo":     "two time zones",
		"x at 08:00 sometimes":                    "sometimes is not understood",
		"x at 08:00 as":                           "no name",
		"x at 08:00 as a as b":                    "two names",
		`x at 08:00 "weekdays"`:                   "weekdays between quotation marks is not understood",
		`x "y at 08:00`:                           "is not closed",
		"x at 08:00 at most 31":                   "31 is no number of stories",
		"x at 08:00 at most 0":                    "0 is no number of stories",
		"x at 08:00 length tiny":                  "tiny is no length",
		"x at 08:00 except 30 Feb":                "30 Feb is no day",
		"x at 08:00 except 2026-02-29":            "2026-02-29 is no day",
		"x at 08:00 weekends except sat, sun":     "no day of the week is left",
		"x cron 60 8 * * *":                       "cron",
		`x cron "* * 31 2 *"`:                     "never occurs",
		`x cron "* * * * *"`:                      "more than 6 times a day",
		`x cron "0 0 8 * * *"`:                    "seconds",
		`x cron "@every 1m"`:                      "@every",
		`x at 08:00 cron "0 8 * * *"`:             "only one of the two",
		"x at 1:00 2:00 3:00 4:00 5:00 6:00 7:00": "too many",
		"a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u at 08:00": "21 topics",
		strings.Repeat("y", 81) + " at 08:00":                "more than 80 characters",
		"x at 08:00 as " + strings.Repeat("long ", 20):       "1 to 60",
	} {
		_, err := ParseSubscribe(words, "")
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: error %v, want %q", words, err, want)
		}
	}
}

// Whatever somebody writes behind "subscribe" is refused in one line or makes a subscription that falls due, and whose own sentence
// makes the same again.
func FuzzParseSubscribe(f *testing.F) {
	for _, s := range []string{
		"to ferries, harbour tax at 08:00 and 17:30 weekdays Europe/Berlin as Boats", "at 8:05 daily", "x at 08:00 ../../etc/passwd",
		"me to x from A and B without C only with d not e at 8pm mon-fri in Berlin at most 5 short except 25 Dec, 2026-05-01 skip empty days as N",
		`x cron "30 8 * * 1-5" UTC rather twice even when nothing is new`, `“at 8” at 8, 9 "x`, "x at 7:00 except 29 Feb as as", `x;"",y at 8:00 as "," z`,
		"to to at 8:00", "x not or and at 8:00", "x at 8:00 as \"every day\"",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, words string) {
		got, err := ParseSubscribe(words, "")
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\r\x1b") {
				t.Errorf("%q: the error is not one line: %q", words, err)
			}
			return
		}
		now := time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)
		next, err := got.Schedule.Next(now)
		if err != nil || !next.After(now) || got.Schedule.Cron == "" && next.Sub(now) > 9*24*time.Hour {
			t.Errorf("%q: next %s, %v", words, next, err)
		}
		sentence := Sentence(got.Subscription)
		again, err := ParseSubscribe(strings.TrimPrefix(sentence, "subscribe "), "Asia/Tokyo")
		if err != nil {
			t.Fatalf("%q: %s: %v", words, sentence, err)
		}
		again.Me = got.Me
		if d := cmp.Diff(got, again, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%q: %s makes another: %s", words, sentence, d)
		}
		if s := Sentence(again.Subscription); s != sentence {
			t.Errorf("%q: %s, then %s", words, sentence, s)
		}
	})
}

// A stored subscription need not come from words.
func TestSentenceOfStored(t *testing.T) {
	s := briefing.Subscription{Name: `say "hi", all`, Topics: []string{"a,b", "not now"}, Schedule: briefing.Schedule{Times: []briefing.ClockTime{480}}}
	got, err := ParseSubscribe(strings.TrimPrefix(Sentence(s), "subscribe "), "")
	if err != nil || got.Name != "say hi, all" || !slices.Equal(got.Topics, s.Topics) || !got.Schedule.Equal(s.Schedule) {
		t.Errorf("%s: %+v, %v", Sentence(s), got, err)
	}
}
