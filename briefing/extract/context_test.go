package extract

import (
	"strings"
	"testing"
)

// TestPointing says what the last sentence of each text points to; "?" for words that stay unresolved, "" for a sentence that points to nothing.
func TestPointing(t *testing.T) {
	for _, tt := range []struct {
		in   string // paragraphs parted by "/"
		want string
	}{
		{"Ida Lund won the race. But he left.", "?"},
		{"Prime Minister Ida Lund, a mother of two, won. She left early.", "She: Ida Lund"},
		{"Prime Minister Ida Lund won. However, when asked, she left.", "she: Ida Lund"},
		{"The Harbour Union met in Oslo. It will vote on Friday.", "It: Harbour Union"},
		{"The Harbour Union met the Rail Union in Oslo. It will vote on Friday.", "?"},
		{"The Harbour Union met in Oslo. It is not clear whether rain fell.", ""},
		{"The Harbour Union met in Oslo. It rained.", ""},
		{"Acme signed a $3 billion deal with Brightwater. Shares rose./The deal collapsed on Monday.", "The deal: a $3 billion deal with Brightwater"},
		{"A deal with Acme failed. A deal with Brightwater held. The deal was dear.", "?"},
		{"The deal collapsed.", "?"},
		{"The deal, worth $3 billion, collapsed after Acme left Oslo.", ""},
		{"A bomb attack on a market in Oslo killed two. The attack was the third.", "The attack: A bomb attack on a market in Oslo"},
		{"A 34-year-old man from Bergen was held. The man denied it.", "The man: A 34-year-old man from Bergen"},
		{"The shipping company Brightwater sank. On Friday, the company said no.", "the company: Brightwater"},
		{"Acme Holdings bought Fjord Systems. The company said no.", ""},
		{"The Transport Ministry spoke. The ministry said no.", "The ministry: Transport Ministry"},
		{"Rain fell in Norway. The country is wet.", "The country: Norway"},
		{"Foreign Minister Ida Lund flew to Oslo. The minister said no.", "The minister: Ida Lund"},
		{"Ida Lund and Jon Berg met. Both smiled.", "?"},
		{"Mayor Ida Lund met Mayor Jon Berg. Both smiled.", "Both: Ida Lund and Jon Berg"},
		{"Ida Lund and Jon Berg met. The latter smiled.", "?"},
		{"Mayor Ida Lund met Mayor Jon Berg. The pair smiled.", "The pair: Ida Lund and Jon Berg"},
		{"Oslo did not sleep. Neither did Bergen.", "?"},
		{"Was it late? Yes, it was.", "?"},
		{"Rain fell. A long night.", "?"},
		{"Rain fell. Oslo slept.", ""},
		{"One man was hurt. Another died.", "?"},
		{"New Hampshire voted. It is a small state.", ""},
		{"The documentary details how wool is made. It then moves to Oslo.", "It: The documentary"},
		{"Regardless, it ended. It was a relief.", ""},
		{"A nurse from Oslo wept. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. The nurse left.", ""},
		{"Rain fell. That is why people left.", "?"},
		{"Two nurses from Bergen were freed. They left Oslo.", "They: Two nurses from Bergen"},
		{"Rain fell. They left Oslo.", "?"},
		{"A new bridge over the Fjord opened. The bridge builder wept.", ""},
		{"Ida Lund, the mayor, sold a house in Oslo. The man accused of theft was freed.", ""},
		{"“He is late,” Ida Lund said.", ""},
		{"That said, the Low Tides lost by nine points.", ""},
	} {
		a := article(strings.Split(tt.in, "/")...)
		facts := Facts(a)
		prove(t, a, facts)
		got := ""
		last := facts[len(facts)-1]
		for _, c := range last.Context {
			got += c.Span.Of(a.Text) + ": " + c.For
		}
		if last.Dangling {
			got += "?"
		}
		if got != tt.want {
			t.Errorf("%s\n got %q\nwant %q", tt.in, got, tt.want)
		}
	}
}
