package answer

import (
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

// roomOfPost is how many characters the points of a form and their sources may take: a post holds 1,900, of which notes and the
// footer take some.
const roomOfPost = 1650

// room is what is left of a post's length. It is reckoned, not laid out: the post itself drops whole points where the reckoning fell
// short, and "more" tells them.
type room struct {
	left     int
	groups   map[string]bool
	articles map[briefing.ArticleID]bool
}

func newRoom() room {
	return room{left: roomOfPost, groups: map[string]bool{}, articles: map[briefing.ArticleID]bool{}}
}

// take reckons a point in, if there is room for it or it is the first.
func (r *room) take(f *told, c candidate) bool {
	length := utf8.RuneCountInString(f.fact.Text) + utf8.RuneCountInString(c.lead) + len("“” [10]: \n")
	for _, ref := range f.fact.Context {
		length += ref.Span.Len() + utf8.RuneCountInString(ref.For) + len("[: ]\n")
	}
	if !r.groups[c.group] {
		length += len(c.group) + len("\n\n")
	}
	head := f.article.head
	if r.articles[head.ID] {
		length += len("[10]")
	} else {
		cited := briefing.Cite(1, head, f.fact)
		length += utf8.RuneCountInString(head.Outlet+head.Headline) + len(cited.Link) + len("[10]  ·  · 10 Jan 2006\n\n")
	}
	if length > r.left && len(r.articles) > 0 {
		return false
	}
	r.left -= length
	r.groups[c.group], r.articles[head.ID] = true, true
	return true
}
