package blockkit

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// fallback is the text of a message for notifications, screen readers and clients without blocks, escaped. Where it would be longer than a
// text should be, sources lead to their articles and no more to the very words; what is too long even so is cut, and not whole.
func fallback(p post.Post) (text string, whole bool) {
	text = p.Plain().Reveal()
	if length(text) > maxText {
		p.Parts = slices.Clone(p.Parts)
		for i, part := range p.Parts {
			if part.Source != nil {
				s := *part.Source
				s.Link = post.Untrusted{}
				p.Parts[i].Source = &s
			}
		}
		text = p.Plain().Reveal()
	}
	return escape(clip(text, maxText)), length(text) <= maxText
}

// blocks renders a post of fitting parts. Evidence, notes and sources become rich_text, whose text elements Slack shows
// literally. Its title and its footers become header and context blocks, and actions buttons.
func blocks(p post.Post, look Look) []slack.Block {
	under := actionBlocks(p, look)
	out := laidOut(p, look, maxSetOff)
	if len(out)+len(under) > maxBlocks { // parts that were set off need more blocks than lines do
		out = laidOut(p, look, 0)
	}
	return append(out, under...)
}

// laidOut is the parts of p as blocks, at most setOff of which begin or stand where they do for the look of it.
func laidOut(p post.Post, look Look, setOff int) []slack.Block {
	r := renderer{look: look, sources: map[int]post.Source{}, setOff: setOff, room: maxCharacters - units(p.Plain().Reveal())}
	for _, part := range p.Parts {
		if part.Source != nil && !part.Source.Link.Empty() {
			for _, n := range append([]int{part.Source.N}, part.Cites...) {
				r.sources[n] = *part.Source
			}
		}
	}
	for i, part := range p.Parts {
		if i > 0 && r.setOff > 0 && apart(p.Parts[i-1], part) {
			r.setOff--
			r.flush()
		}
		r.first, r.answers = i == 0, opens(p.Parts[:i])
		r.add(part)
	}
	r.flush()
	return r.blocks
}

// apart reports whether a part is set off from the one before it: sources are, and what stands under a title of its own.
func apart(before, part post.Part) bool {
	return (part.Source == nil) != (before.Source == nil) || part.Kind == post.PartHeading
}

// opens reports whether what follows these parts is the first that the post says: only the bot's own words are before it.
func opens(before []post.Part) bool {
	for _, p := range before {
		if p.Kind != post.PartNote && p.Kind != post.PartLead {
			return false
		}
	}
	return true
}

type renderer struct {
	look    Look
	sources map[int]post.Source // where a citation's number leads
	room    int                 // characters left for addresses behind numbers; each source has its own anyway
	setOff  int                 // times that a block may still begin only to set something off
	first   bool                // the part is the first of the post
	answers bool                // only the bot's own words stand before the part
	blocks  []slack.Block

	rich   []slack.RichTextElement // of the block being filled
	line   bool                    // the last of rich is lines, of which more may follow in the same element
	leads  bool                    // the last line is a lead
	filled int                     // length of its text
}

func (r *renderer) add(part post.Part) {
	text := part.Text.Reveal()
	leads := r.leads
	r.leads = false
	switch {
	case part.Source != nil:
		r.section(source(part))
	case part.Kind == post.PartHeading:
		r.heading(part)
	case part.Kind == post.PartFooter && r.setOff > 0 && length(text) <= maxFooter:
		r.flush()
		r.setOff--
		small := slack.NewTextBlockObject(slack.MarkdownType, escape(text), false, true) // verbatim: nothing becomes a link by itself
		r.blocks = append(r.blocks, slack.NewContextBlock("", small))
	case part.Kind == post.PartEvidence:
		words := marked(text, part.Marks)
		if post.Quoted(text) != text {
			words = slices.Concat(run("“"), words, run("”"))
		}
		words = append(words, r.numbers(part.Cites)...)
		if r.answers && wholeMark(text, part.Marks) { // the answer itself: one line with what leads to it
			r.extend(words, leads)
			return
		}
		r.append(&slack.RichTextQuote{Type: slack.RTEQuote, Elements: joined(words)}, size(words))
	default:
		r.section(append(marked(text, part.Marks), r.numbers(part.Cites)...))
		r.leads = part.Kind == post.PartLead
	}
}

// wholeMark reports whether all of a text is marked, as in the words that answer by themselves.
func wholeMark(text string, marks []briefing.Span) bool {
	return len(marks) == 1 && marks[0] == briefing.Span{End: len(text)}
}

// heading shows a title: that of the post as a header block where it is plain text and nothing else, all others in bold.
func (r *renderer) heading(part post.Part) {
	text := part.Text.Reveal()
	if !r.first || numbered(text) || len(part.Cites) > 0 || length(text) > maxHeaderText || strings.ContainsAny(text, "&<>\n") || r.setOff == 0 {
		r.section(append(bold(text), r.numbers(part.Cites)...))
		return
	}
	r.flush()
	r.setOff--
	r.blocks = append(r.blocks, slack.NewHeaderBlock(slack.NewTextBlockObject(slack.PlainTextType, text, false, false)))
}

// numbered reports whether a title is one of several, as "2. Crews to strike": each stands over a message of its own, and they are to look
// alike whatever signs are in them.
func numbered(title string) bool {
	number, _, ok := strings.Cut(title, ". ")
	_, err := strconv.Atoi(number)
	return ok && err == nil
}

// source is the line of a source behind its number, with the headline as the link, or the outlet where there is none.
func source(part post.Part) []slack.RichTextSectionElement {
	s, number := *part.Source, part.Numbers()+" "
	link := s.Link.Reveal()
	if link == "" {
		return run(number + s.Line().Reveal())
	}
	outlet, title := oneLine(s.Outlet.Reveal()), oneLine(s.Headline.Reveal())
	if outlet == "" {
		outlet = host(link)
	}
	before := number + outlet + " · "
	if title == "" {
		before, title = number, outlet
	}
	out := append(run(before), slack.NewRichTextSectionLinkElement(link, title, nil))
	rest := post.Source{Published: s.Published, Quote: s.Quote}
	return append(out, run(" · "+rest.Line().Reveal())...)
}

// oneLine folds white space, so that a stranger's words stay in their line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// numbers are the citations behind a text, each leading to its source where the post names it and there is room for the address.
func (r *renderer) numbers(cites []int) []slack.RichTextSectionElement {
	var out []slack.RichTextSectionElement
	for i, n := range cites {
		if i == 0 {
			out = append(out, run(" ")...)
		}
		number := "[" + strconv.Itoa(n) + "]"
		s, named := r.sources[n]
		link := s.Link.Reveal()
		cost := units(link)
		if named && r.look.Citations {
			cost += units(s.Headline.Reveal()) + units(s.Outlet.Reveal())
		}
		switch {
		case !named || cost > r.room:
			out = append(out, run(number)...)
			continue
		case r.look.Citations:
			out = append(out, citation(n, s))
		default:
			out = append(out, slack.NewRichTextSectionLinkElement(link, number, nil))
		}
		r.room -= cost
	}
	return out
}

// citation is a number that shows outlet and headline to who points at it.
func citation(n int, s post.Source) slack.RichTextSectionElement {
	link := s.Link.Reveal()
	outlet := oneLine(s.Outlet.Reveal())
	if outlet == "" {
		outlet = host(link)
	}
	details := slack.NewRichTextCitationWebDetails(outlet)
	if title := oneLine(s.Headline.Reveal()); title != "" {
		details.Title = &title
	}
	return slack.NewRichTextSectionCitationElement(link, "["+strconv.Itoa(n)+"]", float64(n), details)
}

// section adds a line. Lines that follow each other are one element with breaks in it, as Slack makes them of what people type: two
// elements in a row are set differently from client to client.
func (r *renderer) section(words []slack.RichTextSectionElement) {
	n := size(words)
	last, ok := r.last()
	if !ok || r.filled+n+1 > maxSectionText {
		r.append(slack.NewRichTextSection(joined(words)...), n)
		r.line = true
		return
	}
	last.Elements = joined(slices.Concat(last.Elements, run("\n"), words))
	r.filled += n + 1
}

// extend adds words behind a lead, in its line, or else as a line of their own.
func (r *renderer) extend(words []slack.RichTextSectionElement, lead bool) {
	n := size(words)
	last, ok := r.last()
	if !ok || !lead || r.filled+n+1 > maxSectionText {
		r.section(words)
		return
	}
	last.Elements = joined(slices.Concat(last.Elements, run(" "), words))
	r.filled += n + 1
}

// last is the element that takes more lines.
func (r *renderer) last() (*slack.RichTextSection, bool) {
	if !r.line || len(r.rich) == 0 {
		return nil, false
	}
	s, ok := r.rich[len(r.rich)-1].(*slack.RichTextSection)
	return s, ok
}

// append puts one element into the current rich_text block, or into a new one when it is full.
func (r *renderer) append(e slack.RichTextElement, n int) {
	if r.filled+n > maxSectionText {
		r.flush()
	}
	r.rich, r.line = append(r.rich, e), false
	r.filled += n
}

// size is the length of the text of words.
func size(words []slack.RichTextSectionElement) int {
	n := 0
	for _, w := range words {
		switch w := w.(type) {
		case *slack.RichTextSectionTextElement:
			n += length(w.Text)
		case *slack.RichTextSectionLinkElement:
			n += length(w.Text)
		case *slack.RichTextSectionCitationElement:
			n += length(w.Text)
		}
	}
	return n
}

func (r *renderer) flush() {
	if len(r.rich) > 0 {
		r.blocks = append(r.blocks, slack.NewRichTextBlock("", r.rich...))
	}
	r.rich, r.filled, r.line = nil, 0, false
}

// marked is text with its marks in bold. Marks that lie outside of it, split a character or overlap an
// earlier one are not shown: they are emphasis, and the text matters more.
func marked(text string, marks []briefing.Span) []slack.RichTextSectionElement {
	marks = slices.Clone(marks)
	slices.SortFunc(marks, func(a, b briefing.Span) int { return a.Start - b.Start })
	var out []slack.RichTextSectionElement
	done := 0
	for _, m := range marks {
		if m.Start < done || m.Empty() || !boundary(text, m.Start) || !boundary(text, m.End) {
			continue
		}
		out = append(out, run(text[done:m.Start])...)
		out = append(out, bold(text[m.Start:m.End])...)
		done = m.End
	}
	return append(out, run(text[done:])...)
}

// boundary reports whether a character of s begins or ends at byte i.
func boundary(s string, i int) bool {
	return i == len(s) || i >= 0 && i < len(s) && s[i]&0xC0 != 0x80
}

// joined is words with neighbouring runs of plain text made one.
func joined(words []slack.RichTextSectionElement) []slack.RichTextSectionElement {
	out := make([]slack.RichTextSectionElement, 0, len(words))
	var last *slack.RichTextSectionTextElement // of out, if it is plain text
	for _, w := range words {
		text, ok := w.(*slack.RichTextSectionTextElement)
		switch {
		case !ok || text.Style != nil:
			last = nil
		case last != nil:
			last.Text += text.Text
			continue
		default:
			last = text
		}
		out = append(out, w)
	}
	return out
}

// run is text as it is; nothing for "", which Slack refuses.
func run(text string) []slack.RichTextSectionElement {
	if text == "" {
		return nil
	}
	return []slack.RichTextSectionElement{slack.NewRichTextSectionTextElement(text, nil)}
}

func bold(text string) []slack.RichTextSectionElement {
	return []slack.RichTextSectionElement{slack.NewRichTextSectionTextElement(text, &slack.RichTextSectionTextStyle{Bold: true})}
}

// host is the name of the site an address leads to.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
