package post

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// fullPost has every field set.
func fullPost(text, address string, n, seconds int) Post {
	published := time.Unix(int64(seconds), 0).In(time.FixedZone("", n%24*1800))
	c := briefing.Citation{N: n, Fact: "r.1-2", Article: "a1", Headline: text, Outlet: text, URL: address, Link: address, Quote: text, Published: published}
	return Post{
		Key: "slack:T1/C1/1", Mark: "abc234",
		Parts: []Part{
			{Kind: PartHeading, Text: Words(text)},
			{Kind: PartEvidence, Text: Words(text), Cites: []int{n, 2}, Marks: []briefing.Span{{Start: n, End: seconds}}},
			{Kind: PartSource, Source: new(SourceOf(c)), Cites: []int{n + 1}},
			{Kind: PartSource},
		},
		Actions: []Action{{ID: "more", Label: "More", Command: "more #a7f3"}},
	}
}

// What is decoded is what was encoded, in every field, and shows the same.
func FuzzEncode(f *testing.F) {
	f.Add("“We <!channel> said 5 %.”", "https://h.example/a?b=1&c=2#:~:text=x", 1, 1_767_600_000)
	f.Add("\xff\x00\u2028", "", -3, -62135596800)
	f.Add("", "\n", 1<<40, 1<<50)
	f.Fuzz(func(t *testing.T, text, address string, n, seconds int) {
		p := fullPost(text, address, n, seconds)
		got, err := Decode(Encode(p))
		if err != nil {
			t.Fatal(err)
		}
		was, is := p.Parts[2].Source.Published, &got.Parts[2].Source.Published
		if !was.Equal(*is) || !was.IsZero() && was.Format(time.RFC3339) != is.Format(time.RFC3339) {
			t.Errorf("published %v became %v", was, *is)
		}
		*is = was // DeepEqual compares zones by address
		if !reflect.DeepEqual(got, p) {
			t.Errorf("%+v became %+v", p, got)
		}
		if got.Plain() != p.Plain() {
			t.Errorf("%q became %q", p.Plain().Reveal(), got.Plain().Reveal())
		}
	})
}

// Whatever bytes were kept, reading them ends in a post that can be shown, or in an error that repeats nothing of them.
func FuzzDecode(f *testing.F) {
	f.Add(Encode(fullPost("text", "https://h.example", 1, 2)))
	f.Add([]byte(`{"v":1,"parts":[{"kind":"x","marks":[[9,1]]},{"kind":"source"}]}`))
	f.Add([]byte(`{"v":2}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := Decode(body)
		if err != nil {
			return
		}
		again, err := Decode(Encode(p))
		if err != nil || again.Plain() != p.Plain() {
			t.Errorf("%q: %v", body, err)
		}
	})
}

func TestDecodeErrors(t *testing.T) {
	for body, want := range map[string]string{
		"":                                 "not in the form",
		`{"parts":[{"text":"` + canary:     "not in the form",
		`{"v":1,"parts":"` + canary + `"}`: "not in the form",
		`{}`:                               "form 0 is not known",
		`{"v":9}`:                          "form 9 is not known",
	} {
		if _, err := Decode([]byte(body)); err == nil || !strings.Contains(err.Error(), want) || reveals(fmt.Sprint(err)) {
			t.Errorf("%s: %v, want %s", body, err, want)
		}
	}
}

// An encoding that was written once stays readable: an outbox outlives the program that filled it.
func TestDecodeVersion1(t *testing.T) {
	const kept = `{"v":1,"key":"slack:T1/C1/1","mark":"abc234","parts":[{"kind":"heading","text":"Ferry"},` +
		`{"kind":"evidence","text":"214 were aboard.","marks":[[0,3]],"cites":[1]},` +
		`{"kind":"source","cites":[2],"source":{"n":1,"fact":"r.1-2","article":"a1","headline":"Ferry inquiry opens","outlet":"Herald",` +
		`"url":"https://h.example/a","published":[1767600000,3600]}}],"actions":[["more","More","more #a7f3"]]}`
	p, err := Decode([]byte(kept))
	if err != nil {
		t.Fatal(err)
	}
	const want = "Ferry\n“214 were aboard.” [1]\n\n[1][2] Herald · Ferry inquiry opens · 5 Jan 2026\nhttps://h.example/a"
	if got := p.Plain().Reveal(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := string(Encode(p)); got != kept {
		t.Errorf("encoded again:\n%s\nwant\n%s", got, kept)
	}
}
