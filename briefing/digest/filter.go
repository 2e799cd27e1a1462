package digest

import (
	"net/url"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// filter is what a subscription wants to be told, and what its channel may not see. Feeds that are hidden are taken out before
// anything is counted: nothing tells that they exist. Outlets and topics choose articles; words choose stories, so that a story goes
// with all its articles.
type filter struct {
	hidden           map[string]bool
	outlets, without []string // folded
	topics           []string
	include, exclude phrases
}

func newFilter(s briefing.Subscription, hidden []string) filter {
	f := filter{hidden: make(map[string]bool), topics: s.Topics, include: newPhrases(s.Include), exclude: newPhrases(s.Exclude)}
	for _, feed := range hidden {
		f.hidden[feed] = true
	}
	for _, o := range s.Outlets {
		f.outlets = append(f.outlets, outletKey(o))
	}
	for _, o := range s.Without {
		f.without = append(f.without, outletKey(o))
	}
	return f
}

// sees reports whether the channel may know of an article.
func (f *filter) sees(a briefing.Article) bool { return !f.hidden[a.Feed] }

// visible are the failing feeds that the channel may know of.
func (f *filter) visible(failing []briefing.FailingFeed) []briefing.FailingFeed {
	return slices.DeleteFunc(slices.Clone(failing), func(feed briefing.FailingFeed) bool { return f.hidden[feed.Feed] || f.hidden[feed.Name] })
}

// outletOut says why an article's outlet is not told, or "".
func (f *filter) outletOut(a briefing.Article) string {
	if len(f.outlets)+len(f.without) == 0 {
		return ""
	}
	outlet := orHost(a)
	is := func(o string) bool { return outletKey(a.Outlet) == o && o != "" || hostOf(a) == o && o != "" }
	switch {
	case slices.ContainsFunc(f.without, is):
		return "outlet left out: " + outlet
	case len(f.outlets) > 0 && !slices.ContainsFunc(f.outlets, is):
		if outlet == "" {
			return "not of a wanted outlet"
		}
		return "not of a wanted outlet: " + outlet
	}
	return ""
}

// outletKey is what two spellings of an outlet's name share: "The Coast Herald", "coast herald".
func outletKey(name string) string {
	var words []string
	for _, w := range text.Words(name) {
		words = append(words, w.Norm)
	}
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// orHost is the outlet of an article as a reader is shown it.
func orHost(a briefing.Article) string {
	if a.Outlet != "" {
		return a.Outlet
	}
	return host(a)
}

func host(a briefing.Article) string {
	u, err := url.Parse(a.URL)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// hostOf is the host of an article in the form of outletKey.
func hostOf(a briefing.Article) string { return outletKey(host(a)) }

// about reports whether an article has all the words of one of the topics; no topics match everything.
func (f *filter) about(a briefing.Article, facts []briefing.Fact) bool {
	if len(f.topics) == 0 {
		return true
	}
	words, plain := make(map[string]bool), make(map[string]bool)
	each(a, facts, func(s string, w text.Word) {
		if !text.Stop(w.Norm, a.Language) {
			words[text.Stem(w.Norm, a.Language)] = true
		}
		plain[w.Span.Of(s)] = true
	})
	return slices.ContainsFunc(f.topics, func(topic string) bool {
		stems, printed := 0, 0
		for _, w := range text.Words(topic) {
			if text.Stop(w.Norm, a.Language) {
				continue
			}
			if stems++; !words[text.Stem(w.Norm, a.Language)] {
				return false
			}
		}
		if stems > 0 {
			return true
		}
		// Nothing but words such as "it" and "may": only as they are printed can they be names.
		for _, w := range text.Words(topic) {
			if printed++; !plain[w.Span.Of(topic)] {
				return false
			}
		}
		return printed > 0
	})
}

// each calls do for each word of an article's headline and evidence, with the text it stands in.
func each(a briefing.Article, facts []briefing.Fact, do func(s string, w text.Word)) {
	for _, w := range text.Words(a.Headline) {
		do(a.Headline, w)
	}
	for _, f := range facts {
		for _, w := range text.Words(f.Text) {
			do(f.Text, w)
		}
	}
}

// phrases are words, or several in a row, as a person listed them.
type phrases struct {
	printed []string
	stems   map[string][][]string // by language
}

func newPhrases(list []string) phrases {
	p := phrases{stems: make(map[string][][]string)}
	for _, s := range list {
		if len(text.Words(s)) > 0 {
			p.printed = append(p.printed, s)
		}
	}
	return p
}

// in lists the numbers of the phrases that an article's headline or evidence has, in any of their inflections.
func (p *phrases) in(a briefing.Article, facts []briefing.Fact) []int {
	if len(p.printed) == 0 {
		return nil
	}
	wanted, ok := p.stems[a.Language]
	if !ok {
		for _, s := range p.printed {
			wanted = append(wanted, stemsOf(s, a.Language))
		}
		p.stems[a.Language] = wanted
	}
	found := make([]bool, len(wanted))
	look := func(s string) {
		stems := stemsOf(s, a.Language)
		for n, w := range wanted {
			for i := 0; !found[n] && i+len(w) <= len(stems); i++ {
				found[n] = slices.Equal(stems[i:i+len(w)], w)
			}
		}
	}
	look(a.Headline)
	for _, f := range facts {
		look(f.Text)
	}
	var out []int
	for n, is := range found {
		if is {
			out = append(out, n)
		}
	}
	return out
}

// stemsOf are the stems of a text in their order, of all its words.
func stemsOf(s, language string) []string {
	var out []string
	for _, w := range text.Words(s) {
		out = append(out, text.Stem(w.Norm, language))
	}
	return out
}
