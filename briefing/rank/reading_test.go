package rank

import (
	"strings"
	"testing"
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
