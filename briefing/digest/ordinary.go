package digest

import (
	"sync"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// ordinary are English words that stand in news of every sort: of time, number, place and office, and verbs that tell little. That a
// sentence has one that no told text has does not make it news. Listed by hand while reading the errors of testdata/stories/county-week.txtar.
const ordinary = `
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
today yesterday tomorrow day week month year hour minute moment time date morning noon afternoon evening night midnight weekend clock
spring summer autumn winter decade century early late soon recent recently last next first second third former current new old young long
short big large small high low great full half part whole
no not never none nobody nothing one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion
twenty thirty forty fifty sixty seventy eighty ninety percent per cent number total share rise fall crown dollar euro pound cost price
amount money aged age
people person man woman men women child children family resident inhabitant citizen member worker staff official officer spokesman
spokeswoman spokesperson reporter head chief director minister police government authority council county town city village country state
region district place area street house home building centre office company firm group board union party public local national
said say tell told ask asked want wanted call called give gave given take took taken come came go went gone leave left put set bring
brought keep kept hold held find found show showed see saw seen look turn run ran move moved work use used need begin began start started
end ended open opened close closed stop stopped stay stayed follow become became remain lie lay stand stood lead led meet met plan decide
decided expect expected agree agreed announce announced add added report reported statement news paper article press accord according
north south east west near far away back down still yet only even also however meanwhile later earlier ago least less very well good bad
several few many much other same different around along across nearly almost about because since whether while among
thing way case fact reason problem question answer result change order side line point level rate hand hands eye head name word
`

// ordinaryStems are their stems, made when the first digest is compiled: a command that compiles none does not wait for them.
var ordinaryStems = sync.OnceValue(func() map[string]bool {
	out := make(map[string]bool)
	for w := range text.WordSet(ordinary) {
		out[text.Stem(w, "en")] = true
	}
	return out
})
