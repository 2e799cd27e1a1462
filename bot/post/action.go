package post

import (
	"strconv"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// Action is something a reader can do about a post with one press. Who has no buttons says Command instead.
type Action struct {
	ID      string // what it does, the same for ever: a service keeps old buttons for years. It is also what one says for it in the thread
	Label   string // on the button, in the bot's own words
	Command string // the words that pressing it says; ids and the bot's own words, never anybody else's
}

// The ids of actions.
const (
	ActionMore     = "more"     // what did not fit
	ActionSources  = "sources"  // the passages around the words
	ActionTimeline = "timeline" // the same subject in the order of what happened
	ActionFollow   = "follow"   // tell this thread when there is something new to say
	ActionGood     = "good"     // the answer is right
	ActionWrong    = "wrong"    // the answer is wrong; a service with forms asks for the reason
	ActionShare    = "share"    // show everybody in the channel an answer that one person alone sees
	ActionDelete   = "delete"   // take the answer back
	ActionHelp     = "help"     // what can be said

	// About subscriptions; behind the first two a service with forms asks for what the command would say in words.
	ActionSubscribe = "subscribe"
	ActionChange    = "change"
	ActionPreview   = "preview"
	ActionPause     = "pause"
	ActionResume    = "resume"
	ActionStop      = "unsubscribe"
)

// Share is the action that shows everybody in the channel an answer that one person alone sees.
func Share(answer briefing.AnswerID) Action {
	return Action{ID: ActionShare, Label: "Share", Command: about(ActionShare, answer)}
}

// Delete is the action that takes an answer back.
func Delete(answer briefing.AnswerID) Action {
	return Action{ID: ActionDelete, Label: "Delete", Command: about(ActionDelete, answer)}
}

// Choice is the action that picks the n-th choice, from 1.
func Choice(n int) string { return strconv.Itoa(n) }

// maxChoices is how many choices get a button: a row of buttons of Discord holds five.
const maxChoices = 5

// answerActions are what a reader can do about an answer, of which there is more.
func answerActions(a briefing.Answer, more bool) []Action {
	if a.ID == "" {
		return nil
	}
	var out []Action
	offer := func(id, label string) { out = append(out, Action{ID: id, Label: label, Command: about(id, a.ID)}) }
	switch {
	case a.Kind == briefing.AnswerHelp:
	case a.Kind == briefing.AnswerAmbiguous:
		for n := range min(len(a.Choices), maxChoices) {
			offer(Choice(n+1), Choice(n+1))
		}
	case a.Exhausted:
		offer(ActionFollow, "Follow")
	case len(a.Points) == 0 && len(a.Citations) == 0:
		offer(ActionFollow, "Tell me when known")
		offer(ActionWrong, "Wrong?")
	default:
		if more {
			offer(ActionMore, "More")
		}
		offer(ActionSources, "Sources")
		if a.Kind != briefing.AnswerTimeline && a.Kind != briefing.AnswerChanges && severalArticles(a.Citations) {
			offer(ActionTimeline, "Timeline")
		}
		offer(ActionFollow, "Follow")
		offer(ActionGood, "Good")
		offer(ActionWrong, "Wrong?")
	}
	return out
}

// severalArticles reports whether citations are from more than one article: of one, its own order is the timeline.
func severalArticles(citations []briefing.Citation) bool {
	for _, c := range citations {
		if c.Article != citations[0].Article {
			return true
		}
	}
	return false
}

// about is the command for what id does about an answer, such as "sources of answer a7f3k2ab".
func about(id string, answer briefing.AnswerID) string {
	return id + " of answer " + string(answer)
}

// answerID is the length of an answer's id.
const answerID = 8

// About reads a command of an action, or what somebody typed like one: what is to be done, of which answer, and what stands
// behind, such as the reason of "wrong answer a7f3k2ab: it was Tuesday". ok is false for all other texts.
func About(text string) (id string, answer briefing.AnswerID, rest string, ok bool) {
	id, rest, _ = strings.Cut(strings.TrimSpace(text), " ")
	id = strings.ToLower(strings.TrimLeft(id, "/!"))
	if !isAction(id) {
		return "", "", "", false
	}
	rest = strings.TrimPrefix(strings.TrimSpace(rest), "of ")
	rest, ok = strings.CutPrefix(strings.TrimSpace(rest), "answer ")
	rest = strings.TrimSpace(rest)
	if !ok || len(rest) < answerID || strings.Trim(rest[:answerID], "abcdefghijklmnopqrstuvwxyz234567") != "" {
		return "", "", "", false
	}
	named := briefing.AnswerID(rest[:answerID])
	rest = rest[answerID:]
	if said := strings.TrimLeft(rest, " :;,.-–—"); said != rest || rest == "" {
		return id, named, said, true
	}
	return "", "", "", false // a longer word
}

func isAction(id string) bool {
	switch id {
	case ActionMore, ActionSources, ActionTimeline, ActionFollow, ActionGood, ActionWrong, ActionShare, ActionDelete:
		return true
	}
	n, err := strconv.Atoi(id)
	return err == nil && n >= 1 && n <= maxChoices && id == Choice(n)
}

// hint is what can be said in the thread where there are no buttons; "" for nothing.
func (p Post) hint() string {
	var words []string
	for _, a := range p.Actions {
		words = append(words, a.ID)
	}
	if len(words) == 0 {
		return ""
	}
	return "To go on, say: " + strings.Join(words, " · ")
}
