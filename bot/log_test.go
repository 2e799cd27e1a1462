package bot

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
)

// On a normal day the operator reads one line per question: what became of it, and not what was asked.
func TestQuestionIsOneLineOfTheLog(t *testing.T) {
	var log bytes.Buffer
	live(t, func(h *house) { h.log = slog.New(slog.NewTextHandler(&log, nil)) }, func(h *house) {
		h.say("1", "who resigned?")
		synctest.Wait()
		h.wantSeen("“who resigned?”")
		got := log.String()
		if strings.Count(got, "\n") != 1 {
			t.Errorf("the log of one question:\n%s", got)
		}
		for _, want := range []string{`msg="job done"`, "job=test:1", "answer=a7f3", "form=fact", "points=1", "took="} {
			if !strings.Contains(got, want) {
				t.Errorf("%q is not in %s", want, got)
			}
		}
		if strings.Contains(got, "resigned") {
			t.Errorf("the question is in the log: %s", got)
		}
	})
}
