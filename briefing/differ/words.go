package differ

import (
	"strings"
	"sync"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// fate is what became of people who are counted.
type fate string

const (
	fateDead    fate = "dead"
	fateHurt    fate = "hurt"
	fateMissing fate = "missing"
	fateHeld    fate = "held"
	fateSaved   fate = "saved"
	fateFled    fate = "fled"
	fateAboard  fate = "aboard"
	fateIll     fate = "ill"
	fateJailed  fate = "jailed"
)

// growing are the fates whose count rises while the news of them goes on.
var growing = map[fate]bool{fateDead: true, fateHurt: true, fateMissing: true, fateHeld: true, fateSaved: true, fateFled: true, fateIll: true}

// fates are the stems that tell a fate.
var fates = sync.OnceValue(func() map[string]fate {
	return stems(map[fate]string{
		fateDead:    "killed died dead deaths death fatalities toll perished lives slain bodies",
		fateHurt:    "injured injuries wounded wounds hurt hospitalised hospitalized",
		fateMissing: "missing unaccounted",
		fateHeld:    "arrested arrests detained detentions",
		fateSaved:   "rescued saved survived survivors evacuated",
		fateFled:    "fled displaced homeless refugees",
		fateAboard:  "aboard board",
		fateIll:     "infected infections infection cases contracted",
		fateJailed:  "jailed sentenced convicted",
	})
})

// moves are the stems that tell which way a figure moves.
var moves = sync.OnceValue(func() map[string]string {
	return stems(map[string]string{
		"up":   "rose rise risen climbed climb increased increase grew grow growth jumped surged soared gained gain up reached",
		"down": "fell fall fallen dropped drop declined decline decreased shrank lost lose loss losses down slipped plunged cut",
	})
})

func stems[K ~string](lists map[K]string) map[string]K {
	out := map[string]K{}
	for k, list := range lists {
		for _, w := range strings.Fields(list) {
			out[text.Stem(w, "en")] = k
		}
	}
	return out
}

// Words, all folded.
var (
	// clauseWord begins a clause that says something else.
	clauseWord = text.WordSet(`while but which who whose whom where when after because although though whereas as`)
	// joins parts two figures of one clause.
	joins = text.WordSet(`and with or plus including`)
	// empty words carry no meaning that would tell one thing from another.
	empty = text.WordSet(`say said says told tell tells added add according reported report reports announced announce confirmed confirm officials who what when where why how which no not never
		official least most more less than about around nearly almost over some many several total number numbers figure figures new news
		people person persons were was is are be been being have had has not also now far later earlier monday tuesday wednesday thursday
		friday saturday sunday`)
	// anyone counts people and says no more of them.
	anyone = text.WordSet(`people person persons crew victims victim individuals casualties`)
	// vague words name nobody who stands behind a statement.
	vague = text.WordSet(`official officials source sources witness witnesses report reports spokesman spokeswoman spokesperson media agency
		agencies authorities authority critics experts analysts people person statement local senior the state he she they it`)
	// partBefore stands before a figure that is a change or a part.
	partBefore = text.WordSet(`by from another other further additional extra only including or between first last past`)
	partBehind = text.WordSet(`more other others another additional extra further times fold fewer less higher lower`)
	// partOf stands behind "of" where a figure is a part of what follows.
	partOf = text.WordSet(`the its his her their our these those them all whom which`)
	// aim stands beside a figure that something should come to, or may come to at most.
	aim = text.WordSet(`goal goals target targets limit cap quota threshold ceiling maximum minimum needed needs required requires takes`)
	// placePreposition stands before a place.
	placePreposition = text.WordSet(`in at near off from outside around across inside throughout into to through within`)
	tally            = text.WordSet(`toll tally total number now updated reached stands stood risen rose climbed least`)
	periodScope      = text.WordSet(`year month week day quarter average season decade each hour`)
	placeScope       = text.WordSet(`city country nation world region district province county village town state capital abroad home`)
	// lengthUnit is a unit of a length of time: what lasts is counted anew each day.
	lengthUnit = text.WordSet(`second minute hour day week month year decade century`)
	dayGrain   = map[string]bool{"second": true, "minute": true, "hour": true, "part of day": true, "day": true, "weekend": true}
)

// scopeWord is a word of a place or period that a figure counts over, by all the words that name it.
var scopeWord = map[string]string{
	"city": "city", "country": "country", "countrywide": "country", "nationwide": "country", "nationally": "country", "nation": "country", "world": "world",
	"worldwide": "world", "globally": "world", "global": "world", "region": "region", "regional": "region", "district": "district",
	"province": "province", "county": "county", "village": "village", "town": "town", "state": "state", "capital": "capital",
	"abroad": "abroad", "year": "year", "yearly": "year", "annual": "year", "annually": "year", "month": "month", "monthly": "month",
	"week": "week", "weekly": "week", "daily": "day", "day": "day", "quarter": "quarter", "quarterly": "quarter", "average": "average", "averaging": "average", "averaged": "average", "averages": "average", "each": "each", "hour": "hour", "hourly": "hour", "per": "each",
	"decade": "decade", "season": "season",
}

// offices are those that one person has at a time, by how they are printed; longer ones first.
var offices = []struct{ printed, name string }{
	{"chief executive officer", "chief executive"}, {"chief executive", "chief executive"}, {"ceo", "chief executive"},
	{"chief financial officer", "finance chief"}, {"prime minister", "prime minister"}, {"foreign minister", "foreign minister"},
	{"finance minister", "finance minister"}, {"interior minister", "interior minister"}, {"defence minister", "defence minister"},
	{"defense minister", "defence minister"}, {"health minister", "health minister"}, {"secretary general", "secretary general"},
	{"director general", "director general"}, {"president", "president"}, {"chancellor", "chancellor"}, {"mayor", "mayor"},
	{"governor", "governor"}, {"king", "king"}, {"queen", "queen"}, {"pope", "pope"}, {"captain", "captain"},
	{"chairman", "chair"}, {"chairwoman", "chair"}, {"chair", "chair"}, {"editor in chief", "editor"},
}

// bareOffice are offices whose holder is known by the one thing that the sentence names beside; a country is seldom that one.
var bareOffice = map[string]bool{"chief executive": true, "captain": true, "chair": true}

// notHolding are words of a role that is not, or no more, or not alone, the office.
var notHolding = text.WordSet(`ex former deputy vice acting interim candidate then late incoming outgoing elect assistant senior co designate
	aspiring would-be nominee first previous onetime adviser advisor aide spokesman spokeswoman secretary club team class honorary`)

// once are the stems of what happens once to somebody or something, by what happens.
var once = sync.OnceValue(func() map[string]string {
	return stems(map[string]string{
		"begin":   "founded established inaugurated created",
		"open":    "opened opens open",
		"born":    "born",
		"die":     "died dies",
		"resign":  "resigned resigns",
		"sign":    "signed signs",
		"launch":  "launched launches",
		"sink":    "sank sunk",
		"crash":   "crashed",
		"fall":    "collapsed",
		"marry":   "married",
		"execute": "executed assassinated",
		"bury":    "buried",
		"abolish": "abolished",
		"finish":  "completed",
		"find":    "discovered",
		"name":    "appointed sworn",
		"ratify":  "ratified",
	})
})
