// Package command reads what somebody says to the bot: a command in words, or a question.
//
// The tour: [Parse] reads a message into a [Command]; whatever is not plainly a command is a question. [ParseSubscribe] reads what
// stands behind the word subscribe.
package command

import (
	"strings"
	"unicode"

	"github.com/nutgraf/nutgraf/bot/wording"
)

// Kind tells what a message asks the bot to do.
type Kind int

const (
	Question Kind = iota
	Help
	Reset
	SubscribeTo
	Subscriptions
	Unsubscribe
)

// Command is what a message asks for.
type Command struct {
	Kind Kind
	Rest string // what stands behind the command's word; of a question all of it
}

// Parse reads a message. Whatever is not plainly a command is a question.
func Parse(text string) Command {
	text = wording.OneLine(wording.Visible(text))
	if !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return Command{Kind: Help}
	}
	switch strings.ToLower(strings.TrimRight(strings.TrimLeft(text, "/!"), ".!?")) {
	case "help":
		return Command{Kind: Help}
	case "reset":
		return Command{Kind: Reset}
	case "subscriptions":
		return Command{Kind: Subscriptions}
	}
	word, rest, _ := strings.Cut(strings.TrimLeft(text, "/!"), " ")
	switch strings.ToLower(word) {
	case "subscribe":
		return Command{SubscribeTo, rest}
	case "unsubscribe":
		return Command{Unsubscribe, rest}
	}
	return Command{Kind: Question, Rest: text}
}
