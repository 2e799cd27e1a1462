package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	maxWatches = 50                  // in one channel, all its threads together
	watchFor   = 90 * 24 * time.Hour // then a question that nobody asked for again is forgotten
	maxWatched = 300                 // characters of a question that is followed

	// watchSlack is how long before a watch was made an article may have been read and still be news to it: it is stored some
	// moments after it was read, and the answer that the person has seen may have been given between the two.
	watchSlack = 2 * time.Minute
)

// watch has a thread told when a fact answers a question; without one, the question that was asked before it.
func (b *Bot) watch(ctx context.Context, j briefing.Job, question string) (post.Post, error) {
	q := briefing.Question{Text: wording.OneLine(wording.Visible(question)), Thread: j.Channel, Asked: j.Due, Hidden: b.hidden(j.Channel)}
	if q.Text == "" {
		var err error
		if q.Text, q.Turns, err = b.askedBefore(ctx, j.Channel); err != nil {
			return post.Post{}, err
		}
	}
	if reason := unwatchable(q.Text); reason != "" {
		return post.Notes("Nothing followed: " + reason), nil
	}
	since := b.now().Add(-watchSlack)
	a, err := b.answerer.Answer(ctx, q)
	if err != nil {
		return post.Post{}, fmt.Errorf("answer what is to be followed: %w", err)
	}
	switch {
	case a.Leaned:
		return post.Notes("Nothing followed: that question leans on the one before it. Write it in full: follow QUESTION"), nil
	case a.Kind == briefing.AnswerAmbiguous, a.Kind == briefing.AnswerHelp:
		return post.Notes("Nothing followed: it is not clear what to look for. Name it in full, such as: follow who leads Kestrel Bank?"), nil
	}
	w := briefing.Watch{
		ID: watchID(j.Channel, q.Text), Channel: j.Channel, From: j.From, Question: q.Text,
		Told: citedBy(a), Since: since, Made: j.Due, Ends: j.Due.Add(watchFor),
	}
	return b.keepWatch(ctx, w)
}

// keepWatch stores a watch if there is room for it, and says so. One that is there already goes on for its full time again.
func (b *Bot) keepWatch(ctx context.Context, w briefing.Watch) (post.Post, error) {
	b.changing.Lock()
	defer b.changing.Unlock()
	have, err := b.watchesOf(ctx, w.Channel)
	if err != nil {
		return post.Post{}, err
	}
	at := slices.IndexFunc(have, func(o briefing.Watch) bool { return o.ID == w.ID })
	switch {
	case at >= 0:
		have[at].Ends = w.Ends
		w = have[at]
	case len(have) >= maxWatches:
		return post.Notes(fmt.Sprintf("Nothing followed: this channel follows %d questions already. Stop one first: unfollow NUMBER", len(have)),
			listingWatches(have)), nil
	}
	if err := b.memory.PutWatch(ctx, w); err != nil {
		return post.Post{}, fmt.Errorf("follow a question: %w", err)
	}
	return post.Notes("Following: "+w.Question,
		"I tell this thread when an article answers it, until "+w.Ends.Format(wording.DateLayout)+". To stop it: unfollow"), nil
}

// unfollow stops a watch of the channel: the one of a number or question, and without either the one of the thread.
func (b *Bot) unfollow(ctx context.Context, j briefing.Job, words string) (post.Post, error) {
	b.changing.Lock()
	defer b.changing.Unlock()
	have, err := b.watchesOf(ctx, j.Channel)
	if err != nil {
		return post.Post{}, err
	}
	words = wording.OneLine(wording.Visible(words))
	meant := slices.DeleteFunc(slices.Clone(have), func(w briefing.Watch) bool { return !meantBy(words, w, have, j.Channel) })
	switch {
	case len(meant) > 1:
		return post.Notes("Nothing stopped: this thread follows several questions. Say which: unfollow NUMBER", listingWatches(have)), nil
	case len(meant) == 0 && words == "":
		return post.Notes("Nothing stopped: this thread follows no question.", listingWatches(have)), nil
	case len(meant) == 0:
		return post.Notes("Nothing stopped: this channel follows no such question ("+wording.Clip(words, command.MaxEcho)+").", listingWatches(have)), nil
	}
	if err := b.memory.DeleteWatch(ctx, meant[0].ID); err != nil && !errors.Is(err, briefing.ErrNotFound) {
		return post.Post{}, fmt.Errorf("stop following a question: %w", err)
	}
	return post.Notes("Stopped following: " + meant[0].Question), nil
}

// listWatches says which questions a channel follows.
func (b *Bot) listWatches(ctx context.Context, j briefing.Job) (post.Post, error) {
	have, err := b.watchesOf(ctx, j.Channel)
	if err != nil {
		return post.Post{}, err
	}
	return post.Notes(listingWatches(have)), nil
}

// meantBy reports whether words mean a watch: its number in the list, its question, or nothing where it is the thread's.
func meantBy(words string, w briefing.Watch, list []briefing.Watch, thread briefing.Channel) bool {
	if words == "" {
		return w.Channel == thread
	}
	if n, err := strconv.Atoi(words); err == nil {
		return n >= 1 && n <= len(list) && list[n-1].ID == w.ID
	}
	return strings.EqualFold(bareQuestion(words), bareQuestion(w.Question))
}

// listingWatches is one line a watch, numbered.
func listingWatches(watches []briefing.Watch) string {
	if len(watches) == 0 {
		return "No questions are followed in this channel. To follow one: follow QUESTION"
	}
	lines := []string{"Questions followed in this channel:"}
	for i, w := range watches {
		lines = append(lines, fmt.Sprintf("%d. %s (until %s)", i+1, wording.Clip(w.Question, 100), w.Ends.Format(wording.DateLayout)))
	}
	return strings.Join(lines, "\n")
}

// watchesOf lists the watches of a channel and its threads, in the order they were made.
func (b *Bot) watchesOf(ctx context.Context, channel briefing.Channel) ([]briefing.Watch, error) {
	all, err := b.memory.Watches(ctx)
	if err != nil {
		return nil, fmt.Errorf("list watches: %w", err)
	}
	all = slices.DeleteFunc(slices.Clone(all), func(w briefing.Watch) bool {
		if channel.Only() != "" || w.Channel.Only() != "" { // what one person follows alone is nobody else's matter
			return w.Channel != channel
		}
		w.Channel.Thread = channel.Thread
		return w.Channel != channel
	})
	slices.SortFunc(all, func(a, b briefing.Watch) int { return cmp.Or(a.Made.Compare(b.Made), strings.Compare(a.ID, b.ID)) })
	return all, nil
}

// askedBefore is the latest question of a thread that was answered, and the turns before it.
func (b *Bot) askedBefore(ctx context.Context, thread briefing.Channel) (string, []briefing.Turn, error) {
	turns, err := b.memory.Turns(ctx, thread)
	if err != nil {
		return "", nil, fmt.Errorf("earlier turns of %s: %w", thread, err)
	}
	turns = sinceReset(turns)
	for i, t := range slices.Backward(turns) {
		if t.Answer != "" {
			return wording.OneLine(wording.Visible(t.Question)), turns[:i], nil
		}
	}
	return "", nil, nil
}

// unwatchable is why words cannot be followed, for the person who wrote them; "" when they can.
func unwatchable(question string) string {
	switch n := utf8.RuneCountInString(question); {
	case n == 0:
		return "no question was asked in this thread yet. Write one, such as: follow who leads Kestrel Bank?"
	case n > maxWatched:
		return fmt.Sprintf("a question to follow has at most %d characters. Ask it in fewer words.", maxWatched)
	case !strings.ContainsFunc(question, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }):
		return "there is no word in it. Write a question, such as: follow who leads Kestrel Bank?"
	}
	return ""
}

// watchID derives the id of a thread's watch from its question.
func watchID(thread briefing.Channel, question string) string {
	return briefing.DerivedID("watch", thread.String(), strings.ToLower(bareQuestion(question)))
}

// bareQuestion is a question without the marks behind it.
func bareQuestion(s string) string { return strings.TrimRight(s, " ?!.") }

// citedBy are the facts that an answer cites, each once.
func citedBy(a briefing.Answer) []briefing.FactID { return a.Turn(time.Time{}).Facts }

// hidden are the feeds whose articles a place must not see.
func (b *Bot) hidden(place briefing.Channel) []string {
	if b.sources == nil {
		return nil
	}
	return b.sources.Hidden(place)
}
