package post

import (
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"strings"
	"unicode/utf8"
	"unique"
)

// Untrusted is text as it came from articles and people, with the bot's own words among it. Nothing prints it: every verb of
// package fmt, log/slog and encoders of JSON and the like show how long it is and no more. Its words come out through
// [Untrusted.Reveal] alone, which only renderers call: they know what has a meaning where the words go, and escape it. A test in
// cmd/nutgraf lists who they are.
//
// Two texts of the same words are equal, as ==. The zero value is no words.
type Untrusted struct {
	// A handle, because fmt prints unexported fields of what it is given by reflection, past all methods: of a handle it sees an address.
	words unique.Handle[string]
}

// Words is s as text. Bytes that are no UTF-8 become question marks, one for each, so that spans keep their places.
func Words(s string) Untrusted {
	if s == "" {
		return Untrusted{}
	}
	return Untrusted{unique.Make(valid(s))}
}

// Reveal is the words. It is for renderers: what they do with the words must make them safe where they go.
func (u Untrusted) Reveal() string {
	if u.Empty() {
		return ""
	}
	return u.words.Value()
}

// Empty reports whether there are no words.
func (u Untrusted) Empty() bool { return u == Untrusted{} }

// Characters is how long the words are.
func (u Untrusted) Characters() int { return utf8.RuneCountInString(u.Reveal()) }

// String is "[12 characters]".
func (u Untrusted) String() string {
	if n := u.Characters(); n != 1 {
		return "[" + strconv.Itoa(n) + " characters]"
	}
	return "[1 character]"
}

// GoString is String.
func (u Untrusted) GoString() string { return u.String() }

// Format writes String, whatever the verb.
func (u Untrusted) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, u.String()) }

// MarshalText is String.
func (u Untrusted) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// LogValue is String.
func (u Untrusted) LogValue() slog.Value { return slog.StringValue(u.String()) }

func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			b.WriteByte('?')
		} else {
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}
