package answer

import (
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// roomOfPost is how many characters the points of a form and their sources may take: a post holds 1,900, of which notes and the
// footer take some.
const roomOfPost = 1600

// room is what is left of a post's length, and of what may be shown of each article. The length is reckoned, not laid out: the post
// itself drops whole points where the reckoning fell short.
type room struct {
	s        search.Snapshot
	left     int
	groups   map[string]bool
	articles map[briefing.ArticleID]bool
	count    allowance.Count
	spent    map[briefing.RevisionID]bool // articles of which no more may be shown
}

func newRoom(s search.Snapshot, limit allowance.Limit) room {
	return room{
		s: s, left: roomOfPost, groups: map[string]bool{}, articles: map[briefing.ArticleID]bool{},
		count: allowance.Count{Limit: limit}, spent: map[briefing.RevisionID]bool{},
	}
}

// take reckons a point in, if there is room for it or it is the first. An article that cannot be read is one of which no more may be
// shown.
func (r *room) take(f *told, c candidate) bool {
	length := r.length(f, c)
	if length > r.left && len(r.articles) > 0 {
		return false
	}
	fits, err := r.count.Take(f.fact.Revision, f.fact.Span, f.fact.Text, func() (int, error) {
		a, err := r.s.Article(f.fact.Revision)
		return len(a.Text), err
	})
	if err != nil || !fits {
		r.spent[f.fact.Revision] = true
		return false
	}
	r.left -= length
	r.groups[c.group], r.articles[f.article.head.ID] = true, true
	return true
}

// length is about how many characters a point adds to a post.
func (r *room) length(f *told, c candidate) int {
	length := utf8.RuneCountInString(f.fact.Text) + utf8.RuneCountInString(c.lead) + len(" [10]: \n")
	for _, ref := range f.fact.Context {
		length += ref.Span.Len() + utf8.RuneCountInString(ref.For) + len("[: ] ")
	}
	if !r.groups[c.group] {
		length += len(c.group) + len("\n\n")
	}
	head := f.article.head
	if r.articles[head.ID] {
		return length + len("[10]")
	}
	cited := briefing.Cite(1, head, f.fact)
	return length + utf8.RuneCountInString(head.Outlet+head.Headline+cited.Link) + len("[10]  ·  · 10 Jan 2006\n\n")
}
