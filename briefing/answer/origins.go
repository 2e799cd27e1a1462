package answer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
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

// about reports whether an article of the outlet is about the topic, and does not only name it.
func (v *voice) about() bool {
	return slices.ContainsFunc(v.articles, func(a *covering) bool { return a.about })
}

// sameOrigin is the share of the facts of the article with fewer that another must print word for word to be of one origin with it.
const sameOrigin = 0.6

// voices are the outlets on a topic, those that tell most of it first, with who prints whose text: an article of one prints most facts of
// an article of the other, or its byline or first words name the other, or both name the same agency.
func (t *topic) voices(s search.Snapshot) ([]*voice, error) {
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
	texts := map[*covering]wording{}
	for _, f := range t.facts {
		p := texts[f.article]
		p.facts = append(p.facts, f)
		texts[f.article] = p
	}
	for a, p := range texts {
		var err error
		if p.agencies, err = agenciesOf(s, a.head, p.facts[0]); err != nil {
			return nil, err
		}
		texts[a] = p
	}
	for i, v := range out {
		for _, w := range out[:i] {
			if v.origin != w.origin && oneOrigin(v, w, texts) {
				joinOrigins(out, v.origin, w.origin)
			}
		}
	}
	return out, nil
}

// wording is what tells where the text of an article is from.
type wording struct {
	facts    []*told
	agencies []string // folded names in its byline and its dateline
}

func joinOrigins(voices []*voice, a, b int) {
	for _, v := range voices {
		if v.origin == max(a, b) {
			v.origin = min(a, b)
		}
	}
}

// oneOrigin reports whether all that one of two outlets has on a topic stands in what the other has.
func oneOrigin(v, w *voice, texts map[*covering]wording) bool {
	within := func(v, w *voice) bool {
		for _, a := range v.articles {
			if !slices.ContainsFunc(w.articles, func(b *covering) bool { return oneText(texts[a], texts[b]) }) {
				return false
			}
		}
		return true
	}
	return within(v, w) || within(w, v)
}

// oneText reports whether two articles are of one origin: by an agency that both name, or by their words.
func oneText(a, b wording) bool {
	if slices.ContainsFunc(a.agencies, func(x string) bool { return slices.Contains(b.agencies, x) }) {
		return true
	}
	fewer, more := a.facts, b.facts
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

// agenciesOf are the folded names of whom an article may be from: its outlet, the agencies in its byline and in the tag before its first
// words, "(AP)", and other outlets there.
func agenciesOf(s search.Snapshot, head briefing.Article, first *told) ([]string, error) {
	var out []string
	for _, b := range append([]string{head.Outlet}, head.Byline...) {
		if b != "" {
			out = append(out, agencyName(b))
		}
	}
	start := first.fact.Span.Start
	if first.ordinal > 0 || start == 0 {
		return out, nil
	}
	a, err := s.Article(head.Revision)
	if err != nil {
		return nil, err
	}
	if _, behind, ok := strings.Cut(a.Text[max(0, start-tagWithin):start], "("); ok {
		if tag, _, ok := strings.Cut(behind, ")"); ok && agency[agencyName(tag)] {
			out = append(out, agencyName(tag))
		}
	}
	return out, nil
}

// agencyName is a name folded, of an agency that has several the longest.
func agencyName(s string) string {
	name := text.Fold(s)
	return cmp.Or(agencyNames[name], name)
}

// tagWithin is within how many bytes before an article's first words the tag of its agency stands, behind the name of a town.
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
