package read

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// element is an element of a page, or a run of its text.
type element struct {
	tag   atom.Atom // 0 for a run of text and for a name HTML does not know
	data  string    // the text of a run, the name of an element HTML does not know
	run   bool
	attrs []html.Attribute

	up, first, last, next *element

	from, to int // the passages it holds: see walk
}

const (
	maxElements = 250_000 // of one page, with runs of text: articles have 1,000 to 20,000, live reports 60,000
	maxDepth    = 150     // what is nested deeper is kept as if it were not; articles go to 60
	maxReopened = 8       // elements opened again behind a link that ends in the wrong place
)

// parseTree reads a page into a tree of elements.
//
// It knows which end tags may be left out and where tags may stand, as browsers do, but for two things by which a page of
// kilobytes becomes a tree of gigabytes: formatting left open is not opened again in every paragraph behind it, and what
// stands wrongly inside a table stays where it stands. So it takes linear time, and no page is too deep for it.
// Attributes nobody asks for are left out, and so are scripts other than JSON-LD.
func parseTree(s string) (*element, error) {
	b := builder{z: html.NewTokenizer(strings.NewReader(s)), count: map[atom.Atom]int{}}
	root := b.add(element{})
	b.open = append(b.open, root)
	for b.elements <= maxElements {
		switch b.z.Next() {
		case html.ErrorToken:
			return root, nil // the end: a strings.Reader knows no other error
		case html.TextToken:
			b.text()
		case html.StartTagToken, html.SelfClosingTagToken:
			b.start()
		case html.EndTagToken:
			name, _ := b.z.TagName()
			b.end(atom.Lookup(name), name)
		}
	}
	return nil, fmt.Errorf("has more than %d elements; save the article alone, or paste its text into a .txt file", maxElements)
}

// builder makes a tree out of tags.
type builder struct {
	z        *html.Tokenizer
	open     []*element        // what comes next belongs to the last
	count    map[atom.Atom]int // open elements by tag
	beyond   int               // elements open beyond maxDepth
	elements int
	slab     []element // elements to hand out: one allocation for many
}

// add makes an element and hangs it into the innermost open one.
func (b *builder) add(e element) *element {
	if len(b.slab) == 0 {
		b.slab = make([]element, 256)
	}
	n := &b.slab[0]
	b.slab = b.slab[1:]
	*n = e
	b.elements++
	if len(b.open) == 0 {
		return n
	}
	n.up = b.top()
	if n.up.last == nil {
		n.up.first = n
	} else {
		n.up.last.next = n
	}
	n.up.last = n
	return n
}

func (b *builder) top() *element { return b.open[len(b.open)-1] }

// text adds a run of text.
func (b *builder) text() {
	up := b.top()
	switch {
	case up.tag == atom.Script && !strings.Contains(up.attr("type"), "ld+json"), wordless[up.tag] && up.tag != atom.Script:
		return
	}
	if raw := b.z.Text(); len(raw) > 0 {
		b.add(element{run: true, data: string(raw)})
	}
}

// start opens an element, and closes what cannot hold it.
func (b *builder) start() {
	name, more := b.z.TagName()
	tag := atom.Lookup(name)
	e := element{tag: tag}
	if tag == 0 {
		e.data = string(name)
	}
	for more {
		var key, value []byte
		key, value, more = b.z.TagAttr()
		if known := attributes[string(key)]; known != "" {
			e.attrs = append(e.attrs, html.Attribute{Key: known, Val: string(value)})
		}
	}
	switch {
	case b.count[atom.Svg] > 0 || b.count[atom.Math] > 0: // a drawing, or a formula: its elements close themselves
		if !blockElements[tag] {
			b.z.NextIsNotRawText() // <title/> of a drawing has no end tag, and the page behind it is not its text
			return
		}
		b.close(atom.Svg)
		b.close(atom.Math)
	case tag == atom.Html || tag == atom.Body:
		if b.count[tag] > 0 { // a second one adds what the first does not say
			for _, up := range b.open {
				if up.tag == tag {
					up.attrs = append(up.attrs, e.attrs...)
				}
			}
			return
		}
		b.close(atom.Head)
	case b.count[atom.Head] > 0 && !ofHead[tag]:
		b.close(atom.Head)
	}
	b.makeRoom(tag)
	deep := len(b.open) >= maxDepth && !voidElements[tag]
	if deep {
		b.beyond++
	}
	if n := b.add(e); !deep && !voidElements[tag] {
		b.count[tag]++
		b.open = append(b.open, n)
	}
}

// makeRoom closes the elements that end where one of the given tag starts.
func (b *builder) makeRoom(tag atom.Atom) {
	if blockElements[tag] {
		b.closeUpTo(atom.P, 0, blockElements)
	}
	switch tag {
	case atom.A, atom.Button, atom.Option:
		b.closeUpTo(tag, 0, blockElements)
	case atom.Li:
		b.closeUpTo(atom.Li, 0, listHolders)
	case atom.Dt, atom.Dd:
		b.closeUpTo(atom.Dt, atom.Dd, listHolders)
	case atom.Td, atom.Th:
		b.closeUpTo(atom.Td, atom.Th, rowHolders)
	case atom.Tr:
		b.closeUpTo(atom.Tr, 0, tableHolders)
	case atom.Tbody, atom.Thead, atom.Tfoot:
		b.closeUpTo(atom.Tbody, atom.Thead, tableHolders)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if up := b.top(); headings[up.tag] {
			b.pop(len(b.open) - 1)
		}
	}
}

// closeUpTo closes the innermost element of either tag, unless one of the holders stands between.
func (b *builder) closeUpTo(tag, or atom.Atom, holders map[atom.Atom]bool) {
	if b.count[tag] == 0 && (or == 0 || b.count[or] == 0) {
		return
	}
	for i := len(b.open) - 1; i > 0; i-- {
		switch t := b.open[i].tag; {
		case t == tag || or != 0 && t == or:
			b.pop(i)
			return
		case holders[t]:
			return
		}
	}
}

// close closes the innermost element of a tag with everything in it.
func (b *builder) close(tag atom.Atom) { b.closeUpTo(tag, 0, nil) }

// pop closes the open elements from i on.
func (b *builder) pop(i int) {
	for _, e := range b.open[i:] {
		b.count[e.tag]--
	}
	b.open = b.open[:i]
	b.beyond = 0
}

// end closes the element an end tag belongs to, or nothing if there is none.
func (b *builder) end(tag atom.Atom, name []byte) {
	switch {
	case b.beyond > 0 && !voidElements[tag]:
		b.beyond--
		return
	case headings[tag]: // <h2> may be closed by </h3>
		for i := len(b.open) - 1; i > 0 && !cells[b.open[i].tag]; i-- {
			if headings[b.open[i].tag] {
				b.pop(i)
				return
			}
		}
		return
	case b.count[tag] == 0, tag == atom.Html, tag == atom.Body: // what comes behind the end of the body belongs to it
		return
	case tag == atom.A:
		b.endLink()
		return
	}
	holders := blockElements // an inline element ends within its block
	switch {
	case tableParts[tag]:
		holders = nil
	case blockElements[tag]:
		holders = cells
	}
	for i := len(b.open) - 1; i > 0; i-- {
		e := b.open[i]
		switch {
		case e.tag == tag && (tag != 0 || e.data == string(name)):
			b.pop(i)
			return
		case holders[e.tag]:
			return
		}
	}
}

// endLink closes a link. The blocks opened inside it and still open go on behind it: the rest of the page is not part of the link.
func (b *builder) endLink() {
	for i := len(b.open) - 1; i > 0; i-- {
		if b.open[i].tag != atom.A {
			continue
		}
		var again []*element
		for _, e := range b.open[i+1:] {
			if blockElements[e.tag] && len(again) < maxReopened {
				again = append(again, e)
			}
		}
		b.pop(i)
		for _, e := range again {
			b.count[e.tag]++
			b.open = append(b.open, b.add(element{tag: e.tag, attrs: e.attrs}))
		}
		return
	}
}

// attr is the value of an attribute of e, or "".
func (e *element) attr(key string) string {
	if e != nil {
		for _, a := range e.attrs {
			if a.Key == key {
				return a.Val
			}
		}
	}
	return ""
}

// inside reports whether e stands in an element of the given tag.
func (e *element) inside(tag atom.Atom) bool {
	for up := e.up; up != nil; up = up.up {
		if up.tag == tag {
			return true
		}
	}
	return false
}
