package extract

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// published is a Wednesday.
var published = time.Date(2026, 3, 4, 21, 30, 0, 0, time.FixedZone("", -5*3600))

// article is an article of one body block for each paragraph; "kind: text" gives a block another kind.
func article(paragraphs ...string) briefing.Article {
	a := briefing.Article{Revision: "rev", Published: published}
	for i, p := range paragraphs {
		kind := briefing.BlockBody
		for _, k := range []briefing.BlockKind{briefing.BlockStandfirst, briefing.BlockCaption, briefing.BlockPullQuote, briefing.BlockFurniture} {
			if rest, ok := strings.CutPrefix(p, string(k)+": "); ok {
				kind, p = k, rest
			}
		}
		if i > 0 {
			a.Text += "\n\n"
		}
		a.Blocks = append(a.Blocks, briefing.Block{Kind: kind, Span: briefing.Span{Start: len(a.Text), End: len(a.Text) + len(p)}})
		a.Text += p
	}
	return a
}

// prove fails when a fact cannot be shown in its article.
func prove(t *testing.T, a briefing.Article, facts []briefing.Fact) {
	t.Helper()
	end := 0
	for _, f := range facts {
		if f.Text == "" || f.Span.Of(a.Text) != f.Text || f.Span.Start < end {
			t.Fatalf("fact %v %q behind %d does not stand in the text", f.Span, f.Text, end)
		}
		end = f.Span.End
		if f.Block < 0 || f.Block >= len(a.Blocks) || !f.Span.Within(a.Blocks[f.Block].Span) {
			t.Fatalf("fact %v lies outside its block %d", f.Span, f.Block)
		}
		if f.ID != briefing.NewFactID(a.Revision, f.Span) {
			t.Fatalf("fact %v has id %s", f.Span, f.ID)
		}
		inside := func(what string, s briefing.Span) {
			if s.Empty() || !s.Within(f.Span) {
				t.Fatalf("%s %v lies outside fact %v %q", what, s, f.Span, f.Text)
			}
		}
		for _, q := range f.Quotes {
			inside("quote", q.Span)
			if printed := q.SpeakerSpan.Of(a.Text); q.Speaker != "" && q.Role == "" && printed != "" && !pronouns[text.Fold(printed)] &&
				printed != strings.ToUpper(printed) && !sharesWord(printed, q.Speaker) { // capitals may be initials
				t.Fatalf("quote %+v is said by %q", q, printed)
			}
			if !q.Whole.Empty() && (!q.Span.Within(q.Whole) || q.Whole.Of(a.Text) == "") {
				t.Fatalf("the whole %v of quote %v does not hold it", q.Whole, q.Span)
			}
			if q.SpeakerSpan != (briefing.Span{}) && q.SpeakerSpan.Of(a.Text) == "" {
				t.Fatalf("speaker %v lies outside the text", q.SpeakerSpan)
			}
			if !strings.Contains(a.Text, q.Speaker) || !strings.Contains(a.Text, q.Role) || !strings.Contains(a.Text, q.Verb) || !strings.Contains(a.Text, q.To) {
				t.Fatalf("quote %+v says what the article does not print", q)
			}
		}
		for _, m := range f.Mentions {
			inside("mention", m.Span)
			if !strings.Contains(a.Text, m.Name) && atlas.of[text.Fold(m.Span.Of(a.Text))].bare() != m.Name {
				t.Fatalf("the article never prints %q", m.Name)
			}
			if !strings.Contains(f.Text, m.Role) {
				t.Fatalf("role %q of %q is not printed in %q", m.Role, m.Name, f.Text)
			}
			if m.For != "" && m.For != "the European Union" && !atlas.named[text.Fold(strings.TrimPrefix(strings.TrimPrefix(m.For, "the government of "), "the "))].governs {
				t.Fatalf("%q stands for %q", m.Name, m.For)
			}
		}
		for _, q := range f.Quantities {
			inside("quantity", q.Span)
			if math.IsNaN(q.Low) || math.IsNaN(q.High) || q.Low > q.High || math.IsInf(q.Low, 1) || math.IsInf(q.High, -1) || !strings.Contains(f.Text, q.Of) {
				t.Fatalf("quantity %+v", q)
			}
		}
		at := 0
		for _, m := range f.Modality {
			inside("modality", m.Span)
			if m.Kind == "" || m.Span.Start < at {
				t.Fatalf("modality %+v behind %d", m, at)
			}
			at = m.Span.End
		}
		if (f.Attribution == "") != (a.Language != "" && a.Language != "en") && len(f.Text) < 2000 {
			t.Fatalf("attribution %q in %q", f.Attribution, a.Language)
		}
		for _, w := range f.When {
			inside("time", w.Span)
			if w.Resolved() != (w.Anchor != briefing.AnchorNone) || w.Resolved() && !w.From.Before(w.To) {
				t.Fatalf("time %+v", w)
			}
			if !timexValue.MatchString(w.Value) || w.Kind == "" {
				t.Fatalf("time %q has value %q and kind %q", w.Span.Of(a.Text), w.Value, w.Kind)
			}
		}
		for _, c := range f.Context {
			inside("reference", c.Span)
			for _, name := range strings.Split(c.For, " and ") {
				if c.For == "" || !strings.Contains(a.Text, name) {
					t.Fatalf("the article never prints %q", c.For)
				}
			}
			if f.Dangling {
				t.Fatalf("%q dangles with context %q", f.Text, c.For)
			}
		}
		for _, s := range f.Also {
			if s.Of(a.Text) == "" {
				t.Fatalf("the repeat %v lies outside the text", s)
			}
		}
	}
}

func TestFacts(t *testing.T) {
	for _, tt := range []struct {
		name       string
		paragraphs []string
		want       []string // kind: text, with "+" and the repeats
	}{
		{"sentences", []string{"Rain fell. It stopped."}, []string{"statement: Rain fell.", "statement: It stopped."}},
		{"whole quotation", []string{`"We stay. We work," Ida Lund said. Then rain fell.`}, []string{`quotation: "We stay. We work," Ida Lund said.`, "statement: Then rain fell."}},
		{"open quotation", []string{"“We stay here. We work here.", "“We go now,” Ida Lund said."}, []string{"quotation: “We stay here. We work here.", "quotation: “We go now,” Ida Lund said."}},
		{"furniture is no evidence", []string{"furniture: Sign up now.", "Rain fell."}, []string{"statement: Rain fell."}},
		{"caption", []string{"caption: A flooded street in Oslo. (AP Photo/Ida Lund)"}, []string{"caption: A flooded street in Oslo."}},
		{"standfirst that is not repeated", []string{"standfirst: Oslo is under water again.", "Rain fell on the city."}, []string{"standfirst: Oslo is under water again.", "statement: Rain fell on the city."}},
		{"standfirst that is repeated", []string{"standfirst: Rain fell on the old city", "Rain fell on the old city. It stopped."}, []string{"statement: Rain fell on the old city. + Rain fell on the old city", "statement: It stopped."}},
		{"other number", []string{"standfirst: Rain fell on 12 old towns near the big river", "Rain fell on 13 old towns near the big river."}, []string{"standfirst: Rain fell on 12 old towns near the big river", "statement: Rain fell on 13 old towns near the big river."}},
		{"pull quote", []string{"“We will never leave this house,” Ida Lund said.", "pullquote: We will never leave this house"}, []string{"quotation: “We will never leave this house,” Ida Lund said. + We will never leave this house"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := article(tt.paragraphs...)
			facts := Facts(a)
			prove(t, a, facts)
			var got []string
			for _, f := range facts {
				line := string(f.Kind) + ": " + f.Text
				for _, s := range f.Also {
					line += " + " + s.Of(a.Text)
				}
				got = append(got, line)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestQuotes(t *testing.T) {
	trySaid(t, []said{
		{"behind", []string{`"We will stay," Ida Lund said.`}, []string{"direct|We will stay,|Ida Lund||said"}},
		{"inverted", []string{`"We will stay," said Prime Minister Ida Lund.`}, []string{"direct|We will stay,|Ida Lund|Prime Minister|said"}},
		{"before", []string{`Ida Lund told reporters: “We will stay.”`}, []string{"direct|We will stay.|Ida Lund||told>reporters"}},
		{"role behind", []string{`"We will stay," said Ida Lund, a lawyer for the city.`}, []string{"direct|We will stay,|Ida Lund|lawyer for the city|said"}},
		{"apposition", []string{`Ida Lund, a lawyer in Oslo, said: "We will stay."`}, []string{"direct|We will stay.|Ida Lund|lawyer in Oslo|said"}},
		{"partial", []string{`Ida Lund called the plan "a bad joke" on Monday.`}, []string{"partial|a bad joke|Ida Lund||called"}},
		{"goes on", []string{`"We will stay," Ida Lund said. "Nobody leaves here."`}, []string{"direct|We will stay,|Ida Lund||said", "direct|Nobody leaves here.|Ida Lund||"}},
		{"indirect", []string{`Ida Lund said that the bridge was safe.`}, []string{"indirect|the bridge was safe|Ida Lund||said"}},
		{"indirect first", []string{`The bridge was safe, Ida Lund said.`}, []string{"indirect|The bridge was safe|Ida Lund||said"}},
		{"according to", []string{`According to the finance ministry, prices fell in May.`}, []string{"indirect|prices fell in May||finance ministry|According to"}},
		{"crowd", []string{`Police said two men were hurt.`}, []string{"indirect|two men were hurt||Police|said"}},
		{"one person near", []string{`Anna Lund spoke in Oslo.`, `"We will stay," she said.`}, []string{"direct|We will stay,|Anna Lund||said"}},
		{"two persons near", []string{`Anna Lund met Emma Berg in Oslo.`, `"We will stay," she said.`}, []string{"direct|We will stay,|Anna Lund||said?"}},
		{"fullest name", []string{`Ms. Lund said: "We will stay."`, `Ida Lund left.`}, []string{"direct|We will stay.|Ida Lund||said"}},
		{"speaker in the next paragraph", []string{"“We stay here. We work here.", "“We go now,” Ida Lund said."}, []string{"direct|We stay here. We work here.|Ida Lund||said", "direct|We go now,|Ida Lund||said"}},
		{"title with a point", []string{`Sen. Ida Lund of Ohio said Tuesday the plan was dead.`}, []string{"indirect|the plan was dead|Ida Lund|Sen.|said"}},
		{"secretary of", []string{`"We go," said Secretary of State John Roe.`}, []string{"partial|We go,|John Roe|Secretary of State|said"}},
		{"one name with a description", []string{`Lea Berg runs the port.`, `Tomas, a baker from Bergen who asked that his surname be left out, was tired. "I sold all of it," he said by phone. "Come back on Monday."`},
			[]string{"direct|I sold all of it,|Tomas||said", "direct|Come back on Monday.|Tomas||"}},
		{"unnamed subject before a pronoun", []string{`Lars Berg left.`, `The presenter of the show was angry. "We will sue," he said.`}, []string{"direct|We will sue,|Lars Berg||said?"}},
		{"subject of the paragraph", []string{`Lars Berg left.`, `Jonas Lie, a farmer, came late. "We will sue," he said.`}, []string{"direct|We will sue,|Jonas Lie||said"}},
		{"goes on with pronoun", []string{`Jonas Lie said Lars Berg had lied. "We will sue," he said.`}, []string{"indirect|Lars Berg had lied|Jonas Lie||said", "direct|We will sue,|Jonas Lie||said"}},
		{"named only in what is said", []string{`Jonas Lie arrived.`, `Lars Berg had lied about it all, he said.`}, []string{"indirect|Lars Berg had lied about it all|Jonas Lie||said?"}},
		{"adjectives of a role", []string{`Norwegian foreign minister Ida Lund said the talks had failed.`}, []string{"indirect|the talks had failed|Ida Lund|Norwegian foreign minister|said"}},
		{"honorific", []string{`"We will stay here," said Dr Ida Lund, a crop analyst at the Fjord Institute.`}, []string{"direct|We will stay here,|Ida Lund|crop analyst at the Fjord Institute|said"}},
		{"verb before a title", []string{`In Oslo she met Secretary of State Ida Lund, who said the talks had failed.`}, []string{"indirect|the talks had failed|Ida Lund|Secretary of State|said"}},
		{"role before a comma", []string{`The town's chief engineer, Ida Lund, said the bridge was safe.`}, []string{"indirect|the bridge was safe|Ida Lund|town's chief engineer|said"}},
		{"several descriptions", []string{`Ida Lund, 41, a nurse at Lake Clinic, a small hospital, said the ward was full.`}, []string{"indirect|the ward was full|Ida Lund|nurse at Lake Clinic|said"}},
		{"party behind a name", []string{`"We will stay here," Sen. Ida Lund (R-Ohio) said Tuesday.`}, []string{"direct|We will stay here,|Ida Lund|Sen.|said"}},
		{"noun that looks like a verb", []string{`Last year the United States answered with sanctions, and claims of fraud grew.`}, nil},
		{"thing added", []string{`The bakery added sugar to the bread. Ida Lund stressed the need to talk about it.`}, nil},
		{"asked whether", []string{`Ida Lund asked whether the bridge was safe.`}, []string{"indirect|whether the bridge was safe|Ida Lund||asked"}},
		{"wish", []string{`Ida Lund asked that the door be closed.`}, nil},
		{"said to be", []string{`The painting is said to be the oldest. Its owner was reported to have left.`}, nil},
		{"called", []string{`Residents called for a new bridge. Ida Lund described the old one at length.`}, nil},
		{"noted that", []string{`Ida Lund noted that the bridge was old.`}, []string{"indirect|the bridge was old|Ida Lund||noted"}},
		{"partial in indirect", []string{`Mr Lund told guests at the hall that the meal had been “truly, truly bad”.`, `Jon Lund left.`},
			[]string{"partial|truly, truly bad|Jon Lund||told", "indirect|the meal had been “truly, truly bad”|Jon Lund||told"}},
		{"told, according to", []string{`Jon Lund told Ida Berg that the dam had to be mended, according to the City Council.`},
			[]string{"indirect|the dam had to be mended|Jon Lund||told>Ida Berg", "indirect|Jon Lund told Ida Berg that the dam had to be mended|City Council||according to"}},
		{"denied and said", []string{`The City Council has denied that the dam leaked, and said that the engineer had resigned.`},
			[]string{"indirect|the dam leaked|City Council||denied", "indirect|the engineer had resigned|City Council||said"}},
		{"who follows, according to", []string{`Rain fell in the hills, according to a local official who measures it, but the dam held.`}, []string{"indirect|Rain fell in the hills||local official|according to"}},
		{"crosshead between marks", []string{`"We will stay here," Ida Lund said.`, `‘Lowest since the great flood’`}, []string{"direct|We will stay here,|Ida Lund||said"}},
		{"next paragraph", []string{`"We will stay here," Ida Lund said.`, `"Nobody leaves this valley."`}, []string{"direct|We will stay here,|Ida Lund||said", "direct|Nobody leaves this valley.|Ida Lund||?"}},
		{"definite description", []string{`Norway's foreign minister, Ida Lund, came by train.`, `The minister said the talks had failed.`}, []string{"indirect|the talks had failed|Ida Lund|minister|said"}},
		{"description of two", []string{`Senator Ida Lund met Senator Jon Berg on the train that goes to Bergen.`, `It was late.`, `It was cold.`, `The senator said the talks had failed.`}, []string{"indirect|the talks had failed||senator|said"}},
		{"body by its kind", []string{`The Fisheries Department closed the bay.`, `The department said the water was warm.`}, []string{"indirect|the water was warm|Fisheries Department|department|said"}},
		{"nobody named", []string{`A spokeswoman for the harbour ministry said the ships were safe.`}, []string{"indirect|the ships were safe||spokeswoman for the harbour ministry|said"}},
		{"relative clause before the verb", []string{`A diplomat who was briefed on the talks said the tone was warm.`}, []string{"indirect|the tone was warm||diplomat|said"}},
		{"compound body", []string{`Prices fell by half in May, according to the UN fishing agency.`}, []string{"indirect|Prices fell by half in May||UN fishing agency|according to"}},
		{"inverted in a long sentence", []string{`Jon Berg, whose firm, Tidal, makes nets, said Ida Lund was right.`}, nil},
		{"told by a cousin", []string{`The singer died on Friday, her cousin, Jon Berg, told TMZ.`}, []string{"indirect|The singer died on Friday|Jon Berg|her cousin|told>TMZ"}},
		{"letter", []string{`On Monday Jon Berg issued a statement saying that the firm was "a sound and honest house".`},
			[]string{"partial|a sound and honest house|Jon Berg||saying", "indirect|the firm was \"a sound and honest house\"|Jon Berg||saying"}},
		{"company is no woman", []string{`Fjord AI said profits rose by half.`, `"We are glad of it," she said.`}, []string{"indirect|profits rose by half|Fjord AI||said", "direct|We are glad of it,|||said"}},
		{"colon", []string{`Ida Lund: "We will stay here."`, `Ida Lund, a farmer, left.`}, []string{"direct|We will stay here.|Ida Lund||"}},
		{"as when if", []string{`How she answers that question will decide it. What they say was wrong is a long list.`}, nil},
		{"scare quote", []string{`The so-called "green deal" failed.`}, nil},
		{"title", []string{`The film "A Long Day in the Rain" won.`}, nil},
		{"two speakers, while", []string{`Councillor Berit Aune said closing it would be "a mistake", while her colleague Rolf Strand called the plan "the only honest way out".`},
			[]string{"partial|a mistake|Berit Aune|Councillor|said", "partial|the only honest way out|Rolf Strand|colleague|called", `indirect|closing it would be "a mistake"|Berit Aune|Councillor|said`}},
		{"two speakers, but", []string{`Berit Aune said the pier was "a bad joke", but Rolf Strand called it "a real chance".`},
			[]string{"partial|a bad joke|Berit Aune||said", "partial|a real chance|Rolf Strand||called", `indirect|the pier was "a bad joke"|Berit Aune||said`}},
		{"two speakers, and", []string{`Berit Aune said it would "ruin the harbour", and the mayor said it would "save the town".`},
			[]string{"partial|ruin the harbour|Berit Aune||said", "partial|save the town||mayor|said", `indirect|it would "ruin the harbour"|Berit Aune||said`, `indirect|it would "save the town"||mayor|said`}},
		{"somebody else's clause", []string{`Berit Aune said it was too late, while her deputy Rolf Strand wanted "a real change of course".`},
			[]string{"partial|a real change of course|Rolf Strand|deputy|wanted", "indirect|it was too late|Berit Aune||said"}},
		{"somebody else's clause without a verb of speech", []string{`Berit Aune said it was "a mistake", while the baker Rolf Strand saw "a real change of course".`},
			[]string{"partial|a mistake|Berit Aune||said", "partial|a real change of course|Berit Aune||said?", `indirect|it was "a mistake"|Berit Aune||said`}},
		{"report up to a semicolon", []string{`Ida Lund said the bridge was safe; the city had paid for it.`}, []string{"indirect|the bridge was safe|Ida Lund||said"}},
		{"report up to the next person", []string{`Ida Lund said the bridge was safe, and Jon Berg called it a wonder.`}, []string{"indirect|the bridge was safe|Ida Lund||said"}},
		{"letters behind a name", []string{`“Nobody came to help,” said Maud Teller KC.`}, []string{"direct|Nobody came to help,|Maud Teller||said"}},
		{"spokesman goes on", []string{`Amir Shah, the transport minister, came late.`, `“The minister will decide,” a spokesman for Shah said.`, `“There is time,” he went on. “Nothing is lost.”`},
			[]string{"direct|The minister will decide,||spokesman for Shah|said", "direct|There is time,||spokesman for Shah|went", "direct|Nothing is lost.||spokesman for Shah|"}},
		{"spokesman is no woman", []string{`“The minister will decide,” a spokesman for Emma Shah said.`, `“There is time,” she said.`},
			[]string{"direct|The minister will decide,||spokesman for Emma Shah|said", "direct|There is time,|Emma Shah||said?"}},
		{"apostrophes", []string{`The boys' club isn't the girls' club.`}, nil},
	})
}

// named tells the names of facts: the full name and its sort.
func named(facts []briefing.Fact) string {
	var out []string
	for _, f := range facts {
		for _, m := range f.Mentions {
			out = append(out, m.Name+"/"+string(m.Type))
		}
	}
	return strings.Join(out, ", ")
}

// asPrinted tells the names of facts as they are printed, and what they stand for.
func asPrinted(a briefing.Article, facts []briefing.Fact) string {
	var out []string
	for _, f := range facts {
		for _, m := range f.Mentions {
			out = append(out, m.Span.Of(a.Text)+"="+m.Name+"/"+string(m.Type))
		}
	}
	return strings.Join(out, ", ")
}

func TestMentions(t *testing.T) {
	a := article("Prime Minister Ida Lund met Acme Corp. in Oslo.", "Lund praised the Bank of England and NATO.", "She thanked Russian troops.")
	facts := Facts(a)
	prove(t, a, facts)
	want := "Ida Lund=Ida Lund/person, Acme Corp.=Acme Corp./organisation, Oslo=Oslo/place, Lund=Ida Lund/person, " +
		"Bank of England=Bank of England/organisation, NATO=NATO/organisation, Russian=Russia/place"
	if got := asPrinted(a, facts); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if c := facts[2].Context; len(c) != 1 || c[0].For != "Ida Lund" {
		t.Errorf("context of %q: %v", facts[2].Text, c)
	}
}

func TestGovernments(t *testing.T) {
	for in, want := range map[string]string{
		"Moscow denied the claim.":                                  "Moscow: the government of Russia",
		"The White House has not said when.":                        "White House: the government of the United States",
		"Talks failed, Downing Street said.":                        "Downing Street: the government of the United Kingdom",
		"The deal was signed, according to Tehran.":                 "Tehran: the government of Iran",
		"Oslo and Madrid agreed to talk.":                           "Oslo: the government of Norway, Madrid: the government of Spain",
		"It fell after Kenya, angry, left and Beijing was accused.": "",
		"Brussels is considering a fine.":                           "Brussels: the European Union",
		"The Netherlands will recall its envoy.":                    "Netherlands: the government of the Netherlands",
		"Rain fell in Moscow.":                                      "",
		"Moscow was hit by hail.":                                   "",
		"A man from Washington denied it.":                          "",
		"Moscow's mayor said no.":                                   "",
		"Talks between Oslo and Paris ended.":                       "",
		"Ida Moscow said it rained. Moscow denied it.":              "",
		"Yesterday in Ottawa said the witness.":                     "",
	} {
		a := article(in)
		facts := Facts(a)
		prove(t, a, facts)
		var got []string
		for _, f := range facts {
			for _, m := range f.Mentions {
				if m.For != "" {
					got = append(got, m.Span.Of(a.Text)+": "+m.For)
				}
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestNations(t *testing.T) {
	for in, want := range map[string]string{
		"Kenyan police met two Germans.":                            "Kenyan=Kenya/place, Germans=Germany/place",
		"The South African team spoke French.":                      "South African=South Africa/place, French=French/other",
		"A Dutch firm left the U.S. The United States was furious.": "Dutch=Netherlands/place, U.S.=United States/place, United States=United States/place",
		"Britain left. UK exports fell.":                            "Britain=Britain/place, UK=Britain/place",
	} {
		a := article(in)
		facts := Facts(a)
		prove(t, a, facts)
		if got := asPrinted(a, facts); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string]string{
		"The Harbour and Transport Union met in Oslo.":      "Harbour and Transport Union/organisation, Oslo/place",
		"The British Shopkeepers’ League said prices rose.": "British Shopkeepers’ League/organisation",
		"Ida Lund and Jon Berg met the Rail Union.":         "Ida Lund/other, Jon Berg/person, Rail Union/organisation",
		"The BBC and Arts Council met.":                     "BBC/organisation, Arts Council/organisation",
		"“Nobody came,” said Maud Teller MP.":               "Maud Teller/person",
		"Maud Teller KC left. Later Teller KC came back.":   "Maud Teller/person, Maud Teller/person",
		"The Labour MP left Oslo.":                          "Labour MP/organisation, Oslo/place",
	} {
		a := article(in)
		facts := Facts(a)
		prove(t, a, facts)
		if got := named(facts); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

func TestContext(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   []string
		want string // whom the pronoun that opens the last sentence stands for
	}{
		{"letters of a barrister", []string{`Judge Ilse Voss left early.`, `“Nobody came to help,” said Maud Teller KC.`, `She called their absence extraordinary.`}, "Maud Teller"},
		{"nearer speaker of unknown kind", []string{`Judge Ilse Voss left early.`, `Brightwater told the inquiry the files were lost.`, `She called their absence extraordinary.`}, ""},
		{"only one", []string{`Judge Ilse Voss left early.`, `She called their absence extraordinary.`}, "Ilse Voss"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := article(tt.in...)
			facts := Facts(a)
			prove(t, a, facts)
			got := ""
			if c := facts[len(facts)-1].Context; len(c) == 1 {
				got = c[0].For
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestHedge(t *testing.T) {
	for in, want := range map[string]string{
		"He allegedly stole it.": "allegedly", "There is no evidence of it.": "no evidence", "She didn’t go.": "didn’t",
		"Rain fell.": "", "Theresa May left.": "", "It may rain.": "may", "He denied it.": "denied", "Lund, who did not give his age, left.": "", "Although it may rain, the fair opens.": "",
		"They spoke of possible links to the firm in January.": "possible", "A man who allegedly stole it left.": "allegedly", "It opened in May, and Will Roe came.": "",
	} {
		if got := Facts(article(in))[0].Hedge; got != want {
			t.Errorf("hedge of %q = %q, want %q", in, got, want)
		}
	}
}

func TestOtherLanguage(t *testing.T) {
	a := article("Merkel sagte: „Wir bleiben.“ Es regnet am 10. Mai 2017.")
	a.Language = "de"
	facts := Facts(a)
	prove(t, a, facts)
	if len(facts) < 2 {
		t.Fatalf("%d facts", len(facts))
	}
	for _, f := range facts {
		if f.Quotes != nil || f.When != nil || f.Mentions != nil || f.Quantities != nil || f.Hedge != "" {
			t.Errorf("details of a language that was not read: %+v", f)
		}
	}
}

// TestLongTexts fails when an article of a hostile shape takes more than linear time.
func TestLongTexts(t *testing.T) {
	for _, unit := range []string{"he said, ", "\"a b\" ", "A B, ", "on Monday ", "5 to 6 ", "saying ", "said said ", "“a said", "more than 5 ", "A said. ", "the of ", "She said x. ", "35C ", "hundreds of thousands of ", "2 hundred and ", "5-6-"} {
		for _, shape := range []string{"", "pullquote: ", "standfirst: "} {
			long := strings.Repeat(unit, 60_000/len(unit))
			a := article(long, shape+long)
			start := time.Now()
			prove(t, a, Facts(a))
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("120 kB of %s%q took %v", shape, unit, took)
			}
		}
	}
}

func FuzzFacts(f *testing.F) {
	for _, s := range []string{
		"", "“A b c.” he said.\n“D e f", "Ida Lund, a lawyer, told CNN on May 10, 2017 that “no”.", "said said, said who said", "More than 5-7 to 8 million%", "$5bn 1e999 99999999999999999999",
		"According to", "X of the of de la Y’s", "pullquote: a b c\na b c", "next last this ago 5 days ago May 32", "Between May 2 and the end of last week, the 3rd quarter of 1998-99", "the day before the day after the day before the week after next",
		"from 5 to 6pm-7 on Tuesday, 9:99 a.m. 12:00", "every other Friday at 7pm for the last 3 1/2 centuries ended 2/30", "\xff“\xff”", "1990s 31 February 2000 29 Feb. 1900",
		"a half of .5 1/4 two-thirds ½ -3°C $2-3m from 2 to 3 million pounds, 43, 6-foot-2",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := article(strings.Split(s, "\n")...)
		facts := Facts(a)
		prove(t, a, facts)
		again := Facts(a)
		if fmt.Sprint(facts) != fmt.Sprint(again) {
			t.Fatal("the same article gave other facts")
		}
	})
}

const story = `OSLO (AP) — Prime Minister Ida Lund told reporters on Tuesday that at least 1,200 people had fled the flood. "We will not wait. We will build," she said. ` +
	`Police said two men, both from Bergen, were reportedly missing since March 2.`

func BenchmarkFacts(b *testing.B) {
	var paragraphs []string
	for range 14 { // about 600 words
		paragraphs = append(paragraphs, story)
	}
	a := article(paragraphs...)
	b.SetBytes(int64(len(a.Text)))
	for b.Loop() {
		Facts(a)
	}
}
