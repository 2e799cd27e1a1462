package blockkit

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// fallback is the text of a message for notifications, screen readers and clients without blocks.
func fallback(p post.Post) string {
	return escape(clip(p.Plain().Reveal(), maxText))
}

// blocks renders a post of fitting parts. Evidence, notes and sources become rich_text, whose text elements Slack shows
// literally. Headings and footers become header and context blocks, and actions buttons.
func blocks(p post.Post) []api.Block {
	r := renderer{links: map[int]string{}}
	for _, part := range p.Parts {
		if part.Source != nil && !part.Source.Link.Empty() {
			for _, n := range append([]int{part.Source.N}, part.Cites...) {
				r.links[n] = part.Source.Link.Reveal()
			}
		}
	}
	for i, part := range p.Parts {
		if i > 0 && (part.Source == nil) != (p.Parts[i-1].Source == nil) {
			r.flush() // sources stand apart
		}
		r.add(part)
	}
	r.flush()
	if len(p.Actions) > 0 {
		r.blocks = append(r.blocks, buttons(p.Actions))
	}
	return r.blocks
}

// buttons are actions. What a press brings back is in the button, so that old ones work for ever.
func buttons(actions []post.Action) api.Block {
	var row []api.BlockElement
	for _, a := range actions[:min(len(actions), maxButtons)] {
		if length(a.Command) > maxButtonValue { // it would come back as another command
			continue
		}
		row = append(row, api.NewButtonBlockElement(a.ID, a.Command, api.NewTextBlockObject(api.PlainTextType, clip(a.Label, maxButtonText), false, false)))
	}
	return api.NewActionBlock("", row...)
}

type renderer struct {
	links  map[int]string // where a citation's number leads
	blocks []api.Block
	setOff int // blocks among them that are headings and footers

	rich   []api.RichTextElement // of the block being filled
	filled int                   // length of its text
}

func (r *renderer) add(part post.Part) {
	text := part.Text.Reveal()
	switch {
	case part.Source != nil:
		r.section(source(part))
	case part.Kind == post.PartHeading:
		r.heading(part)
	case part.Kind == post.PartFooter && r.setOff < maxSetOff && length(text) <= maxFooter:
		r.flush()
		r.setOff++
		small := api.NewTextBlockObject(api.MarkdownType, escape(text), false, true) // verbatim: nothing becomes a link by itself
		r.blocks = append(r.blocks, api.NewContextBlock("", small))
	case part.Kind == post.PartEvidence:
		words := marked(text, part.Marks)
		if post.Quoted(text) != text {
			words = slices.Concat(run("“"), words, run("”"))
		}
		words = joined(append(words, r.numbers(part.Cites)...))
		r.append(&api.RichTextQuote{Type: api.RTEQuote, Elements: words}, words)
	default:
		r.section(append(marked(text, part.Marks), r.numbers(part.Cites)...))
	}
}

// heading shows a title: as a header block where it is plain text and nothing else, else in bold.
func (r *renderer) heading(part post.Part) {
	text := part.Text.Reveal()
	if len(part.Cites) > 0 || length(text) > maxHeaderText || strings.ContainsAny(text, "&<>\n") || r.setOff == maxSetOff {
		r.section(append(bold(text), r.numbers(part.Cites)...))
		return
	}
	r.flush()
	r.setOff++
	r.blocks = append(r.blocks, api.NewHeaderBlock(api.NewTextBlockObject(api.PlainTextType, text, false, false)))
}

// source is the line of a source behind its number, with the headline as the link, or the outlet where there is none.
func source(part post.Part) []api.RichTextSectionElement {
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
	out := append(run(before), api.NewRichTextSectionLinkElement(link, title, nil))
	rest := post.Source{Published: s.Published, Quote: s.Quote}
	return append(out, run(" · "+rest.Line().Reveal())...)
}

// oneLine folds white space, so that a stranger's words stay in their line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// numbers are the citations behind a text, each leading to its source where the post names it.
func (r *renderer) numbers(cites []int) []api.RichTextSectionElement {
	var out []api.RichTextSectionElement
	for i, n := range cites {
		if i == 0 {
			out = append(out, run(" ")...)
		}
		number := "[" + strconv.Itoa(n) + "]"
		if link := r.links[n]; link != "" {
			out = append(out, api.NewRichTextSectionLinkElement(link, number, nil))
		} else {
			out = append(out, run(number)...)
		}
	}
	return out
}

func (r *renderer) section(words []api.RichTextSectionElement) {
	words = joined(words)
	r.append(api.NewRichTextSection(words...), words)
}

// append puts one paragraph into the current rich_text block, or into a new one when it is full.
func (r *renderer) append(e api.RichTextElement, words []api.RichTextSectionElement) {
	n := 0
	for _, w := range words {
		switch w := w.(type) {
		case *api.RichTextSectionTextElement:
			n += length(w.Text)
		case *api.RichTextSectionLinkElement:
			n += length(w.Text)
		}
	}
	if r.filled+n > maxSectionText {
		r.flush()
	}
	r.rich = append(r.rich, e)
	r.filled += n
}

func (r *renderer) flush() {
	if len(r.rich) > 0 {
		r.blocks = append(r.blocks, api.NewRichTextBlock("", r.rich...))
	}
	r.rich, r.filled = nil, 0
}

// marked is text with its marks in bold. Marks that lie outside of it, split a character or overlap an
// earlier one are not shown: they are emphasis, and the text matters more.
func marked(text string, marks []briefing.Span) []api.RichTextSectionElement {
	marks = slices.Clone(marks)
	slices.SortFunc(marks, func(a, b briefing.Span) int { return a.Start - b.Start })
	var out []api.RichTextSectionElement
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
func joined(words []api.RichTextSectionElement) []api.RichTextSectionElement {
	var out []api.RichTextSectionElement
	var last *api.RichTextSectionTextElement // of out, if it is plain text
	for _, w := range words {
		text, ok := w.(*api.RichTextSectionTextElement)
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
func run(text string) []api.RichTextSectionElement {
	if text == "" {
		return nil
	}
	return []api.RichTextSectionElement{api.NewRichTextSectionTextElement(text, nil)}
}

func bold(text string) []api.RichTextSectionElement {
	return []api.RichTextSectionElement{api.NewRichTextSectionTextElement(text, &api.RichTextSectionTextStyle{Bold: true})}
}

// host is the name of the site an address leads to.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
