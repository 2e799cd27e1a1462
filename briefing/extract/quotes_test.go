package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// saidLines tells the quotes of facts as lines: kind|words|speaker|role|verb, with ">" and whom it was told, and "?" when doubtful.
func saidLines(a briefing.Article, facts []briefing.Fact) []string {
	var out []string
	for _, f := range facts {
		for _, q := range f.Quotes {
			line := strings.Join([]string{string(q.Kind), q.Span.Of(a.Text), q.Speaker, q.Role, q.Verb}, "|")
			if q.To != "" {
				line += ">" + q.To
			}
			if q.Doubtful {
				line += "?"
			}
			out = append(out, line)
		}
	}
	return out
}

// said is one test of quotes: paragraphs, and the lines they must give.
type said struct {
	name string
	in   []string
	want []string
}

func trySaid(t *testing.T, tests []said) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := article(tt.in...)
			facts := Facts(a)
			prove(t, a, facts)
			if got := saidLines(a, facts); !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestSpeakers(t *testing.T) {
	trySaid(t, []said{
		{"who asks", []string{`"Did you know about the letter?" Ida Lund asked the minister.`}, []string{"direct|Did you know about the letter?|Ida Lund||asked>the minister"}},
		{"who cries", []string{`"Get out of the water!" Ida Lund shouted. The boat sank.`}, []string{"direct|Get out of the water!|Ida Lund||shouted"}},
		{"a sentence of its own behind a question", []string{`The sign asks: "Who will pay for it?" Ida Lund said the city would.`}, []string{"direct|Who will pay for it?||sign|asks", "indirect|the city would|Ida Lund||said"}},
		{"modal", []string{`Ida Lund could only say: "I have no idea what happened."`}, []string{"direct|I have no idea what happened.|Ida Lund||say"}},
		{"word between commas", []string{`Critics, however, say the plan is too costly.`}, []string{"indirect|the plan is too costly||Critics|say"}},
		{"dashes", []string{`The company - which employs 400 people - said: "We will not close any plant."`}, []string{"direct|We will not close any plant.||company|said"}},
		{"quoted as saying", []string{`The Oslo Post quoted Ida Lund as saying: "We stay where we are."`}, []string{"direct|We stay where we are.|Ida Lund||saying"}},
		{"was quoted as saying", []string{`Ida Lund was quoted by the Oslo Post as saying that the bank was safe.`}, []string{"indirect|the bank was safe|Ida Lund||saying"}},
		{"two who speak together", []string{`"We will keep the fund as it is," said Ida Lund, the mayor. Finance Minister Ida Lund and Governor Jon Berg said in a joint statement: "We are glad."`},
			[]string{"direct|We will keep the fund as it is,|Ida Lund|mayor|said", "direct|We are glad.|Ida Lund|Finance Minister|said?"}},
		{"two who speak together behind", []string{`"We can only wonder what they want," state Senate leader Ida Lund and House Speaker Jon Berg, both Liberals, said in a statement.`},
			[]string{"direct|We can only wonder what they want,|Ida Lund|state Senate leader|said?"}},
		{"thought inside a report", []string{`Ida Lund said this was a "blunder" and that the town has learned to wait: "The board kept two sets of books."`},
			[]string{"partial|blunder|Ida Lund||said", "direct|The board kept two sets of books.|Ida Lund||said"}},
		{"description before a name", []string{`"No one told us anything," one of the passengers, Jon Berg, said.`}, []string{"direct|No one told us anything,|Jon Berg||said"}},
		{"one of many", []string{`"No one told us anything," one of the passengers said.`}, []string{"direct|No one told us anything,||one of the passengers|said"}},
		{"verb of no speech", []string{`"This is the best day of my life," beamed Ida Lund.`}, []string{"direct|This is the best day of my life,|Ida Lund||?"}},
		{"two with descriptions", []string{`Jon Berg, the bank's chief executive, and Ida Lund, its chair, said: "We regret it all."`}, []string{"direct|We regret it all.|Jon Berg|bank's chief executive|said?"}},
		{"title of a book", []string{`Ida Lund read from "War and Peace" on Monday.`}, nil},
		{"nickname", []string{`Jose "Pepe" Lund said the harbour was full.`}, []string{`indirect|the harbour was full|Jose "Pepe" Lund||said`}},
		{"party and state", []string{`Sen. Ida Lund, R-Ohio, said Tuesday she will not run again.`}, []string{"indirect|she will not run again|Ida Lund|Sen.|said"}},
		{"nickname behind an initial", []string{`Jose C. "Pepe" Lund said the harbour was full.`}, []string{`indirect|the harbour was full|Jose C. "Pepe" Lund||said`}},
		{"one of two relatives", []string{`The brother of Jon Berg and Ida Lund said the harbour was full.`}, []string{"indirect|the harbour was full|Ida Lund||said?"}},
		{"somebody's agent", []string{`Berg's agent said: "He will stay at the club for now."`}, []string{"direct|He will stay at the club for now.||Berg's agent|said"}},
		{"two verbs of one report", []string{`"I never met him," the minister said of Berg, adding that the letter was false.`},
			[]string{"direct|I never met him,||minister|said", "indirect|the letter was false||minister|said"}},
		{"honorific of the other sex", []string{`Eleanor Lund wrote the book. Mr. Lund said it was late.`}, []string{"indirect|it was late|Lund||said"}},
		{"another", []string{`Ida Lund laughed. Another wrote: "He thinks he is above all the rules."`}, []string{"direct|He thinks he is above all the rules.||Another|wrote"}},
		{"age for a name", []string{`"Who will mend the nets when we are gone?" the 61-year-old asked.`}, []string{"direct|Who will mend the nets when we are gone?||61-year-old|asked"}},
		{"description that goes on", []string{`"The harbour will be full by June," said one well-connected fisher familiar with the plans, who asked not to be named.`},
			[]string{"direct|The harbour will be full by June,||one well-connected fisher familiar with the plans|said"}},
		{"second verb of a described subject", []string{`The mayor met Ms. Lund on Monday and said the bridge was safe.`}, []string{"indirect|the bridge was safe||mayor|said?"}},
		{"second verb behind a comma", []string{`Norland's foreign minister spoke hours after meeting President Jon Berg, and said the two would meet in July.`},
			[]string{"indirect|the two would meet in July||Norland's foreign minister|said?"}},
		{"second verb behind what leads in", []string{`After meeting Jon Berg, Ida Lund spoke briefly with the king and said she would resign.`}, []string{"indirect|she would resign|Ida Lund||said"}},
		{"second verb of an apposition", []string{`The mayor, Jon Berg, met Ms. Lund and said the bridge was safe.`}, []string{"indirect|the bridge was safe|Jon Berg|mayor|said?"}},
		{"object of a relative clause", []string{`Officials who met Jon Berg said the plan was dead.`}, []string{"indirect|the plan was dead||Officials|said"}},
		{"document behind its verb", []string{`"The harbour board has slept through the winter," reads an unsigned column in The Oslo Post.`},
			[]string{"direct|The harbour board has slept through the winter,||unsigned column in The Oslo Post|reads"}},
	})
}

func TestListeners(t *testing.T) {
	trySaid(t, []said{
		{"agency", []string{`"We will not move," Ida Lund told AFP on Monday.`}, []string{"direct|We will not move,|Ida Lund||told>AFP"}},
		{"with an article", []string{`Ida Lund told the BBC that the bridge was safe.`}, []string{"indirect|the bridge was safe|Ida Lund||told>the BBC"}},
		{"person of an outlet", []string{`Ida Lund told NRK's Jon Berg that the bridge was safe.`}, []string{"indirect|the bridge was safe|Ida Lund||told>NRK's Jon Berg"}},
		{"crowd", []string{`"We stay here," Ida Lund told a crowd of farmers in Bergen.`}, []string{"direct|We stay here,|Ida Lund||told>a crowd of farmers"}},
		{"occasion", []string{`"We stay here," Ida Lund said at a news conference on Monday.`}, []string{"direct|We stay here,|Ida Lund||said>a news conference"}},
		{"told an occasion", []string{`Ida Lund told a news briefing that the bridge was safe.`}, []string{"indirect|the bridge was safe|Ida Lund||told>a news briefing"}},
		{"interview", []string{`"We stay here," said Ida Lund in an interview with Reuters.`}, []string{"direct|We stay here,|Ida Lund||said>Reuters"}},
		{"statement to somebody", []string{`"We stay here," Ida Lund said in an emailed statement to The Oslo Post.`}, []string{"direct|We stay here,|Ida Lund||said>The Oslo Post"}},
		{"interview that leads in", []string{`In an interview with the Guardian, Ida Lund said she was ill.`}, []string{"indirect|she was ill|Ida Lund||said>the Guardian"}},
		{"speaking to", []string{`Speaking to reporters after the vote, Ida Lund said she was ill.`}, []string{"indirect|she was ill|Ida Lund||said>reporters"}},
		{"said to", []string{`"We stay here," Ida Lund said to reporters.`}, []string{"direct|We stay here,|Ida Lund||said>reporters"}},
		{"statement to nobody", []string{`"We stay here," Ida Lund said in a statement.`}, []string{"direct|We stay here,|Ida Lund||said"}},
		{"pronoun", []string{`"We stay here," Ida Lund told him.`}, []string{"direct|We stay here,|Ida Lund||told"}},
		{"agreed to is no speech to", []string{`Ida Lund agreed to keep fund matters apart, but said: "We stay here."`}, []string{"direct|We stay here.|Ida Lund||said"}},
		{"goes on to the same", []string{`"We stay here," Ida Lund told reporters. "We will not move."`}, []string{"direct|We stay here,|Ida Lund||told>reporters", "direct|We will not move.|Ida Lund||>reporters"}},
	})
}

func TestPronouns(t *testing.T) {
	trySaid(t, []said{
		{"whom the sentence before is about", []string{`Maria Lund dismissed the idea that Anna Berg would win.`, `"It will not happen," she said.`}, []string{"direct|It will not happen,|Maria Lund||said"}},
		{"subject behind a lead", []string{`Asked whether he feared that Jon Berg, the first of the four, could win, Karl Lund laughed.`, `"It will not happen," he said.`},
			[]string{"direct|It will not happen,|Karl Lund||said"}},
		{"subject behind another's name", []string{`Unlike Jon Berg, the former mayor, Karl Lund wants no more of it.`, `"It is over," he said.`}, []string{"direct|It is over,|Karl Lund||said"}},
		{"subject that is a pronoun", []string{`Karl Lund came late. He had shown Jon Berg round the harbour for hours.`, `"It is over," he said.`}, []string{"direct|It is over,|Karl Lund||said"}},
		{"two women who meet", []string{`Maria Lund met Anna Berg on Monday.`, `"It is over," she said.`}, []string{"direct|It is over,|Maria Lund||said?"}},
		{"name behind a description", []string{`The director, Karl Lund, refused to come.`, `"It is over," he said.`}, []string{"direct|It is over,|Karl Lund||said"}},
		{"it is the body that spoke", []string{`"We paid it all," the company said. It added: "The ship was sold in March."`}, []string{"direct|We paid it all,||company|said", "direct|The ship was sold in March.||company|added"}},
		{"it is the body in question", []string{`The committee met on Monday.`, `"The money is gone," it said.`}, []string{"direct|The money is gone,||committee|said?"}},
		{"they are the group that spoke", []string{`"We are cold," protesters chanted. "We are hungry," they added.`}, []string{"direct|We are cold,||protesters|chanted", "direct|We are hungry,||protesters|added"}},
		{"who was asked answers", []string{`"Did you know?" Ida Lund asked Jon Berg. "I had no idea," he answered.`}, []string{"direct|Did you know?|Ida Lund||asked>Jon Berg", "direct|I had no idea,|Jon Berg||answered"}},
		{"named only later", []string{`"I will not resign," she told the BBC. Maria Lund has been minister since 2020.`}, []string{"direct|I will not resign,|Maria Lund||told>the BBC?"}},
		{"it is nobody", []string{`Karl Lund came late.`, `"The money is gone," it said.`}, []string{"direct|The money is gone,|||said"}},
	})
}

func TestSignatures(t *testing.T) {
	trySaid(t, []said{
		{"behind a dash", []string{`“We will build it by the spring.” ― Ida Lund`}, []string{"direct|We will build it by the spring.|Ida Lund||"}},
		{"with a place", []string{`"We will build it by the spring." - Ida Lund, Oslo`, `"They never will." -- Jon Berg, Bergen`},
			[]string{"direct|We will build it by the spring.|Ida Lund||", "direct|They never will.|Jon Berg||"}},
		{"below", []string{`“Nobody saw it coming.”`, `— Ida Lund, mayor of Tromso`}, []string{"direct|Nobody saw it coming.|Ida Lund|mayor of Tromso|"}},
		{"a clause behind a dash", []string{`"Nobody saw it coming, nobody at all" - Ida Lund was still in the harbour.`}, []string{"partial|Nobody saw it coming, nobody at all|Ida Lund||?"}},
		{"label", []string{`Ida Lund: "We stay here."`}, []string{"direct|We stay here.|Ida Lund||"}},
		{"label behind a dash", []string{`The view from the harbour - Ida Lund: "We stay here."`}, []string{"direct|We stay here.|Ida Lund||"}},
		{"transcript", []string{`"Berg: Did you take the money?`, `"Lund: I took nothing at all."`, `Jon Berg met Ida Lund.`},
			[]string{"direct|Berg: Did you take the money?|Jon Berg||", "direct|Lund: I took nothing at all.|Ida Lund||"}},
		{"quotation in two", []string{`"This," said Ida Lund, "is the end of the line."`}, []string{"direct|This,|Ida Lund||said", "direct|is the end of the line.|Ida Lund||said"}},
	})
}

func TestIndirect(t *testing.T) {
	trySaid(t, []said{
		{"there", []string{`Jon Berg said there was water under the bridge.`}, []string{"indirect|there was water under the bridge|Jon Berg||said"}},
		{"subject and verb in one word", []string{`Ida Lund said that's what she would expect.`}, []string{"indirect|that's what she would expect|Ida Lund||said"}},
		{"in which", []string{`Ida Lund wrote a song in which she said she had left.`}, []string{"indirect|she had left|Ida Lund||said"}},
		{"which", []string{`Ida Lund gave a reason, which she said was true.`}, nil},
		{"title opens", []string{`A diplomat said former Secretary Ida Lund put speed over safety.`}, []string{"indirect|former Secretary Ida Lund put speed over safety||diplomat|said"}},
		{"gerund", []string{`Ida Lund said having Mr. Berg in the room was a help.`}, []string{"indirect|having Mr. Berg in the room was a help|Ida Lund||said"}},
		{"time before the verb", []string{`Senator Ida Lund (D-Ohio) last month said Jon Berg had left.`, `The mayor, Ida Lund, on Tuesday said that the road would close.`},
			[]string{"indirect|Jon Berg had left|Ida Lund|Senator|said", "indirect|the road would close|Ida Lund|mayor|said"}},
		{"place and time behind the verb", []string{`Jon Berg said in Oslo on Monday he would not pay.`}, []string{"indirect|he would not pay|Jon Berg||said"}},
		{"shares", []string{`Half of the farmers said they were cold.`, `Seven in 10 said they were tired.`, `36 percent of farmers said they had left.`},
			[]string{"indirect|they were cold||Half of the farmers|said", "indirect|they were tired||Seven in 10|said", "indirect|they had left||36 percent of farmers|said"}},
		{"document with a participle", []string{`A notice nailed to the door of the bank said the vault was empty.`}, []string{"indirect|the vault was empty||notice nailed to the door of the bank|said"}},
		{"this", []string{`This makes it harder to sell fish, Jon Berg said.`}, []string{"indirect|This makes it harder to sell fish|Jon Berg||said"}},
		{"sources", []string{`The deal is dead, according to people familiar with the matter.`, `Prices rose by 4%, according to data released on Monday.`},
			[]string{"indirect|The deal is dead||people familiar with the matter|according to", "indirect|Prices rose by 4%||data|according to"}},
		{"source with a description", []string{`According to Ida Lund, who led the talks, the deal is dead.`}, []string{"indirect|the deal is dead|Ida Lund||According to"}},
		{"cue in the middle", []string{`The bridge, Ida Lund said, was not safe.`, `To get their votes, villagers said, the mayor must rebuild the school.`},
			[]string{"indirect|The bridge|Ida Lund||said", "indirect|was not safe|Ida Lund||said", "indirect|To get their votes||villagers|said", "indirect|the mayor must rebuild the school||villagers|said"}},
		{"cue in the middle behind a lead", []string{`For all that, villagers say, the quay will sink.`}, []string{"indirect|For all that||villagers|say", "indirect|the quay will sink||villagers|say"}},
		{"participle goes on", []string{`The bank would close, Ida Lund said, adding that it had no money.`}, []string{"indirect|The bank would close|Ida Lund||said", "indirect|it had no money|Ida Lund||adding"}},
		{"relative clause", []string{`Ida Lund, who said she was tired, went home.`}, []string{"indirect|she was tired|Ida Lund||said"}},
		{"relative clause in the speaker", []string{`The officials whose laws were thrown out say the change has come.`}, []string{"indirect|the change has come||officials|say"}},
		{"court", []string{`The court ruled the law was void.`, `The judge found the bank had lied.`}, []string{"indirect|the law was void||court|ruled", "indirect|the bank had lied||judge|found"}},
		{"past form without that", []string{`The Oslo Post reported the letter came after the vote.`}, []string{"indirect|the letter came after the vote|Oslo Post||reported"}},
		{"unclear", []string{`It is not clear who paid, police said on Monday.`}, []string{"indirect|It is not clear who paid||police|said"}},
		{"no clause", []string{`The poll found few friends. The judge added sugar. Ida Lund noted the day. The bank expects prices to rise.`}, nil},
		{"lead that reports nothing", []string{`Asked whether he was cold, Ida Lund laughed.`}, nil},
	})
}

// TestParagraphs fails when a quote over several paragraphs is not one quote of one speaker.
func TestParagraphs(t *testing.T) {
	for _, tt := range []struct {
		name  string
		in    []string
		lines []string
		whole string // of every quote that has one
	}{
		{"named at the end", []string{`"We were promised a school.`, `"We were promised a road.`, `"We got neither of them," said Ida Lund.`},
			[]string{"direct|We were promised a school.|Ida Lund||said", "direct|We were promised a road.|Ida Lund||said", "direct|We got neither of them,|Ida Lund||said"},
			`We were promised a school.¶"We were promised a road.¶"We got neither of them,`},
		{"named at the start", []string{`Ida Lund said: “We were promised a school. It never came.`, `“We got nothing at all.”`, `The harbour is empty.`},
			[]string{"direct|We were promised a school. It never came.|Ida Lund||said", "direct|We got nothing at all.|Ida Lund||"},
			`We were promised a school. It never came.¶“We got nothing at all.`},
		{"closed in between", []string{`“We have worked for years,” Ida Lund said.`, `“We will go on for ever.”`, `“And nobody will stop us,” she added.`},
			[]string{"direct|We have worked for years,|Ida Lund||said", "direct|We will go on for ever.|Ida Lund||", "direct|And nobody will stop us,|Ida Lund||added"}, ""},
		{"closed and nobody goes on", []string{`“We have worked for years,” Ida Lund said.`, `“We will go on for ever.”`, `Rain fell.`},
			[]string{"direct|We have worked for years,|Ida Lund||said", "direct|We will go on for ever.|Ida Lund||?"}, ""},
		{"never closed", []string{`“We have worked for years, Ida Lund said.`, `Rain fell on Oslo.`}, []string{"direct|We have worked for years, Ida Lund said.|||?"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := article(tt.in...)
			facts := Facts(a)
			prove(t, a, facts)
			if got := saidLines(a, facts); !slices.Equal(got, tt.lines) {
				t.Errorf("got  %q\nwant %q", got, tt.lines)
			}
			for _, f := range facts {
				for _, q := range f.Quotes {
					if got := strings.ReplaceAll(q.Whole.Of(a.Text), "\n\n", "¶"); got != tt.whole {
						t.Errorf("all of %q is %q, want %q", q.Span.Of(a.Text), got, tt.whole)
					}
				}
			}
		})
	}
}

// sharesWord reports whether two names have a word in common.
func sharesWord(a, b string) bool {
	for _, w := range text.Words(a) {
		for _, v := range text.Words(b) {
			if strings.TrimSuffix(w.Norm, "'s") == strings.TrimSuffix(v.Norm, "'s") {
				return true
			}
		}
	}
	return false
}
