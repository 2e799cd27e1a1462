package read

import (
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html/atom"

	"github.com/nutgraf/nutgraf/briefing"
)

// meta is what a page says about itself outside its text.
type meta struct {
	headline, description, outlet, section, url, language, terms string
	byline                                                       []string
	body                                                         string // the article's text as the page gives it to machines; may be cut off
	published, updated                                           time.Time
	above                                                        time.Time // of a <time> above the headline: the article's, or the day it was read
	isArticle                                                    bool      // it calls itself an article
	paged                                                        time.Time // what it says of itself as a page, which may hold other things
	isFront                                                      bool      // it calls itself a list of others
	locked                                                       bool      // it says that it cannot be read for free
	words                                                        int       // of the text, as the page counts them; 0 when it does not
	title                                                        string    // with what stands before and behind the headline
	labels                                                       []briefing.Label
	corrections                                                  []string
}

// signals are the places of a page where it speaks about itself, in page order.
type signals struct {
	tags      map[string][]string // contents of meta elements by name, property or itemprop, in lower case
	scripts   []string            // JSON-LD
	title     string
	h1s       []string
	canonical string
	license   string
	language  string
	times     []timeElement
	people    []string // of rel=author, itemprop=author and elements classed as bylines
}

// timeElement is a <time>, or an element that says it holds the date of publication.
type timeElement struct {
	stamp, shown       string // for machines, and for people
	published, updated bool   // says so itself
	top                bool   // stands behind the first h1
	above              bool   // stands before any h1
}

// readMeta reads what a page says about itself. Of several sayings the most deliberate wins: JSON-LD, then
// OpenGraph and its kin, then the visible elements.
func readMeta(doc *element, at string) meta {
	var s signals
	s.tags = map[string][]string{}
	s.gather(doc, false, false)
	l := readLinked(s.scripts, s.ownArticle(at))
	m := meta{
		outlet:      plainWords(first(s.tag("og:site_name"), l.outlet, s.tag("application-name", "dc.publisher", "citation_journal_title", "publisher"))),
		section:     plainWords(first(l.section, s.tag("article:section", "parsely-section", "section"))),
		language:    first(s.language, l.language, s.tag("og:locale", "language", "dc.language", "content-language")),
		terms:       plainWords(first(l.terms, s.tag("dcterms.rights", "dc.rights", "copyright", "rights"), s.license)),
		isArticle:   l.isArticle || strings.HasPrefix(s.tag("og:type"), "article") || s.tag("article:published_time") != "",
		isFront:     l.isFront && !l.isArticle,
		locked:      l.locked || strings.EqualFold(s.tag("article:content_tier"), "locked"),
		words:       l.words,
		body:        l.body,
		corrections: l.corrections,
		title:       plainWords(first(s.tag("og:title"), s.title)),
	}
	if l.outlet != "" && m.outlet != "" && strings.Contains(lowered(m.outlet), ".") {
		m.outlet = l.outlet // og:site_name is often only the host
	}
	s.genresInto(&m, l)
	m.headline = s.headline(l, m.outlet)
	m.description = first(l.description, plainWords(s.tag("og:description", "twitter:description")))
	m.url = pageURL(at, s.canonical, s.tag("og:url"), l.url)
	m.published = firstDate(dayOrderOf(m.language), append([]string{l.published}, s.all(publishedTags...)...)...)
	m.paged = firstDate(dayOrderOf(m.language), l.paged)
	m.updated = firstDate(dayOrderOf(m.language), append([]string{l.updated}, s.all(updatedTags...)...)...)
	s.timesInto(&m)
	m.byline = s.byline(l, m.outlet)
	return m
}

// ownArticle ranks the articles of a page's JSON-LD by what they share with the page fetched from at: its address counts more than its
// title, and a title counts.
func (s *signals) ownArticle(at string) func(map[string]any) int {
	addresses := map[string]bool{}
	for _, u := range []string{at, s.canonical, s.tag("og:url")} {
		if u != "" {
			addresses[bareAddress(u)] = true
		}
	}
	titles := squeezed(s.title) + squeezed(s.tag("og:title")) + squeezed(strings.Join(s.h1s, " | "))
	return func(a map[string]any) (rank int) {
		for _, u := range []string{linkedAddress(a), rawText(a["@id"])} {
			if u != "" && addresses[bareAddress(u)] {
				rank = ownRank + 1
			}
		}
		if h := squeezed(first(linkedText(a["headline"]), linkedText(a["name"]))); h != " " && strings.Contains(titles, h) {
			rank += ownRank
		}
		return rank
	}
}

// bareAddress is an address without what differs between sayings of the same one.
func bareAddress(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, "?#"); i > 0 {
		s = s[:i]
	}
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	return strings.TrimSuffix(strings.ToLower(strings.TrimPrefix(s, "www.")), "/")
}

// genresInto labels a page by what it says of itself outside its text.
func (s *signals) genresInto(m *meta, l linked) {
	l.genresInto(&m.labels)
	for _, section := range s.all("article:section", "parsely-section", "section", "og:article:section", "dc.type", "genre") {
		m.labels = append(m.labels, genreOfSection(section))
	}
	if strings.EqualFold(s.tag("article:opinion"), "true") {
		m.labels = append(m.labels, briefing.LabelOpinion)
	}
	for _, by := range append(s.all("author", "parsely-author", "article:author", "byl"), l.byline...) {
		m.labels = append(m.labels, genreOfSection(by)) // "The Editorial Board"
	}
	for _, title := range []string{l.headline, s.title} {
		m.labels = append(m.labels, genresOfTitle(plainWords(title))...)
	}
}

var publishedTags = []string{
	"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "pubdate", "publishdate", "publish-date", "publish_date", "published_time", "sailthru.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dc.date", "dc.date.created",
	"date", "article.published", "cxenseparse:recs:publishtime", "cse:publishdate", "citation_publication_date", "citation_date", "originalpublicationdate", "article_date_original", "datecreated", "publication_date", "bt:pubdate", "rnews:datepublished", "ptime",
}

var updatedTags = []string{"article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "revision_date"}

// gather walks the page for signals. What is said inside a reader's comment, or of a work the article cites, is not said of the article.
func (s *signals) gather(n *element, comment, cited bool) {
	comment, cited = comment || holdsComments(n), cited || ofAnother(n)
	if !n.run {
		s.element(n, comment, cited)
	}
	for c := n.first; c != nil; c = c.next {
		s.gather(c, comment, cited)
	}
}

func (s *signals) element(n *element, comment, cited bool) {
	prop := strings.ToLower(n.attr("itemprop"))
	if cited {
		prop = ""
	}
	switch n.tag {
	case atom.Html:
		s.language = first(n.attr("lang"), n.attr("xml:lang"))
	case atom.Meta:
		s.metaElement(n, prop)
		return
	case atom.Title:
		if s.title == "" && n.first != nil && !n.inside(atom.Svg) {
			s.title = clip(n.first.data, longestSaid)
		}
	case atom.Script:
		if n.first != nil && strings.Contains(strings.ToLower(n.attr("type")), "ld+json") {
			s.scripts = append(s.scripts, n.first.data)
		}
		return
	case atom.Link:
		switch strings.ToLower(n.attr("rel")) {
		case "canonical":
			s.canonical = first(s.canonical, n.attr("href"))
		case "license":
			s.license = first(s.license, n.attr("href"))
		}
		return
	case atom.H1:
		if len(s.h1s) < mostSaid {
			s.h1s = append(s.h1s, n.textUpTo(200))
		}
	case atom.Time:
		if !cited && !comment && len(s.times) < mostSaid {
			s.timeElement(n, prop)
		}
	}
	if !cited && !comment && n.tag != atom.Time && n.tag != atom.Body && len(s.times) < 20 && classedDate(n) {
		s.times = append(s.times, timeElement{shown: n.textUpTo(200), top: len(s.h1s) == 1, above: len(s.h1s) == 0})
	}
	if prop == "datepublished" && n.tag != atom.Time && len(s.times) < mostSaid {
		s.times = append(s.times, timeElement{stamp: first(n.attr("content"), n.attr("datetime"), n.attr("title")), shown: n.textUpTo(200), published: true})
	}
	if !comment && len(s.people) < 8 && namesAuthor(n, prop) {
		if name := n.textUpTo(200); name != "" && len(name) <= 120 {
			s.people = append(s.people, name)
		}
	}
}

// ofAnother reports whether what n holds is about something inside the article: a work it cites, a reader's comment.
func ofAnother(n *element) bool {
	switch strings.ToLower(n.attr("itemprop")) {
	case "citation", "comment", "review", "haspart", "ispartof", "mentions":
		return true
	}
	return false
}

func (s *signals) metaElement(n *element, prop string) {
	content := clip(strings.TrimSpace(n.attr("content")), longestSaid)
	if content == "" {
		return
	}
	for _, key := range []string{strings.ToLower(n.attr("property")), strings.ToLower(n.attr("name")), prop, strings.ToLower(n.attr("http-equiv"))} {
		if key != "" && len(s.tags[key]) < mostSaid {
			s.tags[key] = append(s.tags[key], content)
		}
	}
}

// A page says each thing at most this often and at this length; what it says beyond is not looked at. Pages repeat a tag for each of
// their topics, some 30, and the longest of their descriptions have 2 kB.
const (
	mostSaid    = 200
	longestSaid = 16 << 10 // bytes
)

func (s *signals) timeElement(n *element, prop string) {
	about := strings.ToLower(prop + " " + n.attr("class") + " " + n.up.attr("class") + " " + n.wordsBefore())
	s.times = append(s.times, timeElement{
		stamp:     first(n.attr("datetime"), n.attr("content")),
		shown:     n.textUpTo(200),
		updated:   hasAny(about, "update", "modif"),
		published: n.attr("pubdate") != "" || hasAny(about, "publish", "pubdate", "posted", "veröffentlicht", "publié", "publicado", "pubblicato"),
		top:       len(s.h1s) == 1,
		above:     len(s.h1s) == 0,
	})
}

// wordsBefore is the run of text right before e in the element it stands in, if it is short: "posted on".
func (e *element) wordsBefore() string {
	words := ""
	for c, n := e.up.first, 0; c != nil && c != e && n < 20; c, n = c.next, n+1 {
		if words = ""; c.run && len(c.data) <= 60 {
			words = c.data
		}
	}
	return words
}

// classedDate reports whether n is a small element whose class says that it holds a date.
func classedDate(n *element) bool {
	class := strings.ToLower(n.attr("class"))
	if !hasAny(class, "date", "timestamp", "publish", "posted") || hasAny(class, "update", "modif") {
		return false
	}
	size := 0
	for c := n.first; c != nil; c = c.next {
		size += len(c.data)
		if c.first != nil && c.first.first != nil {
			return false
		}
	}
	return size <= 120
}

// tag is the first content of any of the names.
func (s *signals) tag(names ...string) string {
	for _, name := range names {
		if got := s.tags[name]; len(got) > 0 {
			return got[0]
		}
	}
	return ""
}

// all is the contents of all the names, in order.
func (s *signals) all(names ...string) []string {
	var out []string
	for _, name := range names {
		out = append(out, s.tags[name]...)
	}
	return out
}

// headline is the headline as the page shows it where it can be told apart from the rest, and else as the page gives it
// to others, without the outlet's name behind it.
func (s *signals) headline(l linked, outlet string) string {
	given := []string{l.headline, s.tag("og:title"), s.tag("twitter:title"), s.tag("dc.title", "parsely-title", "sailthru.title", "headline"), s.title}
	for i := range given {
		given[i] = plainWords(given[i])
	}
	for _, h := range s.h1s { // with the name of its series or section in front
		for _, g := range given[:3] {
			if countWords(g) >= 3 && len(g) < len(h) && strings.HasSuffix(squeezed(h), squeezed(g)) {
				return g
			}
		}
	}
	for _, h := range s.h1s {
		for _, g := range given {
			if g != "" && strings.Contains(squeezed(g), squeezed(h)) && countWords(h) >= 3 {
				return h
			}
		}
	}
	if len(s.h1s) == 1 && countWords(s.h1s[0]) >= 4 && !strings.EqualFold(s.h1s[0], outlet) {
		return s.h1s[0]
	}
	return withoutOutlet(first(given...), outlet)
}

// withoutOutlet strips " - Example Post" and the like off the end of a title.
func withoutOutlet(title, outlet string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » "} {
		i := strings.LastIndex(title, sep)
		if i < 0 {
			continue
		}
		tail, head := squeezed(title[i+len(sep):]), title[:i]
		if name := squeezed(outlet); outlet != "" && (strings.Contains(tail, name) || strings.Contains(name, tail)) || sep == " | " && countWords(head) >= 3 {
			return withoutOutlet(head, outlet)
		}
	}
	return strings.TrimSpace(title)
}

// timesInto fills dates still unknown from the page's <time> elements: those that say what they are, and
// else the first beside the headline.
func (s *signals) timesInto(m *meta) {
	order := dayOrderOf(m.language)
	var top time.Time
	for _, t := range s.times {
		when, updated, ok := datelineOf(spelled(strings.TrimSpace(t.stamp), order))
		if !ok {
			when, updated, ok = datelineOf(spelled(t.shown, order))
		}
		switch {
		case !ok:
		case t.updated || updated:
			if m.updated.IsZero() {
				m.updated = when
			}
		case m.published.IsZero() && t.published:
			m.published = when
		case top.IsZero() && t.top:
			top = when
		case m.above.IsZero() && t.above:
			m.above = when
		}
	}
	if m.published.IsZero() {
		m.published = top
	}
}

// pageURL is the address that identifies a page fetched from at. What the page says of itself counts
// only on its own host: otherwise a page could take another's place.
func pageURL(at string, claims ...string) string {
	base, _ := url.Parse(at)
	for _, claim := range claims {
		u, err := url.Parse(strings.TrimSpace(claim))
		if err != nil || claim == "" {
			continue
		}
		if at != "" && base != nil {
			u = base.ResolveReference(u)
		}
		if briefing.CanonicalURL(u.String()) == "" || strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
			continue // the front page is no article's address
		}
		if at == "" || sameSite(base, u) {
			return u.String()
		}
	}
	return at
}

// sameSite reports whether two hosts are the same but for the label of a mobile or plain variant.
func sameSite(a, b *url.URL) bool {
	return siteHost(a) == siteHost(b)
}

func siteHost(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	for _, variant := range []string{"www.", "m.", "amp.", "mobile."} {
		host = strings.TrimPrefix(host, variant)
	}
	return host
}

// first is the first text that is not blank.
func first(texts ...string) string {
	for _, s := range texts {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// firstDate is the first text that is a date, or zero.
func firstDate(order dayOrder, stamps ...string) time.Time {
	for _, s := range stamps {
		if t, ok := dateOf(spelled(s, order)); ok {
			return t
		}
	}
	return time.Time{}
}
