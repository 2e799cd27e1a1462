package ground

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

func facts(texts ...string) []briefing.Fact {
	var out []briefing.Fact
	for _, t := range texts {
		out = append(out, briefing.Fact{Text: t, Span: briefing.Span{Start: 100, End: 100 + len(t)}})
	}
	return out
}

const (
	dam     = "The council of Marnau approved a plan on 4 March 2025 to repair the dam for $3.5 million, more than 12 years after the flood."
	crash   = "The crash near Orvik killed 12 people and injured 30 others on Monday, police said."
	denied  = "Mayor Ida Lund denied that she had sold the harbour to Brenner Holdings."
	closing = "Brenner Holdings may close its plant in Orvik and plans to cut about 300 jobs."
	not     = "The ministry did not approve the budget, although it approved the ferry."
	quoted  = "“We will not sell the harbour,” Ms. Lund told reporters on Tuesday, calling the rumours “nonsense”."
	sued    = "Brenner Holdings sued Valk Shipping over the harbour."
	monday  = "The dam broke on Monday."
	pronoun = "He resigned after the vote."
)

func TestCheckPasses(t *testing.T) {
	for sentence, cited := range map[string][]string{
		dam: {dam},
		"The council approved a plan to repair the dam for $3.5 million.":                   {dam},
		"On 4 March 2025 the council of Marnau approved a plan to repair the dam.":          {dam},
		"In March 2025 Marnau's council approved a plan to repair the dam.":                 {dam},
		"The plan was approved by the council.":                                             {dam},
		"The crash killed twelve people and injured 30 others, police said.":                {crash},
		"Police said that the crash near Orvik killed 12 people.":                           {crash},
		"30 others were injured, police said.":                                              {crash},
		"Ida Lund denied that she had sold the harbour.":                                    {denied},
		"Brenner Holdings may close its plant in Orvik.":                                    {closing},
		"Brenner Holdings plans to cut about 300 jobs.":                                     {closing},
		"The ministry approved the ferry.":                                                  {not},
		"The ministry did not approve the budget.":                                          {not},
		"“We will not sell the harbour,” Ms. Lund told reporters.":                          {quoted},
		"Lund told reporters: “We will not sell the harbour”.":                              {quoted},
		"Valk Shipping was sued by Brenner Holdings.":                                       {sued},
		"Police said the crash killed 12 people, and Brenner Holdings may close its plant.": {crash, closing},
		"$3.5m": {dam},
	} {
		if got := Check(sentence, facts(cited...)); len(got) > 0 {
			t.Errorf("%s\n\t%v", sentence, got)
		}
	}
}

func TestCheckFinds(t *testing.T) {
	tests := []struct {
		sentence string
		want     Kind
		cited    []string
	}{
		{"", Empty, []string{dam}},
		{" … ", Empty, []string{dam}},
		{strings.Repeat("The dam. ", 200), Overlong, []string{dam}},
		{"The dam.", Uncited, nil},
		{"The dam is repaired for $4.5 million.", Number, []string{dam}},
		{"The dam is repaired for 3.5 million.", Number, []string{dam}},
		{"The dam is repaired for €3.5 million.", Number, []string{dam}},
		{"The council approved a plan 12 years after the flood.", Hedge, []string{dam}},
		{"The council approved a plan on 5 March 2025.", Date, []string{dam}},
		{"The council approved a plan in March 2024.", Date, []string{dam}},
		{"The crash killed 12 people on Tuesday, police said.", Date, []string{crash}},
		{"Police said the crash killed 30 people.", Detached, []string{crash}},
		{"Police said 12 others were injured.", Detached, []string{crash}},
		{"The crash killed 12 people.", Attribution, []string{crash}},
		{"The crash near Bergby killed 12 people, police said.", Name, []string{crash}},
		{"Police said the crash killed 12 children.", Unknown, []string{crash}},
		{"Ida Lund sold the harbour to Brenner Holdings.", Negation, []string{denied}},
		{"Brenner Holdings denied that Ida Lund sold the harbour.", Swapped, []string{"Ida Lund denied that Brenner Holdings sold the harbour."}},
		{"Brenner Holdings closes its plant in Orvik.", Hedge, []string{closing}},
		{"Brenner Holdings cuts about 300 jobs.", Hedge, []string{closing}},
		{"Brenner Holdings plans to cut 300 jobs.", Hedge, []string{closing}},
		{"Police said the crash killed 12 people, while Brenner Holdings closes its plant.", Hedge, []string{crash, closing}},
		{"The ferry may close, and Brenner Holdings cuts about 300 jobs.", Hedge, []string{"The ferry may close.", closing}},
		{"The ministry approved the budget.", Negation, []string{not}},
		{"The ministry did not approve the ferry.", Negation, []string{not}},
		{"The council did not approve a plan.", Negation, []string{dam}},
		{"The council may approve a plan.", Hedge, []string{dam}},
		{"The council approved a plan, Valk said.", Attribution, []string{dam}},
		{"“We will sell the harbour,” Ms. Lund told reporters.", Quotation, []string{quoted}},
		{"“not sell the harb” is what Ms. Lund told reporters.", Quotation, []string{quoted}},
		{"The council approved a “plan”.", Quotation, []string{dam}},
		{"We will not sell the harbour, Ms. Lund told reporters.", Dangling, []string{quoted}},
		{"Valk Shipping sued Brenner Holdings.", Swapped, []string{sued}},
		{"Brenner Holdings was sued by Valk Shipping.", Swapped, []string{sued}},
		{"Valk Shipping may close its plant.", Mixed, []string{sued, closing}},
		{"He resigned.", Dangling, []string{pronoun}},
		{"The council approved a plan https://evil.example/x", Marked, []string{dam}},
		{"The council approved <!channel> a plan.", Marked, []string{dam}},
	}
	for _, tt := range tests {
		got := Check(tt.sentence, facts(tt.cited...))
		if !slices.ContainsFunc(got, func(f Finding) bool { return f.Kind == tt.want }) {
			t.Errorf("%s\n\tfound %v, want %s", tt.sentence, got, tt.want)
		}
	}
}

// What a fact knows beside its text may be said: the day a weekday was, the person a pronoun is.
func TestCheckUsesTheDataOfAFact(t *testing.T) {
	day := facts(monday)[0]
	day.When = []briefing.When{{Grain: "day", From: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 1, 6, 0, 0, 0, 0, time.UTC)}}
	he := facts(pronoun)[0]
	he.Context = []briefing.Reference{{Span: briefing.Span{Start: 100, End: 102}, For: "Jonas Valk"}}
	said := facts("“It is safe,” she said.")[0]
	said.Quotes = []briefing.Quote{{Kind: briefing.QuoteDirect, Span: briefing.Span{Start: 103, End: 114}, Speaker: "Ida Lund", Verb: "said"}}
	tests := []struct {
		fact     briefing.Fact
		sentence string
		want     Kind // "" for none
	}{
		{day, "The dam broke on 5 January 2026.", ""},
		{day, "The dam broke in January 2026.", ""},
		{day, "The dam broke on 6 January 2026.", Date},
		{he, "Jonas Valk resigned.", ""},
		{he, "Valk resigned after the vote.", ""},
		{he, "Lund resigned after the vote.", Name},
		{said, "Ida Lund said: “It is safe”.", ""},
		{said, "It is safe.", Attribution},
	}
	for _, tt := range tests {
		got := Check(tt.sentence, []briefing.Fact{tt.fact})
		if tt.want == "" && len(got) > 0 || tt.want != "" && !slices.ContainsFunc(got, func(f Finding) bool { return f.Kind == tt.want }) {
			t.Errorf("%s\n\tfound %v, want %q", tt.sentence, got, tt.want)
		}
	}
}

func TestMarkup(t *testing.T) {
	for s, want := range map[string]bool{
		"See https://example.org now": true, "see example.com": true, "a-b.co.uk/x?y": true, "www.x": true, "(evil.io)": true,
		"@everyone": true, "＠here": true, "<@U123>": true, "*bold*": true, "`code`": true, "[link](x)": true, "&lt;!here&gt;": true,
		"#general": true, "mailto:x": true, "javascript:alert(1)": true, "a\u202eb": true, "zero\u200bwidth": true, "bad \xff": true, "evil。com": true,
		"The U.S. paid $3.5bn, or 4.5%, to R&D.": false, "“No,” she said - e.g. on Monday... Yes!": false, "It's No. 5 (of 6); 10:30 a.m.": false,
		"Größe naïve 你好。世界": false, "the 3.30pm train": false, "": false,
	} {
		if got := Markup(s); (len(got) > 0) != want {
			t.Errorf("%q: %q", s, got)
		}
	}
}

func TestNumbersAreRead(t *testing.T) {
	for s, want := range map[string]number{
		"1,000.5":                  {value: 1000.5},
		"twenty-three":             {value: 23},
		"two hundred and five":     {value: 205},
		"a million":                {value: 1e6},
		"one thousand two hundred": {value: 1200},
		"$3.5bn":                   {value: 3.5e9, unit: "USD"},
		"3.5 billion dollars":      {value: 3.5e9, unit: "USD"},
		"12 percent":               {value: 12, unit: "%"},
		"12%":                      {value: 12, unit: "%"},
		"more than 40":             {value: 40, bound: above},
		"no more than 40":          {value: 40, bound: below},
		"40 or more":               {value: 40, bound: above},
		"nearly €2 million":        {value: 2e6, unit: "EUR", bound: about},
	} {
		r := read(s)
		if len(r.numbers) != 1 {
			t.Errorf("%q: %d numbers", s, len(r.numbers))
			continue
		}
		n := r.numbers[0]
		if !sameValue(n.value, want.value) || n.unit != want.unit || n.bound != want.bound {
			t.Errorf("%q: %+v, want %+v", s, n, want)
		}
	}
}

// A fact copied whole is always grounded, whatever it says; and whatever else a sentence says, findings are about it or its fact.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{dam, crash, denied, closing, not, quoted, sued, monday, pronoun} {
		f.Add(s, dam)
	}
	f.Add("one one hundred hundred thousand and and 5th of of May", "\xff “ ‘ \" 1.1.1,")
	f.Fuzz(func(t *testing.T, sentence, fact string) {
		if len(sentence) > 4000 || len(fact) > 4000 {
			return
		}
		cited := facts(fact, sentence)
		if got := Check(sentence, cited); hasWord(strings.TrimSpace(sentence)) && len(got) > 0 {
			t.Errorf("a copy of %q: %v", sentence, got)
		}
		alone := facts(fact)
		got := Check(sentence, alone)
		for _, x := range got {
			if x.Words != "" && x.Kind != Hedge && x.Kind != Negation && x.Kind != Attribution && !strings.Contains(sentence, x.Words) {
				t.Errorf("%v is not about %q", x, sentence)
			}
		}
		if hasLink := strings.Contains(sentence, "http://") || strings.Contains(sentence, "<@"); hasLink && len(got) == 0 &&
			strings.TrimSpace(sentence) != strings.TrimSpace(fact) {
			t.Errorf("%q passes", sentence)
		}
		if again := Check(sentence, alone); !slices.Equal(got, again) {
			t.Errorf("%v, then %v", got, again)
		}
	})
}

// Text made to be expensive costs little: a reader waits for the check. The bound only tells a check that never ends from one on a busy machine.
func TestCheckIsBounded(t *testing.T) {
	for _, unit := range []string{"not ", "Ab c ", "1 x ", "5 May ", "“a” ", "said, ", "may, he ", "A sued B by C "} {
		sentence, fact := strings.Repeat(unit, MaxSentence/len(unit)), strings.Repeat(unit, 10_000/len(unit))
		began := time.Now()
		Check(sentence, facts(fact, fact, fact, fact))
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%q again and again takes %s", unit, took)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	cited := facts(crash, closing)
	for b.Loop() {
		Check("Police said the crash killed 12 people, and Brenner Holdings may close its plant.", cited)
	}
}
