package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	homeExamples  = 3  // questions the page suggests
	homeDigests   = 20 // it lists; the rest is counted
	homeFollowed  = 10 // questions it lists; the rest is counted
	maxNamedTopic = 60 // characters of a channel's name
)

// Home is the page about the bot for a person: how fresh what is read is, the digests they may see, what they follow, how to ask, and for
// who administers the workspace what an administrator looks after.
func (b *Bot) Home(ctx context.Context, workspace briefing.Channel, person string) ([]post.Post, error) {
	workspace.ID, workspace.Thread = "", ""
	own := b.directOf(ctx, workspace, person)
	place := own
	if place.ID == "" {
		place = workspace
	}
	var page []post.Post
	for _, section := range []func(context.Context, briefing.Channel, string) ([]post.Post, error){
		b.homeRead, b.homeDigestsOf, b.homeFollowed, b.homeAsking, b.homeAdmin,
	} {
		posts, err := section(ctx, place, person)
		if err != nil {
			return nil, fmt.Errorf("page for a person of %s: %w", workspace, err)
		}
		page = append(page, posts...)
	}
	return page, nil
}

// titled is a section with a heading.
func titled(heading string, paragraphs ...string) post.Post {
	p := post.Notes(paragraphs...)
	p.Parts = append([]post.Part{{Kind: post.PartHeading, Text: post.Words(heading)}}, p.Parts...)
	return p
}

// homeRead says what is read and how fresh it is.
func (b *Bot) homeRead(ctx context.Context, place briefing.Channel, _ string) ([]post.Post, error) {
	lines, err := b.freshness(ctx, place)
	if err != nil {
		return nil, err
	}
	p := titled("What I have read", lines...)
	p.Actions = []post.Action{{ID: post.ActionHelp, Label: "Help", Command: "help"}}
	return []post.Post{p}, nil
}

// homeDigestsOf lists the digests that a person may see, each with what can be done about it.
func (b *Bot) homeDigestsOf(ctx context.Context, place briefing.Channel, person string) ([]post.Post, error) {
	workspace := place
	workspace.ID = ""
	all, err := b.Subscriptions(ctx, workspace, person)
	if err != nil {
		return nil, err
	}
	head := titled("Digests")
	if len(all) == 0 {
		head = titled("Digests", "You have no digest yet. A digest tells you at set times what is new about what you care about, with the sources, "+
			"and never tells the same thing twice. Make one here, or say for example: subscribe me to everything at 08:00 on weekdays")
	}
	head.Actions = []post.Action{{ID: post.ActionSubscribe, Label: "New digest", Command: "subscribe"}}
	page := []post.Post{head}
	names := map[briefing.Channel]string{place: "to you alone"}
	for i, s := range all {
		if i == homeDigests {
			page = append(page, post.Notes("and "+wording.Count(len(all)-i, "more digest", "more digests")+". To list those of a channel, say there: subscriptions"))
			break
		}
		if _, known := names[s.Channel]; !known {
			names[s.Channel] = b.placeName(ctx, s.Channel)
		}
		page = append(page, digestSection(s, names[s.Channel], b.nextOf(s)))
	}
	return page, nil
}

// placeName is how a channel is named on the page.
func (b *Bot) placeName(ctx context.Context, channel briefing.Channel) string {
	name := wording.Clip(wording.OneLine(wording.Visible(b.nameOf(ctx, channel, ""))), maxNamedTopic)
	if name == "" {
		return "in a channel"
	}
	return "in " + name
}

// digestSection is a digest with its buttons. They say its id: whoever presses them may be elsewhere.
func digestSection(s briefing.Subscription, where, next string) post.Post {
	p := post.Notes(s.Name+" ("+where+"): "+next+".", command.Sentence(s))
	p.Parts[1].Kind = post.PartFooter
	do := func(id, label string) {
		p.Actions = append(p.Actions, post.Action{ID: id, Label: label, Command: id + " #" + s.ID})
	}
	do(post.ActionPreview, "Preview")
	if s.Paused.IsZero() && s.Disabled == "" {
		do(post.ActionPause, "Pause")
	} else {
		do(post.ActionResume, "Resume")
	}
	do(post.ActionChange, "Change")
	do(post.ActionStop, "Stop")
	return p
}

// homeFollowed lists the questions that a person follows in a workspace.
func (b *Bot) homeFollowed(ctx context.Context, place briefing.Channel, person string) ([]post.Post, error) {
	all, err := b.memory.Watches(ctx)
	if err != nil {
		return nil, fmt.Errorf("list watches: %w", err)
	}
	all = slices.DeleteFunc(slices.Clone(all), func(w briefing.Watch) bool {
		return w.From != person || w.Channel.Service != place.Service || w.Channel.Workspace != place.Workspace
	})
	if len(all) == 0 {
		return nil, nil
	}
	slices.SortFunc(all, func(a, b briefing.Watch) int { return b.Made.Compare(a.Made) })
	var lines []string
	for i, w := range all {
		if i == homeFollowed {
			lines = append(lines, "and "+wording.Count(len(all)-i, "more question", "more questions"))
			break
		}
		lines = append(lines, "- "+wording.Clip(wording.OneLine(w.Question), 100)+" (until "+w.Ends.Format(wording.DateLayout)+")")
	}
	return []post.Post{titled("Questions you follow", strings.Join(lines, "\n"), "To stop one, say in its thread: unfollow")}, nil
}

// homeAsking teaches how to ask, by questions that have an answer.
func (b *Bot) homeAsking(ctx context.Context, place briefing.Channel, _ string) ([]post.Post, error) {
	examples, err := b.Suggest(ctx, place, homeExamples)
	if err != nil {
		b.log.Warn("no questions to suggest", "error", err)
	}
	lines := []string{"Ask me in plain words, here or in any channel I am in. I answer only from articles I have read, and show where."}
	if len(examples) > 0 {
		lines = append(lines, "For example:\n- "+strings.Join(examples, "\n- "))
	}
	return []post.Post{titled("How to ask", lines...)}, nil
}

// homeAdmin is what an administrator looks after; nothing for anybody else.
func (b *Bot) homeAdmin(ctx context.Context, place briefing.Channel, person string) ([]post.Post, error) {
	gate, ok := b.chats[place.Service].(Gatekeeper)
	if !ok || person == "" {
		return nil, nil
	}
	role := briefing.RoleRead
	err := recovered(ctx, func(ctx context.Context) (err error) {
		role, err = gate.Role(ctx, place, person)
		return err
	})
	if err != nil || !role.May(briefing.RoleAdminister) {
		return nil, nil
	}
	queue, err := b.memory.Backlog(ctx)
	if err != nil {
		return nil, fmt.Errorf("length of the queue: %w", err)
	}
	work := "Work: " + wording.Grouped(queue.Waiting) + " waiting, " + wording.Grouped(queue.Claimed) + " under way."
	if queue.Parked > 0 {
		work += " " + wording.Count(queue.Parked, "job is", "jobs are") + " set aside: the machine I run on lists them with nutgraf jobs."
	}
	lines := []string{work}
	if b.feeds != nil && len(b.feeds.Failing()) == 0 {
		lines = append(lines, "All feeds can be read.")
	}
	set, err := b.settingsOf(ctx, briefing.Channel{Service: place.Service, Workspace: place.Workspace})
	if err != nil {
		return nil, err
	}
	lines = append(lines, "Settings of the workspace:\n"+settingLines(b.settingsShown(briefing.Settings{}, set)),
		"To change one: settings workspace zone Europe/Berlin")
	return []post.Post{titled("For administrators", lines...)}, nil
}
