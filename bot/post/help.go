package post

import (
	"slices"
	"strings"
)

// helpLine is one thing that can be said.
type helpLine struct {
	names   []string // by which help on it is asked for; none for what has no name
	short   string   // as the list shows it
	more    string   // what help on it says beyond
	example string   // works as it is typed
}

// grammar is how the bot is spoken to. Square brackets hold what may be left out.
var grammar = []helpLine{
	{[]string{"ask"}, "Ask me in plain words who said what, when, where or how many. I answer only from articles I have read, and show where.",
		"Names, times and \"as of 9 May\" narrow it down. Where no article answers, I say so.", "who resigned on Monday?"},
	{[]string{"brief", "timeline", "compare", "quotes", "new"}, "Or: brief TOPIC · timeline TOPIC · compare TOPIC · quotes NAME on TOPIC · new since Monday",
		"brief: the main facts. timeline: in the order of what happened. compare: what outlets tell differently. quotes: what somebody said. " +
			"new: what came in since a time.", "quotes Mara Lind on fines"},
	{[]string{"thread", "source", "more"}, "Go on in the thread: and Iran? · why? · who said that? · source? · more",
		"In a thread I know what was asked before. source? shows the passage around the words; more shows what did not fit.", "source?"},
	{[]string{"follow", "unfollow", "following"}, "follow [QUESTION] · unfollow [NUMBER] · following",
		"follow has this thread told when an article answers the question, or the one before it; following lists what is followed.",
		"follow who leads the port inquiry?"},
	{[]string{"subscribe", "unsubscribe", "subscriptions"}, "subscribe to TOPICS at 08:00 [weekdays] [Europe/Berlin] [as NAME] · subscriptions · unsubscribe NAME",
		"A digest in this channel, or with \"me\" before TOPICS in your direct channel. TOPICS are words with commas between them, or everything. " +
			"In any order may follow: times (08:00 and 17:30, or cron \"30 8 * * 1-5\"), days (weekdays, every Monday, except 25 Dec), a zone, " +
			"from OUTLETS, without OUTLETS, only with WORDS, not WORDS, at most 5, headlines or short or full, skip empty days. " +
			"Asked again under the same name, it is changed; \"instead of OLD NAME\" behind the name renames it.",
		"subscribe to ferries, harbour tax at 08:00 and 17:30 weekdays Europe/Berlin as Boats"},
	{[]string{"digest", "digest now", "preview", "pause", "resume"}, "digest now · preview · pause · resume, each with [NAME]",
		"digest now posts what the next digest would say; preview also says why each story is in it or not; pause keeps a subscription silent until resume.",
		"preview Boats"},
	{[]string{"sources", "feeds"}, "sources · feeds",
		"feeds says what I read and what cannot be read just now; sources, in a thread with an answer, shows where that is from.", "feeds"},
	{[]string{"share", "delete", "last"}, "share · delete · last",
		"share shows everybody in the channel an answer that you alone see; delete takes an answer to you back; last says your latest answer again.", "last"},
	{[]string{"mute", "unmute", "be quiet", "listen"}, "mute · unmute",
		"In a thread, mute (or be quiet) keeps me silent there unless I am spoken to, until unmute (or listen).", "mute"},
	{[]string{"status"}, "status", "How fresh what I read is, which feeds fail, when the next digests of this channel come, and how much work waits.", "status"},
	{[]string{"settings"}, "settings [KEY VALUE]",
		"Keys: zone, length (headlines, short, full), subscribe (the role that may), daily (questions a day). Before one, workspace sets it for all channels; " +
			"the value default unsets it.", "settings zone Europe/Berlin"},
	{[]string{"good", "wrong", "feedback"}, "good · wrong: REASON · feedback: TEXT",
		"About the latest answer of the thread, or about me. The people who run me read it.", "wrong: the vote was on Tuesday"},
	{[]string{"privacy", "forget me"}, "privacy · forget me",
		"What I keep and for how long; and how to have what is yours deleted.", "privacy"},
	{[]string{"reset", "help"}, "reset (this thread starts afresh) · help [COMMAND]", "", "help subscribe"},
}

// Help is how the bot is spoken to: in short, or about one command in detail. A command it does not know gets the list.
func Help(about string) Post {
	about = strings.ToLower(strings.TrimSpace(about))
	if at := slices.IndexFunc(grammar, func(l helpLine) bool { return slices.Contains(l.names, about) }); at >= 0 {
		l := grammar[at]
		lines := []string{l.short}
		if l.more != "" {
			lines = append(lines, l.more)
		}
		return Notes(append(lines, "For example: "+l.example)...)
	}
	lines := make([]string, len(grammar))
	for i, l := range grammar {
		lines[i] = l.short
	}
	return Notes(lines...)
}

// HasHelp reports whether there is help on a command.
func HasHelp(about string) bool {
	return slices.ContainsFunc(grammar, func(l helpLine) bool { return slices.Contains(l.names, about) })
}

// Examples are the examples of help: each is understood as it is.
func Examples() []string {
	out := make([]string, len(grammar))
	for i, l := range grammar {
		out[i] = l.example
	}
	return out
}
