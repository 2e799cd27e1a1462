package post

// grammar is how the bot is spoken to, a line each, as its help shows it. Square brackets hold what may be left out.
var grammar = []string{
	"Ask me in plain words who said what, when, where or how many. I answer only from articles I have read, and show where.",
	"You can also ask: brief me on TOPIC · timeline of TOPIC · compare what sources say about TOPIC · what's new since Monday · who is NAME · " +
		"which countries did it · did it happen? And \"as of 9 May\" asks what was known then.",
	"Go on in the thread: and Iran? · why? · when was that? · who said that? · source? (the passage around the words)",
	"more: what did not fit into the last answer",
	"reset: forget what was said in this thread",
	"subscribe to TOPICS at 08:00 [and 17:30] [weekdays] [Europe/Berlin] [as NAME]: a digest in this channel. " +
		"TOPICS are words with commas between them, or everything; days are weekdays, weekends, daily or names such as mon, wed.",
	"subscriptions: what this channel has subscribed to",
	"unsubscribe NAME: stop one of them",
	"help: this text",
}

// Help is how the bot is spoken to.
func Help() Post { return Notes(grammar...) }
