package slack

import (
	"fmt"
	"slices"
	"strings"
)

// Feature is something the app can do for people that takes rights of its own. The configuration names those that are wanted; the manifest
// asks for their rights and no others, and Check says what is missing and what that costs.
type Feature string

// The features that can be left out. Without any of them the bot answers mentions, direct messages and commands.
const (
	FeatureFollowUps Feature = "follow-ups" // questions in its threads need no mention
	FeaturePeople    Feature = "people"     // it knows who administers the workspace, who is a guest, and a person's time zone
	FeaturePersonal  Feature = "personal"   // it writes to a person first: their own digests, and what became of a channel's
	FeatureRecovery  Feature = "recovery"   // after a failure it looks whether a message was shown
	FeatureFiles     Feature = "files"      // what Slack shows in no other form it shows as a file
	FeatureWelcome   Feature = "welcome"    // whoever brings it into a channel is told, alone, how to ask
)

// AllFeatures is every one there is.
var AllFeatures = []Feature{FeatureFollowUps, FeaturePeople, FeaturePersonal, FeatureRecovery, FeatureWelcome, FeatureFiles}

// DefaultFeatures are wanted unless the configuration says otherwise.
var DefaultFeatures = []Feature{FeatureFollowUps, FeaturePeople, FeaturePersonal, FeatureRecovery, FeatureWelcome}

// right is a scope of the bot token, with what it is for in words that follow "may".
type right struct{ scope, use string }

// needs is what a feature takes of Slack: https://docs.slack.dev/reference/scopes and …/reference/events
type needs struct {
	rights []right
	events []string
	cost   string // what is not done without it, for whoever runs the bot
}

// base is what the bot cannot be without.
var base = needs{
	rights: []right{
		{"app_mentions:read", "hear mentions in channels"},
		{"assistant:write", "suggest questions and show that it is at work in the agent view"},
		{"chat:write", "answer"},
		{"commands", "take /brief and the shortcut under a message"},
		{"im:history", "hear direct messages"},
	},
	events: []string{"app_mention", "message.im", "app_home_opened", "app_context_changed", "agent_session_stopped", "app_uninstalled", "tokens_revoked"},
}

var featureNeeds = map[Feature]needs{
	FeatureFollowUps: {
		rights: []right{{"channels:history", "read on in its threads in public channels"}, {"groups:history", "read on in its threads in private channels"}},
		events: []string{"message.channels", "message.groups"},
		cost:   "a question in a thread needs a mention each time",
	},
	FeaturePeople: {
		rights: []right{{"users:read", "tell who administers the workspace and who is a guest"}},
		cost:   "nobody may change the subscriptions of a channel, and time zones must be typed",
	},
	FeaturePersonal: {
		rights: []right{{"im:write", "write to a person alone, such as that a subscription was stopped"}},
		cost:   "nobody gets digests of their own, and nobody is told when a channel's digest stops",
	},
	FeatureRecovery: {
		rights: []right{{"channels:history", "look in public channels whether a post was shown before it is sent again"},
			{"groups:history", "look in private channels whether a post was shown before it is sent again"}},
		cost: "a message whose sending failed without a word is set aside and not sent again",
	},
	FeatureFiles: {
		rights: []right{{"files:write", "show as a file what Slack refuses in every other form"}},
		cost:   "what Slack refuses in every form is only kept, and can be asked for again",
	},
	FeatureWelcome: {
		rights: []right{{"channels:read", "hear that it was brought into a public channel"}, {"groups:read", "hear that it was brought into a private channel"}},
		events: []string{"member_joined_channel"},
		cost:   "whoever brings it into a channel is not told how to ask",
	},
}

// ParseFeatures reads the names of features.
func ParseFeatures(names []string) ([]Feature, error) {
	var out []Feature
	for _, name := range names {
		f := Feature(strings.ToLower(strings.TrimSpace(name)))
		if _, known := featureNeeds[f]; !known {
			return nil, fmt.Errorf("slack.features: %q is none of %s", name, strings.Join(featureNames(), ", "))
		}
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out, nil
}

func featureNames() []string {
	var names []string
	for _, f := range AllFeatures {
		names = append(names, string(f))
	}
	return names
}

// optionalScopes are the scopes of features, each once, sorted.
func optionalScopes(features []Feature) []string {
	var scopes []string
	for _, f := range features {
		for _, r := range featureNeeds[f].rights {
			scopes = append(scopes, r.scope)
		}
	}
	slices.Sort(scopes)
	return slices.Compact(scopes)
}

// eventsOf are the events of the base and of features, each once.
func eventsOf(features []Feature) []string {
	events := slices.Clone(base.events)
	for _, f := range AllFeatures {
		if slices.Contains(features, f) {
			events = append(events, featureNeeds[f].events...)
		}
	}
	return events
}
