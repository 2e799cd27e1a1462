package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// carryBack gives a quotation that its paragraph leaves open the speaker whom only the next paragraph names.
func (r *reading) carryBack() {
	for i := len(r.sentences) - 2; i >= 0; i-- {
		s, next := &r.sentences[i], &r.sentences[i+1]
		if len(s.speech) == 0 || len(next.speech) == 0 {
			continue
		}
		if from := next.speech[0]; s.between && !from.Doubtful && from.Verb != "" && from.Speaker == s.speech[0].Speaker && from.Speaker != "" {
			for k := range s.speech { // the same person spoke before and goes on behind it
				s.speech[k].Doubtful = false
			}
		}
		if !r.continues(s) || next.block == s.block {
			continue
		}
		q, from := &s.speech[len(s.speech)-1], next.speech[0]
		if q.Verb == "" && (q.Speaker == "" || q.Doubtful) && from.Kind == briefing.QuoteDirect && (from.Verb != "" || from.Speaker != "") {
			q.Speaker, q.SpeakerSpan, q.Role, q.Verb, q.To, q.Doubtful = from.Speaker, from.SpeakerSpan, from.Role, from.Verb, from.To, from.Doubtful
		}
	}
}

// joinParagraphs notes of each quotation that paragraphs leave open and begin again how far all of it goes.
func (r *reading) joinParagraphs() {
	var parts []*briefing.Quote
	end := func() {
		if len(parts) > 1 {
			whole := briefing.Span{Start: parts[0].Span.Start, End: parts[len(parts)-1].Span.End}
			for _, q := range parts {
				q.Whole = whole
			}
		}
		parts = parts[:0]
	}
	for i := range r.sentences {
		s := &r.sentences[i]
		if n := len(s.quotations); n == 0 || len(parts) > 0 && (s.quotations[0].Span.Start != s.span.Start || s.block == r.sentences[i-1].block) {
			end()
			continue
		}
		if len(parts) > 0 {
			if q := s.speechAt(s.quotations[0].Inside.Start); q != nil && q.Speaker == parts[0].Speaker && q.Role == parts[0].Role {
				parts = append(parts, q)
			} else {
				end()
			}
		}
		last := s.quotations[len(s.quotations)-1]
		if last.Closed {
			end()
		} else if q := s.speechAt(last.Inside.Start); q != nil && len(parts) == 0 {
			parts = append(parts, q)
		}
	}
	end()
}

// speechAt is the quote between marks whose words begin at a byte of the article; nil for none.
func (s *sentence) speechAt(at int) *briefing.Quote {
	for k := range s.speech {
		if q := &s.speech[k]; q.Span.Start == at && q.Kind != briefing.QuoteIndirect {
			return q
		}
	}
	return nil
}

// continues reports whether a sentence leaves its last quotation open, or announces one with a colon.
func (r *reading) continues(p *sentence) bool {
	n := len(p.quotations)
	return n > 0 && !p.quotations[n-1].Closed || strings.HasSuffix(p.span.Of(r.text), ":")
}
