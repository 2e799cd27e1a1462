package slacktest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The clients that Slack itself makes, and its types of all that it sends and answers.
var sdkPackages = []string{"@slack/web-api@8.2.0", "@slack/socket-mode@3.1.0", "@slack/types@3.2.0", "typescript@5.9.3"}

// sdkFolder is a folder with the packages in it, in the user's cache, outside of the house.
func sdkFolder(t *testing.T) string {
	t.Helper()
	npm, err := exec.LookPath("npm")
	if err != nil || testing.Short() {
		t.Skip("SKIPPED: without npm nobody checks the fake Slack against Slack's own client and types")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skip("SKIPPED: no cache folder for Slack's own client: " + err.Error())
	}
	folder := filepath.Join(cache, "nutgraf-slack-sdk")
	done := filepath.Join(folder, "installed")
	want := []byte(strings.Join(sdkPackages, "\n"))
	if have, err := os.ReadFile(done); err == nil && bytes.Equal(have, want) {
		return folder
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), npm, slices.Concat([]string{"install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts"}, sdkPackages)...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: npm does not bring Slack's own client: %v\n%s", err, out)
	}
	if err := os.WriteFile(done, want, 0o644); err != nil {
		t.Fatal(err)
	}
	return folder
}

// app is a small app on Slack's own client: it answers a mention in its thread, edits and deletes, answers a command in the acknowledgement,
// opens a form when a button is pressed, finds fault with what is sent, and takes it the second time.
const app = `
import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
const [api, bot, appToken] = process.argv.slice(2);
const web = new WebClient(bot, { slackApiUrl: api });
const socket = new SocketModeClient({ appToken, clientOptions: { slackApiUrl: api } });
const fail = (e) => { console.error(e); process.exit(1); };
const safely = (f) => (arg) => f(arg).catch(fail);
socket.on('app_mention', safely(async ({ event, ack }) => {
  await ack();
  const said = await web.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: 'heard ' + event.text.length, unfurl_links: false, unfurl_media: false,
    blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'more', value: 'more', text: { type: 'plain_text', text: 'More' } }] }] });
  await web.chat.update({ channel: said.channel, ts: said.ts, text: 'heard it' });
  const extra = await web.chat.postMessage({ channel: event.channel, text: 'extra' });
  await web.chat.delete({ channel: extra.channel, ts: extra.ts });
}));
socket.on('message', safely(async ({ ack }) => ack()));
socket.on('slash_commands', safely(async ({ body, ack }) => ack({ text: 'you said ' + body.text })));
let sent = 0;
socket.on('interactive', safely(async ({ body, ack }) => {
  if (body.type === 'view_submission') {
    sent++;
    return ack(sent === 1 ? { response_action: 'errors', errors: { why: 'Say more.' } } : undefined);
  }
  await ack();
  await web.views.open({ trigger_id: body.trigger_id, view: { type: 'modal', callback_id: 'f', title: { type: 'plain_text', text: 'Why?' }, submit: { type: 'plain_text', text: 'Send' },
    blocks: [{ type: 'input', block_id: 'why', label: { type: 'plain_text', text: 'Why' }, element: { type: 'plain_text_input', action_id: 'v' } }] } });
  let twice = '';
  await web.views.open({ trigger_id: body.trigger_id, view: { type: 'modal', title: { type: 'plain_text', text: 'Again' }, blocks: [{ type: 'divider' }] } }).catch((e) => { twice = e.data.error; });
  if (twice !== 'exchanged_trigger_id') fail('a trigger opened two forms: ' + twice);
}));
const who = await web.auth.test();
if (who.user_id !== 'UBOT') fail(who);
await socket.start();
`

// TestNodeClient has Slack's own client drive the fake, from the first socket to a form and a new socket.
func TestNodeClient(t *testing.T) {
	folder := sdkFolder(t)
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("SKIPPED: without node nobody checks the fake Slack against Slack's own client")
	}
	s := Start(Options{Clock: true, Directs: map[string]string{"U1": "D11"}})
	t.Cleanup(s.Close)
	script := filepath.Join(folder, "app-"+filepath.Base(t.TempDir())+".mjs")
	if err := os.WriteFile(script, []byte(app), 0o600); err != nil {
		t.Fatal(err)
	}
	defer os.Remove(script)
	var errs bytes.Buffer
	c := exec.CommandContext(t.Context(), node, script, s.APIURL, BotToken, AppToken)
	c.Stderr = &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = c.Process.Kill()
		_ = c.Wait()
		if t.Failed() {
			t.Log(errs.String())
		}
	}()
	s.WaitSockets(t, 1, 1)
	ada := s.As("U1")
	ts := ada.Says(Channel, "", "<@UBOT> who runs the ferry?")
	edited := func() *Post {
		for i, p := range s.posts {
			if p.Thread == ts && p.Text == "heard it" && len(s.deleted) == 1 {
				return &s.posts[i]
			}
		}
		return nil
	}
	s.WaitFor(t, "an edited answer, and one taken back", func() bool { return edited() != nil })
	id := ada.Commands(Channel, "/brief", "help me")
	s.WaitFor(t, "the answer in an acknowledgement", func() bool {
		return slices.ContainsFunc(s.posts, func(p Post) bool { return p.Only == "U1" && p.Text == "you said help me" })
	})
	if a, ok := s.Acked(id); !ok || a.Times != 1 {
		t.Errorf("the command was acknowledged %d times", a.Times)
	}
	answer := s.Posts()[0].TS
	ada.Presses(answer, Pressed{ActionID: "more", Value: "more"})
	s.WaitFor(t, "a form", func() bool { return s.modal("U1") != nil })
	values := map[string]map[string]any{"why": {"v": map[string]any{"type": "plain_text_input", "value": "x"}}}
	first, _ := s.Await(ada.Submits(values), patience)
	if got := first.FormErrors()["why"]; got != "Say more." {
		t.Errorf("the form says %q", got)
	}
	if _, open := s.Modal("U1"); !open {
		t.Error("a form with faults was closed")
	}
	s.Await(ada.Submits(values), patience)
	if _, open := s.Modal("U1"); open {
		t.Error("a form that was taken stays open")
	}
	s.Disconnect(t, 0, "refresh_requested")
	s.WaitFor(t, "a new socket alone", func() bool { return s.opened >= 2 && len(s.sockets) == 1 })
	before := len(s.Posts())
	ada.Says(Channel, "", "<@UBOT> are you still there?")
	s.WaitPosts(t, before+1)
	s.WaitFor(t, "all acknowledgements", func() bool { return len(s.pending) == 0 })
	if v := s.Violations(); len(v) > 0 {
		t.Errorf("violations: %v", v)
	}
}

// TestNodeTypes has the TypeScript compiler check what the fake sends and answers against Slack's own types.
func TestNodeTypes(t *testing.T) {
	folder := sdkFolder(t)
	s := Start(Options{Clock: true, Directs: map[string]string{"U1": "D11"}})
	t.Cleanup(s.Close)
	s.Person("U1", "is_admin")
	var source strings.Builder
	source.WriteString("import type * as api from '@slack/web-api';\nimport type * as events from '@slack/types';\n")
	n := 0
	declare := func(of string, v any) {
		n++
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&source, "export const v%d: %s = %s;\n", n, of, raw)
	}
	declareReplies(t, s, declare)
	declareEvents(s, declare)
	file := filepath.Join(folder, "fake-"+filepath.Base(t.TempDir())+".mts")
	defer os.Remove(file)
	compile := func(source string) string {
		if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
		c := exec.CommandContext(t.Context(), filepath.Join(folder, "node_modules", ".bin", "tsc"), "--noEmit", "--strict", "--skipLibCheck",
			"--module", "node16", "--moduleResolution", "node16", file)
		c.Dir = folder
		out, err := c.CombinedOutput()
		if err == nil {
			return ""
		}
		return err.Error() + "\n" + string(out)
	}
	if out := compile(source.String()); out != "" {
		t.Errorf("not what Slack's types say:\n%s\n%s", out, source.String())
	}
	if out := compile("import type * as events from '@slack/types';\nexport const v: events.AppMentionEvent = {\"type\": \"app_mention\"};\n"); !strings.Contains(out, "TS2") {
		t.Errorf("an event without anything passes: nothing is checked here: %s", out)
	}
}

// declareReplies declares what the calls that an app makes are answered with.
func declareReplies(t *testing.T, s *Server, declare func(of string, v any)) {
	t.Helper()
	reply := func(of, method string, args ...string) map[string]any {
		out := call(t, s, method, args...)
		if out["ok"] != true {
			t.Fatalf("%s: %v", method, out)
		}
		declare("api."+of, out)
		return out
	}
	reply("AuthTestResponse", "auth.test")
	ts, _ := reply("ChatPostMessageResponse", "chat.postMessage", "channel", Channel, "text", "x")["ts"].(string)
	reply("ChatUpdateResponse", "chat.update", "channel", Channel, "ts", ts, "text", "y")
	reply("ChatGetPermalinkResponse", "chat.getPermalink", "channel", Channel, "message_ts", ts)
	reply("ConversationsHistoryResponse", "conversations.history", "channel", Channel, "include_all_metadata", "true")
	reply("ConversationsRepliesResponse", "conversations.replies", "channel", Channel, "ts", ts)
	reply("ConversationsInfoResponse", "conversations.info", "channel", Channel)
	reply("ConversationsListResponse", "conversations.list")
	reply("ConversationsOpenResponse", "conversations.open", "users", "U1")
	reply("UsersInfoResponse", "users.info", "user", "U1")
	reply("ChatPostEphemeralResponse", "chat.postEphemeral", "channel", Channel, "user", "U1", "text", "x")
	reply("ChatDeleteResponse", "chat.delete", "channel", Channel, "ts", ts)
	stream, _ := reply("ChatStartStreamResponse", "chat.startStream", "channel", Direct, "thread_ts", ts)["ts"].(string)
	reply("ChatAppendStreamResponse", "chat.appendStream", "channel", Direct, "ts", stream, "markdown_text", "x")
	reply("ChatStopStreamResponse", "chat.stopStream", "channel", Direct, "ts", stream)
	s.mu.Lock()
	trigger := s.trigger("U1")
	s.mu.Unlock()
	const view = `{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[{"type":"divider"}]}`
	reply("ViewsOpenResponse", "views.open", "trigger_id", trigger, "view", view)
	reply("ViewsPublishResponse", "views.publish", "user_id", "U1", "view", `{"type":"home","blocks":[{"type":"divider"}]}`)
	reply("AssistantThreadsSetStatusResponse", "assistant.threads.setStatus", "channel_id", Direct, "thread_ts", ts, "status", "is busy")
}

// declareEvents declares the events that what people do is.
func declareEvents(s *Server, declare func(of string, v any)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	inner := func(envelope map[string]any) any {
		payload, _ := envelope["payload"].(map[string]any)
		return payload["event"]
	}
	said := s.saidEvents(Post{Channel: Channel, Thread: "1.000001", TS: "2.000001", User: "U1", Text: "<@UBOT> x"})
	declare("events.AppMentionEvent", inner(said[0]))
	declare("Omit<events.GenericMessageEvent, 'subtype'>", inner(said[1]))
	direct := s.saidEvents(Post{Channel: Direct, TS: "2.000002", User: "U1", Text: "x"})
	declare("Omit<events.GenericMessageEvent, 'subtype'>", inner(direct[0]))
	p := Post{Channel: Channel, TS: "2.000003", Text: "x"}
	// The types take the message in a change for an event of its own; it is none, and has no channel.
	const message = " & { message: object; previous_message: object }"
	declare("Omit<events.MessageChangedEvent, 'message' | 'previous_message'>"+message, s.echoEvent("message_changed", p))
	declare("Omit<events.MessageDeletedEvent, 'previous_message'> & { previous_message: object }", s.echoEvent("message_deleted", p))
	declare("events.AppHomeOpenedEvent", s.homeEvent("U2", "home")) // without a page: the type of one lacks what Slack adds
	declare("events.MemberJoinedChannelEvent", s.joinEvent(Channel, BotUser, "U1"))
}
