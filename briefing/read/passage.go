package read

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// passage is one paragraph of a page with what the page says about it.
type passage struct {
	paragraph
	at     *element // the innermost block it stands in
	place  place
	linked float64 // share of its letters that are links, 0 to 1
}

// place is the part of a page that a walk has come to.
type place struct {
	cut     *cut // nil where nothing speaks against the text
	heading int  // 1 to 6; 0 outside headings
	link    bool
	caption bool
	figure  bool
	deck    bool     // called the summary under the headline
	pull    bool     // set as a pull quote or a quotation
	set     bool     // called a pull quote by its page
	sign    bool     // names the speaker of a quotation
	quote   *element // that is set as a pull quote or a quotation, the innermost
	item    bool     // of a list
	cell    bool     // of a table
	pre     bool     // keeps its line ends
	onward  bool     // a link to another article inside a paragraph
}

// walk makes passages of what stands under root, in page order, and notes what might be cut. Block elements never join: each list
// item, table row, heading and caption is a passage of its own, and so is what stands between two line breaks. Each element
// learns which passages it holds.
func walk(root *element) ([]passage, []*cut) {
	w := walker{names: map[string]cut{}}
	w.visit(root, place{})
	w.flush(root, place{})
	root.to = len(w.out)
	return w.out, w.cuts
}

// walker collects the lines of inline elements until a block ends.
type walker struct {
	out   []passage
	cuts  []*cut
	names map[string]cut // what the names seen so far mean
	lines []line         // before the present one, since the last block ended
	line  line
	b     strings.Builder // text of the present line
}

// line is text between line breaks.
type line struct {
	text   string
	size   int // bytes that are not white space
	linked int // those of them that are links
}

func (w *walker) visit(e *element, p place) {
	if e.run {
		w.text(e.data, p)
		return
	}
	e.from = len(w.out)
	defer func() { e.to = len(w.out) }()
	if e.tag == atom.Br {
		w.endLine()
		return
	}
	if wordless[e.tag] || e.tag == atom.Head || e.tag == atom.Button && p.heading == 0 || hidden(e) {
		return
	}
	if e.tag == atom.A && w.line.size > 0 && onwardLink(e) && endsSentence(w.b.String()) {
		return
	}
	cell := e.tag == atom.Td || e.tag == atom.Th
	begins, ends := w.seam(e)
	if begins {
		w.flush(e.block(), p)
		e.from = len(w.out)
	}
	inner := p.enter(e)
	inner.cut = w.cutOf(e, p.cut)
	inner.onward = p.onward || begins && ends
	breaks := blockElements[e.tag] && !cell || inner.cut != p.cut || inner.sign != p.sign
	if breaks {
		w.flush(e.up, p)
		e.from = len(w.out)
	}
	if inner.cut != nil && inner.cut.e == e {
		w.cuts = append(w.cuts, inner.cut)
	}
	if e.tag == atom.Q {
		w.quoted(e, inner)
	} else {
		w.children(e, inner)
	}
	switch {
	case breaks, cell && w.line.size > longCell:
		w.flush(e, inner)
	case cell:
		w.b.WriteByte(' ')
	case begins && ends, e.tag == atom.A && w.onwardLine():
		w.flush(e.block(), inner)
	}
}

// block is the innermost block that e stands in.
func (e *element) block() *element {
	for e = e.up; e.up != nil && !blockElements[e.tag]; {
		e = e.up
	}
	return e
}

func (w *walker) children(e *element, p place) {
	for c := e.first; c != nil; c = c.next {
		w.visit(c, p)
	}
}

// quoted writes the quotation marks that browsers show around a <q>, unless the page prints its own inside.
func (w *walker) quoted(e *element, p place) {
	words := e.textUpTo(40)
	if words == "" || newParagraph(words).quoted {
		w.children(e, p)
		return
	}
	opening, closing := "“", "”"
	if e.inside(atom.Q) {
		opening, closing = "‘", "’"
	}
	w.words(opening, p)
	w.children(e, p)
	w.words(closing, p)
}

// longCell is the text of a table cell that is a paragraph of its own, in bytes: tables of figures have shorter ones, tables that
// lay out a page longer ones.
const longCell = 150

// enter is the place inside e, which stands in p.
func (p place) enter(e *element) place {
	switch e.tag {
	case atom.A:
		p.link = p.link || e.attr("href") != ""
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.heading = int(e.tag.String()[1] - '0')
	case atom.Figcaption:
		if quote := quotationIn(e.up); quote != nil {
			p.pull, p.sign, p.quote = true, true, quote
			break
		}
		p.caption = true
	case atom.Figure:
		p.figure = true
	case atom.Li:
		p.item = true
	case atom.Tr:
		p.cell = true
	case atom.Blockquote:
		p.pull, p.quote = true, e
	case atom.Cite, atom.Footer:
		p.sign = p.sign || p.pull && closes(e)
	case atom.Pre:
		p.pre = true
	}
	if class := e.attr("class"); class != "" && !wholePage[e.tag] {
		p.caption = p.caption || named(class, captionNames)
		p.deck = p.deck || named(class, deckNames)
		if hasAny(strings.Map(asciiLower, class), "pullquote", "pull-quote", "pull_quote") {
			if !p.set {
				p.quote = e
			}
			p.pull, p.set = true, true
		}
	}
	return p
}

// wholePage are the elements around an article: their names tell how it is set ("no-captions", "dark-caption"), not what it is.
var wholePage = atoms(atom.Html, atom.Body, atom.Main, atom.Article)

// The names of the summary under a headline, and of the text of a photo.
var (
	deckNames    = []string{"standfirst", "dek", "deck", "subhead", "subheadline", "subheading", "subtitle", "summary", "excerpt", "intro"}
	captionNames = []string{"caption", "captions", "figcaption", "imagecaption", "photocaption"}
)

// named reports whether one of a class's names has one of the given as a word: not as letters drawn by lot, and not as something it
// holds. A "wp-caption" is a photo with its text.
func named(class string, names []string) bool {
	if !hasAny(strings.Map(asciiLower, class), names...) {
		return false
	}
	for name := range strings.FieldsSeq(class) {
		words := wordsOfName(name)
		for i, w := range words {
			if slices.Contains(names, w) && name != "wp-caption" && !(i > 0 && holding[words[i-1]]) {
				return true
			}
		}
	}
	return false
}

// text adds a run of text. Its line ends mean nothing outside pre.
func (w *walker) text(s string, p place) {
	if p.pre {
		for i, l := range strings.Split(s, "\n") {
			if i > 0 {
				w.endLine()
			}
			w.words(l, p)
		}
		return
	}
	w.words(s, p)
}

func (w *walker) words(s string, p place) {
	size := 0
	for i := range len(s) {
		if c := s[i]; c > ' ' {
			size++
		}
	}
	w.line.size += size
	if p.link {
		w.line.linked += size
	}
	if size > 0 || w.b.Len() > 0 {
		w.b.WriteString(spaceBreaks.Replace(s))
	}
}

var spaceBreaks = strings.NewReplacer("\n", " ", "\r", " ", "\t", " ", "\f", " ")

func (w *walker) endLine() {
	w.line.text = w.b.String()
	w.lines = append(w.lines, w.line)
	w.line = line{}
	w.b.Reset()
}

// flush ends the passages that stood in e. An empty line parts them, and so does the end of a line that is a sentence
// before another: pages that set their paragraphs with single breaks mean them.
func (w *walker) flush(e *element, p place) {
	if w.line.size == 0 && len(w.lines) == 0 {
		w.b.Reset()
		return
	}
	w.endLine()
	from := 0
	for i := range w.lines {
		l := &w.lines[i]
		last := i+1 == len(w.lines)
		if l.size == 0 || last || !p.pre && fullLine(l.text) && fullLine(w.lines[i+1].text) {
			w.passage(w.lines[from:i+1], e, p)
			from = i + 1
		}
	}
	w.lines = w.lines[:0]
}

// fullLine reports whether a line reads like a paragraph.
func fullLine(s string) bool { return len(s) >= 60 && endsSentence(s) }

// passage adds a passage made of lines.
func (w *walker) passage(lines []line, e *element, p place) {
	size, linked := 0, 0
	texts := make([]string, 0, len(lines))
	for _, l := range lines {
		size, linked = size+l.size, linked+l.linked
		texts = append(texts, l.text)
	}
	if size == 0 {
		return
	}
	said := strings.Join(texts, " ")
	if n := len(w.out); n > 0 && dropCap(w.out[n-1].text, said) {
		said = w.out[n-1].text + strings.TrimSpace(said)
		w.out = w.out[:n-1]
	}
	out := passage{paragraph: newParagraph(said), at: e, place: p, linked: float64(linked) / float64(size)}
	if out.text != "" {
		w.out = append(w.out, out)
	}
}

// dropCap reports whether a passage is the large first letter of the one behind it, set in an element of its own. A letter that is a
// word may be one.
func dropCap(letter, rest string) bool {
	r, size := utf8.DecodeRuneInString(letter)
	if size != len(letter) || !unicode.IsUpper(r) || strings.ContainsRune("AEIOUYÀÉ", r) {
		return false
	}
	r, _ = utf8.DecodeRuneInString(strings.TrimSpace(rest))
	return unicode.IsLower(r)
}

// hidden reports whether a browser would not show e, or show it to nobody who looks: such words are no evidence.
func hidden(e *element) bool {
	switch e.tag {
	case atom.Html, atom.Body: // shown once a script has run
		return false
	case atom.Del, atom.S, atom.Strike: // taken back by who wrote it
		return true
	}
	for _, a := range e.attrs {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "") + ";"
			if hasAny(style, "display:none", "visibility:hidden", "font-size:0;", "font-size:0px", "opacity:0;", "left:-9999", "left:-999em", "top:-9999", "text-indent:-9999") {
				return true
			}
		case "class":
			for c := range strings.FieldsSeq(strings.ToLower(a.Val)) {
				switch c {
				case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "u-hidden-visually":
					return true
				}
			}
		}
	}
	return false
}

// textUpTo is the text under e, about n bytes of it at most.
func (e *element) textUpTo(n int) string {
	var b strings.Builder
	e.gatherText(&b, n)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (e *element) gatherText(b *strings.Builder, n int) {
	for c := e.first; c != nil && b.Len() <= n; c = c.next {
		switch {
		case c.run:
			b.WriteString(c.data)
		case wordless[c.tag] || hidden(c):
		default:
			if blockElements[c.tag] || c.tag == atom.Br {
				b.WriteByte(' ')
			}
			c.gatherText(b, n)
			if blockElements[c.tag] {
				b.WriteByte(' ')
			}
		}
	}
}
