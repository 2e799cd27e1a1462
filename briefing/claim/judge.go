package claim

import (
	"math"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// Stand is what a fact does to a claim.
type Stand string

const (
	Bears  Stand = "bears"  // it says that the claim is so
	Denies Stand = "denies" // it says that the claim is not so
	Open   Stand = "open"   // neither
)

// Reason is what decided in a word.
type Reason string

const (
	Words    Reason = "words"     // the fact says it
	Number   Reason = "number"    // its figure is in the claim's bounds, or outside
	Negation Reason = "negation"  // it says that it is not so
	Opposite Reason = "opposite"  // it says the contrary
	Name     Reason = "name"      // somebody else did what only one can
	Time     Reason = "time"      // it was at another time, or is over
	Plan     Reason = "plan only" // it is intended, possible or conditional
	Few      Reason = "few words" // it holds too little of the claim
)

// Finding is what a fact does to a claim.
type Finding struct {
	Stand    Stand
	Strength float64 // 0 to 1: how far the fact's words carry it
	Reason   Reason
	Spans    []briefing.Span // the words that decide, in the article's text
	Sure     bool            // it is the predicate itself that is borne out or denied, of the claim's own subject as far as that is a name
	Alleged  bool            // it is an accusation, or what somebody denies
}

// Settles is the strength from which on a finding settles a yes/no question.
const Settles = 0.45

// How a finding is weighed. The values were set by hand on invented pairs and the halves of development sets that were for developing; each says
// what a fact loses beside one that says the claim in its own words.
const (
	withoutPredicate = 0.55 // its match is another word than what is said of the subject
	lightPredicate   = 0.60 // its match is a verb that says little alone: "take", "make"
	unlocal          = 0.35 // none of the claim's other words stand near the word that decides
	replacedSole     = 0.60 // another did what only one can
	patientFactor    = 0.30 // the subject is done to
	presentFactor    = 0.75 // the subject is there, and it is not told who does it
	replacedFactor   = 0.30 // another name does it
	absentFactor     = 0.60 // nobody does it by name
	planFactor       = 0.65 // of a claim about the future that is intended
	possibleFactor   = 0.40 // of a claim about the future that may be
	allegedFactor    = 0.60
	questionFactor   = 0.20 // it asks
	timeFactor       = 0.80 // it gives no time where the claim does
	objectFactor     = 0.70 // it has not what the claim's verb is done to
	numberFactor     = 0.40 // it gives no figure where the claim does
	minCover         = 0.30 // share of the claim's weight below which a fact says nothing to it
)

// anchor is where a fact speaks of the claim: the word of it that says most clearly that it is so or not.
type anchor struct {
	token int
	match
}

// Judge says what a fact does to the claim. Where the fact speaks of it more than once, the place that says most counts. The words around are those
// that the fact's article tells beside it, in the headline or the sentence before: they say what it is about, but not what it asserts.
func (c *Claim) Judge(f briefing.Fact, around ...string) Finding {
	if commands(f.Text) {
		return Finding{Stand: Open, Reason: Few}
	}
	c.read(f)
	c.surround(around)
	out := Finding{Stand: Open, Reason: Few}
	covers, others := c.coverage()
	objects := c.objects()
	if covers < minCover {
		return out
	}
	subject, some := c.names(f)
	c.compareMeasures(f)
	for i, t := range c.tokens {
		for _, m := range t.matches {
			if !c.anchors(i, m) {
				continue
			}
			one := c.judgeAt(f, anchor{i, m}, covers, others, subject, some)
			if one.Strength > out.Strength || one.Strength == out.Strength && out.Reason == Few {
				out = one
			}
		}
	}
	if !objects {
		out.Strength *= objectFactor
	}
	if asks(f.Text) {
		out.Strength *= questionFactor
	}
	if out.Stand == Bears && c.unqualified() {
		out.Strength *= unqualifiedFactor
	}
	return c.settled(out)
}

// unqualifiedFactor is what is left of a fact's word for a claim whose last word it lacks: that the bridge opened does not say that it
// opened on time.
const unqualifiedFactor = 0.5

// unqualified reports whether the fact, and what is around it, lacks the claim's last word, which stands right behind its predicate, as
// [Claim.coverage] found it. Of a "tram line" the tram is enough.
func (c *Claim) unqualified() bool {
	last := len(c.words) - 1
	return last > 0 && last-1 == c.predicate && !c.words[last].light && !c.words[last].name && c.best[last] == 0
}

// judgeAt says what a fact does to the claim by the word of an anchor.
func (c *Claim) judgeAt(f briefing.Fact, a anchor, covers, others float64, subject []bool, some bool) Finding {
	who := c.part(f, a.token, subject, some)
	g := c.governs(f, a.token)
	out := Finding{Stand: Bears, Reason: Words, Alleged: g.alleged || g.denied}
	out.mark(f, c.tokens[a.token].span)
	strength := a.strength * (unlocal + (1-unlocal)*c.local(a))
	switch {
	case a.phrase:
	case a.word != c.predicate || c.vague:
		strength *= withoutPredicate
	case c.words[a.word].light:
		strength *= lightPredicate
	}
	if who == absent && c.subjectAround() {
		who = present
	}
	flipped := (a.how == opposite) != g.contrary
	if c.contested(a, who) { // who is beaten has lost
		flipped, who = !flipped, agent
	}
	if flipped {
		out.Reason = Opposite
	}
	if g.negated || g.denied {
		flipped = !flipped
		out.Reason = Negation
		out.mark(f, g.span)
	}
	if who == replaced && c.sole(a) && !flipped && !g.planned && !g.open {
		out.Stand, out.Reason, out.Strength = Denies, Name, replacedSole*strength*others*math.Sqrt(others) // the claim's own name need not be there
		return out
	}
	strength *= partFactor(who) * covers * math.Sqrt(covers)
	out.Sure = a.word == c.predicate && !c.vague && !a.turns && !c.words[a.word].light && (who == agent || who == unnamed)
	if g.planned || g.open {
		out.Reason = Plan
		out.mark(f, g.span)
		switch {
		case !c.coming:
			return Finding{Stand: Open, Strength: strength, Reason: Plan, Spans: out.Spans}
		case g.planned:
			strength *= planFactor
		default:
			strength *= possibleFactor
		}
	}
	if out.Alleged {
		strength *= allegedFactor
	}
	if flipped {
		out.Stand = Denies
	}
	out.Strength = strength
	return c.measure(out, f)
}

// subjectAround reports whether the words around the fact hold the claim's subject.
func (c *Claim) subjectAround() bool {
	for i, w := range c.words {
		if c.around[i] && slices.Contains(c.subject, w.norm) {
			return true
		}
	}
	return false
}

// mark adds a span of the fact's text to the deciding words.
func (out *Finding) mark(f briefing.Fact, span briefing.Span) {
	if !span.Empty() {
		out.Spans = append(out.Spans, span.Shift(f.Span.Start))
	}
}

// settled turns a finding around for a claim that something is not so.
func (c *Claim) settled(out Finding) Finding {
	if c.negated {
		switch out.Stand {
		case Bears:
			out.Stand = Denies
		case Denies:
			out.Stand = Bears
		}
	}
	return out
}

func partFactor(p part) float64 {
	switch p {
	case patient:
		return patientFactor
	case present:
		return presentFactor
	case replaced:
		return replacedFactor
	case absent:
		return absentFactor
	}
	return 1
}

// surround notes the words of the claim that stand around the fact.
func (c *Claim) surround(around []string) {
	clear(c.around)
	for _, w := range around {
		stem := text.Stem(w, "en")
		for i, a := range c.words {
			c.around[i] = c.around[i] || a.stem == stem || a.norm == w
		}
	}
}

// aroundStrength is what a word of the claim is worth that only stands around the fact.
const aroundStrength = 0.7

// coverage is the share of the claim's weight that the fact holds: of all its words, and of those that are not its subject's.
func (c *Claim) coverage() (all, others float64) {
	clear(c.best)
	for i := range c.words {
		if c.around[i] && i != c.predicate {
			c.best[i] = aroundStrength
		}
	}
	for i, t := range c.tokens {
		for _, m := range t.matches {
			if m.strength > c.best[m.word] && c.follow(i, m.more) {
				c.best[m.word] = m.strength
			}
		}
	}
	rest := 0.0
	for i, b := range c.best {
		w := c.words[i]
		all += b * w.weight
		if !slices.Contains(c.subject, w.norm) {
			others += b * w.weight
			rest += w.weight
		}
	}
	return all / c.total, others / max(rest, 1)
}

// objects reports whether the fact has the noun right behind the claim's predicate, if there is one, as [Claim.coverage] found it.
func (c *Claim) objects() bool {
	n := c.predicate + 1
	return c.predicate < 0 || n >= len(c.words) || c.words[n].name || c.words[n].light || c.best[n] > 0
}

// anchors reports whether the match at token i may decide: no name does, nor an opposite beside the word itself.
func (c *Claim) anchors(i int, m match) bool {
	if c.words[m.word].name && m.word != c.predicate || m.how == alike && m.strength < minAnchor || !c.follow(i, m.more) {
		return false
	}
	return m.how != opposite || !c.saidToo(m.word, i)
}

// minAnchor is how far a word must be able to stand for the claim's to decide.
const minAnchor = 0.5

// saidToo reports whether the claim's word itself stands near the opposite at token i: "the rise and fall".
func (c *Claim) saidToo(word, at int) bool {
	for k := max(0, at-3); k < min(len(c.tokens), at+4); k++ {
		for _, m := range c.tokens[k].matches {
			if k != at && m.word == word && m.how == same {
				return true
			}
		}
	}
	return false
}

// near is how many words around an anchor its object and circumstances stand in.
const near = 8

// local is the share of the claim's words, but for its subject and the anchor's own, that stand around the anchor in its statement; 1 when there
// are none.
func (c *Claim) local(a anchor) float64 {
	clear(c.best)
	for _, step := range [2]int{-1, 1} {
		for k := a.token + step; k >= 0 && k < len(c.tokens) && k-a.token <= near && a.token-k <= near; k += step {
			if step > 0 && (c.tokens[k].ends || c.tokens[k].turns) || step < 0 && (c.tokens[k+1].ends || c.tokens[k+1].turns) {
				break
			}
			for _, m := range c.tokens[k].matches {
				c.best[m.word] = max(c.best[m.word], m.strength)
			}
		}
	}
	sum, all := 0.0, 0.0
	for i, w := range c.words {
		if i == a.word || w.name && slices.Contains(c.subject, w.norm) {
			continue
		}
		if c.around[i] {
			c.best[i] = max(c.best[i], aroundStrength)
		}
		sum += c.best[i] * w.weight
		all += w.weight
	}
	if all == 0 {
		return 1
	}
	return sum / all
}

// contested reports whether the subject is on the other side of a contest than the anchor's verb says.
func (c *Claim) contested(a anchor, who part) bool {
	return words().contest[c.tokens[a.token].stem] && (who == patient || who != unnamed && c.noun(a.token))
}

// noun reports whether a contest's verb stands as a noun at token i, which is then the loser's: "their defeat", "a defeat to Rovers".
func (c *Claim) noun(i int) bool {
	n := c.tokens[i].norm
	if n != c.tokens[i].stem && n != c.tokens[i].stem+"s" {
		return false
	}
	if i+1 < len(c.tokens) && beyond[c.tokens[i+1].norm] && !c.tokens[i+1].parted {
		return true
	}
	return i > 0 && (determiner[c.tokens[i-1].norm] || strings.HasSuffix(c.cut[i-1].Norm, "'s"))
}

// beyond stand behind a noun for a contest.
var beyond = text.WordSet(`to by against in at of`)

// sole reports whether only one can do or be what the anchor says.
func (c *Claim) sole(a anchor) bool {
	return a.how != opposite && (words().sole[c.tokens[a.token].stem] || words().sole[c.words[a.word].stem] || c.holds)
}

// measure lets what the fact says to the claim's figures and times count.
func (c *Claim) measure(out Finding, f briefing.Fact) Finding {
	for _, told := range c.said[:len(c.figures)] {
		out.mark(f, told.span)
		switch told.measure {
		case within:
			if out.Stand == Bears && out.Reason == Words {
				out.Reason = Number
			}
		case elsewhere:
			if out.Stand == Bears {
				out.Stand, out.Reason = Denies, Number
			}
		case overlaps:
			return Finding{Stand: Open, Strength: out.Strength, Reason: Number, Spans: out.Spans}
		default:
			out.Strength *= numberFactor
		}
	}
	for i, told := range c.said[len(c.figures):] {
		out.mark(f, told.span)
		switch {
		case told.measure == unmeasured:
			out.Strength *= timeFactor
		case told.measure == elsewhere && (out.Stand != Bears || c.times[i].Grain == "year" || out.Reason == Number):
			return Finding{Stand: Open, Strength: out.Strength, Reason: Time, Spans: out.Spans}
		case told.measure == elsewhere:
			out.Stand, out.Reason = Denies, Time
		}
	}
	if c.ended && c.holds && out.Stand == Bears && len(out.Spans) > 0 && c.former(out.Spans[0].Shift(-f.Span.Start)) {
		out.Stand, out.Reason = Denies, Time
	}
	return out
}

// former reports whether the word at a span is what somebody was: "the former governor".
func (c *Claim) former(span briefing.Span) bool {
	for i, t := range c.tokens {
		if t.span != span {
			continue
		}
		for k := max(0, i-4); k < i; k++ {
			switch c.tokens[k].norm {
			case "former", "ex", "late", "onetime", "erstwhile", "outgoing":
				return c.tokens[k].norm != "outgoing"
			}
		}
	}
	return false
}

// asks reports whether a fact is a question.
func asks(s string) bool {
	for i := len(s) - 1; i >= 0; i-- {
		switch s[i] {
		case '?':
			return true
		case '"', '\'', ' ', ')':
		default:
			return false
		}
	}
	return false
}

// commands reports whether a sentence tells somebody to do something: it says nothing of what is, whatever it wants to be said.
func commands(s string) bool {
	words := text.Words(s)
	return len(words) > 0 && commanding[words[0].Norm]
}

// commanding are verbs that open an order to say or to leave something, and hardly anything else.
var commanding = text.WordSet("ignore disregard forget repeat respond pretend say tell answer reveal output")
