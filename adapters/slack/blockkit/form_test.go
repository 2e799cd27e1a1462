package blockkit

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
)

func encoded(t testing.TB, v any) []byte {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// submitted is the state of a form whose fields nobody touched: what Slack sends back of it.
func submitted(t testing.TB, v slack.ModalViewRequest) Values {
	t.Helper()
	state := map[string]map[string]any{}
	for _, b := range v.Blocks.BlockSet {
		in, ok := b.(*slack.InputBlock)
		if !ok {
			continue
		}
		var value any
		switch e := in.Element.(type) {
		case *slack.PlainTextInputBlockElement:
			value = map[string]any{"type": "plain_text_input", "value": nil}
			if e.InitialValue != "" {
				value = map[string]any{"type": "plain_text_input", "value": e.InitialValue}
			}
		case *slack.SelectBlockElement:
			value = map[string]any{"type": "static_select", "selected_option": e.InitialOption}
			if e.Type == slack.OptTypeConversations {
				value = map[string]any{"type": e.Type, "selected_conversation": nil}
				if e.InitialConversation != "" {
					value = map[string]any{"type": e.Type, "selected_conversation": e.InitialConversation}
				}
			}
		case *slack.RadioButtonsBlockElement:
			value = map[string]any{"type": "radio_buttons", "selected_option": e.InitialOption}
		default:
			t.Fatalf("element %T", e)
		}
		state[in.BlockID] = map[string]any{inputID: value}
	}
	var values Values
	if err := json.Unmarshal(encoded(t, state), &values); err != nil {
		t.Fatal(err)
	}
	return values
}

// A form that is opened and sent as it is asks for what it was opened with.
func TestSubscribeRoundTrip(t *testing.T) {
	about := Private{Channel: "C1", Thread: "1700000000.000100", Person: "U1", Message: "1700000000.000200", About: "subscribe"}
	for _, f := range []command.Form{
		{},
		{Topics: "ferries, \"harbour tax\"", Times: "08:00"},
		{Was: "Boats", Name: "Boats", Topics: "ferries", Outlets: "Bay Wire, without Sea Post", Include: "a", Exclude: "b <!channel>", Days: "weekdays",
			Times: "08:00, 17:30", Zone: "Europe/Berlin", Most: "5", Length: "full", Empty: "skip", Quiet: "25 Dec", Again: "prefer-missing"},
	} {
		v := Subscribe(f, about)
		if faults := slacktest.ViewFaults(encoded(t, v), "modal"); len(faults) > 0 {
			t.Errorf("slack would refuse the form: %v", faults)
		}
		back, ok := PrivateOf(v.PrivateMetadata)
		if got := SubscribeOf(submitted(t, v), back); got != f || !ok {
			t.Errorf("asks for %+v, want %+v", got, f)
		}
		if where := Where(submitted(t, v), back); where != "C1" {
			t.Errorf("it tells %q", where)
		}
		back.Was, back.Again = "", ""
		if back != about {
			t.Errorf("it carried %+v, want %+v", back, about)
		}
	}
}

// What is opened in a direct message tells the person alone, unless they choose a channel.
func TestWhere(t *testing.T) {
	v := Subscribe(command.Form{}, Private{Channel: "D1"})
	if where := Where(submitted(t, v), Private{Channel: "D1"}); where != "" {
		t.Errorf("it tells %q", where)
	}
	if reply := Faults(map[string]string{whereField: "Not there."}, Private{}); reply.Errors[whereField] != "Not there." {
		t.Errorf("reply %+v", reply)
	}
	if reply := Faults(map[string]string{whereField: "Not there."}, Private{Was: "Boats"}); reply.Errors["topics"] != "Not there." {
		t.Errorf("reply %+v of a form without the field", reply)
	}
}

func TestPreview(t *testing.T) {
	posts := []post.Post{{Parts: post.Notes("Ferries run.").Parts, Actions: []post.Action{{ID: "pause", Label: "Pause", Command: "pause x"}}}}
	raw := encoded(t, Preview(posts))
	if faults := slacktest.ViewFaults(raw, "modal"); len(faults) > 0 || strings.Contains(string(raw), "pause") || !strings.Contains(string(raw), "Ferries run.") {
		t.Errorf("%v: %s", faults, raw)
	}
	if posts[0].Actions == nil {
		t.Error("it took the buttons off the posts it was given")
	}
	if faults := slacktest.ViewFaults(encoded(t, Preview(nil)), "modal"); len(faults) > 0 {
		t.Errorf("slack would refuse a preview of nothing: %v", faults)
	}
}

// However long what it is filled with, Slack takes the form.
func TestSubscribeOfLongTexts(t *testing.T) {
	long := strings.Repeat("é&<😀", 2000)
	v := Subscribe(command.Form{Was: long, Name: long, Topics: long, Outlets: long, Include: long, Exclude: long, Days: long, Times: long, Zone: long,
		Most: long, Length: long, Empty: long, Quiet: long}, Private{About: long})
	if faults := slacktest.ViewFaults(encoded(t, v), "modal"); len(faults) > 0 {
		t.Errorf("slack would refuse the form: %v", faults)
	}
}

// Each fault that command.Form finds stands under a field that the form shows.
func TestFaults(t *testing.T) {
	_, found := command.Form{Times: "25:00", Days: "someday", Zone: "Atlantis", Most: "many", Quiet: "yesterday", Again: "x", Length: "x", Empty: "x"}.Sentence("UTC")
	if len(found) < 5 {
		t.Fatalf("faults %v", found)
	}
	shown := map[string]bool{}
	for _, b := range Subscribe(command.Form{Was: "x"}, Private{}).Blocks.BlockSet {
		shown[b.ID()] = true
	}
	reply := Faults(found, Private{Was: "x"})
	if reply.ResponseAction != slack.RAErrors || len(reply.Errors) == 0 {
		t.Errorf("reply %+v", reply)
	}
	for field, fault := range reply.Errors {
		if !shown[field] || fault == "" {
			t.Errorf("%s: %q", field, fault)
		}
	}
	for field := range found {
		if shown[field] && reply.Errors[field] == "" {
			t.Errorf("nothing about %s", field)
		}
	}
}

func TestWrong(t *testing.T) {
	about := Private{Channel: "C1", Thread: "1.2", About: "wrong of answer a7f3k2ab"}
	v := Wrong(about)
	if faults := slacktest.ViewFaults(encoded(t, v), "modal"); len(faults) > 0 {
		t.Errorf("slack would refuse the form: %v", faults)
	}
	var values Values
	if err := json.Unmarshal([]byte(`{"reason":{"value":{"type":"plain_text_input","value":"It was Tuesday."}}}`), &values); err != nil {
		t.Fatal(err)
	}
	if back, ok := PrivateOf(v.PrivateMetadata); !ok || back != about || WrongReason(values) != "It was Tuesday." {
		t.Errorf("it says %q about %+v", WrongReason(values), back)
	}
	if WrongReason(nil) != "" {
		t.Error("a reason from nothing")
	}
	if faults := slacktest.ViewFaults(encoded(t, Loading("What is wrong?")), "modal"); len(faults) > 0 {
		t.Errorf("slack would refuse the form that waits: %v", faults)
	}
}

func TestHome(t *testing.T) {
	home := func(sections, lines, page int) (slack.HomeTabViewRequest, string) {
		var posts []post.Post
		for n := range sections {
			p := post.Post{Parts: []post.Part{{Kind: post.PartHeading, Text: post.Words(fmt.Sprintf("Section %d", n))}},
				Actions: []post.Action{{ID: "pause", Label: "Pause", Command: fmt.Sprint("pause ", n)}}}
			for range lines {
				p.Parts = append(p.Parts, post.Part{Kind: post.PartNote, Text: post.Words("Goes on.")})
			}
			posts = append(posts, p)
		}
		v := Home(posts, page)
		raw := encoded(t, v)
		if faults := slacktest.ViewFaults(raw, "home"); len(faults) > 0 {
			t.Errorf("%d sections: slack would refuse the page: %v", sections, faults)
		}
		return v, string(raw)
	}
	if _, raw := home(0, 0, 1); !strings.Contains(raw, "nothing to show") {
		t.Errorf("an empty page: %s", raw)
	}
	if _, raw := home(3, 2, 1); strings.Count(raw, `"divider"`) != 2 || strings.Contains(raw, PageID) || strings.Count(raw, "Section ") != 3 {
		t.Errorf("a page of three sections: %s", raw)
	}
	seen := 0
	for page := 1; page <= 4; page++ {
		_, raw := home(90, 2, page)
		seen += strings.Count(raw, "Section ")
		turns := strings.Count(raw, `"`+PageID+"#")
		if want := map[int]int{1: 1, 4: 1}[page]; want == 0 && turns != 2 || want != 0 && turns != want {
			t.Errorf("page %d: %d buttons that turn it", page, turns)
		}
	}
	if seen != 90 {
		t.Errorf("%d sections on all pages", seen)
	}
	last, _ := home(90, 2, 4)
	if beyond, _ := home(90, 2, 99); len(beyond.Blocks.BlockSet) != len(last.Blocks.BlockSet) {
		t.Error("a page that does not exist is not the last")
	}
	long, _ := home(1, 20_000, 1)
	if n := len(long.Blocks.BlockSet); n > maxViewBlocks || n < maxViewBlocks/2 {
		t.Errorf("%d blocks of a section that is too long for a page", n)
	}
}
