package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// cue is the words that attribute speech: a verb with its subject, or "according to" somebody.
type cue struct {
	span    briefing.Span // from the first to the last of its words
	manner  manner
	verb    string // as printed
	next    int    // the word behind the verb, and behind whom it is told to
	behind  bool   // the speaker stands behind the verb
	speaker speaker
}

// findCues finds the cues of a sentence, outside its quotations.
func (r *reading) findCues(s *sentence) []cue {
	var out []cue
	for i := range s.words {
		w := s.words[i].Norm
		m, ok := verbs[w]
		if !ok && (w != "according" || i+2 >= len(s.words) || s.words[i+1].Norm != "to") || s.quoted(i) {
			continue
		}
		c := cue{manner: m, verb: s.words[i].Span.Of(r.text), next: i + 1}
		switch {
		case !ok:
			c.verb, c.manner, c.behind, c.next = s.over(i, i+2).Of(r.text), says, true, i+2
			c.speaker = r.speakerAfter(s, i+2)
		case m == partial:
			if len(out) > 0 {
				c.speaker = out[len(out)-1].speaker
			} else {
				c.speaker = r.sentenceSubject(s, i)
			}
		default:
			c.speaker = r.speakerBefore(s, i)
			if c.speaker.none() && r.invertible(s, i) {
				c.speaker, c.behind = r.speakerAfter(s, i+1), true
			}
		}
		if c.speaker.none() {
			continue
		}
		c.span = s.words[i].Span
		if !ok {
			c.span = s.over(i, i+2)
		}
		if m != partial {
			c.span.Start = min(c.span.Start, c.speaker.span.Start)
			c.span.End = max(c.span.End, c.speaker.span.End)
		}
		if m == tells {
			c.next = r.listener(s, i+1)
		}
		out = append(out, c)
	}
	return out
}

// invertible reports whether the verb at word i may stand before its speaker: behind a quotation or a comma.
func (r *reading) invertible(s *sentence, i int) bool {
	gap := r.gap(s, i)
	return strings.ContainsAny(gap, "\"”’'»“,—") || strings.Contains(gap, "- ")
}

// listener returns the word behind whom something is told to: "told reporters", "told the BBC".
func (r *reading) listener(s *sentence, i int) int {
	from := i
	for i < len(s.words) && i < from+6 {
		if i > from && !r.plain(s, i) {
			return i
		}
		switch s.words[i].Norm {
		case "that", "to", "he", "she", "they", "it", "there", "if", "whether", "his", "her", "in", "on", "at", "not":
			return i
		}
		if n := s.nameAt(i); n != nil {
			return n.last + 1
		}
		w := s.words[i].Norm
		i++
		if !openings[w] && (i >= len(s.words) || crowds[w] || w == "him" || w == "her" || w == "them" || w == "us" || w == "me" || w == "crowd") {
			return i
		}
	}
	return min(i, len(s.words))
}

// nameAt is the name that begins with word i, or nil.
func (s *sentence) nameAt(i int) *name {
	for k := range s.names {
		if s.names[k].first == i {
			return &s.names[k]
		}
		if s.names[k].first > i {
			return nil
		}
	}
	return nil
}

// nameTo is the name that ends with word i, or nil.
func (s *sentence) nameTo(i int) *name {
	for k := range s.names {
		if s.names[k].last == i {
			return &s.names[k]
		}
	}
	return nil
}
