package main

import (
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack"
)

// slackMeter counts what goes to and fro between the bot and Slack. It is a slack.Meter.
type slackMeter struct{ envelopes, acknowledged, calls, sockets, waits *metric }

var _ slack.Meter = (*slackMeter)(nil)

// ackBounds are seconds: an envelope is due within 0.2, and Slack delivers again what it hears nothing of for 3.
var ackBounds = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 3, 10}

// paceBounds are seconds: what would wait for longer than five goes back to the queue.
var paceBounds = []float64{0.1, 0.5, 1, 2, 5}

// slackMethods are those that the bot calls. What else is called is counted as "other".
var slackMethods = []string{
	"auth.test", "apps.connections.open", "chat.postMessage", "chat.postEphemeral", "chat.update", "chat.delete",
	"conversations.open", "conversations.info", "conversations.history", "conversations.replies", "users.info",
	"views.open", "views.push", "views.update", "views.publish", "assistant.threads.setStatus", "assistant.threads.setSuggestedPrompts",
	"assistant.threads.setTitle", "agents.sessions.rename", "agents.sessions.setStatus", "files.getUploadURLExternal", "files.completeUploadExternal",
}

func newSlackMeter() *slackMeter {
	return &slackMeter{
		envelopes:    newCounter("nutgraf_slack_envelopes_total", "What Slack delivered, by kind and by whether it was acknowledged (done) or comes again (retried).", "kind", "outcome"),
		acknowledged: newHistogram("nutgraf_slack_acknowledge_seconds", "From when an envelope arrived to when it could be acknowledged.", ackBounds, "kind"),
		calls:        newCounter("nutgraf_slack_calls_total", "Calls of Slack's Web API; busy is when Slack asks for patience.", "method", "outcome"),
		sockets:      newCounter("nutgraf_slack_sockets_opened_total", "Sockets to Slack that opened, at the start and whenever one is replaced."),
		waits:        newHistogram("nutgraf_slack_pace_wait_seconds", "How long messages waited because a channel takes one a second.", paceBounds),
	}
}

func (m *slackMeter) Taken(kind string, took time.Duration, acknowledged bool) {
	if !acknowledged {
		m.envelopes.add(1, kind, "retried")
		return
	}
	m.envelopes.add(1, kind, "done")
	m.acknowledged.observe(took.Seconds(), kind)
}

func (m *slackMeter) Called(method, outcome string) {
	m.calls.add(1, among(method, slackMethods), outcome)
}

func (m *slackMeter) Opened()                { m.sockets.add(1) }
func (m *slackMeter) Waited(d time.Duration) { m.waits.observe(d.Seconds()) }

func (m *slackMeter) metrics() []*metric {
	return []*metric{m.envelopes, m.acknowledged, m.calls, m.sockets, m.waits}
}
