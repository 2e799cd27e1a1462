package extract

import (
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestSignatureOfPullQuote(t *testing.T) {
	for s, want := range map[string]string{
		"“We stay here.” — Ida Lund":         "“We stay here.”",
		"\"We stay here.\" - Ida Lund, Oslo": "\"We stay here.\"",
		"“We stay here,” said Ida Lund":      "“We stay here,” said Ida Lund",
		"We stay here":                       "We stay here",
	} {
		if got := withoutSignature(s, briefing.Span{End: len(s)}).Of(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
