package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// abbreviation tells what stands behind an abbreviation, and so whether its point can end a sentence.
type abbreviation int

const (
	beforeName   abbreviation = iota // a title: a name follows, no sentence ends
	beforeNumber                     // a number follows, or else the sentence ends
	inside                           // never at the end: "e.g.", "vs."
	behindName                       // ends a sentence only when the next word opens one: "Inc.", "Calif."
	clock                            // ends a sentence unless a day, month or zone follows: "a.m."
	closing                          // ends a sentence whenever a capital follows: "etc."
)

// ends reports whether the point of such an abbreviation ends a sentence before next, which begins with a
// capital, a digit or a mark. starts says whether it begins with a word that opens sentences.
func (k abbreviation) ends(next string, starts bool) bool {
	r, _ := utf8.DecodeRuneInString(next)
	switch k {
	case beforeName, inside:
		return false
	case beforeNumber:
		return !unicode.IsNumber(r) && r != '(' && r != '$' && !numbered(next)
	case behindName:
		return starts
	case clock:
		word := next
		if i := strings.IndexAny(next, " .,;)"); i >= 0 {
			word = next[:i]
		}
		return !clockWords[word] && !calendarWord(strings.ToLower(word))
	}
	return true
}

// numbered reports whether next begins with a label such as "A1", or with the abbreviation of a month: "Tues. Jan. 5".
func numbered(next string) bool {
	end := 0
	for end < len(next) && isASCIIWord(next[end]) {
		end++
	}
	if end > 1 && end < 4 && digitAt(next, end-1) {
		return true
	}
	k, known := abbreviations[next[:end]]
	return known && k == beforeNumber && end > 2 && strings.HasPrefix(next[end:], ". ") && digitAt(next, end+2)
}

// abbreviations maps what stands before the point, as printed, to its kind. English first, then the few of other
// languages that are nothing else in English.
var abbreviations = func() map[string]abbreviation {
	m := map[string]abbreviation{}
	for _, row := range []struct {
		kind  abbreviation
		words string
	}{
		{beforeName, `Mr Mrs Ms Mx Dr Prof Gen Sen Rep Reps Sens Gov Govs Pres Rev Hon Lt Col Capt Cpl Sgt Maj Adm Cmdr Cdr Brig Supt Insp Det Atty Amb Msgr Fr
			St Ste Mt Ft Messrs Mme Mlle Mgr Sra Srta Sr.a Dra Hr Frau Asst Assoc Ald Pvt Pfc Spc Cllr Treas Sec.-Gen Lt.-Col Lt.-Gen Maj.-Gen`},
		{beforeNumber, `No no Nos nos Art art Sec sec Fig fig Figs p pp P Vol vol Ch ch Pt Chap chap approx ca est c par para Ver ver ext Ext tel Tel
			Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun N°`},
		{inside, `e.g i.e vs v viz cf al ie eg bzw z.B d.h u.a incl resp aka a.k.a c/o s.a w`},
		{behindName, `Inc Corp Co Ltd Jr Sr Bros LLC Cos Cie Assn Dept Dist Univ Ave Blvd Rd Hwy St Mfg Intl Natl Govt U.S U.K U.N E.U U.S.A D.C Ph.D M.D M.P R.I N.J N.Y N.C N.H N.M S.C
			S.D N.D W.Va B.A M.A Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
			Ont Que Alta Esq oz lb lbs ft hr hrs min mph sq yd kg km cm mm mil bn S.p.A S.A N.V A.G plc st ave blvd rd dept co corp inc bros`},
		{clock, `a.m p.m A.M P.M`},
		{closing, `etc Etc B.C A.D`},
	} {
		for _, w := range strings.Fields(row.words) {
			if _, ok := m[w]; !ok {
				m[w] = row.kind
			}
		}
	}
	return m
}()

// clockWords may follow "a.m." or "p.m." inside a sentence.
var clockWords = WordSet(`ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST IST JST AEST Eastern Central Mountain Pacific London Moscow Beijing Greenwich`)

// calendarWord reports whether a lower-case word is a month or a day of the week.
func calendarWord(w string) bool { return calendarWords[w] }

var calendarWords = WordSet(`january february march april may june july august september october november december
	monday tuesday wednesday thursday friday saturday sunday`)

// askVerbs may follow a speaker's name behind a quotation that ends in "?" or "!".
var askVerbs = WordSet(`asked said says wrote added replied shouted tweeted wondered told exclaimed yelled cried demanded queried joked quipped`)

// exclaimed are names that carry a "!".
var exclaimed = WordSet(`Yahoo Yum Jeopardy Oklahoma Jeb Mamma`)

// openers are words that open sentences and are hardly ever part of a name.
var openers = WordSet(`The A An This That These Those There Here He She It They We You I His Her Its Their Our My Your Who What When Where Why How Which Whose
	In On At By For From With Without As But And Or So If While After Before Since Until Although Though Because However Meanwhile Moreover
	Then Now Not Nor Yes Even Still Yet Also Another Other Some Many Most Several Few All Both Each Every Any One Two Three Four Five Six Seven Eight
	Nine Ten Last Next Under Over During Despite According Among Between Through To Of Do Does Did Don't Is Are Was Were Has Have Had Can Could Will Would
	Should Might Must Please Let Let's That's It's He's She's There's They're We're I'm I've Neither Either Nobody Nothing Everyone Everything Someone Once Only Just Unlike
	Like Such Instead Later Earlier Thus Therefore Finally Perhaps Maybe Today Yesterday Tomorrow Officials Police Critics Experts Nearly
	About More Less Up Down Out Millions Thousands Hundreds Dozens Scores Half`)
