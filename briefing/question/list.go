package question

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/extract"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// listOpenings ask for all of something, a plural noun behind them.
var listOpenings = []string{"list all the", "list all", "list the", "list", "name all the", "name all", "which", "what", "in which", "all the", "all"}

// listWho ask for everybody who did something.
var listWho = []string{"who all", "all who", "everybody who", "everyone who", "list all who", "list everybody who", "list everyone who", "list who"}

// listed reads a question that asks for all of a sort: the stem of the noun it is called by, "person" for "all who". Without a plural of
// something that has names it is none.
func listed(folded []string) (noun string, ok bool) {
	joined := strings.Join(folded, " ") + " "
	for _, o := range listWho {
		if strings.HasPrefix(joined, o+" ") && len(folded) > len(strings.Fields(o)) {
			return "person", true
		}
	}
	for _, o := range listOpenings {
		rest, ok := strings.CutPrefix(joined, o+" ")
		if !ok {
			continue
		}
		words := strings.Fields(rest)
		for _, w := range words[:min(nounWithin, len(words))] {
			if stem := text.Stem(w, "en"); sortNamed[stem] != "" && plural(w) {
				return stem, len(words) > 1
			}
		}
	}
	return "", false
}

// listWord is a word of asking for a list.
var listWord = map[string]bool{"list": true, "name": true, "everybody": true, "everyone": true}

// nounWithin is within how many words behind the opening the noun stands: "which European countries".
const nounWithin = 2

func plural(w string) bool { return strings.HasSuffix(w, "s") || irregularPlural[w] }

var irregularPlural = map[string]bool{"people": true, "men": true, "women": true, "children": true}

// sortNamed is what sort of name answers for a noun, by its stem.
var sortNamed = func() map[string]string {
	out := map[string]string{}
	for sort, nouns := range map[string]string{
		sortNation: "countries nations governments",
		sortPlace:  "cities towns villages places regions provinces districts",
		sortPerson: `people persons men women ministers officials leaders players politicians lawmakers senators judges lawyers candidates artists
			actors singers authors writers scientists researchers victims suspects witnesses presidents governors mayors directors executives`,
		sortBody: `companies firms organisations organizations parties banks airlines agencies universities teams clubs groups schools unions
			newspapers outlets carriers institutions ministries departments`,
	} {
		for _, n := range strings.Fields(nouns) {
			out[text.Stem(n, "en")] = sort
		}
	}
	return out
}()

// The sorts of names that lists are made of.
const (
	sortNation = "nation"
	sortPlace  = "place"
	sortPerson = "person"
	sortBody   = "body"
)

// Listed are the mentions of a fact that are of the sort a list asks for: not what the question names itself, nor who only tells the rest.
func (r Reading) Listed(f briefing.Fact) []briefing.Mention {
	var out []briefing.Mention
	for _, m := range f.Mentions {
		if r.ofSort(f, m) && !r.hasAny(m.Name) && !onlySpeaks(f, m) && m.Span.Within(f.Span) && printed(f, m) {
			out = append(out, m)
		}
	}
	return out
}

// printed reports whether a fact prints a name itself, or words of it, and no adjective of it: not Norway in "the Norwegian capital".
func printed(f briefing.Fact, m briefing.Mention) bool {
	name := Folded(m.Name)
	return !slices.ContainsFunc(Folded(m.Span.Shift(-f.Span.Start).Of(f.Text)), func(w string) bool { return !slices.Contains(name, w) })
}

// Answering are the words of a list's question that say what its items did or are: those of meaning but the noun they are called by.
func (r Reading) Answering() []string {
	return slices.DeleteFunc(slices.Clone(r.Content), func(w string) bool { return text.Stem(w, "en") == r.listed })
}

func (r Reading) ofSort(f briefing.Fact, m briefing.Mention) bool {
	switch sortNamed[r.listed] {
	case sortNation:
		return extract.Nation(m.Name) && (r.Words[0].Norm == "in" || !happenedIn(f, m))
	case sortPlace:
		return m.Type == briefing.MentionPlace && !extract.Nation(m.Name)
	case sortPerson:
		return m.Type == briefing.MentionPerson
	case sortBody:
		return m.Type == briefing.MentionOrganisation || m.Type == briefing.MentionOther && stemmed(m.Name)[r.listed]
	}
	return false
}

// happenedIn reports whether a mention is only where something happened: "in Ostby".
func happenedIn(f briefing.Fact, m briefing.Mention) bool {
	before := strings.Fields(f.Text[:max(0, min(m.Span.Start-f.Span.Start, len(f.Text)))])
	if len(before) == 0 {
		return false
	}
	last := before[len(before)-1]
	return last == "in" || last == "In" || last == "at" || last == "near"
}
