package rank

import "github.com/nutgraf/nutgraf/briefing/text"

// The word lists of signals. All words are folded.
var (
	negation = text.WordSet("not no never none neither nor without cannot can't won't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't wouldn't couldn't shouldn't denied denies deny")

	numberWord = text.WordSet(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
		nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen half`)

	// noPurpose stand before a "to" that says no purpose.
	noPurpose = text.WordSet("due owing according compared up down close next prior back able going used has have had from")

	moneyWord = text.WordSet("cost costs price prices pay pays paid worth salary fee fees spend spends spent dollar dollars euro euros pound pounds money budget bill fine sold sell revenue profit")
)
