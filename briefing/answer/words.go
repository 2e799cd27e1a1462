package answer

// The words by which a question is seen to go on from the turn before it. All are folded.
var (
	pronoun = map[string]bool{
		"he": true, "him": true, "his": true, "she": true, "her": true, "hers": true, "they": true, "them": true, "their": true, "theirs": true,
		"it": true, "its": true, "that": true, "this": true, "those": true, "these": true, "there": true, "one": true, "ones": true,
	}

	morePhrase = map[string]bool{
		"more": true, "more please": true, "show more": true, "tell me more": true, "anything else": true, "what else": true, "go on": true,
	}
)
