package question

import (
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestLists(t *testing.T) {
	tests := []struct {
		question string
		listed   string // stem; "" for no list
	}{
		{"which countries signed the Ostby pact?", "countri"},
		{"Which European countries signed the Ostby pact", "countri"},
		{"list all ministers who attended the talks", "minist"},
		{"all who signed the pact", "person"},
		{"name all the companies that bid for the bridge", "compani"},
		{"which country signed first?", ""},
		{"which colours has the flag?", ""},
		{"how many countries signed?", ""},
		{"who signed the pact?", ""},
		{"which countries", ""},
	}
	for _, test := range tests {
		r := Read(test.question)
		if got := r.listed; got != test.listed || (r.Form == FormList) != (test.listed != "") {
			t.Errorf("%q lists %q in the form %s, want %q", test.question, got, r.Form, test.listed)
		}
	}
}

func TestComparisons(t *testing.T) {
	for _, q := range []string{
		"compare what sources say about the bridge", "do sources disagree on the bridge?", "How do outlets differ on the bridge",
		"what do different sources say about the bridge",
	} {
		if r := Read(q); r.Form != FormCompare || len(r.Topic) != 1 || r.Topic[0] != "bridge" {
			t.Errorf("%q is of the form %s on %q", q, r.Form, r.Topic)
		}
	}
}

// TestListed names what is of the sort, and no adjective of it.
func TestListed(t *testing.T) {
	const sentence = "Norway and the Danish minister Ida Rost met in Spain."
	f := briefing.Fact{Text: sentence, Span: briefing.Span{End: len(sentence)}}
	for _, m := range []struct {
		words, name string
		sort        briefing.MentionType
	}{
		{"Norway", "Norway", briefing.MentionPlace}, {"Danish", "Denmark", briefing.MentionPlace},
		{"Ida Rost", "Ida Rost", briefing.MentionPerson}, {"Spain", "Spain", briefing.MentionPlace},
	} {
		for i := range sentence {
			if len(sentence)-i >= len(m.words) && sentence[i:i+len(m.words)] == m.words {
				f.Mentions = append(f.Mentions, briefing.Mention{Span: briefing.Span{Start: i, End: i + len(m.words)}, Name: m.name, Type: m.sort})
			}
		}
	}
	for question, want := range map[string]string{"which countries met?": "Norway", "which ministers met?": "Ida Rost"} {
		got := Read(question).Listed(f)
		if len(got) != 1 || got[0].Name != want {
			t.Errorf("%q lists %+v, want %s", question, got, want)
		}
	}
}
