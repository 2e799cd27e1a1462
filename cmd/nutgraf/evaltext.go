package main

import (
	"context"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/extract"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// evalSentences cuts texts into sentences.
func evalSentences(_ context.Context, path string, std streams) error {
	type item struct {
		ID   string `json:"id"`
		Text string `json:"text"`
	}
	type verdict struct {
		ID        string   `json:"id"`
		Sentences []string `json:"sentences"`
	}
	return eachJSON(path, func(i item) error {
		v := verdict{ID: i.ID, Sentences: []string{}}
		for _, s := range text.Sentences(i.Text) {
			v.Sentences = append(v.Sentences, s.Of(i.Text))
		}
		return printJSON(std.out, v)
	})
}

// saidJSON is a quote, or a whole attribution, as the scorer of quotes reads it.
type saidJSON struct {
	Text     string `json:"text,omitempty"`    // of a direct or partial quote
	Content  string `json:"content,omitempty"` // of any attribution
	Speaker  string `json:"speaker"`           // role and name as the article prints them, or the words that stand for somebody it does not name
	Printed  string `json:"printed"`           // the words of the sentence itself: "he", "Lund", "the minister"
	Doubtful bool   `json:"doubtful"`
}

// evalQuotes extracts who said what from news texts.
func evalQuotes(_ context.Context, path string, std streams) error {
	type item struct {
		Doc  string `json:"doc"`
		Text string `json:"text"`
	}
	type verdict struct {
		Doc          string     `json:"doc"`
		Quotes       []saidJSON `json:"quotes"`
		Attributions []saidJSON `json:"attributions"`
	}
	return eachJSON(path, func(i item) error {
		v := verdict{Doc: i.Doc, Quotes: []saidJSON{}, Attributions: []saidJSON{}}
		for a, err := range read.Articles(strings.NewReader(i.Text), read.Source{Name: "article.txt"}) {
			if err != nil {
				return err
			}
			facts := extract.Facts(a)
			for _, f := range facts {
				for _, q := range f.Quotes {
					if q.Kind != briefing.QuoteIndirect {
						one := toSaidJSON(a, q)
						one.Text = q.Span.Of(a.Text)
						v.Quotes = append(v.Quotes, one)
					}
				}
			}
			for _, q := range attributions(facts) {
				one := toSaidJSON(a, q)
				one.Content = q.Span.Of(a.Text)
				v.Attributions = append(v.Attributions, one)
			}
		}
		return printJSON(std.out, v)
	})
}

func toSaidJSON(a briefing.Article, q briefing.Quote) saidJSON {
	printed := q.SpeakerSpan.Of(a.Text)
	return saidJSON{Speaker: orElse(strings.TrimSpace(q.Role+" "+q.Speaker), printed), Printed: printed, Doubtful: q.Doubtful}
}

// attributions joins the quotes that one cue attributes: the pieces of a sentence between quotation marks and without, and the quotations of
// the same paragraph that go on without a cue of their own. The span of one runs from its first word to its last;
// pieces that stand so far apart that a third of it would be other words are left alone.
func attributions(facts []briefing.Fact) []briefing.Quote {
	type cue struct {
		block int
		who   briefing.Span
		verb  string
	}
	var out []briefing.Quote
	at := map[cue]int{}
	last := cue{}
	for _, f := range facts {
		for _, q := range f.Quotes {
			c := cue{f.Block, q.SpeakerSpan, q.Verb}
			if c.verb == "" && c.block == last.block && c.who == last.who {
				c = last
			}
			last = c
			k, known := at[c]
			if known && !q.SpeakerSpan.Empty() {
				whole := briefing.Span{Start: min(out[k].Span.Start, q.Span.Start), End: max(out[k].Span.End, q.Span.End)}
				if between := whole.Len() - out[k].Span.Len() - q.Span.Len(); 3*between <= whole.Len() {
					out[k].Span = whole
					continue
				}
			}
			at[c] = len(out)
			out = append(out, q)
		}
	}
	return out
}
