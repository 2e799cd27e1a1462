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

// evalQuotes extracts who said what from news texts.
func evalQuotes(_ context.Context, path string, std streams) error {
	type item struct {
		Doc  string `json:"doc"`
		Text string `json:"text"`
	}
	type said struct {
		Text     string `json:"text,omitempty"`    // of a direct or partial quote
		Content  string `json:"content,omitempty"` // of any attribution
		Speaker  string `json:"speaker"`           // role and name as the article prints them, or the words that stand for somebody it does not name
		Printed  string `json:"printed"`           // the words of the sentence itself: "he", "Lund", "the minister"
		Doubtful bool   `json:"doubtful"`
	}
	type verdict struct {
		Doc          string `json:"doc"`
		Quotes       []said `json:"quotes"`
		Attributions []said `json:"attributions"`
	}
	return eachJSON(path, func(i item) error {
		v := verdict{Doc: i.Doc, Quotes: []said{}, Attributions: []said{}}
		for a, err := range read.Articles(strings.NewReader(i.Text), read.Source{Name: "article.txt"}) {
			if err != nil {
				return err
			}
			for _, f := range extract.Facts(a) {
				for _, q := range f.Quotes {
					one := said{Printed: q.SpeakerSpan.Of(a.Text), Doubtful: q.Doubtful}
					one.Speaker = orElse(strings.TrimSpace(q.Role+" "+q.Speaker), one.Printed)
					if q.Kind != briefing.QuoteIndirect {
						one.Text = q.Span.Of(a.Text)
						v.Quotes = append(v.Quotes, one)
						one.Text = ""
					}
					one.Content = q.Span.Of(a.Text)
					v.Attributions = append(v.Attributions, one)
				}
			}
		}
		return printJSON(std.out, v)
	})
}
