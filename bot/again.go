package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// What was said can be said again: what one person was told alone to everybody, and the latest answer to whoever lost sight of it. It
// is the same answer, in the words that were fixed when it was given, and never worked out anew.

// given is an answer that was given in a thread.
type given struct {
	turn     briefing.Turn
	delivery briefing.Delivery // what was posted of it; without a job once that is forgotten, a week later
}

// givenIn finds an answer in a thread, the latest where none is named. It fails with briefing.ErrNotFound if there is none.
func (b *Bot) givenIn(ctx context.Context, thread briefing.Channel, answer briefing.AnswerID) (given, error) {
	turns, err := b.memory.Turns(ctx, thread)
	if err != nil {
		return given{}, fmt.Errorf("earlier turns of %s: %w", thread, err)
	}
	for _, t := range slices.Backward(turns) {
		if t.Answer == "" || answer != "" && t.Answer != answer {
			continue
		}
		return b.given(ctx, t)
	}
	return given{}, fmt.Errorf("answer %s: %w", answer, briefing.ErrNotFound)
}

// given is the answer of a turn.
func (b *Bot) given(ctx context.Context, t briefing.Turn) (given, error) {
	if t.Job == "" {
		return given{turn: t}, nil
	}
	d, err := b.memory.Delivery(ctx, t.Job)
	if errors.Is(err, briefing.ErrNotFound) {
		return given{turn: t}, nil
	}
	return given{t, d}, err
}

// share has everybody in the channel told what one person was told alone.
func (b *Bot) share(ctx context.Context, j briefing.Job, c command.Command) (post.Post, error) {
	switch j.Channel.Only() {
	case "":
		return post.Notes("Nothing to share: what I say here, everybody here can read."), nil
	case j.From:
	default:
		return post.Notes("Nothing shared: only the person who was given an answer can share it."), nil
	}
	g, err := b.givenIn(ctx, j.Channel, c.Answer)
	switch {
	case errors.Is(err, briefing.ErrNotFound):
		return post.Notes(lostAnswer), nil
	case err != nil:
		return post.Post{}, err
	case g.delivery.Job == "" || g.delivery.From != j.From:
		return post.Notes(tooOldAnswer), nil
	}
	to := j.Channel
	to.Thread = ""
	added, err := b.memory.AddJob(ctx, briefing.Job{
		ID: "share:" + g.delivery.Job, Kind: briefing.JobShare, Channel: to, From: j.From, Text: g.delivery.Job, Due: b.now(),
	})
	switch {
	case err != nil:
		return post.Post{}, fmt.Errorf("share an answer: %w", err)
	case !added:
		return post.Notes("Shared already: everybody in the channel could read it."), nil
	}
	return post.Notes("Shared: everybody in the channel can read it."), nil
}

// tooOldAnswer is said of an answer whose messages are not known any more.
const tooOldAnswer = "That answer is more than a week old, and I no longer have its words. Ask again."

// shared composes what is shared. What was taken back meanwhile is not.
func (b *Bot) shared(ctx context.Context, j briefing.Job) (composed, error) {
	d, err := b.memory.Delivery(ctx, j.Text)
	if errors.Is(err, briefing.ErrNotFound) {
		return composed{}, nil
	}
	if err != nil {
		return composed{}, fmt.Errorf("what is to be shared: %w", err)
	}
	who := wording.Clip(wording.OneLine(wording.Visible(b.nameOf(ctx, j.Channel, j.From))), maxShownName)
	if who == "" {
		who = "somebody here"
	}
	return b.saidAgain(j, d, "Shared by "+who+".")
}

// maxShownName is how much of a person's name is shown, in characters.
const maxShownName = 60

// nameOf is what a person is called in a place, or where person is "" the place; "" where the chat does not know.
func (b *Bot) nameOf(ctx context.Context, place briefing.Channel, person string) (name string) {
	named, ok := b.chats[place.Service].(Named)
	if !ok {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	_ = recovered(ctx, func(ctx context.Context) error {
		name = named.Name(ctx, place, person)
		return nil
	})
	return name
}

// askTime is how long a chat may take to say what only makes a message nicer.
const askTime = 3 * time.Second

// unshared tells the person who shared an answer that its channel did not take it.
func (b *Bot) unshared(ctx context.Context, a *attempt, reason string) error {
	_, err := b.memory.AddJob(ctx, briefing.Job{
		ID: "unshared:" + a.job.ID, Kind: briefing.JobNotice, Channel: a.job.Channel.Private(a.job.From), From: a.job.From, Due: b.now(),
		Text: "Your answer is not shared: the channel does not take my message (" + reason + ").",
	})
	if err != nil {
		return fmt.Errorf("say that an answer is not shared: %w", err)
	}
	return nil
}

// last says the latest answer to a person again: that of the thread, or where it has none, of all the channel.
func (b *Bot) last(ctx context.Context, j briefing.Job) (composed, error) {
	g, err := b.lastGiven(ctx, j, j.Channel)
	if err != nil {
		return composed{}, err
	}
	if g.delivery.Job == "" {
		threads, err := b.memory.Threads(ctx, j.Channel)
		if err != nil {
			return composed{}, fmt.Errorf("threads of %s: %w", j.Channel, err)
		}
		for _, thread := range threads {
			if only := thread.Only(); only != "" && (only != j.From || j.Channel.Only() != j.From) {
				continue
			}
			other, err := b.lastGiven(ctx, j, thread)
			if err != nil {
				return composed{}, err
			}
			if other.delivery.Job != "" && other.turn.At.After(g.turn.At) {
				g = other
			}
		}
	}
	if g.delivery.Job == "" {
		return said(post.Notes("I have given you no answer here in the last week. Ask me anything."), nil)
	}
	return b.saidAgain(j, g.delivery, "Said again; first said "+wording.Moment(g.turn.At.UTC())+".")
}

// lastGiven is the latest answer of a thread to the person who caused a job; without a delivery if there is none.
func (b *Bot) lastGiven(ctx context.Context, j briefing.Job, thread briefing.Channel) (given, error) {
	turns, err := b.memory.Turns(ctx, thread)
	if err != nil {
		return given{}, fmt.Errorf("earlier turns of %s: %w", thread, err)
	}
	for _, t := range slices.Backward(turns) {
		if t.Answer == "" {
			continue
		}
		g, err := b.given(ctx, t)
		if err != nil || g.delivery.Job != "" && g.delivery.From == j.From && g.delivery.From != "" {
			return g, err
		}
	}
	return given{}, nil
}

// saidAgain is a delivery once more, with a note behind it, for the channel of a job. It counts as told there, and can be asked back about.
func (b *Bot) saidAgain(j briefing.Job, d briefing.Delivery, note string) (composed, error) {
	var posts []post.Post
	for _, part := range d.Parts {
		if part.State != briefing.PartPosted {
			continue
		}
		p, err := post.Decode(part.Body)
		if err != nil {
			return composed{}, fmt.Errorf("what was said before: %w", err)
		}
		posts = append(posts, p)
	}
	if len(posts) == 0 {
		return composed{}, nil
	}
	c := composed{post: posts[0], under: posts[1:], told: []any{"again", d.Job}}
	c.post.Parts = append(slices.Clone(c.post.Parts), post.Part{Kind: post.PartFooter, Text: post.Words(note)})
	if t := d.Outcome.Turn; t != nil {
		turn := *t
		turn.Muted = false
		c.outcome = briefing.Outcome{Thread: j.Channel, Turn: &turn, Facts: d.Outcome.Facts}
		for i := range posts {
			p := &c.post
			if i > 0 {
				p = &c.under[i-1]
			}
			if len(p.Actions) > 0 {
				b.offer(p, j.Channel, turn.Answer)
			}
		}
	}
	return c, nil
}

// offer adds to an answer's buttons what can be done with its messages in a place, in the place of what could be elsewhere.
func (b *Bot) offer(p *post.Post, in briefing.Channel, answer briefing.AnswerID) {
	p.Actions = slices.DeleteFunc(slices.Clone(p.Actions), func(a post.Action) bool {
		return a.ID == post.ActionShare || a.ID == post.ActionDelete
	})
	if answer == "" {
		return
	}
	if in.Only() != "" {
		p.Actions = append(p.Actions, post.Share(answer))
	}
	if _, ok := b.chats[in.Service].(Eraser); ok {
		p.Actions = append(p.Actions, post.Delete(answer))
	}
}
