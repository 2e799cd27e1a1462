package command

import (
	"strings"
	"unicode"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// Kind is what a message asks the bot to do. Its values are the words that say it.
type Kind string

const (
	Ask           Kind = "ask"           // answer the question in Words
	Help          Kind = "help"          // say what can be said; Words: on one command
	Reset         Kind = "reset"         // forget what was said in the thread
	SubscribeTo   Kind = "subscribe"     // Words: to what, when
	Subscriptions Kind = "subscriptions" // list them
	Unsubscribe   Kind = "unsubscribe"   // Words: the name
	Digest        Kind = "digest now"    // post a digest; Words: the name, "" for the only one
	Preview       Kind = "preview"       // show what the next digest would say, and why; Words: the name
	Pause         Kind = "pause"         // Words: the name
	Resume        Kind = "resume"        // Words: the name
	Change        Kind = "change"        // say how to change a subscription; Words: "#" and its id
	Follow        Kind = "follow"        // tell the thread when a fact answers the question in Words; "" for the one before
	Unfollow      Kind = "unfollow"      // Words: a number or question; "" for that of the thread
	Following     Kind = "following"     // list what is followed
	Sources       Kind = "sources"       // what is read; in a thread, where its latest answer is from
	Feeds         Kind = "feeds"         // what is read
	Settings      Kind = "settings"      // show them; Words: key and value to set
	Good          Kind = "good"          // the answer is right
	Wrong         Kind = "wrong"         // the answer is wrong; Words: why
	Feedback      Kind = "feedback"      // Words: whatever somebody wants to say about the bot
	Share         Kind = "share"         // show everybody in the channel an answer that was given to one person alone
	Delete        Kind = "delete"        // take an answer back
	Last          Kind = "last"          // say the latest answer of a person again
	Status        Kind = "status"        // say how fresh and how well the bot is
	Mute          Kind = "mute"          // be quiet in the thread unless spoken to
	Unmute        Kind = "unmute"        // take part in the thread again
	Privacy       Kind = "privacy"       // say what is kept
	Forget        Kind = "forget me"     // say what would be forgotten; Words "now" does it
)

// Command is what a message asks for.
type Command struct {
	Kind   Kind
	Words  string            // what stands behind the command, in one line; of a question all of it
	Answer briefing.AnswerID // the one it is about, where a button names it; "" means the latest of the thread
	Said   string            // the whole message, in one line: what is asked if the command turns out to name nothing
}

// Parse reads a message.
func Parse(text string) Command {
	text = wording.OneLine(wording.Visible(text))
	if !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return Command{Kind: Help, Said: text}
	}
	c := parse(text)
	c.Said = text
	return c
}

func parse(text string) Command {
	if id, answer, rest, ok := post.About(text); ok {
		return aboutAnswer(id, answer, rest)
	}
	bare := strings.TrimLeft(text, "/!")
	said := strings.ToLower(strings.TrimRight(bare, ".!?,;: "))
	if kind, ok := alone[said]; ok {
		return Command{Kind: kind}
	}
	if said == string(Forget)+" now" {
		return Command{Kind: Forget, Words: "now"}
	}
	for _, w := range leading {
		rest, ok := behind(bare, w.word)
		if !ok {
			continue
		}
		if words, fits := w.fits(rest); fits {
			return Command{Kind: w.kind, Words: words}
		}
	}
	return Command{Kind: Ask, Words: question(text)}
}

// aboutAnswer is the command of a button of an answer. What is asked about an answer is a question of its thread.
func aboutAnswer(id string, answer briefing.AnswerID, rest string) Command {
	c := Command{Answer: answer, Words: rest}
	switch id {
	case post.ActionGood:
		c.Kind = Good
	case post.ActionWrong:
		c.Kind = Wrong
	case post.ActionShare:
		c.Kind = Share
	case post.ActionDelete:
		c.Kind = Delete
	case post.ActionFollow:
		c.Kind, c.Words = Follow, ""
	case post.ActionSources:
		c.Kind, c.Words = Ask, sourceQuestion
	default: // more, timeline, and the number of a choice
		c.Kind, c.Words = Ask, id
	}
	return c
}

// behind is what stands behind a word or words at the beginning of text: it begins with a space, a colon or a comma.
func behind(text, word string) (rest string, ok bool) {
	if len(text) <= len(word) || !strings.EqualFold(text[:len(word)], word) {
		return "", false
	}
	rest = text[len(word):]
	if rest[0] != ' ' && rest[0] != ':' && rest[0] != ',' {
		return "", false
	}
	return rest, true
}

// Question is c where it turned out to be none of its kind: the whole message as a question.
func (c Command) Question() Command {
	words := c.Said
	if c.Kind == Sources {
		words = sourceQuestion
	}
	return Command{Kind: Ask, Words: words, Said: c.Said}
}

// String is c as it can be said: Parse reads it back as the same command. A question is its words.
func (c Command) String() string {
	if c.Kind == Ask {
		return c.Words
	}
	s := string(c.Kind)
	switch {
	case c.Answer != "":
		s += " of answer " + string(c.Answer)
		if c.Words != "" {
			s += ": " + c.Words
		}
	case c.Words != "" && (c.Kind == Wrong || c.Kind == Good):
		s += ": " + c.Words
	case c.Words != "":
		s += " " + c.Words
	}
	return s
}
