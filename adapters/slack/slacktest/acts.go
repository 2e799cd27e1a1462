package slacktest

import (
	"encoding/json"
	"maps"
	"strconv"
	"testing"
)

// Command has a person say a slash command in a channel, and returns the id of its envelope:
// https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling
func (s *Server) Command(t testing.TB, socket int, channel, person, command, text string) string {
	t.Helper()
	return s.Push(t, socket, map[string]any{"type": "slash_commands", "accepts_response_payload": true, "payload": s.CommandPayload(channel, person, command, text)})
}

// CommandPayload is what a slash command brings: in Socket Mode as JSON, over HTTP as a form.
func (s *Server) CommandPayload(channel, person, command, text string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return map[string]any{
		"token": "legacy", "team_id": Team, "team_domain": "newsroom", "channel_id": channel, "channel_name": "general", "user_id": person,
		"user_name": "somebody", "command": command, "text": text, "api_app_id": "A1", "is_enterprise_install": "false",
		"response_url": s.hook(channel, "", person), "trigger_id": s.trigger(person),
	}
}

// Shortcut has a person choose a message shortcut:
// https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload#message_actions
func (s *Server) Shortcut(t testing.TB, socket int, channel, person, callback, text, ts string) string {
	t.Helper()
	s.mu.Lock()
	payload := map[string]any{
		"type": "message_action", "callback_id": callback, "team": map[string]any{"id": Team}, "user": map[string]any{"id": person, "team_id": Team},
		"channel": map[string]any{"id": channel, "name": "general"}, "message_ts": ts, "action_ts": "1700000009.000100",
		"message":      map[string]any{"type": "message", "user": "U2", "ts": ts, "text": text},
		"response_url": s.hook(channel, "", person), "trigger_id": s.trigger(person),
	}
	s.mu.Unlock()
	return s.interact(t, socket, payload)
}

// OpenHome has a person look at a tab of the app, "home" or "messages": https://docs.slack.dev/reference/events/app_home_opened
func (s *Server) OpenHome(t testing.TB, socket int, person, tab string) string {
	t.Helper()
	return s.Deliver(t, socket, map[string]any{"type": "app_home_opened", "user": person, "channel": Direct, "tab": tab, "event_ts": "1700000010.000100"})
}

// Submit has a person send the modal they have open, with the values of its inputs by block and action id, each the state of its
// element such as {"type": "plain_text_input", "value": "x"}. It returns the id of the envelope, whose acknowledgement may carry an answer.
func (s *Server) Submit(t testing.TB, socket int, person string, values map[string]map[string]any) string {
	t.Helper()
	s.mu.Lock()
	v := s.modal(person)
	if v == nil {
		s.mu.Unlock()
		t.Fatalf("slacktest: %s has no form open", person)
	}
	var view map[string]any
	_ = json.Unmarshal(v.JSON, &view) // it was read when it was opened
	view = maps.Clone(view)
	view["id"], view["hash"], view["team_id"], view["state"] = v.ID, v.Hash, Team, map[string]any{"values": values}
	payload := map[string]any{
		"type": "view_submission", "team": map[string]any{"id": Team}, "user": map[string]any{"id": person, "team_id": Team},
		"api_app_id": "A1", "trigger_id": s.trigger(person), "view": view,
	}
	s.pushed++
	id := "submit-" + strconv.Itoa(s.pushed)
	s.submits[id] = person
	s.mu.Unlock()
	s.Redeliver(t, socket, map[string]any{"type": "interactive", "accepts_response_payload": true, "envelope_id": id, "payload": payload})
	return id
}

// Join has a person brought into a channel by another: https://docs.slack.dev/reference/events/member_joined_channel
func (s *Server) Join(t testing.TB, socket int, channel, person, inviter string) string {
	t.Helper()
	return s.Deliver(t, socket, map[string]any{"type": "member_joined_channel", "user": person, "channel": channel, "channel_type": "C", "team": Team,
		"inviter": inviter, "event_ts": "1700000011.000100"})
}

// PressView has a person press a button of their home page.
func (s *Server) PressView(t testing.TB, socket int, v View, person, action, value, ts string) string {
	t.Helper()
	s.mu.Lock()
	payload := map[string]any{
		"type": "block_actions", "team": map[string]any{"id": Team}, "user": map[string]any{"id": person, "team_id": Team}, "api_app_id": "A1",
		"trigger_id": s.trigger(person), "container": map[string]any{"type": "view", "view_id": v.ID},
		"view": map[string]any{"id": v.ID, "type": "home", "hash": v.Hash, "team_id": Team},
		"actions": []any{map[string]any{"type": "button", "action_id": action, "block_id": "b1", "value": value, "action_ts": ts,
			"text": map[string]any{"type": "plain_text", "text": "Label"}}},
	}
	s.mu.Unlock()
	return s.interact(t, socket, payload)
}

func (s *Server) interact(t testing.TB, socket int, payload map[string]any) string {
	t.Helper()
	return s.Push(t, socket, map[string]any{"type": "interactive", "accepts_response_payload": true, "payload": payload})
}

// PressForm has a person press a button in the modal they have open, with what stands in its fields.
func (s *Server) PressForm(t testing.TB, socket int, person, action string, values map[string]map[string]any) string {
	t.Helper()
	s.mu.Lock()
	v := s.modal(person)
	if v == nil {
		s.mu.Unlock()
		t.Fatalf("slacktest: %s has no form open", person)
	}
	var view map[string]any
	_ = json.Unmarshal(v.JSON, &view) // it was read when it was opened
	view["id"], view["hash"], view["state"] = v.ID, v.Hash, map[string]any{"values": values}
	payload := map[string]any{
		"type": "block_actions", "team": map[string]any{"id": Team}, "user": map[string]any{"id": person, "team_id": Team}, "api_app_id": "A1",
		"trigger_id": s.trigger(person), "container": map[string]any{"type": "view", "view_id": v.ID}, "view": view,
		"actions": []any{map[string]any{"type": "button", "action_id": action, "block_id": action, "value": action, "action_ts": "1700000012.000100"}},
	}
	s.mu.Unlock()
	return s.interact(t, socket, payload)
}

// CloseModal has a person close the uppermost modal.
func (s *Server) CloseModal(person string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closeModal(person)
}

// WaitFor waits until ok, which is called under the lock of s: it may call the methods that end in Locked, and no others.
func (s *Server) WaitFor(t testing.TB, what string, ok func() bool) {
	t.Helper()
	s.wait(t, what, ok)
}

// ModalLocked, HomeLocked and AssistantLocked are Modal, Home and Assistant within WaitFor.
func (s *Server) ModalLocked(person string) *View { return s.modal(person) }

// HomeLocked is Home within WaitFor; nil for none.
func (s *Server) HomeLocked(person string) *View { return s.homes[person] }

// AssistantLocked is Assistant within WaitFor.
func (s *Server) AssistantLocked(channel, thread string) Assistant {
	return s.threads[channel+"/"+thread]
}

// CallsLocked is Calls within WaitFor.
func (s *Server) CallsLocked(method string) int { return s.calls[method] }
