package slacktest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// method is one of the Web API: what it takes and needs, and what it does. Slack's own reference names each:
// https://docs.slack.dev/reference/methods
type method struct {
	scope func(form url.Values) string // "" for none
	needs []string                     // arguments without which it does nothing
	may   []string                     // further ones it knows; any other is refused
	do    func(s *Server, form url.Values) map[string]any
}

// scope is the same whatever the call is about.
func scope(name string) func(url.Values) string { return func(url.Values) string { return name } }

// historyScope is by the kind of channel.
func historyScope(form url.Values) string {
	if strings.HasPrefix(form.Get("channel"), "D") {
		return "im:history"
	}
	return "channels:history"
}

// methods are those that this Slack knows, with the arguments that the bot may use.
var methods = map[string]method{
	"auth.test":             {do: (*Server).whoami},
	"apps.connections.open": {do: (*Server).openSocket},
	"chat.postMessage": {scope: scope("chat:write"), needs: []string{"channel"}, do: (*Server).post,
		may: []string{"text", "blocks", "thread_ts", "metadata", "unfurl_links", "unfurl_media", "mrkdwn"}},
	"chat.postEphemeral": {scope: scope("chat:write"), needs: []string{"channel", "user"}, do: (*Server).whisper,
		may: []string{"text", "blocks", "thread_ts", "mrkdwn", "metadata", "unfurl_links", "unfurl_media"}},
	"chat.update": {scope: scope("chat:write"), needs: []string{"channel", "ts"}, do: (*Server).update,
		may: []string{"text", "blocks", "metadata", "unfurl_links", "unfurl_media", "mrkdwn"}},
	"chat.delete":                {scope: scope("chat:write"), needs: []string{"channel", "ts"}, do: (*Server).erase},
	"files.getUploadURLExternal": {scope: scope("files:write"), needs: []string{"filename", "length"}, do: (*Server).openUpload},
	"files.completeUploadExternal": {scope: scope("files:write"), needs: []string{"files", "channel_id"}, do: (*Server).showFiles,
		may: []string{"thread_ts", "initial_comment"}},
	"conversations.history": {scope: historyScope, needs: []string{"channel"}, may: historyArguments, do: (*Server).channelHistory},
	"conversations.replies": {scope: historyScope, needs: []string{"channel", "ts"}, may: historyArguments, do: (*Server).replies},
	"conversations.open":    {scope: scope("im:write"), needs: []string{"users"}, may: []string{"return_im"}, do: (*Server).openDirect},
	"conversations.info": {scope: scope("channels:read"), needs: []string{"channel"}, do: (*Server).channelInfo,
		may: []string{"include_locale", "include_num_members"}},
	"users.info":    {scope: scope("users:read"), needs: []string{"user"}, may: []string{"include_locale"}, do: (*Server).user},
	"views.open":    {needs: []string{"trigger_id", "view"}, do: (*Server).openView},
	"views.push":    {needs: []string{"trigger_id", "view"}, do: (*Server).pushView},
	"views.update":  {needs: []string{"view"}, may: []string{"view_id", "external_id", "hash"}, do: (*Server).updateView},
	"views.publish": {needs: []string{"user_id", "view"}, may: []string{"hash"}, do: (*Server).publishHome},
	"assistant.threads.setStatus": {scope: scope("assistant:write"), needs: []string{"channel_id", "thread_ts", "status"},
		may: []string{"loading_messages", "icon_emoji", "icon_url", "username"}, do: (*Server).setStatus},
	"assistant.threads.setSuggestedPrompts": {scope: scope("assistant:write"), needs: []string{"channel_id", "prompts"},
		may: []string{"thread_ts", "title"}, do: (*Server).setPrompts},
	"assistant.threads.setTitle": {scope: scope("assistant:write"), needs: []string{"channel_id", "thread_ts", "title"}, do: (*Server).setTitle},
	"agents.sessions.rename":     {scope: scope("assistant:write"), needs: []string{"channel_id", "thread_ts", "title"}, do: (*Server).renameSession},
	"agents.sessions.setStatus": {scope: scope("assistant:write"), needs: []string{"channel_id", "thread_ts", "status"},
		may: []string{"title", "initiator_user_id"}, do: (*Server).setSession},
	"chat.startStream": {scope: scope("chat:write"), needs: []string{"channel", "thread_ts"}, do: (*Server).startStream,
		may: []string{"markdown_text", "chunks", "recipient_user_id", "recipient_team_id", "task_display_mode"}},
	"chat.appendStream": {scope: scope("chat:write"), needs: []string{"channel", "ts"}, may: []string{"markdown_text", "chunks"}, do: (*Server).appendStream},
	"chat.stopStream": {scope: scope("chat:write"), needs: []string{"channel", "ts"}, may: []string{"markdown_text", "chunks", "blocks", "metadata"},
		do: (*Server).stopStream},
	"chat.getPermalink":     {needs: []string{"channel", "message_ts"}, do: (*Server).permalink},
	"reactions.add":         {scope: scope("reactions:write"), needs: []string{"channel", "timestamp", "name"}, do: (*Server).react},
	"reactions.remove":      {scope: scope("reactions:write"), needs: []string{"channel", "timestamp", "name"}, do: (*Server).unreact},
	"conversations.members": {scope: scope("channels:read"), needs: []string{"channel"}, may: []string{"cursor", "limit"}, do: (*Server).members},
	"conversations.list":    {scope: scope("channels:read"), may: []string{"cursor", "exclude_archived", "limit", "types"}, do: (*Server).channelList},
}

var historyArguments = []string{"cursor", "oldest", "latest", "inclusive", "limit", "include_all_metadata"}

// reply does what a method does, once its token, arguments and scope are right.
func (s *Server) reply(name string, r *http.Request) map[string]any {
	token := r.PostForm.Get("token")
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		token = bearer
	}
	wanted := BotToken
	if name == "apps.connections.open" {
		wanted = AppToken
	}
	switch {
	case token == "":
		return refusal("not_authed")
	case token != wanted && (token == BotToken || token == AppToken):
		return refusal("not_allowed_token_type")
	case token != wanted:
		return refusal("invalid_auth")
	}
	m, known := methods[name]
	if !known {
		return refusal("unknown_method")
	}
	for argument, values := range r.PostForm {
		if argument != "token" && !slices.Contains(m.needs, argument) && !slices.Contains(m.may, argument) || len(values) != 1 {
			return refusal("invalid_arguments", "unsupported argument: "+argument)
		}
	}
	for _, argument := range m.needs {
		if r.PostForm.Get(argument) == "" && argument != "status" { // an empty status clears it
			return refusal("invalid_arguments", "missing required field: "+argument)
		}
	}
	if need := needed(m, r.PostForm); need != "" && s.scopes != "" && !slices.Contains(strings.Split(s.scopes, ","), need) {
		out := refusal("missing_scope")
		out["needed"], out["provided"] = need, s.scopes
		return out
	}
	return m.do(s, r.PostForm)
}

func needed(m method, form url.Values) string {
	if m.scope == nil {
		return ""
	}
	return m.scope(form)
}

// whoami is auth.test.
func (s *Server) whoami(url.Values) map[string]any {
	return map[string]any{"ok": true, "url": "https://newsroom.slack.com/", "team": "Newsroom", "user": "nutgraf",
		"team_id": Team, "user_id": BotUser, "bot_id": BotID}
}

// openSocket is apps.connections.open.
func (s *Server) openSocket(url.Values) map[string]any {
	return map[string]any{"ok": true, "url": "ws" + strings.TrimPrefix(s.http.URL, "http") + "/link?ticket=" + Ticket}
}

// maxCall is how much one call may bring.
const maxCall = 1 << 20

// arguments reads those of a call into its form. A call may bring them as JSON:
// https://docs.slack.dev/apis/web-api/#methods_supporting_json
func arguments(r *http.Request) error {
	r.Body = http.MaxBytesReader(nil, r.Body, maxCall)
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		return r.ParseForm()
	}
	var all map[string]json.RawMessage
	if err := json.NewDecoder(r.Body).Decode(&all); err != nil && err != io.EOF { // some methods take nothing
		return err
	}
	r.PostForm = url.Values{}
	for name, raw := range all {
		var text string
		if json.Unmarshal(raw, &text) != nil {
			text = string(raw)
		}
		r.PostForm.Set(name, text)
	}
	return nil
}
