// Package blockkit says in Slack's Block Kit what the bot shows.
//
// The tour: [Render] makes a post.Post a message: its parts are made to fit (fit.go) Slack's limits (limits.go), and become blocks
// (render.go) with the actions under them (actions.go), and the whole post as plain text beside them. [Home] lays posts out as the page
// about the bot (home.go), [Subscribe] and [Wrong] are its forms (subscribe.go, form.go), and [Pressed] reads back what a button says.
//
// It is a room of its own because it is pure: words in, blocks out, without a token or a connection. So it can be fuzzed, looked at and
// checked against Slack's own types by itself. Text of articles stands in rich_text, whose text elements Slack shows as they are, or is
// escaped: nothing in a headline can become a mention, a link or bold type.
//
// A message is never streamed. Answers are facts, which are there at once; only a model's words would gain by it.
package blockkit

import (
	"slices"

	"github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot/post"
)

// Message is a post in Slack's form.
type Message struct {
	Text   string        // of notifications, screen readers and clients without blocks: the whole post, escaped
	Blocks []slack.Block // the same, laid out
	Newer  bool          // some blocks are of the kinds that a Look switches on
	Whole  bool          // the text says all that the blocks say: it may stand alone
}

// Look is what of Block Kit a workspace is known to take beyond what all do.
type Look struct {
	Feedback  bool // a pair of feedback buttons: https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element
	Citations bool // numbers as citations: https://docs.slack.dev/reference/block-kit/block-elements/citation-element
}

// Render makes p a message. One of which nothing is to be seen has no text. A post of more than MessageSize characters of plain text is
// to be split before.
func Render(p post.Post, look Look) Message {
	p.Parts = fitting(p.Parts)
	if len(p.Parts) == 0 {
		return Message{}
	}
	text, whole := fallback(p)
	built := blocks(p, look)
	return Message{Text: text, Blocks: built, Newer: slices.ContainsFunc(built, newer), Whole: whole}
}

// newer reports whether a block is, or holds, what only a Look switches on.
func newer(b slack.Block) bool {
	switch b := b.(type) {
	case *slack.ContextActionsBlock:
		return true
	case *slack.RichTextBlock:
		for _, e := range b.Elements {
			var words []slack.RichTextSectionElement
			switch e := e.(type) {
			case *slack.RichTextSection:
				words = e.Elements
			case *slack.RichTextQuote:
				words = e.Elements
			}
			if slices.ContainsFunc(words, isCitation) {
				return true
			}
		}
	}
	return false
}

func isCitation(w slack.RichTextSectionElement) bool {
	return w.RichTextSectionElementType() == slack.RTSECitation
}
