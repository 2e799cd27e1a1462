package slacktest

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// What stands around messages: reactions, permalinks, the list of channels, and the sessions of the agent view.

// react is reactions.add, and unreact reactions.remove: https://docs.slack.dev/reference/methods/reactions.add
func (s *Server) react(form url.Values) map[string]any {
	key, code := s.reacted(form)
	switch {
	case code != "":
		return refusal(code)
	case slices.Contains(s.reactions[key], form.Get("name")):
		return refusal("already_reacted")
	}
	s.reactions[key] = append(s.reactions[key], form.Get("name"))
	return map[string]any{"ok": true}
}

func (s *Server) unreact(form url.Values) map[string]any {
	key, code := s.reacted(form)
	switch {
	case code != "":
		return refusal(code)
	case !slices.Contains(s.reactions[key], form.Get("name")):
		return refusal("no_reaction")
	}
	s.reactions[key] = slices.DeleteFunc(s.reactions[key], func(n string) bool { return n == form.Get("name") })
	return map[string]any{"ok": true}
}

func (s *Server) reacted(form url.Values) (key, code string) {
	channel, ts := form.Get("channel"), form.Get("timestamp")
	if code := s.shut(channel); code != "" {
		return "", code
	}
	if p, ok := s.find(ts); !ok || p.Channel != channel {
		return "", "message_not_found"
	}
	return channel + "/" + ts, ""
}

// Reactions are those of the bot to a message.
func (s *Server) Reactions(channel, ts string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.reactions[channel+"/"+ts])
}

// permalink is chat.getPermalink.
func (s *Server) permalink(form url.Values) map[string]any {
	channel, ts := form.Get("channel"), form.Get("message_ts")
	if code := s.shut(channel); code != "" && code != "is_archived" {
		return refusal(code)
	}
	if p, ok := s.find(ts); !ok || p.Channel != channel || p.Only != "" {
		return refusal("message_not_found")
	}
	return map[string]any{"ok": true, "channel": channel, "permalink": "https://newsroom.slack.com/archives/" + channel + "/p" + strings.ReplaceAll(ts, ".", "")}
}

// channelList is conversations.list, on one page.
func (s *Server) channelList(form url.Values) map[string]any {
	ids := []string{Channel, Archive, Foreign}
	for id := range s.more {
		if channelType(id) != "im" {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	list := []any{}
	for _, id := range slices.Compact(ids) {
		if id == Archive && form.Get("exclude_archived") == "true" {
			continue
		}
		list = append(list, s.channelObject(id))
	}
	return map[string]any{"ok": true, "channels": list, "response_metadata": map[string]any{"next_cursor": ""}}
}

// channelObject is a channel as Slack describes it: https://docs.slack.dev/reference/objects/conversation-object
func (s *Server) channelObject(id string) map[string]any {
	im := channelType(id) == "im"
	return map[string]any{"id": id, "name": cmp.Or(s.called[id], "general"), "is_im": im, "is_private": s.private[id], "is_channel": !im, "is_archived": id == Archive,
		"is_member": s.shut(id) == "" && !im, "is_ext_shared": s.shared[id]}
}

// renameSession is agents.sessions.rename, and setSession agents.sessions.setStatus:
// https://docs.slack.dev/reference/methods/agents.sessions.rename
func (s *Server) renameSession(form url.Values) map[string]any {
	return s.beside(form, func(a *Assistant) { a.Title = form.Get("title") })
}

func (s *Server) setSession(form url.Values) map[string]any {
	return s.beside(form, func(a *Assistant) { a.Status, a.Statuses = form.Get("status"), a.Statuses+1 })
}
