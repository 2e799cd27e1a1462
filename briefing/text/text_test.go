package text

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/nutgraf/nutgraf/briefing"
)

func texts(s string, spans []briefing.Span) []string {
	var out []string
	for _, span := range spans {
		out = append(out, span.Of(s))
	}
	return out
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"empty", " \t ", nil},
		{"plain", " One bell rang.  Two fell silent! Why? ", []string{"One bell rang.", "Two fell silent!", "Why?"}},
		{"titles", "Mr. Okoro met Gen. Ida Lund. Sen. Roe did not.", []string{"Mr. Okoro met Gen. Ida Lund.", "Sen. Roe did not."}},
		{"initials", "Books by J. K. Rowling sold. E. B. White wrote too.", []string{"Books by J. K. Rowling sold.", "E. B. White wrote too."}},
		{"initials that are short for something else too", "It was J. P. Marsh. See p. 5 and P. 6 too.", []string{"It was J. P. Marsh.", "See p. 5 and P. 6 too."}},
		{"country inside", "A U.S. Senate panel met.", []string{"A U.S. Senate panel met."}},
		{"country at the end", "She moved to the U.S. The visa came later.", []string{"She moved to the U.S.", "The visa came later."}},
		{"body", "Acme Inc. bought it. It paid Volt Corp. The price is secret.", []string{"Acme Inc. bought it.", "It paid Volt Corp.", "The price is secret."}},
		{"month", "It opened on Jan. 5 and shut in Dec. Visitors wept.", []string{"It opened on Jan. 5 and shut in Dec.", "Visitors wept."}},
		{"number", "No. 4 won. She said no. Everyone left.", []string{"No. 4 won.", "She said no.", "Everyone left."}},
		{"decimal", "It fell 3.5 percent to $2.10. Shares rose.", []string{"It fell 3.5 percent to $2.10.", "Shares rose."}},
		{"clock", "At 6 a.m. Monday it rained. It stopped at 9 p.m. Crews rested.", []string{"At 6 a.m. Monday it rained.", "It stopped at 9 p.m.", "Crews rested."}},
		{"ellipsis", "It was ... odd. We waited... She came… The end.", []string{"It was ... odd.", "We waited...", "She came…", "The end."}},
		{"whole quotation", `"We won. We lost. We drew," he said. "More will come."`, []string{`"We won. We lost. We drew," he said.`, `"More will come."`}},
		{"quotation ends it", "He said, “This is it.” She left.", []string{"He said, “This is it.”", "She left."}},
		{"question inside", `"Who won?" asked Roe. "Why now?" Ms. Lund asked.`, []string{`"Who won?" asked Roe.`, `"Why now?" Ms. Lund asked.`}},
		{"shout inside", `He cried "Stop!" and ran. Off he went.`, []string{`He cried "Stop!" and ran.`, "Off he went."}},
		{"single marks", "'Go home. Stay there,' she said. The boys' club shut.", []string{"'Go home. Stay there,' she said.", "The boys' club shut."}},
		{"bracket", "She left (He stayed. It rained.) at noon. Then sun.", []string{"She left (He stayed. It rained.) at noon.", "Then sun."}},
		{"dateline", "ATLANTA (AP) — Rain fell. OSLO, Jan. 3 (Reuters) - Snow fell.", []string{"ATLANTA (AP) — Rain fell.", "OSLO, Jan. 3 (Reuters) - Snow fell."}},
		{"dash speaker", "“No more.” — Ida Lund", []string{"“No more.” — Ida Lund"}},
		{"footnote", "The dam broke.[3] Oslo flooded (again).12 Nobody slept.", []string{"The dam broke.[3]", "Oslo flooded (again).12", "Nobody slept."}},
		{"list", "1. Open the door 2. Step out 3. Run", []string{"1. Open the door", "2. Step out", "3. Run"}},
		{"list behind text", "Take the stairs. k) one lamp l) two ropes", []string{"Take the stairs.", "k) one lamp", "l) two ropes"}},
		{"two lists", "1) Tea 2) Milk 1) Rye 2) Oats", []string{"1) Tea", "2) Milk", "1) Rye", "2) Oats"}},
		{"bullets", "Needed: • 3. Rope • 4. Nails", []string{"Needed:", "• 3. Rope", "• 4. Nails"}},
		{"figure opens", "Two boats sank. 25 people drowned. $3 million is lost. No. 5 was spared.", []string{"Two boats sank.", "25 people drowned.", "$3 million is lost.", "No. 5 was spared."}},
		{"brand opens", "Profits fell. iPhone sales rose.", []string{"Profits fell.", "iPhone sales rose."}},
		{"no space", "The ferry left.The pier is shut.Mr. Roe wept. See Booking.Com or a.Roe@x.example.", []string{"The ferry left.", "The pier is shut.", "Mr. Roe wept.", "See Booking.Com or a.Roe@x.example."}},
		{"words left out", "We felt . . . I cannot say. It fell apart. . . . The rest is known.", []string{"We felt . . . I cannot say.", "It fell apart.", ". . . The rest is known."}},
		{"broken off", `He began, "Unless they--" The line went dead.`, []string{`He began, "Unless they--"`, "The line went dead."}},
		{"remark behind a quotation", `"We shall see!" (Which nobody did.) "So there." (He was right.) Off they went.`,
			[]string{`"We shall see!" (Which nobody did.)`, `"So there."`, "(He was right.)", "Off they went."}},
		{"country and crowd", "She flew to the U.S. Thousands cheered. The U.S. Senate did not.", []string{"She flew to the U.S.", "Thousands cheered.", "The U.S. Senate did not."}},
		{"page and date", "It ran on p. A4 on Tues. Feb. 3. Nobody read it.", []string{"It ran on p. A4 on Tues. Feb. 3.", "Nobody read it."}},
		{"wrapped bracket", "The wall is 12 ft \n(3.7 m) high.", []string{"The wall is 12 ft \n(3.7 m) high."}},
		{"open quotation", "“We tried. We failed.", []string{"“We tried.", "We failed."}},
		{"Chinese", "他来了。他走了。", []string{"他来了。", "他走了。"}},
		{"German", "Das gilt z.B. Montag. Dr. Meier sagt „Nein. Nie.“ Er geht.", []string{"Das gilt z.B. Montag.", "Dr. Meier sagt „Nein. Nie.“", "Er geht."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := texts(tt.in, Sentences(tt.in)); !slices.Equal(got, tt.want) {
				t.Errorf("Sentences(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestQuotations(t *testing.T) {
	for in, want := range map[string][]string{
		`He said "yes" and 'no way'.`:            {`"yes"`, "'no way'"},
		"“It’s the boys’ turn,” she said.":       {"“It’s the boys’ turn,”"},
		"‘The boys’ turn came,’ she said.":       {"‘The boys’ turn came,’"},
		"Rock 'n' roll in the '90s, isn't it?":   {"'n'"},
		`A 6'2" man of the players' union`:       nil,
		"«Oui», dit-il. „Ja“, sagt sie.":         {"«Oui»", "„Ja“"},
		"“One “nested”, he said. “Open and on":   {"“nested”", "“Open and on"},
		"``We go,'' he said, ``not `now' now.''": {"``We go,''", "``not `now' now.''"},
		"He ''reassured'' allies of Ross' camp":  {"''reassured''"},
		"”Nej”, sade hon.":                       {"”Nej”"},
	} {
		var got []string
		for _, q := range Quotations(in) {
			got = append(got, q.Span.Of(in))
		}
		if !slices.Equal(got, want) {
			t.Errorf("Quotations(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"The U.S. cut 1,000.50 jobs.":               "the us cut 1,000.50 jobs",
		"A 20-year-old's e-mail":                    "a 20 year old's email",
		"de-escalation, Co-operate, re‑elect":       "deescalation cooperate reelect",
		"UN-backed ex-president of al-Qaida":        "un backed ex president of al qaida",
		"Beyoncé’s naïve café — G-20 & AT&T":        "beyonce's naive cafe g20 at t",
		"O'Brien said 'no' to nutgraf.example_site": "o'brien said no to nutgraf example_site",
		"в России ёж и йод":                         "в россии еж и йод",
		"東京は雨":                                      "東 京 は 雨",
		"$5bn 20% 3-4":                              "5bn 20 3 4",
	} {
		var got []string
		for _, w := range Words(in) {
			got = append(got, w.Norm)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("Words(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "plain", "ÉCOLE": "ecole", "ﬁn": "fin", "Łódź": "lodz", "Straße": "strasse", "“It’s”": `"it's"`, "Ångström": "angstrom", "Йод": "йод",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
	if n := testing.AllocsPerRun(100, func() { Fold("already folded, 1,000") }); n != 0 {
		t.Errorf("Fold of a folded text allocates %v times", n)
	}
}

func TestStem(t *testing.T) {
	for _, tt := range []struct{ a, b, language string }{
		{"resigned", "resigns", ""}, {"won", "winning", "en"}, {"president's", "presidents", "en"}, {"people", "person", ""}, {"said", "saying", ""},
		{"wahlen", "wahl", "de"}, {"elections", "election", "fr"}, {"книги", "книга", "ru"}, {"2017's", "2017", "en"}, {"gunmen", "gunman", ""}, {"withheld", "withholds", ""}, {"overtaken", "overtakes", ""}, {"criteria", "criterion", ""},
	} {
		if a, b := Stem(tt.a, tt.language), Stem(tt.b, tt.language); a != b {
			t.Errorf("Stem(%q) = %q, Stem(%q) = %q in %q", tt.a, a, tt.b, b, tt.language)
		}
	}
	if Stem("university", "") == Stem("universe", "xx") || Stem("hello", "xx") != "hello" {
		t.Error("a language without a stemmer must keep its words")
	}
}

func TestStop(t *testing.T) {
	for _, w := range []string{"the", "of", "was", "it's"} {
		if !Stop(w, "") {
			t.Errorf("%q is no stop word", w)
		}
	}
	for _, w := range []string{"not", "no", "who", "us", "war", ""} {
		if Stop(w, "en") {
			t.Errorf("%q is a stop word", w)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"  a\u00a0\t b\r\n":                   "a b",
		"e\u0301te\u0301":                     "été",
		"co\u00adop\u200b \ufeffok\u202e\x07": "coop ok",
		"bad\xffbyte":                         "bad\ufffdbyte",
		"👩\u200d🚀 a\u200db":                   "👩\u200d🚀 ab",
		"می\u200cخواهم":                       "می\u200cخواهم",
		"flag\U000E0067\U000E007F":            "flag",
		"":                                    "",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string][]string{
		"President Donald Trump met Mr. J. D. Roe in New York on Monday.":              {"Donald Trump", "J. D. Roe", "New York"},
		"The Bank of England and Ursula von der Leyen spoke.":                          {"Bank of England", "Ursula von der Leyen"},
		"Police said Osama bin Laden fled to the U.S. in May.":                         {"Osama bin Laden", "U.S."},
		"Meanwhile, Jean-Marc O’Brien’s NATO aide left al-Qaida.":                      {"Jean-Marc O’Brien", "NATO", "al-Qaida"},
		"Wednesday’s meeting was short, said Ida Lund.":                                {"Ida Lund"},
		"However it ended, Theresa May lost.":                                          {"Theresa May"},
		"The Centers for Disease Control and Johnson & Johnson agreed.":                {"Centers for Disease Control", "Johnson & Johnson"},
		"Defence Minister Mauro Vieira, the Justice Department and the President met.": {"Mauro Vieira", "Justice Department"},
		"Trump-backed Smith Jr. won in April.":                                         {"Trump", "Smith Jr."},
		"Pak Sun-ho and Jin-ah Pak met Oslo-based fans.":                               {"Pak Sun-ho", "Jin-ah Pak", "Oslo"},
		"Crown Prince Hamad al-Zahir met Prince Olav and King Karl III.":               {"Hamad al-Zahir", "Prince Olav", "King Karl III"},
		"New Hampshire’s Club for Growth met. New rules came.":                         {"New Hampshire", "Club for Growth"},
		"The Commission on Harbour Rights and the Committee met on Monday.":            {"Commission on Harbour Rights", "Committee"},
		"The U.S. Secretary of State Ida Lund left.":                                   {"Ida Lund"},
		"THIS IS WHAT HAPPENED IN OSLO TODAY":                                          nil,
		"I think I’m right in March.":                                                  nil,
		"“We go,” he said. “Surely not.”":                                              nil,
	} {
		if got := texts(in, Names(in)); !slices.Equal(got, want) {
			t.Errorf("Names(%q)\n got %q\nwant %q", in, got, want)
		}
	}
}

// TestLongTexts fails when a text of a hostile shape takes more than linear time: the square of these lengths is minutes.
func TestLongTexts(t *testing.T) {
	for _, unit := range []string{"! ", ". ", "'a ", "\"a", "“‘", "x I. X ", "a.1 ", "… ", "(a. ", "A b ", "1. ", "a ’ ", "Mr. ", "a\n", "a. b) ", "``'' ", "de-", "\u0301", "東"} {
		s := strings.Repeat(unit, 200_000/len(unit))
		start := time.Now()
		Sentences(s)
		Quotations(s)
		Words(s)
		Names(s)
		Clean(s)
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("200 kB of %q took %v", unit, took)
		}
	}
}

var samples = []string{
	"", "One. Two.", "“A. B.” he said. 'C!' ‘D’ e", "Mr. X met J. Y. in the U.S. Now.", "a.b.c. 1.) x 2.) y (a. b", "``x'' `y' «z» „w“",
	"東京。はい． e\u0301\u200d\u00ad👩\u200d🚀", "x[1] The.[2] Z… The", "al-Qaida’s de-facto G-20 O'Brien's Jr. Inc.", "\xff\xc0. \u2028A\nb", "A00A’a 0-A0",
}

func FuzzSentences(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, language := range []string{"de", "ja", "sw"} {
			end := 0
			for _, span := range SentencesIn(s, language) {
				if span.Start < end || span.Empty() || span.End > len(s) || strings.TrimSpace(s[end:span.Start]) != "" {
					t.Fatalf("%s: span %v behind %d in %q", language, span, end, s)
				}
				end = span.End
			}
			if strings.TrimSpace(s[end:]) != "" {
				t.Fatalf("%s: %q is left behind the last sentence of %q", language, s[end:], s)
			}
		}
		Language(s)
		end := 0
		for _, span := range Sentences(s) {
			if span.Start < end || span.Empty() || span.End > len(s) {
				t.Fatalf("span %v behind %d in %q", span, end, s)
			}
			if strings.TrimSpace(s[end:span.Start]) != "" || strings.TrimSpace(span.Of(s)) != span.Of(s) {
				t.Fatalf("span %v of %q is not cut at white space alone", span, s)
			}
			end = span.End
		}
		if strings.TrimSpace(s[end:]) != "" {
			t.Fatalf("%q is left behind the last sentence of %q", s[end:], s)
		}
		end = 0
		for _, q := range Quotations(s) {
			if q.Span.Start < end || q.Inside.Start <= q.Span.Start || !q.Inside.Within(q.Span) || q.Inside.Len() < 0 || q.Span.End > len(s) {
				t.Fatalf("quotation %v of %q", q, s)
			}
			end = q.Span.End
		}
		end = 0
		for _, n := range Names(s) {
			if n.Start < end || n.Empty() || n.End > len(s) {
				t.Fatalf("name %v of %q", n, s)
			}
			end = n.End
		}
	})
}

func FuzzClean(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Clean(s)
		if twice := Clean(once); twice != once {
			t.Fatalf("Clean(%q) = %q, then %q", s, once, twice)
		}
		for _, r := range once {
			if r != ' ' && (unicode.IsSpace(r) || unicode.IsControl(r) || invisible(r) && r != zwj && r != zwnj) {
				t.Fatalf("%U is left in %q", r, once)
			}
		}
		if strings.TrimSpace(once) != once || strings.Contains(once, "  ") {
			t.Fatalf("white space of %q", once)
		}
	})
}

func FuzzWords(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, w := range Words(s) {
			if w.Span.Start < end || w.Span.Empty() || w.Span.End > len(s) {
				t.Fatalf("word %v behind %d in %q", w, end, s)
			}
			if i := strings.IndexFunc(s[end:w.Span.Start], alphanumeric); i >= 0 {
				t.Fatalf("%q of %q belongs to no word", s[end:w.Span.Start], s)
			}
			if Fold(w.Norm) != w.Norm {
				t.Fatalf("norm %q of %q folds to %q", w.Norm, s, Fold(w.Norm))
			}
			end = w.Span.End
		}
		if i := strings.IndexFunc(s[end:], alphanumeric); i >= 0 {
			t.Fatalf("%q of %q belongs to no word", s[end:], s)
		}
		Stem(Fold(s), "en")
		Stem(Fold(s), "tr")
	})
}

const page = `OSLO (AP) — "We will not wait," Prime Minister Ida Lund told reporters on Tuesday. "The U.S. offer of $3.5 billion is a start." ` +
	`Police said at least 1,200 people, among them 20-year-old students, marched past the Storting at about 6 p.m. It was the third protest in a week.`

func BenchmarkSentences(b *testing.B) {
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Sentences(page)
	}
}

func BenchmarkWords(b *testing.B) {
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Words(page)
	}
}

func BenchmarkNames(b *testing.B) {
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Names(page)
	}
}
