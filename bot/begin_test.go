package bot

import (
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestBegin(t *testing.T) {
	monday := time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)
	tests := []struct {
		s    briefing.Schedule
		want time.Time
	}{
		{briefing.Schedule{Times: []briefing.ClockTime{480}}, monday.Add(-2 * time.Hour)},
		{briefing.Schedule{Times: []briefing.ClockTime{660}}, monday.Add(-23 * time.Hour)},
		{briefing.Schedule{Times: []briefing.ClockTime{660}, Days: []time.Weekday{1}}, monday.Add(time.Hour).AddDate(0, 0, -7)},
	}
	for _, tt := range tests {
		if got, err := begin(tt.s, monday); err != nil || !got.Equal(tt.want) {
			t.Errorf("%s: %s, %v; want %s", tt.s, got, err, tt.want)
		}
	}
}
