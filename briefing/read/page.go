package read

import (
	"errors"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// page reads a web page: the paragraphs of its main content, and what it says about itself.
func page(raw []byte, from Source) (*draft, error) {
	s, err := decodeText(raw, from.Type)
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
	root, err := parseTree(s)
	if err != nil {
		return nil, from.refuse("%v", err)
	}
	m := readMeta(root, from.address())
	l := newLayout(root, m.headline, false)
	l.showsInto(&m)
	if l.size() > maxContent {
		return nil, from.refuse("has a text larger than %d MiB; save the article alone, or paste its text into a .txt file", maxContent>>20)
	}
	d := from.draft()
	d.paragraphs = l.article()
	if running(d.paragraphs) < largeWords {
		d.paragraphs = fuller(d.paragraphs, newLayout(root, m.headline, true).article(), fragment(m.body))
	}
	d.take(m)
	d.labelTitles()
	d.labelPulls()
	d.labelSignOffs()
	d.takeStandfirst(m.description, l)
	d.label(chosen)
	if reason := noArticle(d, l, m, s); reason != "" {
		return nil, from.refuse("%s", reason)
	}
	return d, nil
}

// fuller is the first of several readings of a page, unless a later one finds twice as much text and enough for an article: on
// pages whose names deceive, and on pages that show their text by script. Where the page shows none, a short article is enough.
func fuller(first []paragraph, others ...[]paragraph) []paragraph {
	best := first
	for _, ps := range others {
		shown := running(best)
		if words := running(ps); words >= largeWords && words >= 2*shown || shown == 0 && words > fewWords {
			best = ps
		}
	}
	return best
}

// running is how many words of running text the paragraphs have.
func running(ps []paragraph) int {
	words := 0
	for i := range ps {
		if ps[i].open() && ps[i].stop && ps[i].words >= 8 {
			words += ps[i].words
		}
	}
	return words
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

var errNoContent = errors.New("has no article in it: no main text was found; save the article's own page, with its text showing")

// take fills what d does not know yet from what the page says about itself.
func (d *draft) take(m meta) {
	d.url = first(d.url, m.url)
	d.outlet = first(d.outlet, m.outlet)
	d.headline = first(d.headline, m.headline)
	d.section, d.language, d.terms = m.section, m.language, m.terms
	d.byline = m.byline
	d.title = m.title
	d.says(m.labels...)
	for _, c := range m.corrections {
		d.note(c, true)
	}
	d.updated = m.updated
	if d.published.IsZero() {
		d.published = m.published
	}
}

// labelTitles labels what is set as the heading of the page above its prose: it is the headline, or another wording of it.
func (d *draft) labelTitles() {
	if d.headline == "" {
		return
	}
	known := squeezed(d.headline)
	for i := range firstSentence(d.paragraphs) {
		p := &d.paragraphs[i]
		switch {
		case !p.title || !p.open() || p.stop && p.words >= 12:
		case squeezed(p.text) != known:
			p.furniture("the headline in other words")
		case d.find(briefing.BlockHeadline) < 0:
			p.label(briefing.BlockHeadline, printedHeadline)
		}
	}
}

// maxPulls is how many pull quotes and quotations of a page are looked up in its text: each is looked up in all of it.
const maxPulls = 60

// labelPulls labels what is set as a quotation and repeats words of the text. What repeats nothing and is not set apart as a pull quote
// (signed.go) is body.
func (d *draft) labelPulls() {
	var words []string // of each paragraph, squeezed
	pulls := 0
	for i := range d.paragraphs {
		p := &d.paragraphs[i]
		if !p.pull || !p.open() || p.words < leastWords || pulls == maxPulls {
			continue
		}
		pulls++
		if words == nil {
			words = make([]string, len(d.paragraphs))
			for j := range words {
				words[j] = squeezed(d.paragraphs[j].text)
			}
		}
		said := newParagraph(withoutSpeaker(p.text))
		if said.words < leastWords {
			continue
		}
		key := squeezed(said.text)
		for j := range words {
			if j != i && d.paragraphs[j].words > said.words && strings.Contains(words[j], key) {
				p.label(briefing.BlockPullQuote, "set as a pull quote on the page, repeats words of the text")
				break
			}
		}
	}
}

// takeStandfirst makes the page's description its standfirst, unless the text prints it anyway or it is cut off.
func (d *draft) takeStandfirst(description string, l *layout) {
	p := newParagraph(description)
	if d.find(briefing.BlockStandfirst) >= 0 || p.words < 6 || p.words > 80 || strings.HasSuffix(p.text, "...") || strings.HasSuffix(p.text, "…") {
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
	if prints(d.paragraphs, p.text) || !p.stop && !l.shows(key) {
		return
	}
	d.standfirst = p.text
}

// proseBefore reports whether prose stands above paragraph i.
func (d *draft) proseBefore(i int) bool { return hasProse(d.paragraphs[:i]) }

// clip is the first n bytes of s, at a rune's edge.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
