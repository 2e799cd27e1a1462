package post

// Action is something a reader can do about a post with one press. Who has no buttons says Command instead.
type Action struct {
	ID      string // what it does, the same for ever: a service keeps old buttons for years
	Label   string // on the button, in the bot's own words
	Command string // the words that pressing it says; ids and the bot's own words, never anybody else's
}
