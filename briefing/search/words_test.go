package search

import (
	"strings"
	"testing"
)

func TestTokens(t *testing.T) {
	tests := []struct {
		name, text string
		headline   bool
		want       string
	}{
		{"stop words go", "the cat and the hat", false, "cat hat"},
		{"a number loses its commas", "at least 320,000 people", false, "least 320000 people"},
		{"a word in capitals is a name", "aid from the US and IT firms", false, "aid us it firms"},
		{"a capital inside a sentence is a name", "critics of Theresa May and Will Young", false, "critics theresa may will young"},
		{"a capital at its beginning is not", "May we ask? Will they come?", false, "ask"},
		{"nor behind an opening quote", "he said: “Will you?”", false, ""},
		{"nor in a headline", "Nation Of The Year", true, "nation year"},
		{"but capitals in a headline are", "Aid From the US", true, "aid us"},
		{"nothing is a name where all is in capitals", "AID FROM THE UN AND THE BANK", false, "aid un bank"},
		{"I is a pronoun", "so did I and I'm glad", false, "i'm glad"},
	}
	for _, tt := range tests {
		var got []string
		for _, tok := range tokens(tt.text, english, tt.headline) {
			got = append(got, tok.norm)
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: %q gives %q, want %q", tt.name, tt.text, s, tt.want)
		}
	}
}

func TestAsked(t *testing.T) {
	tests := []struct{ question, want string }{
		{"Who resigned, and why?", "resigned"},
		{"what did the WHO say", "who"},
		{"WHAT DID SHE TELL REPORTERS", "tell reporters"},
		{"WHO", "who"},
		{"US", "us"},
		{"how was it", ""},
	}
	for _, tt := range tests {
		var got []string
		for _, tok := range asked(tt.question, english) {
			got = append(got, tok.norm)
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%q asks for %q, want %q", tt.question, s, tt.want)
		}
	}
}

func TestStemIsCut(t *testing.T) {
	long := token{norm: strings.Repeat("a1", 500)}
	if got := len(long.stem(english)); got != maxStemBytes {
		t.Errorf("a stem of %d bytes", got)
	}
}
