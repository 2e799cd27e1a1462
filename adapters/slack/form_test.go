package slack

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// faultsOf are what an acknowledgement says beside the fields of a form; none where it closes it.
func faultsOf(t *testing.T, ack slacktest.Ack) map[string]string {
	t.Helper()
	if len(ack.Payload) == 0 || string(ack.Payload) == "null" {
		return nil
	}
	var reply struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
	}
	if err := json.Unmarshal(ack.Payload, &reply); err != nil || reply.Action != "errors" {
		t.Fatalf("acknowledged with %s", ack.Payload)
	}
	return reply.Errors
}

// openForm has U1 open the form of a new subscription in a channel.
func (w *workplace) openForm(channel string) slacktest.View {
	w.t.Helper()
	w.push("slash_commands", w.CommandPayload(channel, "U1", "/brief", "subscribe"))
	return w.modal("U1", "New subscription")
}

// A form opens with the person's own time zone, says what is wrong beside its fields, shows a preview, and comes back as a command.
func TestSubscribeForm(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{preview: "In: the bridge"})
	v := w.openForm(slacktest.Channel)
	if form := string(v.JSON); !strings.Contains(form, "Europe/Amsterdam") || !strings.Contains(form, `"initial_conversation":"C1"`) || !strings.Contains(form, newTimes) {
		t.Errorf("the form: %s", form)
	}
	values := map[string]map[string]any{"topics": written("bridges"), "times": written("25:00"), "zone": written("Europe/Oslo"), "days": written("weekdays"),
		"where": chosen(slacktest.Channel)}
	if faults := faultsOf(t, w.WaitAck(t, w.Submit(t, 0, "U1", values))); len(faults) != 1 || faults["times"] == "" {
		t.Fatalf("faults %v", faults)
	}
	w.WaitAck(t, w.PressForm(t, 0, "U1", post.ActionPreview, values))
	w.modal("U1", "cannot be a digest yet")
	w.CloseModal("U1")
	values["times"] = written("07:30")
	w.WaitAck(t, w.PressForm(t, 0, "U1", post.ActionPreview, values))
	if v := w.modal("U1", "In: the bridge"); !strings.Contains(string(v.JSON), "in C1") {
		t.Errorf("the preview: %s", v.JSON)
	}
	w.CloseModal("U1")
	if faults := faultsOf(t, w.WaitAck(t, w.Submit(t, 0, "U1", values))); faults != nil {
		t.Errorf("faults %v", faults)
	}
	m := w.heard()
	if m.Channel.ID != slacktest.Channel || m.Channel.Only() != "U1" || m.From != "U1" {
		t.Errorf("heard %+v", m)
	}
	asked, err := command.ParseSubscribe(command.Parse(m.Text).Words, "UTC")
	if s := asked.Subscription; err != nil || s.Schedule.Zone != "Europe/Oslo" || s.Topics[0] != "bridges" || s.Schedule.Times[0].String() != "07:30" ||
		len(s.Schedule.Days) != 5 {
		t.Errorf("heard %q: %+v, %v", m.Text, s, err)
	}
}

// Whose a subscription is, and where it is asked for, goes by where the form was opened and by the channel that was chosen.
func TestWhoIsTold(t *testing.T) {
	for name, tt := range map[string]struct {
		opened, chosen string
		id, only       string
		mine           bool
	}{
		"a channel":                         {slacktest.Channel, slacktest.Channel, slacktest.Channel, "U1", false},
		"me, from a channel":                {slacktest.Channel, "", slacktest.Channel, "U1", true},
		"me, from the direct message":       {slacktest.Direct, "", slacktest.Direct, "", false},
		"a channel from the direct message": {slacktest.Direct, slacktest.Channel, slacktest.Channel, "U1", false},
	} {
		t.Run(name, func(t *testing.T) {
			w := open(t, Policy{}, scriptedDesk{})
			w.openForm(tt.opened)
			values := map[string]map[string]any{"topics": written("bridges"), "times": written("07:30")}
			if tt.chosen != "" {
				values["where"] = chosen(tt.chosen)
			}
			if faults := faultsOf(t, w.WaitAck(t, w.Submit(t, 0, "U1", values))); faults != nil {
				t.Fatalf("faults %v", faults)
			}
			m := w.heard()
			if m.Channel.ID != tt.id || m.Channel.Only() != tt.only || strings.HasPrefix(m.Text, "subscribe me to") != tt.mine {
				t.Errorf("heard %+v", m)
			}
		})
	}
}

// A channel that cannot be told is said beside its field: the bot is not in it, it is shared, or not one it may answer in. What Slack does
// not say is found out when it is done.
func TestChannelCannotBeTold(t *testing.T) {
	for name, tt := range map[string]struct {
		prepare func(w *workplace)
		policy  Policy
		chosen  string
		fault   string
	}{
		"no member":   {func(*workplace) {}, Policy{}, slacktest.Foreign, "I am not in that channel"},
		"shared":      {func(w *workplace) { w.Share(slacktest.Channel) }, Policy{}, slacktest.Channel, notShared},
		"not allowed": {func(*workplace) {}, Policy{Channels: []string{"C7"}}, slacktest.Channel, notHere},
		"not known":   {func(w *workplace) { w.Scopes("chat:write,im:write") }, Policy{}, slacktest.Foreign, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := open(t, tt.policy, scriptedDesk{})
			w.openForm(slacktest.Direct)
			tt.prepare(w)
			ack := w.WaitAck(t, w.Submit(t, 0, "U1", map[string]map[string]any{"times": written("07:30"), "where": chosen(tt.chosen)}))
			fault := faultsOf(t, ack)["where"]
			if tt.fault == "" {
				if m := w.heard(); fault != "" || m.Channel.ID != tt.chosen {
					t.Errorf("heard %+v, fault %q", m, fault)
				}
				return
			}
			if !strings.HasPrefix(fault, tt.fault) {
				t.Errorf("fault %q", fault)
			}
			w.quiet()
		})
	}
}

// What is changed is filled in, keeps its place and its name, and the page it was changed from shows it.
func TestChangeForm(t *testing.T) {
	had := briefing.Subscription{
		ID: "s1", Name: "Tides", Channel: briefing.Channel{Service: service, Workspace: "T1", ID: slacktest.Channel}, Topics: []string{"tides"}, Again: "prefer-missing",
		Schedule: briefing.Schedule{Times: []briefing.ClockTime{8 * 60}, Zone: "Europe/Oslo"},
	}
	w := open(t, Policy{}, scriptedDesk{home: tidesPage(), subs: []briefing.Subscription{had}})
	w.WaitAck(t, w.OpenHome(t, 0, "U1", "home"))
	v := w.page("U1", "Tides")
	w.WaitAck(t, w.PressView(t, 0, v, "U1", "change", "change tides", "1700000002.000100"))
	w.modal("U1", "Change subscription")
	w.CloseModal("U1")
	w.WaitAck(t, w.PressView(t, 0, v, "U1", "change", "change #s1", "1700000003.000100"))
	form := w.modal("U1", "Change subscription")
	if !strings.Contains(string(form.JSON), "Europe/Oslo") || strings.Contains(string(form.JSON), "Who is told?") {
		t.Errorf("the form: %s", form.JSON)
	}
	w.WaitAck(t, w.Submit(t, 0, "U1", map[string]map[string]any{"name": written("High tides"), "topics": written("tides"), "times": written("09:00")}))
	m := w.heard()
	if m.Channel.ID != slacktest.Channel || m.Channel.Only() != "U1" || !strings.Contains(m.Text, `instead of "Tides"`) || !strings.Contains(m.Text, "09:00") ||
		strings.HasPrefix(m.Text, "subscribe me") {
		t.Errorf("heard %+v", m)
	}
	if asked, err := command.ParseSubscribe(command.Parse(m.Text).Words, "UTC"); err != nil || asked.Subscription.Again != had.Again {
		t.Errorf("what the form does not show is lost: %+v, %v", asked.Subscription, err)
	}
	if _, err := w.chat.Send(t.Context(), m.Channel, post.Notes("Changed.")); err != nil {
		t.Fatal(err)
	}
	w.WaitFor(t, "a new page", func() bool { return w.CallsLocked("views.publish") == 2 })
}

// From the page a form leads to the direct message; where Slack does not say which that is, the form stays and says so.
func TestFormFromHome(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{})
	v := slacktest.View{ID: "V1"}
	w.WaitAck(t, w.PressView(t, 0, v, "U1", "subscribe", "subscribe", "1700000003.000100"))
	w.modal("U1", "New subscription")
	values := map[string]map[string]any{"topics": written("bridges"), "times": written("07:30")}
	w.Fail("conversations.open", slacktest.Fault{Code: "missing_scope", Needed: "im:write"})
	if fault := faultsOf(t, w.WaitAck(t, w.Submit(t, 0, "U1", values)))["where"]; !strings.Contains(fault, "direct message") {
		t.Errorf("fault %q", fault)
	}
	w.WaitAck(t, w.Submit(t, 0, "U1", values))
	if m := w.heard(); m.Channel.ID != slacktest.Direct || m.Channel.Thread != "" || !strings.HasPrefix(m.Text, "subscribe to bridges") {
		t.Errorf("heard %+v", m)
	}
}

// What a button already says is filled in.
func TestFormOf(t *testing.T) {
	for words, want := range map[string]command.Form{
		"subscribe":                           {Times: newTimes},
		"subscribe to ferries at 09:00 daily": {Times: "09:00", Topics: "ferries", Name: "ferries"},
		"change Boats":                        {Times: newTimes},
	} {
		got := formOf(words)
		if got.Times != want.Times || got.Topics != want.Topics || got.Was != "" {
			t.Errorf("%q fills in %+v", words, got)
		}
	}
}

// Wrong? asks why, and the reason goes with the judgement, for the person alone; one who gives none has judged all the same. Right needs
// no reason.
func TestFeedbackForm(t *testing.T) {
	shown := slacktest.Post{Channel: slacktest.Channel, TS: "1700000000.000100"}
	w := open(t, Policy{}, scriptedDesk{})
	for reason, want := range map[string]string{
		"It was\nTuesday.": "wrong of answer a7f3k2ab: It was Tuesday.", "": "wrong of answer a7f3k2ab",
	} {
		w.WaitAck(t, w.Press(t, 0, shown, "U1", post.ActionWrong, "wrong of answer a7f3k2ab", "1700000001.000100"))
		w.modal("U1", "What is wrong?")
		w.WaitAck(t, w.Submit(t, 0, "U1", map[string]map[string]any{"reason": written(reason)}))
		if m := w.heard(); m.Text != want || m.Channel.Only() != "U1" || m.Channel.ID != slacktest.Channel {
			t.Errorf("heard %+v", m)
		}
	}
	w.Fail("views.open", slacktest.Fault{Code: "expired_trigger_id"})
	w.WaitAck(t, w.Press(t, 0, shown, "U1", post.ActionWrong, "wrong of answer a7f3k2ab", "1700000002.000100"))
	if m := w.heard(); m.Text != "wrong of answer a7f3k2ab" || m.Reply == "" {
		t.Errorf("heard %+v when the form did not open", m)
	}
	w.quiet()
}

// What a form carries along is no proof of anything: it can name a place, and the words of a judgement and no others.
func TestForgedForm(t *testing.T) {
	sent := func(callback, private string, values map[string]map[string]any) map[string]any {
		return map[string]any{"type": "view_submission", "team": map[string]any{"id": "T1"}, "user": map[string]any{"id": "U1", "team_id": "T1"},
			"view": map[string]any{"id": "V" + callback, "callback_id": callback, "private_metadata": private, "state": map[string]any{"values": values}}}
	}
	w := open(t, Policy{}, scriptedDesk{})
	for _, about := range []string{"forget me now", "delete of answer a7f3k2ab", "wrong", "wrong of answer", "settings daily 0"} {
		w.push("interactive", sent("wrong", `{"channel":"C1","about":"`+about+`"}`, map[string]map[string]any{"reason": written("x")}))
	}
	w.quiet()
	w.push("interactive", sent("wrong", `{"channel":"C1","thread":"1700000000.000100","person":"U2","about":"wrong of answer a7f3k2ab"}`, nil))
	if m := w.heard(); m.Channel.Only() != "U1" || m.From != "U1" {
		t.Errorf("heard %+v", m)
	}
	// A form that Slack brings again is the same message.
	again := sent("subscribe", `{"channel":"C1"}`, map[string]map[string]any{"times": written("07:30"), "where": chosen("C1")})
	w.push("interactive", again)
	w.push("interactive", again)
	if first, second := w.heard(), w.heard(); first.ID != second.ID {
		t.Errorf("ids %q and %q", first.ID, second.ID)
	}
}
