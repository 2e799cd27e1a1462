package slacktest

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Say shows what a person says in a channel, or under a message of it, without telling the bot.
func (s *Server) Say(channel, thread, ts, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.said = append(s.said, Post{Channel: channel, Thread: thread, TS: ts, Text: text})
}

// Delete takes a message out of its channel, as a moderator does.
func (s *Server) Delete(ts string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.takeBack(func(p Post) bool { return p.TS == ts })
	s.said = slices.DeleteFunc(s.said, func(p Post) bool { return p.TS == ts })
}

// PageSize sets how many messages a page of a history has at most, whatever was asked for.
func (s *Server) PageSize(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.page = n
}

func (s *Server) channelHistory(form url.Values) map[string]any {
	return s.history("conversations.history", form)
}

func (s *Server) replies(form url.Values) map[string]any {
	return s.history("conversations.replies", form)
}

// history is conversations.history, newest first, or conversations.replies, the parent first and then oldest first:
// https://docs.slack.dev/reference/methods/conversations.replies
func (s *Server) history(method string, form url.Values) map[string]any {
	channel, thread, oldest := form.Get("channel"), form.Get("ts"), form.Get("oldest")
	if channel == Foreign {
		return refusal("not_in_channel")
	}
	if s.shut(channel) == "channel_not_found" {
		return refusal("channel_not_found")
	}
	all := slices.Concat(s.posts, s.said)
	slices.SortFunc(all, func(a, b Post) int { return strings.Compare(a.TS, b.TS) })
	var found []Post
	for _, p := range all {
		switch {
		case p.Channel != channel || p.Only != "":
		case method == "conversations.replies" && (p.TS == thread || p.Thread == thread && p.TS >= oldest):
			found = append(found, p)
		case method == "conversations.history" && p.Thread == "" && p.TS >= oldest:
			found = append(found, p)
		}
	}
	if method == "conversations.history" {
		slices.Reverse(found)
	} else if len(found) == 0 || !slices.ContainsFunc(found, func(p Post) bool { return p.TS == thread }) {
		return refusal("thread_not_found")
	}
	from, _ := strconv.Atoi(form.Get("cursor"))
	limit, _ := strconv.Atoi(form.Get("limit"))
	to := min(from+min(max(limit, 1), s.page), len(found))
	out := map[string]any{"ok": true, "messages": s.shown(found[min(from, to):to], form.Get("include_all_metadata")), "has_more": to < len(found)}
	if to < len(found) {
		out["response_metadata"] = map[string]any{"next_cursor": strconv.Itoa(to)}
	}
	return out
}

// shown is messages as a history has them; metadata only when it was asked for.
func (s *Server) shown(posts []Post, metadata string) []map[string]any {
	out := []map[string]any{}
	for _, p := range posts {
		m := map[string]any{"type": "message", "text": p.Text, "ts": p.TS, "user": p.User}
		if p.User == "" {
			m["user"] = "U1"
		}
		if p.Form != nil { // the bot's
			m["user"], m["bot_id"] = BotUser, BotID
		}
		for _, f := range p.Files {
			m["files"] = append(filesOf(m), map[string]any{"name": f.Name})
		}
		if p.Thread != "" {
			m["thread_ts"] = p.Thread
		}
		if p.Metadata != nil && metadata != "" && metadata != "0" && metadata != "false" {
			m["metadata"] = p.Metadata
		}
		out = append(out, m)
	}
	return out
}

func filesOf(message map[string]any) []any {
	files, _ := message["files"].([]any)
	return files
}
