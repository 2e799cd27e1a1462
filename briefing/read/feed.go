package read

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/nutgraf/nutgraf/briefing"
)

// readFeed reads an RSS or Atom feed, one article an item.
func readFeed(in io.Reader, from Source, yield func(briefing.Article, error) bool) {
	raw, err := from.readAll(in, maxFeed, "ask the feed for fewer items")
	if err != nil {
		yield(briefing.Article{}, err)
		return
	}
	parseFeed(raw, from, yield)
}

// parseFeed reads a feed of any kind. A feed that ends early or is broken is refused whole: its
// last item may be half of one, and the next fetch brings all of them.
func parseFeed(raw []byte, from Source, yield func(briefing.Article, error) bool) {
	if reason := notFeed(raw); reason != "" {
		yield(briefing.Article{}, from.refuse("%s", reason))
		return
	}
	feed, err := gofeed.NewParser().Parse(strings.NewReader(undeclared(decode(raw, declaredCharset(from.Type, raw)))))
	if err != nil {
		yield(briefing.Article{}, from.refuse("is not a feed that can be read: %s; fetch it again, or save its articles as pages", oneLine(err.Error())))
		return
	}
	if len(feed.Items) == 0 {
		yield(briefing.Article{}, from.refuse("the feed has no items; there is nothing to take in yet"))
		return
	}
	base := feedBase(feed, from)
	for i, item := range feed.Items {
		d := feedItem(feed, item, base, from)
		d.name = fmt.Sprintf("%s item %d", from.called(), i+1)
		if len(d.paragraphs) == 0 {
			if !yield(briefing.Article{}, d.refuse(from, "has no text, only a headline; give its page instead")) {
				return
			}
			continue
		}
		if !yield(d.article(from)) {
			return
		}
	}
}

// undeclared is XML without the name of the encoding it came in.
func undeclared(s string) string {
	head, rest, ok := strings.Cut(s, "?>")
	if !ok || !strings.HasPrefix(head, "<?xml") || len(head) > 200 {
		return s
	}
	return `<?xml version="1.0"?>` + rest
}

// notFeed is why bytes are no whole feed, as far as can be told before parsing them, or "".
func notFeed(raw []byte) string {
	trimmed := bytes.TrimSpace(bytes.TrimPrefix(raw, []byte(utf8BOM)))
	if len(trimmed) == 0 {
		return "holds nothing but white space; fetch the feed again"
	}
	if trimmed[0] != '<' {
		return ""
	}
	low := bytes.ToLower(trimmed)
	if sniffMarkup(low[:min(len(low), sniffBytes)]) == formatPage && firstIndex(low, "<rss", "<feed", "<rdf:rdf") < 0 {
		return "is a web page, not a feed; save it as .html, or give the feed's own address"
	}
	for _, root := range []string{"rss", "feed", "rdf:rdf"} {
		if bytes.Contains(low, []byte("<"+root)) {
			if !bytes.Contains(low[max(0, len(low)-1024):], []byte("</"+root)) {
				return "the feed ends early, before its closing </" + root + ">; fetch it again"
			}
			return ""
		}
	}
	return "is XML, but neither RSS nor Atom; give a feed or a page"
}

// oneLine is s with its line ends as spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// feedBase is the address that relative links of items are resolved against.
func feedBase(feed *gofeed.Feed, from Source) *url.URL {
	for _, s := range []string{from.address(), feed.FeedLink, feed.Link} {
		if u, err := url.Parse(s); err == nil && u.Host != "" {
			if link, err := u.Parse(feed.Link); err == nil && feed.Link != "" {
				return link
			}
			return u
		}
	}
	return nil
}

// feedItem makes a draft of one item.
func feedItem(feed *gofeed.Feed, item *gofeed.Item, base *url.URL, from Source) *draft {
	d := &draft{
		url:       itemURL(item, base),
		outlet:    first(from.Outlet, feed.Title),
		headline:  plainHTML(item.Title),
		published: stamp(item.PublishedParsed, item.Published),
		updated:   stamp(item.UpdatedParsed, item.Updated),
		language:  feed.Language,
		terms:     first(itemRights(item), feed.Copyright),
	}
	if len(item.Categories) > 0 {
		d.section = plainWords(item.Categories[0])
	}
	for _, c := range item.Categories {
		d.says(genreOfSection(plainWords(c)))
	}
	for _, person := range item.Authors {
		if person != nil {
			d.byline = append(d.byline, splitByline(person.Name)...)
		}
	}
	d.paragraphs = fragment(first(item.Content, item.Description))
	if summary := newParagraph(plainHTML(item.Description)); item.Content != "" && summary.words >= 6 && summary.stop && summary.words <= 80 && !prints(d.paragraphs, summary.text) {
		d.standfirst = summary.text
	}
	d.label(chosen)
	return d
}

// itemURL is the address of an item: its link, or its id where that is one.
func itemURL(item *gofeed.Item, base *url.URL) string {
	for _, s := range []string{item.Link, item.GUID} {
		if s == "" {
			continue
		}
		u, err := url.Parse(strings.TrimSpace(s))
		if err != nil {
			continue
		}
		if base != nil && s == item.Link {
			u = base.ResolveReference(u)
		}
		if briefing.CanonicalURL(u.String()) != "" {
			return u.String()
		}
	}
	return ""
}

// itemRights is what an item says about its rights.
func itemRights(item *gofeed.Item) string {
	if item.DublinCoreExt != nil && len(item.DublinCoreExt.Rights) > 0 {
		return item.DublinCoreExt.Rights[0]
	}
	return ""
}

// stamp is a time as the feed prints it, with its zone, or else as the parser understood it.
func stamp(parsed *time.Time, printed string) time.Time {
	t, ok := dateOf(printed)
	if !ok && parsed != nil {
		t, _ = plausible(*parsed)
	}
	return t
}

// fragment makes paragraphs of a piece of HTML, or of plain text.
func fragment(s string) []paragraph {
	if !strings.ContainsAny(s, "<&") {
		return newParagraphs(paragraphsOf(s))
	}
	root, err := parseTree(s)
	if err != nil {
		return nil
	}
	return newLayout(root, "", true).all()
}

// plainHTML is a title or summary without tags and character references.
func plainHTML(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	var words []string
	for _, p := range fragment(s) {
		words = append(words, p.text)
	}
	return strings.Join(words, " ")
}

// prints reports whether the paragraphs hold the words of s.
func prints(ps []paragraph, s string) bool {
	key := squeezed(s)
	for _, p := range ps {
		if strings.Contains(squeezed(p.text), key) {
			return true
		}
	}
	return false
}
