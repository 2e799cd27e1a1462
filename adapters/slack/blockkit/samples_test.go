package blockkit

import (
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// sample is one of the messages that people see most, as the bot composes it.
type sample struct {
	name    string
	posts   []post.Post // the first, and what stands in its thread
	private bool
}

func day(d, h, m int) time.Time { return time.Date(2026, 11, d, h, m, 0, 0, time.UTC) }

// cited are the citations of the samples.
func cited() []briefing.Citation {
	cite := func(n int, outlet, headline, address, words string, at time.Time) briefing.Citation {
		return briefing.Citation{N: n, Fact: briefing.FactID("f" + outlet), Article: briefing.ArticleID("a" + outlet), Outlet: outlet, Headline: headline,
			URL: address, Link: address + "#:~:text=" + words, Published: at}
	}
	return []briefing.Citation{
		cite(1, "Harbour Gazette", "Council votes to close the Saltmarsh ferry", "https://gazette.example/2026/ferry", "The%20council", day(23, 18, 40)),
		cite(2, "Bay Wire", "“We had no choice”: mayor defends ferry vote & budget", "https://wire.example/news/4711", "We%20had", day(24, 7, 5)),
		cite(3, "Sea Post", "Ferry crews plan to strike over <closure>", "https://seapost.example/a/strike", "Crews", day(24, 9, 30)),
	}
}

// spanOf is where words stand in a text.
func spanOf(text, words string) briefing.Span {
	at := strings.Index(text, words)
	return briefing.Span{Start: at, End: at + len(words)}
}

func sampleAnswer() briefing.Answer {
	const first = "The council voted 7-2 on Monday to close the Saltmarsh ferry line at the end of March."
	const second = "“We had no choice; the two boats cost the town 1.4 million a year,” she said."
	return briefing.Answer{
		ID: "a7f3k2ab", Kind: briefing.AnswerFact, Question: "When does the Saltmarsh ferry close?", Citations: cited(),
		Short: &briefing.Short{Point: 0, Span: spanOf(first, "the end of March")},
		Points: []briefing.Point{
			{Text: first, Marks: []briefing.Span{spanOf(first, "the end of March")}, Citations: []int{1, 2}},
			{Text: second, Lead: "Mayor Ida Renn", Marks: []briefing.Span{spanOf(second, "1.4 million a year")},
				Context: []briefing.Reference{{Span: spanOf(second, "she"), For: "Ida Renn"}}, Citations: []int{2}},
			{Text: "Crews will walk out on 12 December unless the council takes the vote back.", Citations: []int{3}},
		},
		Notes:    []string{"No article says what becomes of season tickets."},
		Searched: briefing.Extent{Articles: 212, Facts: 3810, Outlets: 9, Newest: day(26, 9, 12)},
	}
}

func sampleDigest() briefing.Digest {
	citations := cited()
	return briefing.Digest{
		Title: "Boats", From: day(25, 8, 0), To: day(26, 8, 0), Topics: []string{"ferries", "harbour tax"}, Length: briefing.LengthShort, Citations: citations,
		Stories: []briefing.DigestStory{
			{ID: "s1", Headline: citations[0].Headline, Outlets: []string{"Harbour Gazette", "Bay Wire", "Sea Post"}, Origins: 2, Citation: 1, Points: []briefing.Point{
				{Text: "The council voted 7-2 on Monday to close the Saltmarsh ferry line at the end of March.", Citations: []int{1}},
				{Text: "“We had no choice,” said Mayor Ida Renn.", Citations: []int{2}},
			}},
			{ID: "s2", Headline: citations[2].Headline, Outlets: []string{"Sea Post"}, Origins: 1, Citation: 3, Update: true, Points: []briefing.Point{
				{Text: "Crews will walk out on 12 December unless the council takes the vote back.", Citations: []int{3}},
			}},
		},
		Articles: 14, Outlets: 6, Known: 3,
	}
}

// samples are the main messages.
func samples() []sample {
	answer := post.Answer(sampleAnswer())
	private := post.Answer(sampleAnswer())
	private.Actions = append(private.Actions,
		post.Action{ID: post.ActionShare, Label: "Share", Command: "share of answer a7f3k2ab"},
		post.Action{ID: post.ActionDelete, Label: "Delete", Command: "delete of answer a7f3k2ab"})
	nearest := cited()[0]
	nearest.Quote = "The council voted 7-2 on Monday to close the Saltmarsh ferry line at the end of March."
	unknown := post.Answer(briefing.Answer{
		ID: "b7f3k2ab", Kind: briefing.AnswerUnknown, Question: "Who owns the Zephyr ferry?", Nearest: &nearest, Missing: []string{"Zephyr"},
		Searched: sampleAnswer().Searched,
	})
	ambiguous := post.Answer(briefing.Answer{
		ID: "c7f3k2ab", Kind: briefing.AnswerAmbiguous, Question: "Which one?", Choices: []string{"Ida Renn", "Mara Lind of the ferry crews", "the harbour council"},
		Searched: sampleAnswer().Searched,
	})
	parent, replies := post.DigestThread(sampleDigest())
	now := cited()[1]
	now.Quote = "The line will close at the end of April, the council said in a correction."
	corrective := post.Corrective([]briefing.Amendment{{
		Correction: briefing.Correction{Telling: briefing.Telling{At: day(24, 10, 0)}, Text: "The council voted 7-2 on Monday to close the Saltmarsh ferry line at the end of March."},
		Became:     briefing.BecameOther, Was: cited()[0], Now: now,
	}})
	return []sample{
		{name: "answer", posts: []post.Post{answer}},
		{name: "private", posts: []post.Post{private}, private: true},
		{name: "unknown", posts: []post.Post{unknown}},
		{name: "ambiguous", posts: []post.Post{ambiguous}},
		{name: "digest", posts: append([]post.Post{parent}, replies...)},
		{name: "corrective", posts: []post.Post{corrective}},
		{name: "help", posts: []post.Post{post.Help("")}},
		{name: "busy", posts: []post.Post{post.Notes("You have asked 50 questions today, which is all I answer one person a day here. Ask again tomorrow.")}},
	}
}

// sampleHome is what the home page shows.
func sampleHome() []post.Post {
	note := func(text string) post.Part { return post.Part{Kind: post.PartNote, Text: post.Words(text)} }
	head := func(text string) post.Part { return post.Part{Kind: post.PartHeading, Text: post.Words(text)} }
	about := func(id, label, name string) post.Action {
		return post.Action{ID: id, Label: label, Command: id + " " + name}
	}
	return []post.Post{
		{Parts: []post.Part{head("What I have read"), note("212 articles of 9 outlets, the newest of 26 Nov 2026 09:12 UTC."),
			{Kind: post.PartFooter, Text: post.Words("Answers are the articles' own words; each says where it is from.")}},
			Actions: []post.Action{{ID: post.ActionHelp, Label: "Help", Command: "help"}, {ID: post.ActionSubscribe, Label: "New subscription", Command: "subscribe"}}},
		{Parts: []post.Part{head("Boats"), note("ferries, harbour tax · at 08:00 and 17:30 on weekdays, Europe/Berlin · next on 27 Nov 2026 08:00 CET")},
			Actions: []post.Action{about(post.ActionChange, "Change", "Boats"), about(post.ActionPreview, "Preview", "Boats"),
				about(post.ActionPause, "Pause", "Boats"), about(post.ActionStop, "Unsubscribe", "Boats")}},
		{Parts: []post.Part{head("Markets"), note("everything from Bay Wire · at 07:00 every day, UTC · paused")},
			Actions: []post.Action{about(post.ActionChange, "Change", "Markets"), about(post.ActionResume, "Resume", "Markets"), about(post.ActionStop, "Unsubscribe", "Markets")}},
	}
}

// sampleForm is a subscription that is changed.
func sampleForm() command.Form {
	return command.Form{Was: "Boats", Name: "Boats", Topics: "ferries, harbour tax", Times: "08:00, 17:30", Days: "weekdays", Zone: "Europe/Berlin", Most: "5", Empty: "skip"}
}
