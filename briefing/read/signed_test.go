package read

import (
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestSignedQuotations(t *testing.T) {
	for _, c := range []struct{ quote, name string }{
		{"“We swam anyway.”", "Oda Lindqvist, harbour master"},
		{"“Every spring somebody promises us a roof, and every autumn it rains on the children again.”", "— Prof Bo Lind"},
		{"‘It wasn't the water's fault’", "Oda Lindqvist"},
		{`"A pool is a school."`, "Una Moss (teacher)"},
		{"“Nobody asked the swimmers”", "– Una Moss, Lowmoor Swimming Club"},
	} {
		for _, name := range []string{"a.txt", "a.jsonl"} {
			input := around(c.quote, c.name)
			if name == "a.jsonl" {
				input = `{"text":` + quoteJSON(input) + `}`
			}
			a, err := one(t, name, input, Source{})
			if err != nil {
				t.Fatal(err)
			}
			for i, k := range kinds(t, a, c.quote, c.name) {
				if k != briefing.BlockPullQuote {
					t.Errorf("%s: line %d of %q, %q is %s", name, i+1, c.quote, c.name, k)
				}
			}
			for _, b := range a.Blocks {
				if b.Kind == briefing.BlockPullQuote && b.Reason == "" {
					t.Errorf("%s: pull quote %q has no reason", name, b.Span.Of(a.Text))
				}
			}
		}
	}
}

// TestUnsignedQuotations holds quotations of the text over lines that are no signatures.
func TestUnsignedQuotations(t *testing.T) {
	for _, lines := range []string{
		"“We swam anyway, all of us, in the cold.”\nWhat Happens Next",
		"“We swam anyway, all of us, in the cold.”\nThe Long Winter",
		"“We swam anyway,” she said. “All of us, in the cold.”\nUna Moss",
		"“We swam anyway, all of us, in the cold.”\nUna Moss agreed.",
		"“We swam anyway, all of us, in the cold.”\n— Una Moss said so too",
	} {
		middle := strings.Split(lines, "\n")
		a, err := one(t, "a.txt", around(middle...), Source{})
		if err != nil {
			t.Fatal(err)
		}
		if got := kinds(t, a, middle[0])[0]; got != briefing.BlockBody {
			t.Errorf("%q over %q is %s", middle[0], middle[1], got)
		}
	}
	a, err := one(t, "a.txt", around("“We swam anyway, all of us.", "“And we would do it again.”", "Una Moss"), Source{})
	if err != nil {
		t.Fatal(err)
	}
	if got := kinds(t, a, "“And we would do it again.”")[0]; got != briefing.BlockBody {
		t.Errorf("the second paragraph of a quotation is %s", got)
	}
}

func TestWholeQuotation(t *testing.T) {
	for s, want := range map[string]bool{
		"“Yes.”": true, "“Yes”.": true, `"Yes"`: true, "«Oui»": true, "„Ja“": true, "‘It wasn’t me’": true,
		"“Yes,” he said": false, "“Yes,” he said. “No.”": false, "“Yes": false, "Yes”": false, "‘Yes’ and ‘no’": false, "‘Yes’ was the answer’": false, "": false, "“": false,
	} {
		if got := wholeQuotation(s); got != want {
			t.Errorf("%q is one quotation: %v", s, got)
		}
	}
}

func TestQuotesSetApartOnPages(t *testing.T) {
	const words, name = "Nothing but reeds.", "Mara Tolliver"
	for _, c := range []struct {
		label, markup string
		want          []briefing.BlockKind // of the words and the name
	}{
		{"named pull quote", `<blockquote class="pullquote"><p>` + words + `</p><cite>` + name + `</cite></blockquote>`, []briefing.BlockKind{briefing.BlockPullQuote, briefing.BlockPullQuote}},
		{"cite", `<blockquote><p>` + words + `</p><cite>` + name + `</cite></blockquote>`, []briefing.BlockKind{briefing.BlockPullQuote, briefing.BlockPullQuote}},
		{"cite in the same line", `<blockquote>` + words + ` <cite>` + name + `</cite></blockquote>`, []briefing.BlockKind{briefing.BlockPullQuote, briefing.BlockPullQuote}},
		{"footer", `<blockquote><p>` + words + `</p><footer>` + name + `</footer></blockquote>`, []briefing.BlockKind{briefing.BlockPullQuote, briefing.BlockPullQuote}},
		{"figure", `<figure><blockquote><p>` + words + `</p></blockquote><figcaption>` + name + `</figcaption></figure>`, []briefing.BlockKind{briefing.BlockPullQuote, briefing.BlockPullQuote}},
		{"aside", `<aside class="c-pull-quote"><p>` + words + `</p><p>` + name + `</p></aside>`, []briefing.BlockKind{briefing.BlockPullQuote, briefing.BlockPullQuote}},
		{"plain quotation", `<blockquote><p>` + words + `</p></blockquote>`, []briefing.BlockKind{briefing.BlockBody}},
	} {
		a, err := one(t, "a.html", "<html><body><article><h1>Weir at Oxley gives way</h1>"+paras(weir1, weir2)+c.markup+paras(weir3, weir4)+"</article></body></html>", Source{})
		if err != nil {
			t.Fatal(c.label, err)
		}
		if got := kinds(t, a, []string{words, name}[:len(c.want)]...); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.label, got, c.want)
		}
	}
}

// TestTitleInQuotation holds a <cite> that names a book inside a sentence.
func TestTitleInQuotation(t *testing.T) {
	const want = "I read The Tall Reeds twice that winter, and then once more."
	a, err := one(t, "a.html", "<html><body><article><h1>Weir at Oxley gives way</h1>"+paras(weir1, weir2)+
		"<blockquote><p>I read <cite>The Tall Reeds</cite> twice that winter, and then once more.</p></blockquote>"+paras(weir4)+"</article></body></html>", Source{})
	if err != nil {
		t.Fatal(err)
	}
	if got := kinds(t, a, want)[0]; got != briefing.BlockBody {
		t.Errorf("the quotation is %s", got)
	}
}

func TestWordsAsShown(t *testing.T) {
	for _, c := range []struct{ markup, want string }{
		{"The river, she said, was <q>as brown as tea</q> that morning in the meadows.", "The river, she said, was “as brown as tea” that morning in the meadows."},
		{"She said: <q>He told us <q>run</q> and we all ran for the bridge.</q>", "She said: “He told us ‘run’ and we all ran for the bridge.”"},
		{"The river, she said, was <q>“as brown as tea”</q> that morning in the meadows.", "The river, she said, was “as brown as tea” that morning in the meadows."},
		{"The hearing on the dam goes on in Oxley on Monday. <a href='/x'>Read more</a>", "The hearing on the dam goes on in Oxley on Monday."},
		{"The hearing on the dam goes on in Oxley. <a href='/x'>More</a> than 90 people came.", "The hearing on the dam goes on in Oxley. More than 90 people came."},
	} {
		a, err := one(t, "a.html", "<html><body><article><h1>Weir at Oxley gives way</h1>"+paras(weir1, weir2, c.markup, weir4)+"</article></body></html>", Source{})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(a.Text, "\n\n"+c.want+"\n\n") {
			t.Errorf("%q is not in %q", c.want, a.Text)
		}
	}
}
