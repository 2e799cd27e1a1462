package bot

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// restarts counts which parts were started again.
type restarts struct {
	silent
	of map[string]int
}

func (r *restarts) Restarted(part string) { r.of[part]++ }

func TestPartThatPanicsIsStartedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		meter := &restarts{of: map[string]int{}}
		b := New(Options{Log: slog.New(slog.NewTextHandler(&log, nil)), Meter: meter})
		runs, broken, began := 0, errors.New("the queue is broken"), time.Now()
		err := b.apart(t.Context(), "tides", func(context.Context) error {
			if runs++; runs < 4 {
				panic("low water")
			}
			return broken
		})
		if !errors.Is(err, broken) || runs != 4 || meter.of["tides"] != 3 {
			t.Errorf("after %d runs and %d restarts: %v", runs, meter.of["tides"], err)
		}
		if took := time.Since(began); took < 3500*time.Millisecond || took > 7*time.Second {
			t.Errorf("three restarts took %v, want pauses of about 1, 2 and 4 s", took)
		}
		if got := log.String(); strings.Count(got, "part=tides") != 3 || !strings.Contains(got, "low water") {
			t.Errorf("the log of three panics:\n%s", got)
		}
	})
}

func TestStoppedPartIsNotStartedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		runs := 0
		err := New(Options{}).apart(ctx, "tides", func(context.Context) error {
			runs++
			stop()
			panic("high water")
		})
		if runs != 1 || err == nil {
			t.Errorf("%d runs of a part that was stopped: %v", runs, err)
		}
	})
}
