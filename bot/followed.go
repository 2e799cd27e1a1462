package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	// A look ends behind so many articles, or when so many followed questions were asked again. What is left waits for the next.
	siftsAtOnce   = 20 // of some thirty articles each
	watchesAtOnce = 100
	// watchReader is under which name it is remembered how far new articles were looked at for followed questions.
	watchReader = "followed questions"
)

// oweWatches has followed questions asked again that new articles may answer, and ends those whose time is over.
func (b *Bot) oweWatches(ctx context.Context) error {
	all, err := b.memory.Watches(ctx)
	if err != nil {
		return fmt.Errorf("list watches: %w", err)
	}
	all, err = b.endWatches(ctx, all)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(w briefing.Watch) bool { return b.chats[w.Channel.Service] == nil })
	for sifts, asked := 0, 0; sifts < siftsAtOnce && asked < watchesAtOnce; sifts++ {
		n, more, err := b.sift(ctx, all)
		if err != nil || !more {
			return err
		}
		asked += n
	}
	return nil
}

// sift asks the followed questions again that the next new articles may answer; more says that there may be more articles. It says how
// many it asked. The articles count as looked at once all is owed: a run that ends before looks at them again.
func (b *Bot) sift(ctx context.Context, all []briefing.Watch) (asked int, more bool, err error) {
	cursor, err := b.memory.Cursor(ctx, watchReader)
	if err != nil {
		return 0, false, err
	}
	questions := make([]string, len(all))
	for i, w := range all {
		questions[i] = w.Question
	}
	may, next, err := b.followUp.Sift(ctx, questions, cursor)
	if err != nil {
		return 0, false, fmt.Errorf("look at new articles: %w", err)
	}
	for _, i := range may {
		if err := b.oweNews(ctx, all[i]); err != nil {
			return asked, false, err
		}
		asked++
	}
	if next == cursor {
		return asked, false, nil
	}
	return asked, true, b.memory.SetCursor(ctx, watchReader, next)
}

// oweNews owes a thread the news to a question that it follows, if there are any. The job's id says which: found again, it is not owed
// again.
func (b *Bot) oweNews(ctx context.Context, w briefing.Watch) error {
	_, news, err := b.askAgain(ctx, w)
	if err != nil {
		b.log.Warn("could not ask a followed question again", "watch", w.ID, "error", err)
		return ctx.Err()
	}
	if len(news) == 0 {
		return nil
	}
	parts := []string{w.ID}
	for _, id := range slices.Sorted(slices.Values(news)) {
		parts = append(parts, string(id))
	}
	j := briefing.Job{
		ID: "watch:" + w.ID + ":" + briefing.DerivedID(parts...), Kind: briefing.JobWatch, Channel: w.Channel, From: w.From, Watch: w.ID, Due: b.now(),
	}
	if _, err := b.memory.AddJob(ctx, j); err != nil {
		return fmt.Errorf("owe news to a followed question: %w", err)
	}
	return nil
}

// askAgain asks a followed question of what is new, and says which facts its thread does not know. An unknown brings no news: how sure an
// answer must be that nobody waits for is for the answerer, which knows that the question has a Since.
func (b *Bot) askAgain(ctx context.Context, w briefing.Watch) (briefing.Answer, []briefing.FactID, error) {
	ctx, cancel := context.WithTimeout(ctx, composeTime)
	defer cancel()
	a, err := b.answerer.Answer(ctx, b.againQuestion(w))
	if err != nil || len(a.Points) == 0 {
		return a, nil, err
	}
	news := slices.DeleteFunc(citedBy(a), func(id briefing.FactID) bool { return slices.Contains(w.Told, id) })
	return a, news, nil
}

func (b *Bot) againQuestion(w briefing.Watch) briefing.Question {
	return briefing.Question{
		Text: w.Question, Thread: w.Channel, Asked: b.now(), Hidden: b.hidden(w.Channel), Since: w.Since, Known: w.Told,
	}
}

// followed composes what a thread is told of a question that it follows. Of a watch that was stopped, or whose news were told by a
// job before, nothing is said.
func (b *Bot) followed(ctx context.Context, j briefing.Job) (composed, error) {
	all, err := b.memory.Watches(ctx)
	if err != nil {
		return composed{}, fmt.Errorf("list watches: %w", err)
	}
	at := slices.IndexFunc(all, func(w briefing.Watch) bool { return w.ID == j.Watch })
	if at < 0 {
		return composed{}, nil
	}
	w, began := all[at], b.now()
	a, news, err := b.askAgain(ctx, w)
	if err != nil {
		return composed{}, fmt.Errorf("ask a followed question again: %w", err)
	}
	if len(news) == 0 {
		return composed{}, nil
	}
	p := post.Followed(w.Question, a)
	turn := turnOf(a, p, briefing.Job{Text: w.Question, Due: j.Due})
	return composed{
		post: p,
		outcome: briefing.Outcome{
			Thread: j.Channel, Turn: &turn, Facts: turn.Facts, Watch: w.ID, Since: began.Add(-watchSlack),
			Told: []briefing.Told{briefing.Tell(b.againQuestion(w), a, p.Plain().Reveal(), began)},
		},
		told: []any{"watch", w.ID, "answer", a.ID, "form", a.Kind, "points", len(a.Points)},
	}, nil
}

// endWatches ends the watches whose time is over, and says so in their threads; it returns the others.
func (b *Bot) endWatches(ctx context.Context, all []briefing.Watch) ([]briefing.Watch, error) {
	var rest []briefing.Watch
	for _, w := range all {
		if b.now().Before(w.Ends) {
			rest = append(rest, w)
			continue
		}
		j := briefing.Job{
			ID: "watch-end:" + w.ID + ":" + w.Ends.UTC().Format("2006-01-02T15:04:05Z"), Kind: briefing.JobNotice, Channel: w.Channel, Due: b.now(),
			Text: "I no longer follow: " + wording.OneLine(w.Question) + "\nIts 90 days are over. To go on: follow " + wording.OneLine(w.Question),
		}
		if _, err := b.memory.AddJob(ctx, j); err != nil {
			return nil, fmt.Errorf("say that a watch has ended: %w", err)
		}
		if err := b.memory.DeleteWatch(ctx, w.ID); err != nil && !errors.Is(err, briefing.ErrNotFound) {
			return nil, fmt.Errorf("end a watch: %w", err)
		}
	}
	return rest, nil
}
