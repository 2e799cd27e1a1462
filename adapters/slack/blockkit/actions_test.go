package blockkit

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot/post"
)

// said is what each element of the actions of a post brings back, in the order in which they are seen; a menu's in brackets.
func said(t *testing.T, blocks []slack.Block) (rows []string) {
	t.Helper()
	for _, b := range blocks {
		var elements []slack.BlockElement
		switch b := b.(type) {
		case *slack.ActionBlock:
			elements = b.Elements.ElementSet
		case *slack.ContextActionsBlock:
			elements = b.Elements.ElementSet
		default:
			continue
		}
		var words []string
		press := func(kind, id, value string) string {
			id, command, ok := Pressed(kind, id, value)
			if !ok || command != "do "+id {
				t.Errorf("pressing %s %s %q says %q", kind, id, value, command)
			}
			return id
		}
		for _, e := range elements {
			switch e := e.(type) {
			case *slack.ButtonBlockElement:
				words = append(words, press("button", e.ActionID, e.Value))
			case *slack.OverflowBlockElement:
				var inside []string
				for _, o := range e.Options {
					inside = append(inside, press("overflow", e.ActionID, o.Value))
				}
				words = append(words, "["+strings.Join(inside, " ")+"]")
			case *slack.FeedbackButtonsBlockElement:
				words = append(words, "<"+press("feedback_buttons", e.ActionID, e.PositiveButton.Value)+" "+
					press("feedback_buttons", e.ActionID, e.NegativeButton.Value)+">")
			}
		}
		rows = append(rows, strings.Join(words, " "))
	}
	return rows
}

func withActions(ids ...string) post.Post {
	p := post.Post{Parts: []post.Part{{Kind: post.PartNote, Text: post.Words("Hi.")}}}
	for _, id := range ids {
		p.Actions = append(p.Actions, post.Action{ID: id, Label: id, Command: "do " + id})
	}
	return p
}

func TestRows(t *testing.T) {
	for _, tt := range []struct {
		name, actions string
		look          Look
		want          []string
	}{
		{"none", "", Look{}, nil},
		{"an answer", "more sources timeline follow good wrong", Look{}, []string{"more sources follow timeline", "good wrong"}},
		{"where feedback buttons are taken", "more sources timeline follow good wrong", Look{Feedback: true}, []string{"more sources follow timeline", "<good wrong>"}},
		{"a private answer", "more sources timeline follow good wrong share delete", Look{Feedback: true},
			[]string{"share more sources follow [timeline delete]", "<good wrong>"}},
		{"only wrong", "follow wrong", Look{Feedback: true}, []string{"follow wrong"}},
		{"choices", "1 2 3 4 5", Look{}, []string{"1 2 3 4 5"}},
		{"six", "a b c d e f", Look{}, []string{"a b c d [e f]"}},
		{"as many as a menu holds", "a b c d e f g h i", Look{}, []string{"a b c d [e f g h i]"}},
		{"more than that", "a b c d e f g h i j k", Look{}, []string{"a b c d [e f g h i]", "j k"}},
		{"too long for a menu", "a b c d e f " + strings.Repeat("x", 80), Look{}, []string{"a b c d [e f]", strings.Repeat("x", 80)}},
		{"nothing for a menu", "a b c d " + strings.Repeat("x", 80) + " f", Look{}, []string{"a b c d", strings.Repeat("x", 80) + " f"}},
		{"the same twice", "a a b", Look{}, []string{"a b"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := withActions(strings.Fields(tt.actions)...)
			m := Render(p, tt.look)
			got := said(t, m.Blocks)
			if fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("rows %q, want %q", got, tt.want)
			}
			raw, err := json.Marshal(m.Blocks)
			if err != nil {
				t.Fatal(err)
			}
			if faults := slacktest.BlockFaults(raw); len(faults) > 0 {
				t.Errorf("slack would refuse %s: %v", raw, faults)
			}
		})
	}
}

// Two actions of one id do different things, so both are shown, under ids of their own, and bring back the same id.
func TestSameIDs(t *testing.T) {
	p := post.Notes("Two.")
	p.Actions = []post.Action{{ID: "pause", Label: "A", Command: "pause A"}, {ID: "pause", Label: "B", Command: "pause B"}}
	row := Render(p, Look{}).Blocks[1].(*slack.ActionBlock).Elements.ElementSet
	a, b := row[0].(*slack.ButtonBlockElement), row[1].(*slack.ButtonBlockElement)
	if a.ActionID == b.ActionID {
		t.Errorf("both are %s", a.ActionID)
	}
	if id, command, ok := Pressed("button", b.ActionID, b.Value); id != "pause" || command != "pause B" || !ok {
		t.Errorf("pressed %s %s %v", id, command, ok)
	}
}

func TestChoiceLabels(t *testing.T) {
	p := post.Notes("That could mean more than one thing:", "1. the harbour ferry", "2. "+strings.Repeat("a long name ", 6), "3. Ray & Sons")
	for n := range 3 {
		p.Actions = append(p.Actions, post.Action{ID: post.Choice(n + 1), Label: post.Choice(n + 1), Command: post.Choice(n+1) + " of answer a7f3k2ab"})
	}
	var labels []string
	for _, e := range Render(p, Look{}).Blocks[1].(*slack.ActionBlock).Elements.ElementSet {
		labels = append(labels, e.(*slack.ButtonBlockElement).Text.Text)
	}
	if got := strings.Join(labels, "|"); got != "1. the harbour ferry|2|3" {
		t.Errorf("labels %s", got)
	}
}

// What cannot be undone is asked about, and sharing stands out.
func TestConfirm(t *testing.T) {
	p := withActions("share", "more", "delete", "unsubscribe")
	for _, e := range Render(p, Look{}).Blocks[1].(*slack.ActionBlock).Elements.ElementSet {
		b := e.(*slack.ButtonBlockElement)
		if asks := b.Confirm != nil; asks != (b.ActionID == "delete" || b.ActionID == "unsubscribe") {
			t.Errorf("%s asks: %v", b.ActionID, asks)
		}
		if stands := b.Style == slack.StylePrimary; stands != (b.ActionID == "share") {
			t.Errorf("%s stands out: %v", b.ActionID, stands)
		}
	}
}

func TestPressedOfOthers(t *testing.T) {
	for _, e := range [][3]string{{"static_select", "others", "more more of it"}, {"overflow", "others", "more"}, {"button", "more", ""}, {"", "", ""}} {
		if id, command, ok := Pressed(e[0], e[1], e[2]); ok {
			t.Errorf("%v says %s %s", e, id, command)
		}
	}
}
