package slacktest

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// What Slack tells an app of what happens, in the fields that it sends: https://docs.slack.dev/reference/events

// callback is an event in its envelope. Slack has named the fields of the outer one here:
// https://docs.slack.dev/apis/events-api#event-type-structure
func (s *Server) callback(event map[string]any) map[string]any {
	s.events++
	channel, _ := event["channel"].(string)
	return map[string]any{
		"type": "events_api", "accepts_response_payload": false, "retry_attempt": 0, "retry_reason": "",
		"payload": map[string]any{
			"token": "legacy", "type": "event_callback", "team_id": Team, "api_app_id": "A1", "event": event,
			"event_id": "Ev" + strconv.Itoa(s.events), "event_time": s.now().Unix(), "is_ext_shared_channel": s.shared[channel],
			"authorizations": []any{map[string]any{"enterprise_id": nil, "team_id": Team, "user_id": BotUser, "is_bot": true, "is_enterprise_install": false}},
		},
	}
}

// saidEvents are the events that a person's message is: in a channel a mention and the message itself, each with an id of its own.
func (s *Server) saidEvents(p Post) []map[string]any {
	base := func(kind string) map[string]any {
		e := map[string]any{"type": kind, "user": p.User, "text": p.Text, "ts": p.TS, "team": Team, "channel": p.Channel, "event_ts": p.TS,
			"client_msg_id": rand.Text()}
		if p.Thread != "" {
			e["thread_ts"] = p.Thread
		}
		return e
	}
	message := base("message")
	message["channel_type"] = channelType(p.Channel)
	if channelType(p.Channel) == "im" {
		return []map[string]any{s.callback(message)}
	}
	var out []map[string]any
	if strings.Contains(p.Text, "<@"+BotUser+">") {
		out = append(out, s.callback(base("app_mention")))
	}
	if s.granted("channels:history") {
		out = append(out, s.callback(message))
	}
	return out
}

func channelType(id string) string {
	switch {
	case strings.HasPrefix(id, "D"):
		return "im"
	case strings.HasPrefix(id, "G"):
		return "group"
	}
	return "channel"
}

// echoes are what an app that reads channels is told of its own messages: https://docs.slack.dev/reference/events/message/bot_message.
// A message that was changed has no user at the top, and one that was deleted no text.
func (s *Server) echo(kind string, p Post) {
	if !s.options.Echo || p.Only != "" || channelType(p.Channel) != "im" && !s.granted("channels:history") {
		return
	}
	envelope := s.callback(s.echoEvent(kind, p))
	go s.Bring(envelope) // who calls holds the lock
}

// echoEvent is the event of an own message that was shown, or with a kind changed or deleted.
func (s *Server) echoEvent(kind string, p Post) map[string]any {
	m := map[string]any{"type": "message", "user": BotUser, "bot_id": BotID, "text": p.Text, "ts": p.TS, "team": Team}
	if p.Thread != "" {
		m["thread_ts"] = p.Thread
	}
	if p.Blocks != nil {
		m["blocks"] = p.Blocks
	}
	e := m
	if kind != "" {
		s.next++
		e = map[string]any{"type": "message", "subtype": kind, "hidden": true, "ts": s.timestamp(), "previous_message": m}
		if kind == "message_changed" {
			e["message"] = m
		} else {
			e["deleted_ts"] = p.TS
		}
	}
	e["channel"], e["channel_type"], e["event_ts"] = p.Channel, channelType(p.Channel), e["ts"]
	return e
}

// homeEvent is that of a person who looks at a tab of the app.
func (s *Server) homeEvent(person, tab string) map[string]any {
	e := map[string]any{"type": "app_home_opened", "user": person, "channel": s.direct(person), "tab": tab, "event_ts": s.timestamp()}
	if h := s.homes[person]; h != nil && tab == "home" {
		view := map[string]any{}
		_ = json.Unmarshal(h.JSON, &view) // it was read when it was published
		view["id"], view["hash"], view["team_id"], view["app_id"], view["bot_id"] = h.ID, h.Hash, Team, "A1", BotID
		e["view"] = view
	}
	return e
}

// joinEvent is that of somebody who was brought into a channel by another.
func (s *Server) joinEvent(channel, person, inviter string) map[string]any {
	return map[string]any{"type": "member_joined_channel", "user": person, "channel": channel, "channel_type": "C", "team": Team,
		"inviter": inviter, "event_ts": s.timestamp()}
}

// granted reports whether the bot token has a scope.
func (s *Server) granted(scope string) bool {
	for have := range strings.SplitSeq(s.scopes, ",") {
		if have == scope {
			return true
		}
	}
	return s.scopes == ""
}

// timestamp is that of what is shown now: counted, or with Options.Clock the time of day. No two are equal.
func (s *Server) timestamp() string {
	if !s.options.Clock {
		return fmt.Sprintf("1800000000.%06d", s.next)
	}
	now := s.now().Truncate(time.Microsecond)
	if !now.After(s.latest) {
		now = s.latest.Add(time.Microsecond)
	}
	s.latest = now
	return fmt.Sprintf("%d.%06d", now.Unix(), now.Nanosecond()/1000)
}

// pressPayload is that of something that was pressed or chosen in a message:
// https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
func (s *Server) pressPayload(person string, p Post, e Pressed) map[string]any {
	container := map[string]any{"type": "message", "message_ts": p.TS, "channel_id": p.Channel, "is_ephemeral": p.Only != ""}
	if p.Thread != "" {
		container["thread_ts"] = p.Thread
	}
	out := map[string]any{
		"type": "block_actions", "team": map[string]any{"id": Team, "domain": "newsroom"}, "user": s.userOf(person), "api_app_id": "A1", "token": "legacy",
		"trigger_id": s.trigger(person), "response_url": s.pressHook(p, person), "container": container, "is_enterprise_install": false,
		"channel": map[string]any{"id": p.Channel, "name": "general"}, "actions": []any{e.action(s.timestamp())},
	}
	if p.Only == "" { // of one that a single person sees, Slack sends the container alone
		m := map[string]any{"type": "message", "ts": p.TS, "text": p.Text, "user": BotUser, "bot_id": BotID, "app_id": "A1", "team": Team}
		if p.Thread != "" {
			m["thread_ts"] = p.Thread
		}
		if p.Blocks != nil {
			m["blocks"] = p.Blocks
		}
		out["message"] = m
	}
	return out
}

func (s *Server) userOf(person string) map[string]any {
	return map[string]any{"id": person, "username": "somebody", "name": "somebody", "team_id": Team}
}

// viewPayload is that of what was pressed in a view, or of a form that was sent.
func (s *Server) viewPayload(kind, person string, v *View, values map[string]map[string]any) map[string]any {
	view := map[string]any{}
	_ = json.Unmarshal(v.JSON, &view) // it was read when it was opened
	view["id"], view["hash"], view["team_id"], view["app_id"], view["bot_id"] = v.ID, v.Hash, Team, "A1", BotID
	view["root_view_id"], view["previous_view_id"], view["state"] = v.ID, nil, map[string]any{"values": values}
	return map[string]any{
		"type": kind, "team": map[string]any{"id": Team, "domain": "newsroom"}, "user": s.userOf(person), "api_app_id": "A1", "token": "legacy",
		"trigger_id": s.trigger(person), "view": view, "is_enterprise_install": false, "enterprise": nil,
	}
}
