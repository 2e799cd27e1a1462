package blockkit

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot/post"
)

// The action_ids of elements that stand for more than one action; every other is the id of its action.
const (
	feedbackID = "feedback"
	othersID   = "others"
)

// actionRank is which actions a reader looks for first; those not named stand between.
var actionRank = map[string]int{
	post.ActionShare: -3, post.ActionMore: -2, post.ActionSources: -1,
	post.ActionTimeline: 1, post.ActionHelp: 2, post.ActionStop: 3, post.ActionDelete: 4,
}

// actionBlocks are the actions of p as rows of buttons: those of which most is expected first, what does not fit into the first row in a
// menu behind it, and the two that judge an answer by themselves. What a press brings back is in the element, so that old ones work for
// ever.
func actionBlocks(p post.Post, look Look) []slack.Block {
	var judge, rest []post.Action
	seen := map[string]bool{}
	for _, a := range p.Actions {
		switch {
		case seen[carried(a)]:
		case a.Command == "" || a.ID == "" || length(a.Command) > maxButtonValue || length(a.ID) > maxActionID: // it would come back as another command
		case a.ID == post.ActionGood || a.ID == post.ActionWrong:
			judge = append(judge, a)
		default:
			a.Label = choiceLabel(p, a)
			rest = append(rest, a)
		}
		seen[carried(a)] = true
	}
	if len(judge) < 2 { // a row of its own would say too much of it
		judge, rest = nil, append(rest, judge...)
	}
	slices.SortStableFunc(rest, func(a, b post.Action) int { return cmp.Compare(actionRank[a.ID], actionRank[b.ID]) })
	out := rows(rest)
	switch {
	case look.Feedback && len(judge) == 2 && judge[0].ID == post.ActionGood && judge[1].ID == post.ActionWrong:
		out = append(out, feedback(judge[0], judge[1]))
	case len(judge) > 0:
		out = append(out, rows(judge)...)
	}
	return out
}

// rows are actions five to a row. Of more than five, the last place of the first row is a menu of those that stand in no other.
func rows(actions []post.Action) []slack.Block {
	actions = actions[:min(len(actions), maxActions)]
	if len(actions) == 0 {
		return nil
	}
	if len(actions) <= rowButtons {
		return []slack.Block{row(actions, nil)}
	}
	first, rest := actions[:rowButtons-1], actions[rowButtons-1:]
	var menu []post.Action
	for len(rest) > 0 && len(menu) < maxOverflow && length(carried(rest[0])) <= maxOptionValue {
		menu, rest = append(menu, rest[0]), rest[1:]
	}
	if len(menu) < minOverflow {
		menu, rest = nil, actions[rowButtons-1:]
	}
	out := []slack.Block{row(first, menu)}
	for chunk := range slices.Chunk(rest, rowButtons) {
		out = append(out, row(chunk, nil))
	}
	return out
}

// row is buttons with a menu behind them, where there is one.
func row(actions, menu []post.Action) slack.Block {
	var elements []slack.BlockElement
	used := map[string]int{}
	for _, a := range actions {
		id := a.ID
		if used[a.ID]++; used[a.ID] > 1 { // two of the same id in one block are refused
			id = clipBytes(a.ID, maxActionID-4) + "#" + strconv.Itoa(used[a.ID])
		}
		b := slack.NewButtonBlockElement(id, a.Command, plain(a.Label, maxButtonText))
		if a.ID == post.ActionShare {
			b.Style = slack.StylePrimary
		}
		b.Confirm = confirmation(a.ID)
		elements = append(elements, b)
	}
	if len(menu) > 0 {
		var options []*slack.OptionBlockObject
		for _, a := range menu {
			options = append(options, slack.NewOptionBlockObject(carried(a), plain(a.Label, maxOptionText), nil))
		}
		elements = append(elements, slack.NewOverflowBlockElement(othersID, options...))
	}
	return slack.NewActionBlock("", elements...)
}

// feedback is the pair of buttons that Slack has for judging an answer.
func feedback(good, wrong post.Action) slack.Block {
	button := func(a post.Action, read string) *slack.FeedbackButton {
		return slack.NewFeedbackButton(plain(a.Label, maxButtonText), carried(a)).WithAccessibilityLabel(read)
	}
	return slack.NewContextActionsBlock("", slack.NewFeedbackButtonsBlockElement(feedbackID,
		button(good, "This answer is right"), button(wrong, "This answer is wrong")))
}

// confirmation asks before what cannot be undone.
func confirmation(id string) *slack.ConfirmationBlockObject {
	ask := func(title, text, yes string) *slack.ConfirmationBlockObject {
		return slack.NewConfirmationBlockObject(plain(title, maxConfirmTitle), plain(text, maxConfirmText), plain(yes, maxConfirmButton),
			plain("Keep it", maxConfirmButton))
	}
	switch id {
	case post.ActionDelete:
		return ask("Delete this answer?", "It is taken back for everybody who sees it.", "Delete")
	case post.ActionStop:
		return ask("End this subscription?", "Its digests stop at once.", "End it")
	}
	return nil
}

// choiceLabel is what stands on a button: of a choice the words that are chosen, where they are short.
func choiceLabel(p post.Post, a post.Action) string {
	if _, err := strconv.Atoi(a.Label); err != nil {
		return a.Label
	}
	for _, part := range p.Parts {
		text := part.Text.Reveal()
		if strings.HasPrefix(text, a.Label+". ") && length(text) <= maxChoice && !strings.ContainsAny(text, "&<>\n") {
			return text
		}
	}
	return a.Label
}

// carried is an action as the value of an element that stands for several.
func carried(a post.Action) string { return a.ID + " " + a.Command }

// Pressed is the action that an element of a message brings back: its id and the words that it says. kind is the type of the element,
// value that of the button or the chosen option. ok is false for what is no element of these.
func Pressed(kind, actionID, value string) (id, command string, ok bool) {
	switch kind {
	case "button":
		id, _, _ = strings.Cut(actionID, "#")
		return id, value, value != ""
	case "overflow", "feedback_buttons":
		id, command, ok = strings.Cut(value, " ")
		return id, command, ok && command != ""
	}
	return "", "", false
}

// plain is text of which Slack makes nothing else.
func plain(text string, limit int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, clip(text, limit), false, false)
}

// clipBytes is at most n bytes of s, whole characters.
func clipBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
