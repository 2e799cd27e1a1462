//go:build !linux

package main

import "time"

// monotonic is of use to systemd alone, which other systems do not have.
func monotonic() time.Duration { return 0 }
