package bot

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// zonesThatChange are zones whose clocks are put forward or back in 2026 to 2030, or have rules of their own: half an hour on Lord Howe,
// two hours at Troll, twice around Ramadan in Casablanca, at midnight in Beirut and Cairo, and one where nothing ever changes.
var zonesThatChange = []string{
	"Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Chisinau", "America/New_York", "America/Los_Angeles", "America/St_Johns",
	"America/Havana", "America/Santiago", "America/Asuncion", "America/Nuuk", "Atlantic/Azores", "Australia/Sydney", "Australia/Adelaide",
	"Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Easter", "Pacific/Norfolk", "Africa/Casablanca", "Africa/Cairo",
	"Asia/Beirut", "Asia/Jerusalem", "Asia/Gaza", "Antarctica/Troll", "UTC",
}

// yearsOfSchedules is how many subscriptions and years are simulated: more on demand.
func yearsOfSchedules(t *testing.T) (subscriptions, years int) {
	if os.Getenv("NUTGRAF_LONG") != "" {
		return 200, 5
	}
	return 200, 1
}

// TestYearsOfSchedules runs the real scheduler on a simulated clock, looking every half a minute around each change of a clock and every
// quarter of an hour else, and compares what fell due with a walk over the minutes of each zone that knows nothing of the scheduler's
// arithmetic. None may be missing and none double.
func TestYearsOfSchedules(t *testing.T) {
	subscriptions, years := yearsOfSchedules(t)
	began := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	ends := began.AddDate(years, 0, 0)
	times := [][]briefing.ClockTime{{0}, {30}, {90}, {120 + 15}, {120 + 30}, {180}, {480, 1050}, {0, 60, 120, 150}}
	days := [][]time.Weekday{nil, {time.Sunday}, {1, 2, 3, 4, 5}}

	m := &calendar{owed: map[string][]time.Time{}}
	for i := range subscriptions {
		m.all = append(m.all, briefing.Subscription{
			ID: fmt.Sprintf("s%03d", i), Name: "morning", Channel: briefing.Channel{Service: "test", ID: "room"},
			Schedule: briefing.Schedule{Times: times[i%len(times)], Days: days[i%len(days)], Zone: zonesThatChange[i%len(zonesThatChange)]},
			Since:    began, Begins: began,
		})
	}
	m.now = began
	b := New(Options{Memory: m, Now: func() time.Time { return m.now }})
	kept := schedules{}
	changes := changesOf(t, zonesThatChange, began, ends)
	for m.now.Before(ends) {
		b.fallDue(t.Context(), kept)
		step := 15 * time.Minute
		if nearAny(changes, m.now) {
			step = scheduleTick
		}
		m.now = m.now.Add(step)
	}
	m.now = ends
	b.fallDue(t.Context(), kept)

	digests := 0
	walks := map[string][]time.Time{}
	for _, s := range m.all {
		key := fmt.Sprint(s.Schedule)
		if walks[key] == nil {
			walks[key] = walked(t, s.Schedule, began, ends)
		}
		want, got := walks[key], m.owed[s.ID]
		digests += len(got)
		if !slices.EqualFunc(got, want, time.Time.Equal) {
			t.Errorf("%s: %d digests fell due, want %d; first difference %s", s.Schedule, len(got), len(want), difference(got, want))
		}
	}
	t.Logf("%d digests of %d subscriptions in %d years", digests, subscriptions, years)
	if digests == 0 {
		t.Error("nothing fell due")
	}
}

// walked is when a schedule falls due in (from, to], found by looking at the clock of its zone minute by minute: a wanted reading falls on
// the first minute of its day that shows it, or, if the clock jumps over it, on the minute after the jump.
func walked(t *testing.T, s briefing.Schedule, from, to time.Time) []time.Time {
	t.Helper()
	zone, err := time.LoadLocation(s.Zone)
	if err != nil {
		t.Fatal(err)
	}
	var out []time.Time
	highest := reading(from.In(zone)) // the latest reading shown so far: only what is beyond it is new
	for at := from.Add(time.Minute); !at.After(to); at = at.Add(time.Minute) {
		now := reading(at.In(zone))
		if now <= highest {
			continue // a clock that was put back shows what it has shown
		}
		due := false
		for r := highest + 1; r <= now; r++ {
			day := time.Unix(r/dayOfMinutes*86400, 0).UTC()
			due = due || slices.Contains(s.Times, briefing.ClockTime(r%dayOfMinutes)) && (len(s.Days) == 0 || slices.Contains(s.Days, day.Weekday()))
		}
		if due {
			out = append(out, at)
		}
		highest = now
	}
	return out
}

const dayOfMinutes = 24 * 60

// reading is what a clock on the wall shows, in minutes since 1970.
func reading(t time.Time) int64 {
	_, offset := t.Zone()
	return (t.Unix() + int64(offset)) / 60
}

// changesOf are the instants at which clocks of some zones are set in [from, to).
func changesOf(t *testing.T, zones []string, from, to time.Time) []time.Time {
	t.Helper()
	var out []time.Time
	for _, name := range zones {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for at := from.In(zone); ; {
			_, end := at.ZoneBounds()
			if end.IsZero() || !end.Before(to) {
				break
			}
			out = append(out, end.UTC())
			at = end
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	if len(out) < len(zones) {
		t.Fatalf("only %d changes", len(out))
	}
	return slices.CompactFunc(out, time.Time.Equal)
}

// nearAny reports whether a time is within three hours of one of the sorted times.
func nearAny(times []time.Time, t time.Time) bool {
	i, _ := slices.BinarySearchFunc(times, t.Add(-3*time.Hour), time.Time.Compare)
	return i < len(times) && times[i].Before(t.Add(3*time.Hour))
}

// difference says where two lists part.
func difference(got, want []time.Time) string {
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			return "missing " + want[i].Format(time.RFC3339)
		case i >= len(want):
			return "too many from " + got[i].Format(time.RFC3339)
		case !got[i].Equal(want[i]):
			return got[i].Format(time.RFC3339) + ", want " + want[i].Format(time.RFC3339)
		}
	}
	return "none"
}

// calendar is a memory of subscriptions and of what fell due. Everything else of a Memory is not asked of a scheduler.
type calendar struct {
	Memory
	now  time.Time
	all  []briefing.Subscription
	owed map[string][]time.Time // by subscription
	seen map[string]bool        // ids of jobs
}

func (c *calendar) Subscriptions(context.Context) ([]briefing.Subscription, error) { return c.all, nil }

func (c *calendar) AddJob(_ context.Context, j briefing.Job) (bool, error) {
	if c.seen == nil {
		c.seen = map[string]bool{}
	}
	if c.seen[j.ID] {
		return false, nil
	}
	if j.Due.After(c.now) {
		return false, errors.New("owed before it falls due")
	}
	c.seen[j.ID] = true
	c.owed[j.Subscription] = append(c.owed[j.Subscription], j.Due)
	return true, nil
}
