package answer

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// voice is one outlet with what it published on a topic.
type voice struct {
	outlet   string // "" when unknown
	articles []*covering
	origin   int // outlets that print one text have the same
}

// name is the outlet as the bot names it.
func (v *voice) name() string {
	if v.outlet == "" {
		return "unnamed outlet"
	}
	return v.outlet
}

// sameOrigin is the share of the facts of the article with fewer that another must print word for word to be of one origin with it.
const sameOrigin = 0.6

// voices are the outlets on a topic, those that tell most of it first, with who prints whose text: an article of one prints most facts of
// an article of the other, or its byline or first words name the other, or both name the same agency.
func (t *topic) voices() []*voice {
	var out []*voice
	for i := range t.articles {
		a := &t.articles[i]
		at := slices.IndexFunc(out, func(v *voice) bool { return v.outlet != "" && text.Fold(v.outlet) == text.Fold(a.head.Outlet) })
		if at < 0 {
			at = len(out)
			out = append(out, &voice{outlet: a.head.Outlet, origin: at})
		}
		out[at].articles = append(out[at].articles, a)
	}
	facts := map[*covering][]*told{}
	for _, f := range t.facts {
		facts[f.article] = append(facts[f.article], f)
	}
	for i, v := range out {
		for _, w := range out[:i] {
			if v.origin != w.origin && oneOrigin(v, w, facts) {
				joinOrigins(out, v.origin, w.origin)
			}
		}
	}
	return out
}

func joinOrigins(voices []*voice, a, b int) {
	for _, v := range voices {
		if v.origin == max(a, b) {
			v.origin = min(a, b)
		}
	}
}

// oneOrigin reports whether all that one of two outlets has on a topic stands in what the other has.
func oneOrigin(v, w *voice, facts map[*covering][]*told) bool {
	within := func(v, w *voice) bool {
		for _, a := range v.articles {
			if !slices.ContainsFunc(w.articles, func(b *covering) bool { return oneText(a, b, facts) }) {
				return false
			}
		}
		return true
	}
	return within(v, w) || within(w, v)
}

// oneText reports whether two articles are of one origin.
func oneText(a, b *covering, facts map[*covering][]*told) bool {
	agencies := agenciesOf(a, facts[a])
	if slices.Contains(agencies, text.Fold(b.head.Outlet)) || slices.Contains(agenciesOf(b, facts[b]), text.Fold(a.head.Outlet)) {
		return true
	}
	for _, x := range agencies {
		if agency[x] && slices.Contains(agenciesOf(b, facts[b]), x) {
			return true
		}
	}
	fewer, more := facts[a], facts[b]
	if len(fewer) > len(more) {
		fewer, more = more, fewer
	}
	n := 0
	for _, f := range fewer {
		if slices.ContainsFunc(more, func(o *told) bool { return samePrint(f, o) }) {
			n++
		}
	}
	return n > 0 && float64(n) >= sameOrigin*float64(len(fewer))
}

// agenciesOf are the folded names in an article's byline, and the tag of an agency before its first words: "(AP)".
func agenciesOf(a *covering, facts []*told) []string {
	var out []string
	for _, b := range a.head.Byline {
		name := text.Fold(b)
		if long, ok := agencyNames[name]; ok {
			name = long
		}
		out = append(out, name)
	}
	if len(facts) == 0 {
		return out
	}
	opening := facts[0].fact.Text
	opening = opening[:min(len(opening), tagWithin)]
	if _, behind, ok := strings.Cut(opening, "("); ok {
		if tag, _, ok := strings.Cut(behind, ")"); ok {
			name := text.Fold(tag)
			if long, ok := agencyNames[name]; ok {
				name = long
			}
			if agency[name] {
				out = append(out, name)
			}
		}
	}
	return out
}

// tagWithin is how many bytes of an article the tag of its agency stands within, behind the name of a town.
const tagWithin = 60

// agency are agencies whose name in a byline tells where a text is from, folded.
var agency = map[string]bool{
	"associated press": true, "reuters": true, "agence france presse": true, "united press international": true, "bloomberg": true,
	"press association": true, "deutsche presse agentur": true, "xinhua": true, "tass": true, "efe": true, "ansa": true, "kyodo": true,
	"canadian press": true, "australian associated press": true, "press trust of india": true, "inter press service": true,
}

// agencyNames are other names of agencies.
var agencyNames = map[string]string{
	"ap": "associated press", "the associated press": "associated press", "afp": "agence france presse", "agence france-presse": "agence france presse",
	"upi": "united press international", "pa": "press association", "pa media": "press association", "dpa": "deutsche presse agentur",
	"the canadian press": "canadian press", "aap": "australian associated press", "pti": "press trust of india", "ips": "inter press service",
}

// countOrigins is how many independent origins outlets have.
func countOrigins(voices []*voice) int {
	var seen []int
	for _, v := range voices {
		if !slices.Contains(seen, v.origin) {
			seen = append(seen, v.origin)
		}
	}
	return len(seen)
}
