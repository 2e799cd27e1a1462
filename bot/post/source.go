package post

import (
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// Source is one numbered citation as a post shows it.
type Source struct {
	N         int // its number in the post
	Fact      briefing.FactID
	Article   briefing.ArticleID
	Headline  Untrusted // empty when unknown, as the others
	Outlet    Untrusted
	URL       Untrusted
	Link      Untrusted // URL with a text fragment that leads to the very words
	Quote     Untrusted // the exact words; empty when the post shows them as evidence already
	Published time.Time // zero when unknown
}

// SourceOf is a citation as a source.
func SourceOf(c briefing.Citation) Source {
	return Source{
		N: c.N, Fact: c.Fact, Article: c.Article, Headline: Words(c.Headline), Outlet: Words(c.Outlet),
		URL: address(c.URL), Link: address(c.Link), Quote: Words(c.Quote), Published: c.Published,
	}
}

// address is a link as text. With other bytes in the place of those that are no UTF-8, it would lead somewhere else.
func address(link string) Untrusted {
	if !utf8.ValidString(link) {
		return Untrusted{}
	}
	return Words(link)
}

// Line is what a source says about its article, without number and link: outlet, headline and date, as far
// as they are known, and the exact words if it brings them. The host of its address stands for an unknown outlet.
func (s Source) Line() Untrusted { return Words(s.line()) }

func (s Source) line() string {
	outlet := s.Outlet.Reveal()
	if outlet == "" {
		outlet = s.host()
	}
	var fields []string
	for _, f := range []string{outlet, s.Headline.Reveal()} {
		if f = wording.OneLine(f); f != "" {
			fields = append(fields, f)
		}
	}
	if s.Published.IsZero() {
		fields = append(fields, "undated")
	} else {
		fields = append(fields, s.Published.Format(wording.DateLayout))
	}
	if !s.Quote.Empty() {
		fields = append(fields, Quoted(s.Quote.Reveal()))
	}
	return strings.Join(fields, " · ")
}

// host is the site of the address, which stands for an outlet that is not known.
func (s Source) host() string {
	u, err := url.Parse(s.URL.Reveal())
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// Address is where a source leads: to its very words if it can.
func (s Source) Address() Untrusted {
	if !s.Link.Empty() {
		return s.Link
	}
	return s.URL
}
