package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// government is what a nation, its capital or an office stands for where it acts as only a government can: "Moscow denied it". A place where
// something happens ("in Moscow", "Moscow was hit") stands for nothing else.
func (r *reading) government(s *sentence, n *name) string {
	seat, isSeat := atlas.seats[text.Fold(n.figure.full)]
	of, isNation := atlas.named[text.Fold(n.figure.full)]
	union := n.figure.full == "Brussels"
	if isSeat {
		of = seat.nation
	}
	if !union && (!isSeat && !isNation || !of.governs) || n.figure.kind == briefing.MentionPerson || n.first != n.last && n.figure.full != n.span.Of(r.text) {
		return ""
	}
	if !r.governs(s, n) {
		return ""
	}
	if union {
		return "the European Union"
	}
	return "the government of " + of.name
}

// governs reports whether a name is the subject of a verb of saying or deciding, alone or with another: "Moscow and Beijing agreed".
func (r *reading) governs(s *sentence, n *name) bool {
	if possessive(s.words[n.last].Norm) || strings.HasPrefix(r.text[n.span.End:], "’s") || strings.HasPrefix(r.text[n.span.End:], "'s") {
		return false
	}
	for _, c := range s.cues {
		if c.speaker.span == n.span && (s.words[c.at].Norm == sourced || !r.governed(s, n)) && c.use.manner != weak && c.use.manner != calls {
			return true
		}
	}
	if r.governed(s, n) || n.first > 0 && r.plain(s, n.first) && !subjectOpens(s.words[n.first-1].Norm) {
		return false
	}
	next := n.last + 1
	if next+1 < len(s.words) && s.words[next].Norm == "and" && r.plain(s, next) {
		if other := s.nameAt(next + 1); other != nil && other.figure.kind == n.figure.kind {
			next = other.last + 1
		}
	}
	return r.decides(s, next)
}

// subjectOpens reports whether a word may stand right before the subject of a clause.
func subjectOpens(w string) bool { return stops[w] || w == "the" || timely[w] }

// decides reports whether a finite verb of saying or deciding stands at word i, over auxiliaries and adverbs; a passive is none.
func (r *reading) decides(s *sentence, i int) bool {
	helped := false // an auxiliary takes the plain form
	for ; i < len(s.words) && r.gap(s, i) == " "; i++ {
		w := s.words[i].Norm
		switch {
		case auxiliaries[w]:
			helped = true
		case w == "not" || r.passes(s, i):
		case (w == "is" || w == "was") && i+1 < len(s.words):
			k := i + 1
			for k+1 < len(s.words) && r.passes(s, k) {
				k++
			}
			return strings.HasSuffix(s.words[k].Norm, "ing") && (deeds[s.words[k].Norm] || verbs[s.words[k].Norm].manner != 0 && verbs[s.words[k].Norm].manner < calls)
		default:
			u := verbs[w]
			if deeds[w] {
				return true
			}
			if u.manner == 0 || u.manner >= calls || u.form == participle {
				return false
			}
			return u.form == past || !u.noun && (u.form == third || helped)
		}
	}
	return false
}

// deeds are forms of verbs for what governments do and cities do not.
var deeds = set(`accused accuses accusing agreed agrees agreeing approved approves approving backed backs backing banned bans banning blamed blames blaming
	condemned condemns condemning decided decides deciding demanded demands demanding dismissed dismisses dismissing expelled expels expelling imposed imposes imposing lifted lifts
	negotiated negotiating opposed opposes opposing ordered orders ordering proposed proposes proposing ratified ratifies ratifying recalled recalls recalling recognised recognises
	recognized recognizes refused refuses refusing rejected rejects rejecting retaliated retaliates retaliating sanctioned seeks sought seeking signalled signaled
	summoned summons summoning suspended suspends suspending threatened threatens threatening urged urges urging vetoed vetoes wants wanted withdrew withdraws welcomed welcomes hopes hoped hoping insists
	accuse agree approve ban blame condemn decide demand expel impose negotiate oppose ratify recall recognise recognize refuse reject retaliate seek summon suspend threaten veto withdraw consider considers considered considering
	pledged pledges pledging vowed vows vowing intends intended plans planned planning offered offers calls called calling`)
