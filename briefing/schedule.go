package briefing

import "time"

// Schedule is when a channel wants to be told: at these clock times, on these days, in this zone.
type Schedule struct {
	Times []ClockTime    // at least one, rising
	Days  []time.Weekday // none means every day
	Zone  string         // IANA name such as "Europe/Berlin"; "" means UTC
}

// ClockTime is a time of day in minutes since midnight, 0 to 1439.
type ClockTime int
