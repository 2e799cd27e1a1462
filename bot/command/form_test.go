package command

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestFormSentence(t *testing.T) {
	tests := []struct {
		form Form
		want string
	}{
		{Form{Times: "8"}, `subscribe to everything at 08:00 every day Asia/Tokyo as "everything"`},
		{Form{Times: "08:00", Mine: true, Zone: "berlin", Name: "Morning"}, "subscribe me to everything at 08:00 every day Europe/Berlin as Morning"},
		{Form{Topics: "ferries\nharbour tax, ", Times: "5:30 pm and 8am", Days: "mon, Wed", Zone: "utc"},
			`subscribe to ferries, harbour tax at 08:00, 17:30 on Monday and Wednesday UTC as "ferries, harbour tax"`},
		{Form{Topics: "war and peace, everything", Times: "noon", Days: "every day except Sunday and Saturday"},
			`subscribe to "war and peace" at 12:00 on weekdays Asia/Tokyo as "war and peace"`},
		{Form{Topics: `"everything"`, Times: "7:00", Days: "Friday to Monday", Name: `The "big" one`},
			`subscribe to "everything" at 07:00 on Monday, Friday, Saturday and Sunday Asia/Tokyo as The big one`},
		{Form{Outlets: "from Coast Herald and Bay Wire, without Sea Post, Daily Port", Times: "7:00", Name: "N"},
			`subscribe to everything from Coast Herald, Bay Wire without Sea Post, "Daily Port" at 07:00 every day Asia/Tokyo as N`},
		{Form{Outlets: "Coast Herald without Sea Post", Times: "7:00", Name: "N"},
			`subscribe to everything from Coast Herald without Sea Post at 07:00 every day Asia/Tokyo as N`},
		{Form{Include: "strike or walkout", Exclude: "football, golf", Times: "7:00", Name: "N", Most: "5", Length: "Short", Empty: "skip", Quiet: "25 Dec and 2026-05-01"},
			`subscribe to everything only with strike, walkout not football, golf at 07:00 every day Asia/Tokyo at most 5 short except 25 Dec, 2026-05-01 skip empty days as N`},
		{Form{Topics: "x", Times: "cron 30 8 * * 1-5", Zone: "new york", Most: "at most 7 stories", Again: "prefer-duplicate"},
			`subscribe to x cron "30 8 * * 1-5" America/New_York at most 7 rather twice than missing as x`},
		{Form{Topics: "x", Times: "8", Name: "New", Was: "Old one"}, `subscribe to x at 08:00 every day Asia/Tokyo as New instead of "Old one"`},
		{Form{Topics: "x", Times: "8", Name: "old", Was: "Old"}, "subscribe to x at 08:00 every day Asia/Tokyo as old"},
	}
	for _, tt := range tests {
		words, faults := tt.form.Sentence("Asia/Tokyo")
		if words != tt.want || len(faults) > 0 {
			t.Errorf("%+v\n got %s %v\nwant %s", tt.form, words, faults, tt.want)
		}
	}
	words, _ := Form{Topics: "x", Times: "8", Name: "New", Was: "Old one"}.Sentence("")
	if got, err := ParseSubscribe(strings.TrimPrefix(words, "subscribe "), ""); err != nil || got.Instead != "Old one" || got.Name != "New" {
		t.Errorf("%s: %+v, %v", words, got, err)
	}
	if got, err := ParseSubscribe("to electric instead of diesel cars at 8", ""); err != nil || got.Instead != "" || got.Topics[0] != "electric instead of diesel cars" {
		t.Errorf("a topic of those words: %+v, %v", got, err)
	}
}

// Every field that is wrong is named, whatever else is wrong, in one line.
func TestFormFaults(t *testing.T) {
	long := strings.Repeat("y", 81)
	tests := []struct {
		form Form
		want map[string]string
	}{
		{Form{}, map[string]string{"times": "at least one time"}},
		{Form{Times: "25:00", Days: "someday", Zone: "Europe/Atlantis", Most: "31", Length: "tiny", Empty: "panic", Quiet: "30 Feb", Again: "thrice",
			Name: strings.Repeat("n", 61), Topics: long, Outlets: `"Bay`, Include: strings.Repeat("a,b\n", 3) + strings.Repeat("c d,", 30) + long, Exclude: long},
			map[string]string{"times": "25:00 is not", "days": "someday is no day", "zone": "Europe/Atlantis is not a known", "most": "31 is no number",
				"length": "tiny", "empty": "panic", "quiet": "30 Feb is no day", "again": "thrice", "name": "has 61", "topics": "80 characters",
				"outlets": "not closed", "include": "80 characters", "exclude": "80 characters"}},
		{Form{Times: "dawn"}, map[string]string{"times": "dawn is not a time of day"}},
		{Form{Times: "08:00 weekdays"}, map[string]string{"times": "weekdays is not a time of day"}},
		{Form{Times: "1:00 2:00 3:00 4:00 5:00 6:00 7:00"}, map[string]string{"times": "too many"}},
		{Form{Times: "cron * * * * *"}, map[string]string{"times": "more than 6 times a day"}},
		{Form{Times: "cron 0 8 * * *", Days: "Monday"}, map[string]string{"days": "leave the days empty"}},
		{Form{Times: "cron 0 8 * * * 09:00"}, map[string]string{"times": "only one of the two"}},
		{Form{Times: "8", Days: "weekends except sat, sun"}, map[string]string{"days": "no day of the week is left"}},
		{Form{Times: "8", Zone: "Berlin Tokyo"}, map[string]string{"zone": "two time zones"}},
		{Form{Times: "8", Zone: "EST5"}, map[string]string{"zone": "EST5 is not a known"}},
		{Form{Times: "8", Most: "some"}, map[string]string{"most": "some is no number"}},
		{Form{Times: "8", Most: "5 a day"}, map[string]string{"most": "a behind the number"}},
		{Form{Times: "8", Quiet: "Monday"}, map[string]string{"quiet": "belongs to the days"}},
		{Form{Times: "8", Quiet: "soon"}, map[string]string{"quiet": "soon is no day"}},
		{Form{Times: "8", Topics: strings.Repeat("a b,", 1) + "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20"}, map[string]string{"topics": "21 topics"}},
	}
	for _, tt := range tests {
		words, faults := tt.form.Sentence("")
		if words != "" || len(faults) != len(tt.want) {
			t.Errorf("%+v: %q %v", tt.form, words, faults)
		}
		for field, want := range tt.want {
			if got := faults[field]; !strings.Contains(got, want) || strings.Contains(got, "\n") {
				t.Errorf("%s of %+v: %q, want %q", field, tt.form, got, want)
			}
		}
	}
	var many []string
	for i := range 20 {
		many = append(many, strings.Repeat(string(rune('a'+i)), 79))
	}
	f := Form{Times: "8", Topics: strings.Join(many, ","), Include: strings.Join(many, ","), Exclude: strings.Join(many[:19], ","), Name: "N"}
	if words, faults := f.Sentence(""); words != "" || !strings.Contains(faults["topics"], "3,900 characters") {
		t.Errorf("what no message holds: %d characters, %v", len(words), faults)
	}
}

// The form of a subscription makes the same subscription again.
func TestFormOf(t *testing.T) {
	for _, words := range []string{
		`to ferries, "letters from America", "a, b" from Coast Herald, "The War and Peace" without "Not the News" only with strike not golf at 8, 17:30 mon, wed Europe/Berlin
			at most 5 short except 25 Dec, 2026-05-01 skip empty days rather twice than missing as Boats and more`,
		"at 8 even when nothing is new", `without Sea Post at 8`, `x cron "0 8 * * 1-5" Asia/Tokyo`, "x at 8 weekdays", `"everything" at 9 weekends as "8 pm"`,
	} {
		asked, err := ParseSubscribe(words, "")
		if err != nil {
			t.Fatal(words, err)
		}
		sameForm(t, asked.Subscription)
	}
	stored := briefing.Subscription{Name: "plain", Schedule: briefing.Schedule{Times: []briefing.ClockTime{480}}}
	if words, faults := FormOf(stored).Sentence(""); words != "subscribe to everything at 08:00 every day UTC as plain" {
		t.Errorf("of one without a zone: %q %v", words, faults)
	}
}

// sameForm checks that the form of s asks for s.
func sameForm(t *testing.T, s briefing.Subscription) {
	t.Helper()
	words, faults := FormOf(s).Sentence("America/New_York")
	if len(faults) > 0 {
		t.Fatalf("%s\nform %+v\nfaults %v", Sentence(s), FormOf(s), faults)
	}
	again, err := ParseSubscribe(strings.TrimPrefix(words, "subscribe "), "America/New_York")
	if err != nil {
		t.Fatalf("%s: %v", words, err)
	}
	if d := cmp.Diff(s, again.Subscription, cmpopts.EquateEmpty()); d != "" || again.Me || again.Instead != "" {
		t.Errorf("%s\nform %+v\nmakes another: %s", Sentence(s), FormOf(s), d)
	}
}

// Whatever subscription words make, its form makes too; whatever a form holds is refused in lines about its fields, or makes a
// subscription that falls due.
func FuzzForm(f *testing.F) {
	f.Add("to ferries, a and b from A without C, D only with d not e at 8pm mon-fri in Berlin at most 5 short except 25 Dec skip empty days as N", "8", "weekdays", "25 Dec", "5")
	f.Add(`x cron "30 8 * * 1-5" UTC rather twice`, "cron 0 8 * * *", "mon except tue", "Jan 1, 2026-13-01", "at most")
	f.Add(`without "not x", "y,z" at 8 as instead of`, "at at 8 pm", "every", "except", "top 3")
	f.Add(`without without, only at 8`, `"8"`, `"mon"`, `"25 Dec"`, `"5"`)
	f.Fuzz(func(t *testing.T, a, times, days, quiet, most string) {
		if asked, err := ParseSubscribe(a, ""); err == nil && len(Sentence(asked.Subscription)) < maxSentence {
			sameForm(t, asked.Subscription)
		}
		form := Form{Name: days, Topics: a, Outlets: times, Include: quiet, Exclude: most, Times: times, Days: days, Quiet: quiet, Most: most, Zone: most, Was: a}
		words, faults := form.Sentence("")
		if (words == "") == (len(faults) == 0) {
			t.Errorf("%+v: %q, %v", form, words, faults)
		}
		for field, fault := range faults {
			if fault == "" || strings.ContainsAny(fault, "\n\r\x1b") {
				t.Errorf("%s: the fault is not one line: %q", field, fault)
			}
		}
		if words == "" {
			return
		}
		if c := Parse(words); c.Kind != SubscribeTo {
			t.Errorf("%+v: %q is %s", form, words, c.Kind)
		}
		got, err := ParseSubscribe(strings.TrimPrefix(words, "subscribe "), "")
		if err != nil {
			t.Fatalf("%+v: %s: %v", form, words, err)
		}
		if next, err := got.Schedule.Next(time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)); err != nil {
			t.Errorf("%s: next %s, %v", words, next, err)
		}
	})
}
