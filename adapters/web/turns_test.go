package web

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns(3, 2)
		open, most := map[string]int{}, map[string]int{}
		all, mostAll := 0, 0
		begin := time.Now()
		results := make(chan func(), 20)
		visit := func(host string) {
			done, err := turns.take(t.Context(), host)
			if err != nil {
				t.Error(err)
				return
			}
			results <- func() { // one goroutine at a time counts
				open[host]++
				all++
				most[host], mostAll = max(most[host], open[host]), max(mostAll, all)
			}
			time.Sleep(time.Second) // of the bubble: it takes no time
			results <- func() { open[host]--; all-- }
			done()
		}
		for range 6 {
			go visit("slow.example.org")
		}
		synctest.Wait()
		go visit("other.example.org") // not kept waiting by those who wait for the slow host
		for range 14 {
			(<-results)()
		}
		synctest.Wait()
		if most["slow.example.org"] != 2 || mostAll != 3 {
			t.Errorf("at once: %d to a host, %d in all; want 2 and 3", most["slow.example.org"], mostAll)
		}
		if took := time.Since(begin); took != 3*time.Second {
			t.Errorf("took %s, want 3s", took)
		}
		if len(turns.hosts) != 0 || len(turns.all) != 0 {
			t.Errorf("left behind: %d hosts, %d turns", len(turns.hosts), len(turns.all))
		}
	})
}

func TestTurnsGivenUp(t *testing.T) {
	turns := newTurns(1, 1)
	done, err := turns.take(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for _, host := range []string{"a", "b"} { // waits for the host, waits for any
		if _, err := turns.take(ctx, host); err == nil {
			t.Errorf("%s: got a turn that was not there", host)
		}
	}
	done()
	if len(turns.hosts) != 0 || len(turns.all) != 0 {
		t.Errorf("left behind: %d hosts, %d turns", len(turns.hosts), len(turns.all))
	}
}
