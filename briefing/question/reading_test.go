package question

import (
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestRead(t *testing.T) {
	tests := []struct {
		question string
		wanted   Wanted
		content  string
	}{
		{"Who runs the Oslo ferry?", WantPerson, "runs oslo ferry"},
		{"which minister opened the bridge?", WantPerson, "minister opened bridge"},
		{"When did the ferry sink?", WantTime, "ferry sink"},
		{"what day was the vote?", WantTime, "vote"},
		{"the bridge, where is it?", WantPlace, "bridge"},
		{"how many divers went down?", WantNumber, "divers went"},
		{"how old is the lighthouse?", WantNumber, "lighthouse"},
		{"price of a ferry ticket?", WantNumber, "price ferry ticket"},
		{"how long did the strike last?", WantExtent, "strike last"},
		{"how come the bridge closed?", WantReason, "bridge closed"},
		{"how did the thieves escape?", WantManner, "thieves escape"},
		{"did the ferry sink?", WantVerdict, "ferry sink"},
		{"what did Mara Lind say about the drills?", WantQuote, "mara lind drills"},
		{"what sank the ferry when it was tested?", WantAnything, "sank ferry tested"},
		{"good morning", WantHelp, "good morning"},
		{"what can you do", WantHelp, ""},
	}
	for _, tt := range tests {
		r := Read(tt.question)
		if content := strings.Join(r.Content, " "); r.Wanted != tt.wanted || content != tt.content {
			t.Errorf("%q wants %q of %q, want %q of %q", tt.question, r.Wanted, content, tt.wanted, tt.content)
		}
	}
}

func TestSpeakerAskedAbout(t *testing.T) {
	r := Read("what did Mara Lind say about the drills?")
	if got := strings.Join(r.Speaker, " "); got != "mara lind" || len(r.Person) != 2 {
		t.Errorf("the speaker is %q, the full name %q", got, r.Person)
	}
	r = Read("what did she say?")
	if len(r.Speaker) != 0 {
		t.Errorf("a pronoun is no speaker: %q", r.Speaker)
	}
	r.SpokenBy([]string{"Mara Lind"})
	if got := strings.Join(r.Person, " "); got != "mara lind" {
		t.Errorf("the full name is %q", got)
	}
}

// A figure that is told to count something else is no answer to "how many".
func TestCounted(t *testing.T) {
	tests := []struct {
		question, of, unit string
		answers            bool
	}{
		{"how many divers were sent down?", "divers", "", true},
		{"how many divers were sent down?", "harbour divers", "", true},
		{"how many divers were sent down?", "", "", true},
		{"how many divers were sent down?", "lamps", "", false},
		{"how many divers were sent down?", "", "month", false},
		{"how many months will it take?", "", "month", true},
		{"how many people were sent down?", "divers", "", true},
		{"how many went down?", "divers", "", true},
		{"how much did it cost?", "", "USD", true},
	}
	for _, tt := range tests {
		f := briefing.Fact{Text: "There were 14 of them.", Span: briefing.Span{End: 22}}
		f.Quantities = []briefing.Quantity{{Span: briefing.Span{Start: 11, End: 13}, Low: 14, High: 14, Of: tt.of, Unit: tt.unit}}
		if _, fits := Read(tt.question).Answers(f); fits != tt.answers {
			t.Errorf("%q is answered by 14 %s%s: %v", tt.question, tt.of, tt.unit, fits)
		}
	}
}
