package blockkit

import (
	"strings"
	"unicode/utf8"
)

// Slack's limits. It does not say whether it counts before or after escaping, nor in which unit; length
// counts the dearest of all readings, so a text that fits here fits there.
const (
	maxText        = 4000 // text of a message; only at 40,000 it is cut, but what edits it refuses more than this: https://docs.slack.dev/reference/methods/chat.postMessage#truncating
	maxHeaderText  = 150  // https://docs.slack.dev/reference/block-kit/blocks/header-block
	maxSectionText = 3000 // https://docs.slack.dev/reference/block-kit/blocks/section-block; kept for rich_text too, which states none
	maxURL         = 3000 // https://docs.slack.dev/reference/block-kit/block-elements/button-element; rich_text states none
	maxViewBlocks  = 100  // https://docs.slack.dev/reference/block-kit/blocks

	// https://docs.slack.dev/reference/block-kit/block-elements/button-element
	maxButtonText  = 75
	maxButtonValue = 2000
	maxActionID    = 255

	// https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element and …/composition-objects/option-object
	minOverflow    = 2
	maxOverflow    = 5
	maxOptionText  = 75
	maxOptionValue = 150

	// https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
	maxConfirmTitle  = 100
	maxConfirmText   = 300
	maxConfirmButton = 30

	// https://docs.slack.dev/reference/views/modal-views and …/block-kit/blocks/input-block
	maxViewTitle       = 24
	maxPrivateMetadata = 3000
	maxLabel           = 2000
	maxHint            = 2000
	maxPlaceholder     = 150
	maxInput           = 3000
)

// Our own limits, so that the sum of what makes up one part always fits the limits above.
const (
	// MessageSize is how many characters of plain text a message is made for. Slack recommends at most 4,000 for the text beside the
	// blocks, which is to be complete; the rest is room for what escaping adds.
	MessageSize = 3500
	// MostTaken is how many characters of plain text a message may have: the plainer form of one that fits is a little longer.
	MostTaken = 4000

	maxBlocks     = 40     // of a message, of which Slack takes 50
	maxCharacters = 11_000 // of all blocks with the addresses in them; Slack refuses more than some 13,200 (msg_blocks_too_long), without saying so
	maxPartText   = 2500   // text of one part
	maxHeadline   = 500    // headline in a source line
	maxOutlet     = 200    // outlet in a source line
	maxQuote      = 1000   // quote in a source line; a longer one becomes evidence parts of its own
	maxLink       = 1800   // address in a source line
	maxFooter     = 500    // text of a footer in small type, which alone is escaped; a longer one is a line like others
	maxSetOff     = 12     // times that a block begins to set a title, a footer or sources off; more of them are lines
	maxActions    = 30     // actions of one message
	maxChoice     = 40     // a choice on its button: a phone shows no more
	rowButtons    = 5      // buttons in one row, which is what a desktop shows in one line
)

// escape makes s safe in mrkdwn and in the text of a message, where Slack gives these three characters,
// and no others, a meaning that reaches people: https://docs.slack.dev/messaging/formatting-message-text#escaping
func escape(s string) string { return escapes.Replace(s) }

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// length is the most that Slack can count for s: UTF-16 units after escaping.
func length(s string) int {
	n := 0
	for _, r := range s {
		n += cost(r)
	}
	return n
}

// cost is the share of one character in length.
func cost(r rune) int {
	switch {
	case r == '&':
		return len("&amp;")
	case r == '<' || r == '>':
		return len("&lt;")
	case r > 0xFFFF:
		return 2
	}
	return 1
}

// units is the number of UTF-16 units of s, which is what Slack's own clients count.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// clip is s, or as much of its beginning as fits into limit with an ellipsis behind it.
func clip(s string, limit int) string {
	if length(s) <= limit {
		return s
	}
	return s[:prefix(s, limit-1)] + "…"
}

// prefix is the number of bytes of s whose length is at most limit: whole characters, at least one.
func prefix(s string, limit int) int {
	n := 0
	for i, r := range s {
		if n += cost(r); n > limit && i > 0 {
			return i
		}
	}
	return len(s)
}

// cut is the number of bytes of s to show first when all of it is longer than limit: up to and with the
// last white space that fits, or else to the limit.
func cut(s string, limit int) int {
	n := prefix(s, limit)
	if n == len(s) {
		return n
	}
	if space := strings.LastIndexAny(s[:n], " \n\t"); space > 0 {
		_, size := utf8.DecodeRuneInString(s[space:])
		return space + size
	}
	return n
}
