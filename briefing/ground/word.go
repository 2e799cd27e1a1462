package ground

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// words finds words that no fact has. Words that mean nothing by themselves are free; what is a name, a number, a date or a cue is
// looked at elsewhere.
func (c *check) words() {
	for i, w := range c.claim.words {
		if w.inDate || w.number > 0 || w.name > 0 || free[w.norm] || light[w.norm] || strings.HasSuffix(w.norm, "n't") {
			continue
		}
		if unitWords[w.norm] && i > 0 && c.claim.words[i-1].number > 0 {
			continue // read with its number
		}
		if !c.anyFact(func(e *evidence) bool { return e.has(w.stem) }) {
			c.find(Unknown, w.span.Of(c.claim.text))
		}
	}
}

// free words join others and may come and go. Words that order, compare or limit ("after", "most", "only", "all", "up") are not
// among them, nor those that ask ("if").
var free = text.WordSet(`a an the this that these those which who whom whose and but or as of in on at for with by to from into onto within about
	is are was were be been being am has have had having do does did it its it's there here also too then he she they him her them his
	hers their theirs
	we us our i me my you your himself herself itself themselves while where when so than such very s mr mrs ms dr who's that's he's she's
	they're they've it'll`)

// light words are cues that carry no content of their own: their class is what must be in the fact.
var light = text.WordSet(`not no never cannot may might could would can will shall should said says say saying told tell tells telling according`)

// unitWords belong to the number before them.
var unitWords = text.WordSet(`percent pc per cent dollar dollars euro euros pounds yen rupees rubles roubles`)
