package allowance

import (
	"errors"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestTake(t *testing.T) {
	type show struct {
		start, end int
		words      string
		fits       bool
	}
	tests := []struct {
		name   string
		limit  Limit
		length int
		shows  []show
	}{
		{"three sentences of a short text", Limit{}, 200, []show{
			{0, 40, "The ferry sank.", true}, {40, 90, "Nobody was hurt.", true}, {90, 120, "It was late.", true}, {120, 160, "It had left at noon.", false},
		}},
		{"a tenth of a long text", Limit{}, 2000, []show{
			{0, 40, "The ferry sank.", true}, {40, 90, "Nobody was hurt.", true}, {90, 120, "It was late.", true}, {120, 160, "It had left at noon.", true},
			{160, 230, "The crew had no drill.", false}, {300, 340, "It rained.", true},
		}},
		{"what is shown already", Limit{Sentences: 1}, 10, []show{
			{0, 40, "The ferry sank.", true}, {0, 40, "The ferry sank.", true}, {10, 20, "sank", true}, {40, 50, "It rained.", false},
		}},
		{"a quotation of several sentences", Limit{}, 200, []show{
			{0, 90, "“We left late. We had no drill. We are sorry. We will pay.”", false}, {0, 60, "“We left late. We had no drill.”", true},
		}},
	}
	for _, tt := range tests {
		c := Count{Limit: tt.limit}
		for _, s := range tt.shows {
			got, err := c.Take("r", briefing.Span{Start: s.start, End: s.end}, s.words, func() (int, error) { return tt.length, nil })
			if err != nil || got != s.fits {
				t.Errorf("%s: %q fits: %v, %v", tt.name, s.words, got, err)
			}
		}
	}
}

func TestTakeEachArticleByItself(t *testing.T) {
	var c Count
	for _, r := range []briefing.RevisionID{"a", "b"} {
		for n := range 3 {
			if ok, err := c.Take(r, briefing.Span{Start: 20 * n, End: 20*n + 19}, "The ferry sank.", nil); err != nil || !ok {
				t.Errorf("sentence %d of %s: %v, %v", n, r, ok, err)
			}
		}
	}
	broken := errors.New("broken")
	if _, err := c.Take("a", briefing.Span{Start: 90, End: 99}, "It rained.", func() (int, error) { return 0, broken }); !errors.Is(err, broken) {
		t.Errorf("an article that cannot be read: %v", err)
	}
}
