package command

import (
	"strings"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// alone are commands that are the whole message.
var alone = map[string]Kind{
	"help": Help, "commands": Help,
	"reset": Reset, "start over": Reset,
	"subscribe":     SubscribeTo, // says how
	"subscriptions": Subscriptions, "my subscriptions": Subscriptions, "list subscriptions": Subscriptions,
	"unsubscribe": Unsubscribe,
	"digest now":  Digest, "preview": Preview, "pause": Pause, "resume": Resume,
	"follow": Follow, "follow this": Follow, "watch": Follow, "watch this": Follow, "notify me": Follow, "tell me when known": Follow,
	"unfollow": Unfollow, "unwatch": Unfollow, "stop following": Unfollow,
	"following": Following, "watches": Following, "watching": Following,
	"sources": Sources, "feeds": Feeds, "outlets": Feeds,
	"settings": Settings,
	"good":     Good, "good answer": Good, "right": Good, "correct": Good,
	"wrong": Wrong, "wrong answer": Wrong, "that is wrong": Wrong, "that's wrong": Wrong,
	"share": Share, "share this": Share, "share it": Share, "share answer": Share, "share this answer": Share,
	"delete": Delete, "delete this": Delete, "delete it": Delete, "delete answer": Delete, "delete this answer": Delete, "delete my answer": Delete,
	"last": Last, "last answer": Last, "my last answer": Last,
	"status": Status,
	"mute":   Mute, "mute this thread": Mute, "be quiet": Mute, "stop listening": Mute,
	"unmute": Unmute, "unmute this thread": Unmute, "listen": Unmute, "start listening": Unmute,
	"privacy":   Privacy,
	"forget me": Forget,
}

// leadingWord is a command with something behind it.
type leadingWord struct {
	word string
	kind Kind
	fits func(rest string) (words string, ok bool) // the words of the command, if what stands behind makes it one
}

// leading are tried in order; of two that begin alike, the longer one comes first.
var leading = []leadingWord{
	{"help", Help, helpTopic},
	{"subscribe", SubscribeTo, anything},
	{"unsubscribe", Unsubscribe, anything},
	{"digest now", Digest, aName},
	{"preview", Preview, aName},
	{"pause", Pause, aName},
	{"resume", Resume, aName},
	{"change", Change, anID},
	{"follow", Follow, toFollow},
	{"watch for", Follow, toFollow},
	{"watch", Follow, aQuestion},
	{"unfollow", Unfollow, anything},
	{"unwatch", Unfollow, anything},
	{"settings", Settings, aSetting},
	{"good answer", Good, reason},
	{"good", Good, reason},
	{"wrong answer", Wrong, reason},
	{"wrong", Wrong, reason},
	{"that is wrong", Wrong, reason},
	{"that's wrong", Wrong, reason},
	{"feedback", Feedback, statement},
}

// What may stand behind a command. rest begins with a space, a colon or a comma.

func anything(rest string) (string, bool) {
	rest = strings.TrimLeft(rest, " :,")
	return rest, rest != ""
}

// helpTopic takes what there is help on: "help for flood victims" is a question.
func helpTopic(rest string) (string, bool) {
	rest = strings.ToLower(strings.Trim(rest, " :,.!?/"))
	return rest, post.HasHelp(rest)
}

// aName takes what can be the name of a subscription; whether there is one of that name, the grammar cannot know (Command.Said).
func aName(rest string) (string, bool) {
	rest = strings.TrimLeft(rest, " :")
	return rest, rest != "" && rest[0] != ',' && !strings.HasSuffix(rest, "?") && utf8.RuneCountInString(rest) <= briefing.MaxName
}

// anID takes "#" and the id of a subscription, as buttons say it.
func anID(rest string) (string, bool) {
	rest = strings.TrimLeft(rest, " ")
	id, ok := strings.CutPrefix(rest, "#")
	return rest, ok && id != "" && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// toFollow takes a topic, or a question that is asked as one: "follow suit which banks?" is about something else.
func toFollow(rest string) (string, bool) {
	rest = strings.TrimLeft(rest, " :,")
	if strings.HasSuffix(rest, "?") {
		return aQuestion(rest)
	}
	return rest, rest != ""
}

// aQuestion takes what begins as questions do.
func aQuestion(rest string) (string, bool) {
	rest = strings.TrimLeft(rest, " :,")
	first, _, _ := strings.Cut(strings.ToLower(rest), " ")
	return rest, asking[strings.TrimRight(first, ",.:?'s")] || asking[first]
}

// asking are words that questions begin with.
var asking = wordSet(`who whom whose what which when where why how whether if is are was were do does did has have had can could
	will would should may might must`)

// settingKeys are the first words behind "settings".
var settingKeys = wordSet("zone length subscribe daily workspace")

func aSetting(rest string) (string, bool) {
	rest = strings.Trim(rest, " :,")
	first, _, _ := strings.Cut(strings.ToLower(rest), " ")
	return rest, settingKeys[first] && !strings.HasSuffix(rest, "?")
}

// reason takes what is set off from the command or says why: "wrong: it was Tuesday". "Wrong turn caused the crash?" is a question.
func reason(rest string) (string, bool) {
	words := strings.TrimLeft(rest, " :,-–—")
	if set := strings.TrimLeft(rest, " "); words == "" || set != words {
		return words, true
	}
	first, _, _ := strings.Cut(strings.ToLower(words), " ")
	return words, first == "because" && !strings.HasSuffix(words, "?")
}

// statement takes what is said to the bot; "feedback on the budget" asks for something.
func statement(rest string) (string, bool) {
	if words, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), ":"); ok {
		return strings.TrimSpace(words), strings.TrimSpace(words) != ""
	}
	words := strings.TrimLeft(rest, " ,")
	first, _, _ := strings.Cut(strings.ToLower(words), " ")
	return words, words != "" && !strings.HasSuffix(words, "?") && !preposition[first]
}

var preposition = wordSet("on from about for in to of by at over with is was loop")

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
