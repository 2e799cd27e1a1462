package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// resetTurn is the question of the turn that marks where a thread was told to start afresh.
const resetTurn = "reset"

// errNoCommand says that words that look like a command name nothing: they may be a question.
var errNoCommand = errors.New("the command names nothing")

// reply composes what to say to a message: the outcome of a command, or the answer to a question.
func (b *Bot) reply(ctx context.Context, j briefing.Job) (composed, error) {
	if utf8.RuneCountInString(j.Text) > maxQuestion {
		return composed{post: post.Notes("That is longer than " + wording.Grouped(maxQuestion) +
			" characters, which is all I read at once; please ask in fewer words.")}, nil
	}
	c := command.Parse(j.Text)
	switch c.Kind {
	case command.Ask:
		return b.answer(ctx, j, c)
	case command.Reset:
		return b.reset(j), nil
	case command.Mute, command.Unmute:
		return b.mute(j, c.Kind == command.Mute), nil
	}
	refusal, err := b.refuses(ctx, j, c)
	if refusal != "" || err != nil {
		return said(post.Notes(refusal), err)
	}
	done, err := b.obey(ctx, j, c)
	if errors.Is(err, errNoCommand) {
		return b.answer(ctx, j, c.Question())
	}
	return done, err
}

// obey carries out a command. It fails with errNoCommand where only the words at its beginning look like one.
func (b *Bot) obey(ctx context.Context, j briefing.Job, c command.Command) (composed, error) {
	switch c.Kind {
	case command.SubscribeTo:
		return said(b.subscribe(ctx, j, c.Words))
	case command.Subscriptions:
		return said(b.listSubscriptions(ctx, j))
	case command.Unsubscribe:
		return said(b.unsubscribe(ctx, j, c.Words))
	case command.Digest:
		return b.digestNow(ctx, j, c.Words)
	case command.Preview:
		return b.preview(ctx, j, c.Words)
	case command.Pause:
		return said(b.pause(ctx, j, c.Words))
	case command.Resume:
		return said(b.resume(ctx, j, c.Words))
	case command.Change:
		return said(b.howToChange(ctx, j, c.Words))
	case command.Follow:
		return said(b.follow(ctx, j, c))
	case command.Unfollow:
		return said(b.unfollow(ctx, j, c.Words))
	case command.Following:
		return said(b.listWatches(ctx, j))
	case command.Sources:
		return said(b.sourcesOf(ctx, j))
	case command.Feeds:
		return said(b.whatIsRead(ctx, j))
	case command.Settings:
		return said(b.settings(ctx, j, c.Words))
	case command.Good, command.Wrong, command.Feedback:
		return said(b.feedback(ctx, j, c))
	case command.Share:
		return said(b.share(ctx, j, c))
	case command.Delete:
		return b.retract(ctx, j, c)
	case command.Last:
		return b.last(ctx, j)
	case command.Status:
		return said(b.status(ctx, j))
	case command.Privacy:
		return said(b.privacy(), nil)
	case command.Forget:
		return said(b.forget(ctx, j, c.Words == "now"))
	}
	if c.Said == "" {
		return said(b.howToAsk(ctx, j))
	}
	return said(post.Help(c.Words), nil)
}

// exampleQuestions is how many questions are shown to somebody who asks none.
const exampleQuestions = 3

// howToAsk is the reply to a message without a word: questions that have an answer, or where there are none what can be said.
func (b *Bot) howToAsk(ctx context.Context, j briefing.Job) (post.Post, error) {
	questions, err := b.Suggest(ctx, j.Channel, exampleQuestions)
	if err != nil || len(questions) == 0 {
		return post.Help(""), err
	}
	lines := []string{"Ask me about what I have read, for example:"}
	for _, q := range questions {
		lines = append(lines, "- "+q)
	}
	return post.Notes(append(lines, "All I can do: help")...), nil
}

// said is a command's reply, of which nothing is remembered.
func said(p post.Post, err error) (composed, error) { return composed{post: p}, err }

// answer composes the answer to a question; once it was shown, the turn is added to its thread. A question about an answer, as a
// button asks it, is read as if that answer had been the latest.
func (b *Bot) answer(ctx context.Context, j briefing.Job, c command.Command) (composed, error) {
	if c, met, err := b.capped(ctx, j); met || err != nil {
		return c, err
	}
	turns, err := b.turnsUpTo(ctx, j, c.Answer)
	switch {
	case errors.Is(err, briefing.ErrNotFound):
		return said(post.Notes(lostAnswer), nil)
	case err != nil:
		return composed{}, err
	}
	q := briefing.Question{Text: c.Words, Thread: j.Channel, Turns: turns, Asked: j.Due, Hidden: b.hidden(j.Channel)}
	a, err := b.answerer.Answer(ctx, q)
	if err != nil {
		return composed{}, fmt.Errorf("answer: %w", err)
	}
	p := post.Answer(a)
	if len(p.Actions) > 0 && a.Kind != briefing.AnswerAmbiguous {
		b.offer(&p, j.Channel, a.ID)
	}
	j.Text = c.Words
	turn := turnOf(a, p, j)
	return composed{
		post: p,
		outcome: briefing.Outcome{
			Thread: j.Channel, Turn: &turn, Facts: turn.Facts,
			Told: []briefing.Told{briefing.Tell(q, a, p.Plain().Reveal(), b.now())},
		},
		answer: a.Kind,
		told:   []any{"answer", a.ID, "form", a.Kind, "points", len(a.Points)},
	}, nil
}

// lostAnswer is said of a button whose answer is not in its thread any more.
const lostAnswer = "I no longer have that answer in this thread. Ask again in full words."

// turnsUpTo lists the turns of a job's thread since it was told to start afresh, up to that of an answer if one is named. It fails with
// briefing.ErrNotFound if there is no such turn.
func (b *Bot) turnsUpTo(ctx context.Context, j briefing.Job, answer briefing.AnswerID) ([]briefing.Turn, error) {
	turns, err := b.memory.Turns(ctx, j.Channel)
	if err != nil {
		return nil, fmt.Errorf("earlier turns of %s: %w", j.Channel, err)
	}
	turns = sinceReset(turns)
	if answer == "" {
		return turns, nil
	}
	for i, t := range slices.Backward(turns) {
		if t.Answer == answer {
			return turns[:i+1], nil
		}
	}
	return nil, fmt.Errorf("answer %s: %w", answer, briefing.ErrNotFound)
}

// turnOf is what is remembered of an answer: the question of the job, and the facts that were shown, behind which "more" goes on.
func turnOf(a briefing.Answer, p post.Post, j briefing.Job) briefing.Turn {
	a.Question = j.Text
	a.Citations = slices.DeleteFunc(slices.Clone(a.Citations), func(c briefing.Citation) bool {
		return !slices.ContainsFunc(p.Parts, func(part post.Part) bool { return part.Source != nil && part.Source.N == c.N })
	})
	return a.Turn(j.Due)
}

// follow has the thread told when a fact answers a question: the one in the command, that of the answer it names, or the latest.
func (b *Bot) follow(ctx context.Context, j briefing.Job, c command.Command) (post.Post, error) {
	if c.Answer == "" || c.Words != "" {
		return b.watch(ctx, j, c.Words)
	}
	turns, err := b.turnsUpTo(ctx, j, c.Answer)
	switch {
	case errors.Is(err, briefing.ErrNotFound):
		return post.Notes(lostAnswer), nil
	case err != nil:
		return post.Post{}, err
	}
	return b.watch(ctx, j, turns[len(turns)-1].Question)
}

// reset composes the reply to "reset". The turns before stay in the history and are no longer handed to the answerer.
func (b *Bot) reset(j briefing.Job) composed {
	return composed{
		post:    post.Notes("Done: what was said in this thread no longer counts. Ask me anything."),
		outcome: briefing.Outcome{Thread: j.Channel, Turn: &briefing.Turn{Question: resetTurn, At: j.Due}},
	}
}

// sinceReset is the turns after the last reset, without those that only mark where the bot was told to be quiet.
func sinceReset(turns []briefing.Turn) []briefing.Turn {
	turns = slices.DeleteFunc(slices.Clone(turns), marksMute)
	for i, t := range slices.Backward(turns) {
		if t.Question == resetTurn && t.Answer == "" {
			return turns[i+1:]
		}
	}
	return turns
}
