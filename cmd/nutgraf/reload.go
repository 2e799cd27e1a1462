package main

import (
	"context"
	"os"
	"reflect"
	"strings"
	"sync/atomic"

	"github.com/nutgraf/nutgraf/adapters/slack"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/store"
)

// reloads reads the configuration again at each hangup, until ctx is done.
func (s *service) reloads(ctx context.Context, hangups <-chan os.Signal, super supervisor) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-hangups:
			s.say(super.reloading())
			s.reload(ctx)
			s.say(super.ready())
		}
	}
}

// reload makes the configuration hold as far as it can while the bot runs, and says in the log what has changed and what waits
// for a restart. A file with a fault changes nothing.
func (s *service) reload(ctx context.Context) {
	next, err := loadConfig(s.path)
	if err != nil {
		s.log.Error("configuration not read: nothing has changed", "error", err)
		return
	}
	var changed, waiting []string
	now := &s.config
	for _, setting := range []struct {
		name  string
		now   any // a pointer into the configuration that holds
		next  any
		apply func() // nil where only a restart makes it hold
	}{
		{name: "log", now: &now.Log, next: next.Log, apply: func() { s.level.Set(next.Log) }},
		{name: "show", now: &now.Show, next: next.Show, apply: func() { s.voice.show(next.Show) }},
		{name: "limits", now: &now.Limits, next: next.Limits, apply: func() { s.bot.SetLimits(next.Limits.limits()) }},
		{name: "zone", now: &now.Zone, next: next.Zone},
		{name: "database", now: &now.Database, next: next.Database},
		{name: "workers", now: &now.Workers, next: next.Workers},
		{name: "http", now: &now.HTTP, next: next.HTTP},
		{name: "slack.channels", now: &now.Slack.Channels, next: next.Slack.Channels, apply: func() { s.setPolicy(next.Slack) }},
		{name: "slack.answer_in", now: &now.Slack.AnswerIn, next: next.Slack.AnswerIn, apply: func() { s.setPolicy(next.Slack) }},
		{name: "slack.shared", now: &now.Slack.Shared, next: next.Slack.Shared, apply: func() { s.setPolicy(next.Slack) }},
		{name: "slack", now: &now.Slack, next: next.Slack},
		{name: "discord", now: &now.Discord, next: next.Discord},
		{name: "model", now: &now.Model, next: next.Model},
	} {
		holds := reflect.ValueOf(setting.now).Elem()
		switch {
		case reflect.DeepEqual(holds.Interface(), setting.next):
		case setting.apply == nil:
			waiting = append(waiting, setting.name)
		default:
			setting.apply()
			holds.Set(reflect.ValueOf(setting.next))
			changed = append(changed, setting.name)
		}
	}
	changed = append(changed, s.reloadFeeds(ctx, next)...)
	if len(waiting) > 0 {
		s.log.Warn("configuration read: some of it needs a restart", "changed", list(changed), "needs_restart", list(waiting))
		return
	}
	s.log.Info("configuration read", "changed", list(changed))
}

// setPolicy has the bot answer where c says.
func (s *service) setPolicy(c slackConfig) {
	for _, chat := range s.pulse.chats {
		if placed, ok := chat.(interface{ SetPolicy(slack.Policy) }); ok {
			placed.SetPolicy(c.policy())
		}
	}
}

// reloadFeeds has the feeds of next read, with its settings of the web.
func (s *service) reloadFeeds(ctx context.Context, next config) (changed []string) {
	anew := !reflect.DeepEqual(s.config.Web, next.Web)
	if anew {
		changed = append(changed, "web")
	}
	s.redact.know(next.secrets()...)
	s.config.Web, s.config.Feeds = next.Web, next.Feeds
	return append(changed, s.feeds.set(ctx, next.Feeds, next.Web.client(s.log), anew)...)
}

// list is names for a line of the log.
func list(names []string) string { return orElse(strings.Join(names, ", "), "nothing") }

// voice answers questions and compiles digests, showing as much of an article as is set now.
type voice struct {
	db      *store.DB
	options answer.Options
	wired   atomic.Pointer[house]
}

func newVoice(db *store.DB, o answer.Options, c showConfig) *voice {
	s := &voice{db: db, options: o}
	s.show(c)
	return s
}

// show makes c hold from the next question on.
func (s *voice) show(c showConfig) {
	o := s.options
	o.Limit = c.limit()
	s.wired.Store(wire(s.db, o))
}

// Answer is that of package answer.
func (s *voice) Answer(ctx context.Context, q briefing.Question) (briefing.Answer, error) {
	return s.wired.Load().answer.Answer(ctx, q)
}

// Extent is how much there is to search for somebody who must not see some feeds.
func (s *voice) Extent(ctx context.Context, hidden []string) (briefing.Extent, error) {
	return s.wired.Load().answer.Extent(ctx, hidden)
}

// Compile is that of package digest.
func (s *voice) Compile(ctx context.Context, e briefing.Edition) (briefing.Digest, error) {
	return s.wired.Load().digest.Compile(ctx, e)
}
