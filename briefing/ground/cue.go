package ground

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// class is what a cue word does to the statement it governs.
type class string

const (
	denies    class = "denies"    // not, no, never
	disputes  class = "disputes"  // denied, refused, failed
	doubts    class = "doubts"    // allegedly, reportedly, suspected
	possible  class = "possible"  // may, could, likely
	intends   class = "intends"   // plans, proposed, expected
	future    class = "future"    // will
	condition class = "condition" // if, unless
	reports   class = "reports"   // said, according to
)

// kind is the finding for a dropped or added cue of a class.
func (c class) kind() Kind {
	switch c {
	case denies, disputes:
		return Negation
	case reports:
		return Attribution
	}
	return Hedge
}

// cueOf is the class of a folded word, "" for none.
func cueOf(norm, stem string) class {
	if strings.HasSuffix(norm, "n't") {
		return denies
	}
	if c, ok := cueWords[norm]; ok {
		return c
	}
	return cueStems[stem]
}

// reach is how many content words behind a cue are taken to be governed by it. The first few are enough: a sentence that
// keeps none of them has left the statement out.
const reach = 3

// window is how many words around a cue are looked at.
const window = 40

// cues finds cues of the facts that the sentence dropped while it kept what they govern, and cues it added.
func (c *check) cues() {
	for i := range c.facts {
		c.dropped(i)
	}
	for i := range c.claim.words {
		w := c.claim.words[i]
		cue := w.cue
		if cue == "" || w.name > 0 {
			continue
		}
		if !c.anyFact(func(e *evidence) bool { return e.classes[cue] || cue == reports && len(e.fact.Quotes) > 0 }) {
			c.find(cue.kind(), w.span.Of(c.claim.text))
		} else if cue == denies && !c.anyFact(func(e *evidence) bool { return e.deniesAll(c.claim.governed(i, reach), &c.claim) }) {
			c.find(Negation, w.span.Of(c.claim.text))
		}
	}
	c.speakers()
}

// dropped finds cues of a fact that the sentence lacks, though a clause of it rests on the fact.
func (c *check) dropped(n int) {
	e := &c.facts[n]
	rests := c.restsOn(n)
	for i := range e.words {
		cue := e.words[i].cue
		if cue == "" {
			continue
		}
		kept := c.claim.governs(cue).bound
		for _, g := range e.governed(i, reach) {
			stem := e.words[g].stem
			if kept[stem] {
				break
			}
			if !rests[stem] || c.elsewhere(e, stem, cue) {
				continue
			}
			c.find(cue.kind(), e.words[i].span.Of(e.text)+" … "+e.words[g].span.Of(e.text))
			break
		}
	}
	if e.fact.Hedge != "" && len(rests) > 0 && len(c.claim.classes) == 0 && !e.hedgeRead() {
		c.find(Hedge, e.fact.Hedge)
	}
}

// hedgeRead reports whether the words the fact calls its hedge are cues here too.
func (e *evidence) hedgeRead() bool {
	for _, w := range text.Words(e.fact.Hedge) {
		if cueOf(w.Norm, text.Stem(w.Norm, "")) != "" {
			return true
		}
	}
	return false
}

// elsewhere reports whether a fact has the word free of any cue of this class: then it can come from there.
func (c *check) elsewhere(from *evidence, stem string, cue class) bool {
	return c.anyFact(func(e *evidence) bool {
		if e == from {
			return e.governs(cue).loose[stem]
		}
		return len(e.at[stem]) > 0 && !e.classes[cue]
	})
}

// readCues notes the class of each word, and which classes there are.
func (r *reading) readCues() {
	r.classes = map[class]bool{}
	for i := range r.words {
		if c := r.classAt(i); c != "" {
			r.words[i].cue = c
			r.classes[c] = true
		}
	}
}

// classAt is the class of word i. A capital inside the sentence makes it a name: "Mrs. May", "Will".
func (r *reading) classAt(i int) class {
	w := r.words[i]
	if w.inDate || i > 0 && (w.norm == "may" || w.norm == "will") && r.capital(i) {
		return ""
	}
	if w.norm == "no" && i+2 < len(r.words) && r.words[i+2].norm == "than" { // "no more than 5" is a bound
		return ""
	}
	return cueOf(w.norm, w.stem)
}

// government is what the cues of one class govern in a sentence, by stem.
type government struct {
	bound map[string]bool // words that stand in the clause of such a cue
	loose map[string]bool // words that also stand elsewhere than among the first few behind such a cue
}

// governs reads what the cues of a class govern.
func (r *reading) governs(cue class) government {
	if g, known := r.governments[cue]; known {
		return g
	}
	g := government{map[string]bool{}, map[string]bool{}}
	near := map[int]bool{}
	for i := range r.words {
		if r.words[i].cue != cue {
			continue
		}
		for n, k := range r.governed(i, window) {
			g.bound[r.words[k].stem] = true
			near[k] = near[k] || n < reach
		}
	}
	for i, w := range r.words {
		if !near[i] {
			g.loose[w.stem] = true
		}
	}
	r.governments[cue] = g
	return g
}

// governed lists the content words a cue governs, at most limit: those behind it in its clause, or, where nothing comes behind it
// or it is a verb of speech that comes last ("…, the minister said."), those the sentence opens with.
func (r *reading) governed(i, limit int) []int {
	var out []int
	for k := i + 1; k < min(len(r.words), i+window) && len(out) < limit && !r.turns(k); k++ {
		if r.words[k].content() {
			out = append(out, k)
		}
	}
	if len(out) > 0 && !r.trails(i) {
		return out
	}
	out = nil
	for k := 0; k < min(i, window) && len(out) < limit; k++ {
		if r.words[k].content() {
			out = append(out, k)
		}
	}
	return out
}

// turns reports whether word k begins a statement of its own, which a cue before it does not govern.
func (r *reading) turns(k int) bool {
	return strings.ContainsAny(r.words[k].gap, ".;!?") || clauseWords[r.words[k].norm] && r.words[k].norm != "and"
}

// trails reports whether word i is a verb of speech behind what was said: ", the minister said on Monday". Its subject is short.
func (r *reading) trails(i int) bool {
	if r.words[i].cue != reports {
		return false
	}
	if strings.Contains(r.after(i), ",") {
		return true
	}
	for k := i; k > 2 && k > i-8; k-- {
		if strings.ContainsAny(r.words[k].gap, `,"”`) {
			return true
		}
	}
	return false
}

// deniesAll reports whether negations of the fact govern all of the claim's words.
func (e *evidence) deniesAll(governed []int, claim *reading) bool {
	for _, g := range governed {
		if !e.governs(denies).bound[claim.words[g].stem] {
			return false
		}
	}
	return true
}

var cueWords = byWord(map[class]string{
	denies:    `not no never none nobody nothing neither nor without cannot`,
	possible:  `may might could would can possibly perhaps maybe probably likely unlikely potentially potential presumably possible`,
	doubts:    `allegedly alleged reportedly apparently purportedly purported supposedly supposed seemingly suspected unconfirmed unverified rumored rumoured disputed`,
	future:    `will shall`,
	condition: `if unless whether should`,
	reports:   `said says say saying told tell tells telling according`,
})

var cueStems = byStem(map[class]string{
	disputes: `deny refuse reject fail decline dispute refute lack prevent avoid halt cancel abandon`,
	doubts:   `accuse claim believe suspect allege`,
	intends:  `plan propose intend consider expect aim seek want vow promise threaten hope urge demand try attempt offer forecast predict estimate`,
	reports:  `argue insist announce add warn`,
})

func byWord(table map[class]string) map[string]class {
	m := map[string]class{}
	for c, list := range table {
		for _, w := range strings.Fields(list) {
			m[w] = c
		}
	}
	return m
}

func byStem(table map[class]string) map[string]class {
	m := map[string]class{}
	for w, c := range byWord(table) {
		m[text.Stem(w, "")] = c
	}
	return m
}
