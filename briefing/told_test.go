package briefing

import (
	"testing"
	"time"
)

func TestTell(t *testing.T) {
	said := Answer{
		ID: "a1", Kind: AnswerFact, Engine: "7", Searched: Extent{Articles: 3},
		Points:    []Point{{Text: "The ferry sank.", Citations: []int{1}}},
		Citations: []Citation{{N: 1, Fact: "f1"}},
	}
	q := Question{Text: "what sank?", Turns: []Turn{{Question: "who?"}}, Thread: Channel{Service: "slack"}}
	at := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	told := Tell(q, said, "text", at)
	if told.Question.Turns != nil || told.Question.Thread != (Channel{}) || told.Engine != "7" || len(told.Facts) != 1 || !told.At.Equal(at) {
		t.Errorf("told %+v", told)
	}
	said.Leaned = true
	if leaned := Tell(q, said, "text", at); len(leaned.Question.Turns) != 1 {
		t.Error("an answer that leans needs its turns to be given again")
	}
	same := said
	same.Searched.Articles, same.ID = 4, "a2"
	if same.Says() != said.Says() {
		t.Error("how much was searched is not what an answer says")
	}
	for name, change := range map[string]func(*Answer){
		"another fact": func(a *Answer) { a.Citations = []Citation{{N: 1, Fact: "f2"}} },
		"other words":  func(a *Answer) { a.Points = []Point{{Text: "The ferry floats.", Citations: []int{1}}} },
		"a verdict":    func(a *Answer) { a.Verdict = VerdictNo },
		"a note":       func(a *Answer) { a.Notes = []string{"No article gives a cause."} },
		"a conflict":   func(a *Answer) { a.Conflicts = []Conflict{{Kind: ConflictOpen}} },
	} {
		other := said
		if change(&other); other.Says() == said.Says() {
			t.Errorf("%s changes what is said", name)
		}
	}
}
