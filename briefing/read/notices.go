package read

import (
	"math/bits"
	"strings"
)

// labelNotices labels what a publisher says about republishing and about itself. Such notices stand at the top or at the
// foot of a page, speak of this article or to the reader, and quote nobody.
func labelNotices(ps []paragraph, c care) {
	for i := range ps {
		p := &ps[i]
		if p.open() && rightsNotice(p, nearEdge(ps, i), c) {
			p.furniture("a notice about republishing")
			p.terms = true
		}
	}
	for i := range len(ps) - 1 {
		if p := &ps[i]; c == pasted && p.open() && ps[i+1].terms && nearEdge(ps, i) && headingLike(p) && !p.quoted && !bulleted(p) {
			p.furniture("the heading of a notice about republishing")
		}
	}
	for i := range ps {
		p := &ps[i]
		if p.open() && nearEdge(ps, i) && aboutPublisher(p) && besideTerms(ps, i) {
			p.furniture(aboutPublisherReason)
		}
	}
}

const aboutPublisherReason = "a notice about the publisher"

// nearEdge reports whether paragraph i is one of the first three or in the last quarter of ps.
func nearEdge(ps []paragraph, i int) bool {
	return i < 3 || i*4 >= len(ps)*3 || i >= len(ps)-3
}

// rightsNotice reports whether p speaks of republishing this article.
func rightsNotice(p *paragraph, edge bool, c care) bool {
	if p.quoted || p.said() || p.words > 220 {
		return false
	}
	if opensWithAny(p.low, "©", "(c) ", "copyright ") && p.words <= 60 && (hasYear(p.low) || strings.Contains(p.low, "reserved")) {
		return true
	}
	if p.words <= 80 && surelyRights.in(p.low) != 0 {
		return edge || p.words <= 40
	}
	if !edge || c == chosen && !opensWithAny(p.low, noticeOpenings...) {
		return false
	}
	return bits.OnesCount64(rightsCues.in(p.low)) >= 2 && hasAny(p.low, "republi", "reproduc", "reprint", "redistribut", "syndicat") &&
		(opensWithAny(p.low, noticeOpenings...) || hasAny(p.low, " our ", " we ", " us ", " you ", "this article", "this story", "its articles", "its content", "original article", "original publication"))
}

var surelyRights = newPhrases([]string{
	"all rights reserved", "may not be published, broadcast", "you may republish", "free to republish", "republish this article", "republish this story", "republish our", "republished under a creative commons", "republished with permission",
	"is licensed under a creative commons", "licensed under creative commons", "republishing guidelines", "reprinted with permission", "under a creative commons licen", "this article is republished from", "this story is republished from",
})

var noticeOpenings = []string{
	"©", "(c)", "copyright", "this article", "this story", "this content", "this material", "this text", "this piece", "this work", "our articles", "our content", "our stories", "we ", "you may", "you can", "please ", "articles ", "all articles", "all content", "all material", "materials ", "material ", "content ",
	"to republish", "republish", "reproduction", "reprint", "terms of use", "unless otherwise", "except where", "permission ",
}

// rightsCues is a group a cue.
var rightsCues = newPhrases(apart(
	"republi", "reproduc", "reprint", "redistribut", "syndicat", "permission", "licen", "copyright", "credit", "attribution", "link back", "a link to", "hyperlink", "original", "consent", "free of charge", "editorial", "unaltered", "in full",
)...)

// besideTerms reports whether a neighbour of paragraph i, furniture between them set aside, is a notice about republishing.
func besideTerms(ps []paragraph, i int) bool {
	for j := i - 1; j >= 0 && !ps[j].open(); j-- {
		if ps[j].terms {
			return true
		}
	}
	for j := i + 1; j < len(ps) && !ps[j].open(); j++ {
		if ps[j].terms {
			return true
		}
	}
	return false
}

// aboutPublisher reports whether p says what a publisher is.
func aboutPublisher(p *paragraph) bool {
	if p.quoted || p.said() || p.words > 120 {
		return false
	}
	return opensWithAny(p.low, "about ", "who we are", "our mission", "founded in", "we are ", "why you can trust") && p.words <= 6 ||
		hasAny(p.low, " is a ", " is an ", " is the ", "founded ", "we are ") &&
			hasAny(p.low, "newsroom", "news agency", "news outlet", "news organisation", "news organization", "news site", "news service", "newspaper", "magazine", "nonprofit", "non-profit", "journalism", "publisher", "publication", "independent media")
}
