package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nutgraf/nutgraf/briefing"
)

// walk makes paragraphs of the elements under n, in page order. Block elements never join: each list item, table row,
// heading and caption is a paragraph of its own, and so is what stands between two line breaks.
func walk(n *html.Node) []paragraph {
	var w walker
	w.children(n)
	w.flush(nil)
	return w.out
}

// walker collects the text of inline elements until a block ends.
type walker struct {
	out  []paragraph
	line strings.Builder
}

func (w *walker) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.visit(c)
	}
}

func (w *walker) visit(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return
	}
	switch tag := tagOf(n); {
	case tag == atom.Br:
		w.line.WriteByte('\n')
	case silent[tag] || hidden(n):
	case tag == atom.Td || tag == atom.Th:
		w.line.WriteByte(' ')
		w.children(n)
		w.line.WriteByte(' ')
	case blockElements[tag]:
		w.flush(n.Parent)
		w.children(n)
		w.flush(n)
	default:
		w.children(n)
	}
}

// text adds a text node. Its line ends mean nothing, but inside pre, where a blank line parts paragraphs.
func (w *walker) text(n *html.Node) {
	if within(n, atom.Pre) {
		w.line.WriteString(n.Data)
		return
	}
	w.line.WriteString(spaceBreaks.Replace(n.Data))
}

var spaceBreaks = strings.NewReplacer("\n", " ", "\r", " ", "\t", " ", "\f", " ")

// flush ends a paragraph that stood in n.
func (w *walker) flush(n *html.Node) {
	if w.line.Len() == 0 {
		return
	}
	s := w.line.String()
	w.line.Reset()
	for piece := range strings.SplitSeq(blankLines(s), "\n\n") {
		p := newParagraph(piece)
		if p.text == "" {
			continue
		}
		if n != nil {
			labelElement(&p, n)
		}
		w.out = append(w.out, p)
	}
}

// blankLines takes the spaces out of blank lines, so that "\n\n" finds them all.
func blankLines(s string) string {
	if strings.Count(s, "\n") < 2 {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
	}
	return strings.Join(lines, "\n")
}

// labelElement labels p by the element it stood in. A heading of several sentences is body in large type.
func labelElement(p *paragraph, n *html.Node) {
	for up := n; up != nil; up = up.Parent {
		switch tagOf(up) {
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			if !p.stop && p.words <= 20 || p.words <= 12 {
				p.label(briefing.BlockCrosshead, "a heading inside the text")
			}
			return
		case atom.Figcaption:
			p.label(briefing.BlockCaption, "the text of a photo")
			return
		case atom.Body, atom.Article, atom.Main:
			return
		}
	}
}

// within reports whether n stands in an element of the given name.
func within(n *html.Node, a atom.Atom) bool {
	for up := n.Parent; up != nil; up = up.Parent {
		if tagOf(up) == a {
			return true
		}
	}
	return false
}

// silent elements hold nothing a reader reads.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Svg: true, atom.Button: true, atom.Input: true, atom.Select: true, atom.Textarea: true,
	atom.Object: true, atom.Audio: true, atom.Video: true, atom.Canvas: true, atom.Head: true, atom.Nav: true,
}

var blockElements = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Aside: true, atom.Header: true, atom.Footer: true, atom.Blockquote: true, atom.Figure: true, atom.Figcaption: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
	atom.Table: true, atom.Caption: true, atom.Tr: true, atom.Thead: true, atom.Tbody: true, atom.Pre: true, atom.Hr: true, atom.Form: true, atom.Address: true, atom.Details: true, atom.Summary: true, atom.Body: true, atom.Html: true,
}

// hidden reports whether a browser would not show n, or show it to nobody who looks: such words are no evidence.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "") + ";"
			if hasAny(style, "display:none", "visibility:hidden", "font-size:0;", "font-size:0px", "opacity:0;") {
				return true
			}
		case "class":
			for _, c := range strings.Fields(strings.ToLower(a.Val)) {
				switch c {
				case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "u-hidden-visually":
					return true
				}
			}
		}
	}
	return false
}

// removeHidden takes what is hidden, and what holds nothing to read, out of the tree under n, and returns the size of what
// is left: the bytes of its text and of its elements' names and attributes. JSON-LD stays: extractors look into it.
func removeHidden(n *html.Node) int {
	size := len(n.Data)
	for _, a := range n.Attr {
		size += len(a.Key) + len(a.Val)
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if unreadable(c) {
			n.RemoveChild(c)
		} else {
			size += removeHidden(c)
		}
		c = next
	}
	return size
}

// unreadable reports whether n shows nothing.
func unreadable(n *html.Node) bool {
	switch n.Type {
	case html.CommentNode:
		return true
	case html.ElementNode:
	default:
		return false
	}
	switch tagOf(n) {
	case atom.Script:
		return !strings.Contains(strings.ToLower(attr(n, "type")), "ld+json")
	case atom.Style, atom.Svg, atom.Template:
		return true
	case atom.Html, atom.Head, atom.Body:
		return false
	}
	return hidden(n)
}

// partBreaks parts paragraphs at double line breaks: pages written that way mean paragraphs, and extractors join them.
func partBreaks(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if tagOf(c) == atom.P {
			partAt(c)
			continue
		}
		partBreaks(c)
	}
}

// partAt moves what stands behind the first double line break of p into a paragraph behind p, where the next call finds it.
func partAt(p *html.Node) {
	for c := p.FirstChild; c != nil; c = c.NextSibling {
		second := nextElement(c)
		if tagOf(c) != atom.Br || second == nil || tagOf(second) != atom.Br {
			continue
		}
		rest := &html.Node{Type: html.ElementNode, DataAtom: atom.P, Data: "p"}
		for move := second.NextSibling; move != nil; {
			next := move.NextSibling
			p.RemoveChild(move)
			rest.AppendChild(move)
			move = next
		}
		p.RemoveChild(second)
		p.RemoveChild(c)
		p.Parent.InsertBefore(rest, p.NextSibling)
		return
	}
}

// nextElement is the node behind n, white space set aside.
func nextElement(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && n.Type == html.TextNode && strings.TrimSpace(n.Data) == ""; {
		n = n.NextSibling
	}
	return n
}

// tagOf is the element's name as an atom. Extractors make elements without setting it.
func tagOf(n *html.Node) atom.Atom {
	if n.DataAtom == 0 && n.Type == html.ElementNode {
		return atom.Lookup([]byte(n.Data))
	}
	return n.DataAtom
}

// attr is the value of an attribute of n, or "".
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// textOf is the text under n.
func textOf(n *html.Node) string {
	var b strings.Builder
	for _, p := range walk(n) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(p.text)
	}
	return b.String()
}
