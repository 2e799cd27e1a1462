package digest

import (
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	rememberedWords = 40 // of a story
	rememberedTexts = 12 // of a story, the latest
)

// remember keeps what the next digest has to know of this one: the stories that were told, and those that go on with one that was.
// What was beyond the most that were wanted was not told: if it goes on it is news.
func (d *edition) remember(stories []*story) {
	d.out.Tell.From, d.out.Tell.To = d.From, d.To
	for _, s := range stories {
		if s.state != stateTold && s.state != stateDeveloping {
			continue
		}
		t := briefing.ToldStory{ID: s.id, Headline: s.lead().article.Headline, Facts: s.shown, Words: s.words(d.words), At: d.To}
		for _, f := range slices.SortedFunc(slices.Values(s.filings), byFiled) {
			t.Articles, t.Texts = append(t.Articles, f.article.ID), append(t.Texts, f.article.Revision)
		}
		over := max(0, len(t.Texts)-rememberedTexts)
		t.Articles, t.Texts = t.Articles[over:], t.Texts[over:]
		d.out.Tell.Stories = append(d.out.Tell.Stories, t)
	}
}

// words are the rarest words of a story: those of its leading article, and what it was known by before.
func (s *story) words(v *vocabulary) []string {
	words := v.rarest(s.lead().words, rememberedWords)
	if s.told == nil {
		return words
	}
	words = words[:min(len(words), rememberedWords/2)]
	for _, w := range s.told.words {
		if len(words) == rememberedWords {
			break
		}
		if !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}
