package slacktest

import (
	"encoding/json"
	"slices"
	"strconv"
)

// Person is somebody of the workspace, for programs: what they do is brought on any of the open sockets, and again if it is not
// acknowledged, see [Server.Overdue].
type Person struct {
	slack *Server
	ID    string
}

// As is a person of the workspace.
func (s *Server) As(id string) Person { return Person{s, id} }

// Pressed is what was pressed or chosen in a message or view.
type Pressed struct {
	Type     string          `json:"type"` // "button" if empty
	ActionID string          `json:"action_id"`
	BlockID  string          `json:"block_id"`
	Value    string          `json:"value,omitempty"`
	Selected json.RawMessage `json:"selected_option,omitempty"`
}

func (e Pressed) action(ts string) map[string]any {
	out := map[string]any{"type": e.Type, "action_id": e.ActionID, "block_id": e.BlockID, "action_ts": ts}
	if e.Type == "" {
		out["type"] = "button"
	}
	if e.BlockID == "" {
		out["block_id"] = "b1" // Slack gives every block an id
	}
	if e.Value != "" {
		out["value"] = e.Value
	}
	if e.Selected != nil {
		out["selected_option"] = e.Selected
	}
	return out
}

// Says has them write a message, under another one if thread is not "". The text is as Slack escapes it; a mention of the bot is <@UBOT>.
// It returns the message's timestamp.
func (p Person) Says(channel, thread, text string) (ts string) {
	s := p.slack
	s.mu.Lock()
	s.next++
	m := Post{Channel: channel, Thread: thread, TS: s.timestamp(), Text: text, User: p.ID, At: s.now()}
	s.said = append(s.said, m)
	envelopes := s.saidEvents(m)
	s.changed.Broadcast()
	s.mu.Unlock()
	for _, e := range envelopes {
		s.Bring(e)
	}
	return m.TS
}

// Commands has them say a slash command.
func (p Person) Commands(channel, command, text string) (id string) {
	id, _ = p.slack.Bring(map[string]any{"type": "slash_commands", "accepts_response_payload": true,
		"payload": p.slack.CommandPayload(channel, p.ID, command, text)})
	return id
}

// Picks has them choose a shortcut under a message. It does nothing if the message is gone.
func (p Person) Picks(callback, ts string) (id string) {
	s := p.slack
	s.mu.Lock()
	m, ok := s.find(ts)
	if !ok {
		s.mu.Unlock()
		return ""
	}
	user := m.User
	if user == "" {
		user = BotUser
	}
	payload := map[string]any{
		"type": "message_action", "callback_id": callback, "team": map[string]any{"id": Team, "domain": "newsroom"}, "user": s.userOf(p.ID),
		"channel": map[string]any{"id": m.Channel, "name": "general"}, "message_ts": m.TS, "action_ts": s.timestamp(), "token": "legacy",
		"message":      map[string]any{"type": "message", "user": user, "ts": m.TS, "text": m.Text},
		"response_url": s.hook(m.Channel, m.Thread, p.ID), "trigger_id": s.trigger(p.ID),
	}
	s.mu.Unlock()
	return s.bringInteraction(payload)
}

// Presses has them press or choose something in a message that the bot has shown.
func (p Person) Presses(ts string, e Pressed) (id string) {
	s := p.slack
	s.mu.Lock()
	m, ok := s.find(ts)
	if !ok {
		s.mu.Unlock()
		return ""
	}
	s.next++
	payload := s.pressPayload(p.ID, m, e)
	s.mu.Unlock()
	return s.bringInteraction(payload)
}

// PressesHome has them press something on the page about the bot, and PressesModal in the form they have open, with what stands in it.
func (p Person) PressesHome(e Pressed) (id string) { return p.pressView(e, false, nil) }

// PressesModal is PressesHome in the form that they have open.
func (p Person) PressesModal(e Pressed, values map[string]map[string]any) (id string) {
	return p.pressView(e, true, values)
}

func (p Person) pressView(e Pressed, modal bool, values map[string]map[string]any) (id string) {
	s := p.slack
	s.mu.Lock()
	v := s.homes[p.ID]
	if modal {
		v = s.modal(p.ID)
	}
	if v == nil {
		s.mu.Unlock()
		return ""
	}
	s.next++
	payload := s.viewPayload("block_actions", p.ID, v, values)
	payload["container"], payload["actions"] = map[string]any{"type": "view", "view_id": v.ID}, []any{e.action(s.timestamp())}
	s.mu.Unlock()
	return s.bringInteraction(payload)
}

// Submits has them send the form that they have open.
func (p Person) Submits(values map[string]map[string]any) (id string) {
	s := p.slack
	s.mu.Lock()
	v := s.modal(p.ID)
	if v == nil {
		s.mu.Unlock()
		return ""
	}
	s.pushed++
	id = "submit-" + strconv.Itoa(s.pushed)
	s.submits[id] = p.ID
	payload := s.viewPayload("view_submission", p.ID, v, values)
	payload["response_urls"] = []any{}
	s.mu.Unlock()
	s.Bring(map[string]any{"type": "interactive", "accepts_response_payload": true, "envelope_id": id, "payload": payload})
	return id
}

// Opens has them look at a tab of the app: "home" or "messages".
func (p Person) Opens(tab string) (id string) {
	s := p.slack
	s.mu.Lock()
	envelope := s.callback(s.homeEvent(p.ID, tab))
	s.mu.Unlock()
	id, _ = s.Bring(envelope)
	return id
}

// Invites has them bring somebody, or the bot, into a channel.
func (p Person) Invites(channel, whom string) (id string) {
	s := p.slack
	s.mu.Lock()
	delete(s.absent, channel+"/"+whom)
	envelope := s.callback(s.joinEvent(channel, whom, p.ID))
	s.mu.Unlock()
	id, _ = s.Bring(envelope)
	return id
}

func (s *Server) bringInteraction(payload map[string]any) (id string) {
	id, _ = s.Bring(map[string]any{"type": "interactive", "accepts_response_payload": true, "payload": payload})
	return id
}

// find is a message by its timestamp.
func (s *Server) find(ts string) (Post, bool) {
	for _, list := range [][]Post{s.posts, s.said} {
		if i := slices.IndexFunc(list, func(p Post) bool { return p.TS == ts }); i >= 0 {
			return list[i], true
		}
	}
	return Post{}, false
}

// direct is the direct message between a person and the bot.
func (s *Server) direct(person string) string {
	if id := s.options.Directs[person]; id != "" {
		return id
	}
	return Direct
}
