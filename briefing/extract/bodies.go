package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// joinBodies joins the names of a sentence that are one name of an organisation: over an "and", when an article stands before the first and
// a word for a body ends the second ("the Harbour and Transport Union") or begins the first ("the Ministry of Culture and Sport"), and over the possessive of a plural before nothing but
// such words ("the British Shopkeepers' League").
func joinBodies(sentence string, names []briefing.Span) []briefing.Span {
	out := names[:0:0]
	for _, n := range names {
		if len(out) > 0 {
			before := &out[len(out)-1]
			if bodyGoesOn(sentence, *before, n) {
				before.End = n.End
				continue
			}
		}
		out = append(out, n)
	}
	return out
}

// bodyGoesOn reports whether the name b goes on with the name of an organisation that a begins.
func bodyGoesOn(sentence string, a, b briefing.Span) bool {
	first, second := text.Words(a.Of(sentence)), text.Words(b.Of(sentence))
	if len(first) == 0 || len(second) == 0 {
		return false
	}
	switch gap := sentence[a.End:b.Start]; gap {
	case "'s ", "’s ": // "St. Mary's Hospital", but no nation's parliament
		of := first[len(first)-1].Norm
		return allHouses(second) && !places[strings.TrimSuffix(of, "'s")] && !demonyms[strings.TrimSuffix(of, "'s")]
	case "' ", "’ ":
		return strings.HasSuffix(first[len(first)-1].Norm, "s") && allBodies(second)
	case " and ", " & ":
		lead := strings.TrimSuffix(sentence[:a.Start], " ")
		if headed(first) && len(second) == 1 && !bodies[second[0].Norm] && !places[second[0].Norm] && strings.HasSuffix(strings.ToLower(lead), "the") {
			return true // "the Ministry of Culture and Sport"
		}
		if !strings.HasSuffix(lead, "the") && !strings.HasSuffix(lead, "The") || len(second) < 2 || !bodies[second[len(second)-1].Norm] {
			return false
		}
		return !acronymic(a.Of(sentence)) && sexOf(first[0].Norm) == unknown && !anyBody(first) && !anyBody(second[:len(second)-1])
	}
	return false
}

// headed reports whether a name begins with what a body is and goes on with what it is for: "Ministry of Culture", but not "Bank of Norway".
func headed(words []text.Word) bool {
	last := words[len(words)-1].Norm
	return len(words) > 2 && memberWords.of(words[0].Norm) && (words[1].Norm == "of" || words[1].Norm == "for") && !places[last] && !bodies[last]
}

// joinNicknames joins the parts of a name around a nickname in quotation marks: `Ida "Bo" Lund`, `Ida C. "Bo" Lund`.
func joinNicknames(sentence string, names []briefing.Span) []briefing.Span {
	out := names[:0:0]
	for i := 0; i < len(names); i++ {
		n := names[i]
		if i+2 < len(names) && opensNickname[behindInitial(sentence, n.End, names[i+1].Start)] && closesNickname[sentence[names[i+1].End:names[i+2].Start]] &&
			len(text.Words(n.Of(sentence))) <= 2 && len(text.Words(names[i+1].Of(sentence))) <= 2 && len(text.Words(names[i+2].Of(sentence))) <= 2 {
			n.End = names[i+2].End
			i += 2
		}
		out = append(out, n)
	}
	return out
}

// behindInitial is what stands from byte at to byte to, without the point of an initial that ends there.
func behindInitial(s string, at, to int) string {
	if at > 1 && upper(s, at-1) && s[at-2] == ' ' {
		return strings.TrimPrefix(s[at:to], ".")
	}
	return s[at:to]
}

var (
	opensNickname  = map[string]bool{` "`: true, " “": true, " ‘": true, " '": true}
	closesNickname = map[string]bool{`" `: true, "” ": true, "’ ": true, "' ": true}
)

// allHouses reports whether words are nothing but what a house is called that bears somebody's name.
func allHouses(words []text.Word) bool {
	for _, w := range words {
		switch w.Norm {
		case "hospital", "school", "college", "university", "church", "cathedral", "club", "hospice", "bank", "basilica", "medical", "center", "centre":
		default:
			return false
		}
	}
	return true
}

func allBodies(words []text.Word) bool {
	for _, w := range words {
		if !bodies[w.Norm] {
			return false
		}
	}
	return true
}

func anyBody(words []text.Word) bool {
	for _, w := range words {
		if bodies[w.Norm] {
			return true
		}
	}
	return false
}
