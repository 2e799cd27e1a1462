package read

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nutgraf/nutgraf/briefing"
)

// pageTime is how long finding a page's content may take. Pages of everyday size take 5 to 50 ms.
const pageTime = 5 * time.Second

// page reads a web page: the paragraphs of its main content, and what it says about itself.
func page(raw []byte, from Source) (*draft, error) {
	s, err := decodePage(raw)
	if err != nil {
		return nil, from.refuse("%v", err)
	}
	if strings.TrimSpace(s) == "" {
		return nil, from.refuse("holds nothing but white space; save the page again")
	}
	return pageDraft(s, from)
}

// pageDraft reads a page out of UTF-8 text.
func pageDraft(s string, from Source) (*draft, error) {
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return nil, from.refuse("is not a readable web page: %v; paste its text into a .txt file", err)
	}
	m := readMeta(doc, from.address())
	if removeHidden(doc) > maxContent {
		return nil, from.refuse("is larger than %d MiB without its scripts; save the article alone, or paste its text into a .txt file", maxContent>>20)
	}
	partBreaks(doc)
	content, err := mainContent(doc, from.address())
	if err != nil {
		return nil, from.refuse("%v", err)
	}
	d := from.draft()
	d.paragraphs = walk(content)
	d.take(m)
	d.labelPage(doc, m)
	d.label(chosen)
	if reason := noArticle(d, doc, m); reason != "" {
		return nil, from.refuse("%s", reason)
	}
	return d, nil
}

// address is where the source came from: its URL, or its name when that is one.
func (from Source) address() string {
	if from.URL != "" {
		return from.URL
	}
	if !strings.Contains(from.Name, " ") && briefing.CanonicalURL(from.Name) != "" { // "URL line 3" is a place in a file
		return from.Name
	}
	return ""
}

var (
	errSlow      = fmt.Errorf("has a structure its content was not found in within %s; paste its text into a .txt file", pageTime)
	errNoContent = errors.New("has no article in it: no main text was found; save the article's own page, with its text showing")
)

// mainContent finds the element that holds a page's article. The extractor cannot be stopped: one that is late is left to end by itself,
// which the limit on a page's size sees to.
func mainContent(doc *html.Node, at string) (*html.Node, error) {
	type found struct {
		content *html.Node
		err     error
	}
	done := make(chan found, 1)
	go func() {
		var f found
		defer func() {
			if p := recover(); p != nil {
				f = found{err: fmt.Errorf("has a structure that cannot be read (%v); paste its text into a .txt file", p)}
			}
			done <- f
		}()
		f.content, f.err = extractContent(doc, at)
	}()
	late := time.NewTimer(pageTime)
	defer late.Stop()
	select {
	case f := <-done:
		return f.content, f.err
	case <-late.C:
		return nil, errSlow
	}
}

func extractContent(doc *html.Node, at string) (*html.Node, error) {
	options := trafilatura.Options{
		EnableFallback:  true,
		ExcludeComments: true,
		HtmlDateMode:    trafilatura.Disabled, // meta.go reads dates, with their time of day
	}
	if u, err := url.Parse(at); err == nil && at != "" {
		options.OriginalURL = u
	}
	result, err := trafilatura.ExtractDocument(doc, options)
	if err != nil || result.ContentNode == nil {
		return nil, errNoContent
	}
	return result.ContentNode, nil
}

// take fills what d does not know yet from what the page says about itself.
func (d *draft) take(m meta) {
	d.url = first(d.url, m.url)
	d.outlet = first(d.outlet, m.outlet)
	d.headline = first(d.headline, m.headline)
	d.section, d.language, d.terms = m.section, m.language, m.terms
	d.byline = m.byline
	d.updated = m.updated
	if d.published.IsZero() {
		d.published = m.published
	}
}

// labelPage labels paragraphs by what the whole page says of them, which the extracted content no longer shows.
func (d *draft) labelPage(doc *html.Node, m meta) {
	captions, pulls := map[string]bool{}, map[string]bool{}
	var visible strings.Builder
	for _, e := range describedElements(doc) {
		key := squeezed(textOf(e.n))
		switch {
		case key == " ":
		case e.caption:
			captions[key] = true
		default:
			pulls[key] = true
		}
	}
	for i := range d.paragraphs {
		p := &d.paragraphs[i]
		key := squeezed(p.text)
		switch {
		case pulls[key] && p.words >= 4 && repeated(d.paragraphs, i, key):
			p.label(briefing.BlockPullQuote, "set as a pull quote on the page, repeats words of the text")
		case captions[key] && p.open():
			p.label(briefing.BlockCaption, "the text of a photo")
		}
		visible.WriteString(key)
	}
	d.dropDoubles()
	d.takeStandfirst(m.description, visible.String(), doc)
}

// described is an element whose markup says what its words are.
type described struct {
	n       *html.Node
	caption bool // else a pull quote
}

// describedElements are the captions and pull quotes of a page.
func describedElements(n *html.Node) []described {
	var out []described
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		class := strings.ToLower(attr(c, "class"))
		switch {
		case c.DataAtom == atom.Figcaption || hasAny(class, "wp-caption-text", "image-caption", "photo-caption"):
			out = append(out, described{c, true})
		case hasAny(class, "pullquote", "pull-quote", "pull_quote") || c.DataAtom == atom.Blockquote:
			out = append(out, described{n: c})
		}
		out = append(out, describedElements(c)...)
	}
	return out
}

// repeated reports whether another paragraph holds the words of paragraph i, which are key.
func repeated(ps []paragraph, i int, key string) bool {
	for j := range ps {
		if j != i && ps[j].words > ps[i].words && strings.Contains(squeezed(ps[j].text), key) {
			return true
		}
	}
	return false
}

// dropDoubles takes out paragraphs that repeat the one before them, which extractors leave behind where one
// element holds another.
func (d *draft) dropDoubles() {
	out := d.paragraphs[:0]
	for i, p := range d.paragraphs {
		if i > 0 && p.text == d.paragraphs[i-1].text {
			continue
		}
		out = append(out, p)
	}
	d.paragraphs = out
}

// takeStandfirst makes the page's description its standfirst, unless the text prints it anyway or it is cut off.
func (d *draft) takeStandfirst(description, content string, doc *html.Node) {
	p := newParagraph(description)
	if p.words < 6 || p.words > 80 || strings.HasSuffix(p.text, "...") || strings.HasSuffix(p.text, "…") {
		return
	}
	key := squeezed(p.text)
	if key == squeezed(d.headline) {
		return
	}
	for i := range d.paragraphs {
		if i < 4 && d.paragraphs[i].open() && squeezed(d.paragraphs[i].text) == key {
			if i+1 < len(d.paragraphs) && hasProse(d.paragraphs[i+1:]) && !d.proseBefore(i) && i > 0 {
				d.paragraphs[i].label(briefing.BlockStandfirst, "the summary the page gives of itself")
			}
			return
		}
	}
	if strings.Contains(content, key) || !p.stop && !strings.Contains(squeezed(textOf(doc)), key) {
		return
	}
	d.standfirst = p.text
}

// proseBefore reports whether prose stands above paragraph i.
func (d *draft) proseBefore(i int) bool { return hasProse(d.paragraphs[:i]) }

// walls are what pages say that show something else in the article's place.
var walls = []struct{ words, what string }{
	{"enable javascript", "asks for JavaScript instead of showing an article"},
	{"enable js", "asks for JavaScript instead of showing an article"},
	{"javascript is disabled", "asks for JavaScript instead of showing an article"},
	{"turn on javascript", "asks for JavaScript instead of showing an article"},
	{"requires javascript", "asks for JavaScript instead of showing an article"},
	{"are you a robot", "asks whether its reader is a robot"},
	{"not a robot", "asks whether its reader is a robot"},
	{"captcha", "asks whether its reader is a robot"},
	{"unusual traffic", "asks whether its reader is a robot"},
	{"checking your browser", "asks whether its reader is a robot"},
	{"access denied", "was denied by its server"},
	{"403 forbidden", "was denied by its server"},
	{"page not found", "says that the page was not found"},
	{"404 not found", "says that the page was not found"},
	{"log in to", "asks its reader to log in"},
	{"sign in to", "asks its reader to log in"},
	{"please log in", "asks its reader to log in"},
	{"please sign in", "asks its reader to log in"},
	{"subscribe to continue", "asks its reader to subscribe"},
	{"subscribe to read", "asks its reader to subscribe"},
	{"already a subscriber", "asks its reader to subscribe"},
	{"subscribers only", "asks its reader to subscribe"},
}

// fewWords is how long the body of a page may be that is read as a wall when it says what walls say. Real
// articles that quote such words are longer.
const fewWords = 60

// noArticle is why a page is no article, or "".
func noArticle(d *draft, doc *html.Node, m meta) string {
	words, sentences := 0, 0
	var body strings.Builder
	for i := range d.paragraphs {
		p := &d.paragraphs[i]
		if p.kind != briefing.BlockBody {
			continue
		}
		words += p.words
		if p.stop && p.words >= 6 {
			sentences++
		}
		body.WriteString(p.low)
		body.WriteByte(' ')
	}
	if words <= fewWords {
		said := body.String()
		if words == 0 || !m.isArticle {
			said += lowered(clip(textOf(doc), 4<<10))
		}
		for _, w := range walls {
			if strings.Contains(said, w.words) {
				return "has no article in it: it " + w.what + "; open it in a browser and save it with the text showing"
			}
		}
	}
	switch {
	case words == 0:
		return errNoContent.Error()
	case sentences == 0 && !m.isArticle:
		return "has no article in it: only menus and headlines, no sentence; save the article's own page"
	}
	return ""
}

// clip is the first n bytes of s, at a rune's edge.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
