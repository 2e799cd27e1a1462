package briefing

// Span is a half-open range of bytes [Start, End) of an article's canonical text, where a field does not say of which other.
type Span struct{ Start, End int }

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Within reports whether every byte of s is also in outer.
func (s Span) Within(outer Span) bool { return s.Start >= outer.Start && s.End <= outer.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Shift returns s moved by n bytes.
func (s Span) Shift(n int) Span { return Span{s.Start + n, s.End + n} }

// Of returns the bytes of text that s covers, or "" when s does not lie inside it.
func (s Span) Of(text string) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return text[s.Start:s.End]
}
