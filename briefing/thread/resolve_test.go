package thread

import (
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

func asked(questions ...string) []briefing.Turn {
	var turns []briefing.Turn
	for _, q := range questions {
		turns = append(turns, briefing.Turn{Question: q})
	}
	return turns
}

func TestResolve(t *testing.T) {
	lind := asked("What did Mara Lind say about the harbour bridge?")
	tests := []struct {
		name     string
		turns    []briefing.Turn
		question string
		want     string // the question itself when it stands alone
	}{
		{"nothing before it", nil, "did he resign?", "did he resign?"},
		{"he", lind, "did she resign?", "did Mara Lind resign?"},
		{"its", asked("What is tile fever?"), "What are its symptoms?", "What are tile fever's symptoms?"},
		{"an owner, not what is owned", asked("Who wrote Mara Lind's report?"), "where does she live?", "where does Mara Lind live?"},
		{"an important it is a thing", asked("What is tile fever?"), "Why was it important?", "Why was tile fever important?"},
		{"it stands for nothing", asked("What is tile fever?"), "Is it true that Ole Berg left Marn?", "Is it true that Ole Berg left Marn?"},
		{"what belongs to a thing", asked("What is tile fever?"), "What are the symptoms?", "What are the symptoms of tile fever?"},
		{"the topic stays behind a detour", asked("What is tile fever?", "What is moss tea?"), "What are the risks?",
			"What are the risks of moss tea of tile fever?"},
		{"a part of a name", lind, "When was Lind elected?", "When was Mara Lind elected?"},
		{"the last word of a phrase", asked("Who paid for the harbour bridge?"), "When did the bridge open?", "When did the harbour bridge open?"},
		{"another name", asked("How many people voted in Marn?"), "and in Tolm?", "How many people voted in Tolm?"},
		{"another year", asked("How many crew drills were held in 2023?"), "what about 2024?", "How many crew drills were held in 2024?"},
		{"said not to be meant", asked("How many drills were held in 2023?"), "not 2023, 2024", "How many drills were held in 2024?"},
		{"meant something else", asked("When did the harbour open?"), "no, I meant the bank", "When did the bank open?"},
		{"behind all", asked("Did the ferry stop?"), "and in Tolm?", "Did the ferry stop in Tolm?"},

		{"a name of its own", lind, "Who is Ole Berg?", "Who is Ole Berg?"},
		{"another of its kind", asked("What is tile fever?"), "Tell me about moss fever.", "Tell me about moss fever."},
		{"what a thing is", asked("What is tile fever?"), "What is anthracite?", "What is anthracite?"},
		{"asks of what it names", asked("What is tile fever?"), "What is moss and why is it green?", "What is moss and why is it green?"},
		{"a definition", asked("What is tile fever?"), "What is the definition of moss?", "What is the definition of moss?"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Resolve(tt.question, tt.turns)
			if got.Text != tt.want || got.Leans != (tt.want != tt.question) {
				t.Errorf("%q means %q, leaning %v; want %q", tt.question, got.Text, got.Leans, tt.want)
			}
		})
	}
}

func TestResolveTakesNamesOfAnswers(t *testing.T) {
	turns := []briefing.Turn{{Question: "who chairs the harbour inquiry?", Subject: []string{"Mara Lind"}}}
	if got := Resolve("when was she elected?", turns).Text; got != "when was Mara Lind elected?" {
		t.Errorf("she is read as in %q", got)
	}
}

func FuzzResolve(f *testing.F) {
	f.Add("and in Tolm?", "How many people voted in Marn?", "Who is Mara Lind?")
	f.Add("not 2023, 2024", "drills in 2023", "")
	f.Add("no, I meant the bank", "\xff’s", "its their one of 's")
	f.Add("What is tile fever's cause, and is it the ones?", "What is İstanbul's?", "ß")
	f.Fuzz(func(t *testing.T, question, before, first string) {
		got := Resolve(question, asked(first, before))
		if len(got.Text) > max(maxText, len(question)) {
			t.Fatalf("a question of %d bytes became one of %d", len(question), len(got.Text))
		}
		if !got.Leans && got.Text != question {
			t.Fatalf("%q stands alone and became %q", question, got.Text)
		}
		var words []string
		for _, w := range text.Words(got.Text) {
			words = append(words, w.Norm)
		}
		for _, w := range wordsOf(question) {
			if w.names() && !slices.ContainsFunc(words, func(other string) bool { return strings.Contains(other, w.norm) }) && !dropped(question, w.norm) {
				t.Fatalf("%q lost %q: %q", question, w.norm, got.Text)
			}
		}
	})
}

// dropped reports whether a question says of a word that it is not meant.
func dropped(question, norm string) bool {
	_, against := opening(wordsOf(question))
	return against == norm
}
