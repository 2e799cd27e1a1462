package slacktest

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Person sets what a person is: one flag of a user object that is true, such as "is_admin" or "is_restricted", or "team" for somebody
// of another workspace. "" is a full member. A person that was not set is not found.
func (s *Server) Person(id, flag string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[id] = flag
}

// user is users.info: https://docs.slack.dev/reference/methods/users.info
func (s *Server) user(form url.Values) map[string]any {
	id := form.Get("user")
	flag, known := s.users[id]
	if !known {
		return refusal("user_not_found")
	}
	u := map[string]any{"id": id, "team_id": Team, "name": "somebody", "tz": "Europe/Amsterdam",
		"profile": map[string]any{"real_name": "Some Body", "display_name": s.called[id]}}
	switch flag {
	case "":
	case "team":
		u["team_id"] = "T9"
	default:
		u[flag] = true
	}
	return map[string]any{"ok": true, "user": u}
}

// openDirect is conversations.open: https://docs.slack.dev/reference/methods/conversations.open
func (s *Server) openDirect(form url.Values) map[string]any {
	users := form.Get("users")
	if _, known := s.users[users]; !known || strings.Contains(users, ",") {
		return refusal("user_not_found")
	}
	return map[string]any{"ok": true, "channel": map[string]any{"id": s.direct(users)}}
}

// Leave takes a person out of a channel.
func (s *Server) Leave(channel, person string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.absent[channel+"/"+person] = true
}

// Share has a channel shared with another workspace.
func (s *Server) Share(channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shared[channel] = true
}

// channelInfo is conversations.info.
func (s *Server) channelInfo(form url.Values) map[string]any {
	id := form.Get("channel")
	if code := s.shut(id); code == "channel_not_found" {
		return refusal(code)
	}
	return map[string]any{"ok": true, "channel": s.channelObject(id)}
}

// Call names a person or a channel, by its id.
func (s *Server) Call(id, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.called[id] = name
}

// Hide makes a channel private: the people who are in it are those that were set and have not left.
func (s *Server) Hide(channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.private[channel] = true
}

// members is conversations.members, a page at a time: https://docs.slack.dev/reference/methods/conversations.members
func (s *Server) members(form url.Values) map[string]any {
	channel := form.Get("channel")
	if code := s.shut(channel); code != "" && code != "is_archived" {
		return refusal(code)
	}
	var all []string
	for id := range s.users {
		if !s.absent[channel+"/"+id] {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	from, _ := strconv.Atoi(form.Get("cursor"))
	limit, _ := strconv.Atoi(form.Get("limit"))
	to := min(from+min(max(limit, 1), s.page), len(all))
	out := map[string]any{"ok": true, "members": all[min(from, to):to]}
	if to < len(all) {
		out["response_metadata"] = map[string]any{"next_cursor": strconv.Itoa(to)}
	}
	return out
}
