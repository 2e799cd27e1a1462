package blockkit

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// fitting is parts without empty ones, each short enough for a block of its own. Nothing is dropped but the over-long ends of
// headlines and outlets, which get an ellipsis, and addresses nobody could follow.
func fitting(parts []post.Part) []post.Part {
	var out []post.Part
	for _, part := range parts {
		if part.Kind == post.PartSource && part.Source != nil {
			out = append(out, fittingSource(part)...)
			continue
		}
		part.Source = nil // of sources only
		out = append(out, fittingText(part)...)
	}
	return out
}

// fittingText cuts a long text into parts that joined are the text again. Each carries the citations:
// a quoted piece without one would stand unproven.
func fittingText(part post.Part) []post.Part {
	var out []post.Part
	whole := part.Text.Reveal()
	for from := 0; from < len(whole); {
		to := from + cut(whole[from:], maxPartText)
		piece := part
		piece.Text = post.Words(whole[from:to])
		piece.Marks = nil
		for _, m := range part.Marks {
			within := briefing.Span{Start: max(m.Start, from), End: min(m.End, to)}
			if !within.Empty() {
				piece.Marks = append(piece.Marks, within.Shift(-from))
			}
		}
		if strings.TrimSpace(whole[from:to]) != "" {
			out = append(out, piece)
		}
		from = to
	}
	return out
}

// fittingSource shortens what a publisher made too long, and moves a long quote into evidence of its own: an
// ellipsis inside quotation marks would not be the source's words.
func fittingSource(part post.Part) []post.Part {
	s := *part.Source
	s.Headline = post.Words(clip(s.Headline.Reveal(), maxHeadline))
	s.Outlet = post.Words(clip(s.Outlet.Reveal(), maxOutlet))
	s.URL = post.Words(webAddress(s.URL.Reveal(), maxLink))
	s.Link = post.Words(webAddress(s.Link.Reveal(), maxLink))
	if s.Link.Empty() {
		s.Link = s.URL
	}
	source := part
	source.Source = &s
	if length(s.Quote.Reveal()) <= maxQuote {
		return []post.Part{source}
	}
	quote := s.Quote
	s.Quote = post.Untrusted{}
	return append([]post.Part{source}, fittingText(post.Part{Kind: post.PartEvidence, Text: quote, Cites: []int{s.N}})...)
}

// webAddress is address if a reader may be sent there: http or https, with a host and without a password, of
// at most limit; characters that end a link in Slack's markup are percent-encoded. Else it is "".
func webAddress(address string, limit int) string {
	clean := linkEnds.Replace(address)
	u, err := url.Parse(clean)
	if err != nil || u.Hostname() == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	if max(length(clean), len(clean)) > min(limit, maxURL) || !utf8.ValidString(clean) {
		return ""
	}
	return clean
}

var linkEnds = strings.NewReplacer("<", "%3C", ">", "%3E", "|", "%7C", `"`, "%22", " ", "%20", "`", "%60")
