package briefing

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAnswerTurn(t *testing.T) {
	asked := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	tests := []struct {
		name   string
		answer Answer
		want   Turn
	}{
		{"unknown", Answer{ID: "a1", Question: "who sank it?", Kind: AnswerUnknown, Nearest: &Citation{N: 1, Fact: "r.0-5"}},
			Turn{Question: "who sank it?", Answer: "a1", At: asked}},
		{"each fact once, in the order of the citations",
			Answer{ID: "a2", Question: "what is gone?", Subject: []string{"pier", "storm"},
				Points:    []Point{{Citations: []int{2}}, {Citations: []int{1}}},
				Citations: []Citation{{N: 1, Fact: "r.9-12"}, {N: 2, Fact: "r.0-5"}, {N: 3, Fact: "r.9-12"}}},
			Turn{Question: "what is gone?", Answer: "a2", Facts: []FactID{"r.9-12", "r.0-5"}, Subject: []string{"pier", "storm"}, At: asked}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.answer.Turn(asked)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCite(t *testing.T) {
	text := "Pier lost\n\nThe pier is gone. Nobody was hurt."
	a := Article{
		ID: "article", Revision: "revision", Ref: "tw-7", URL: "https://tidewater.example/pier", Outlet: "Tidewater Gazette", Headline: "Pier lost",
		Published: time.Date(2026, 1, 5, 6, 0, 0, 0, time.UTC), Text: text,
	}
	f := Fact{ID: NewFactID(a.Revision, Span{11, 28}), Revision: a.Revision, Span: Span{11, 28}, Text: "The pier is gone."}
	want := Citation{
		N: 3, Fact: "revision.11-28", Article: "article", Ref: "tw-7", Headline: "Pier lost", Outlet: "Tidewater Gazette", URL: a.URL,
		Published: a.Published, Quote: "The pier is gone.", Span: Span{11, 28}, Link: a.URL + "#:~:text=The%20pier%20is%20gone.",
	}
	got := Cite(3, a, f)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got.Span.Of(a.Text) != got.Quote {
		t.Errorf("%q stands at %v", got.Span.Of(a.Text), got.Span)
	}
	a.URL, a.Published = "", time.Time{}
	if got := Cite(1, a, f); got.Link != "" || got.URL != "" || !got.Published.IsZero() {
		t.Errorf("a pasted text without a date is cited with link %q, URL %q, published %v", got.Link, got.URL, got.Published)
	}
}

func TestChannelString(t *testing.T) {
	for want, c := range map[string]Channel{
		"slack:T1/C2/1700.01": {Service: "slack", Workspace: "T1", ID: "C2", Thread: "1700.01"},
		"slack:T1/C2":         {Service: "slack", Workspace: "T1", ID: "C2"},
		"console:/terminal":   {Service: "console", ID: "terminal"},
		":/":                  {},
	} {
		if got := c.String(); got != want {
			t.Errorf("%#v is %q, want %q", c, got, want)
		}
	}
}
