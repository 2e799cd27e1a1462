package discord

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// escape makes plain words of s in Discord's Markdown: nothing in the result is formatting, a mention, an
// emoji, a time stamp, a command or a link. It drops control and invisible formatting characters, and white
// space becomes plain spaces. At the start of a line it also escapes what would make a heading, list or quote.
func escape(s string, lineStart bool) string { return escapeBefore(s, lineStart, ' ') }

// escapeBefore is escape for words that after follows, with nothing between.
func escapeBefore(s string, lineStart bool, after rune) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	before := ' '
	numbered := lineStart // the line so far is nothing, or a number
	for i, r := range s {
		if unicode.IsSpace(r) {
			r = ' '
		}
		if unicode.In(r, unicode.Cc, unicode.Cf) {
			continue
		}
		opens := lineStart && strings.ContainsRune("#->+", r)
		lists := numbered && !lineStart && (r == '.' || r == ')')
		if opens || lists || special(r, before, next(s, i+utf8.RuneLen(r), after)) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		numbered = numbered && (lineStart && r == ' ' || r >= '0' && r <= '9')
		lineStart = lineStart && r == ' '
		before = r
	}
	return b.String()
}

// special reports whether r has a meaning anywhere in a line. A colon has one before anything but a space,
// in :emoji: and https://, and a slash behind a letter, in the addresses of invitations, which Discord
// shows as such even without https.
func special(r, before, after rune) bool {
	switch r {
	case '\\', '*', '_', '~', '`', '|', '[', ']', '<', '@':
		return true
	case ':':
		return !unicode.IsSpace(after)
	case '/':
		return unicode.IsLetter(before)
	}
	return false
}

// next is the rune of s at byte i, or after at its end.
func next(s string, i int, after rune) rune {
	if i >= len(s) {
		return after
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}

// link is words that lead to address, or "" when address is not a plain http(s) URL. The words are the
// bot's own, so no stranger's text can pose as the label of a link. Angle brackets keep Discord from
// showing a preview.
func link(words, address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	target := tame(u.String())
	if len(target) > maxLink {
		return ""
	}
	return "[" + words + "](<" + target + ">)"
}

// hasLink reports whether a rendered text has a link in it: escaped text never holds this.
func hasLink(content string) bool { return strings.Contains(content, "](<http") }

// tame percent-encodes the characters that would end a link's address or be formatting in it.
func tame(address string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(address) {
		c := address[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("()<>[]\\`*|\"'@", c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
