package slack

import (
	"context"
	"errors"
	"slices"
	"strings"

	api "github.com/slack-go/slack"
)

// Finding is one thing that was looked at, and what to do if it is not right.
type Finding struct {
	What string // what was looked at and found, in one line
	Cure string // "" when OK
	OK   bool
}

// scopesHeader lists what the token of a request may do: https://docs.slack.dev/authentication/installing-with-oauth#requesting
const scopesHeader = "X-OAuth-Scopes"

// Check looks at the set-up as Slack sees it: both tokens, and what the app may do. The error is ctx's;
// every other trouble is a finding.
func (c *Chat) Check(ctx context.Context) ([]Finding, error) {
	var out []Finding
	who, err := c.api.AuthTestContext(ctx)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		out = append(out, c.fault("slack.bot_token_env", err))
	default:
		out = append(out, Finding{What: "slack.bot_token_env: " + who.User + " in workspace " + who.Team, OK: true})
		out = append(out, c.scopeFindings(who)...)
	}
	if c.listen != "" {
		return append(out, Finding{What: "slack.listen: Slack is to deliver over HTTP to " + c.listen +
			", through a proxy that speaks https; the app's settings name its address, and say Verified beside it while the bot runs", OK: true}), nil
	}
	// An address that is not dialled expires by itself.
	_, _, err = c.api.StartSocketModeContext(ctx)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		out = append(out, c.fault("slack.app_token_env", err))
	default:
		out = append(out, Finding{What: "slack.app_token_env: opens a socket", OK: true})
	}
	return out, nil
}

// scopeFindings compares the token's scopes with what the wanted features need. Which events the app is sent, Slack tells nobody but the
// person who looks at its settings: they are named with the scopes that bring them.
func (c *Chat) scopeFindings(who *api.AuthTestResponse) []Finding {
	header := who.Header.Get(scopesHeader)
	if header == "" {
		return []Finding{{What: "slack scopes: Slack did not list them", Cure: "compare OAuth & Permissions of the app with what nutgraf slack manifest prints"}}
	}
	granted := map[string]bool{}
	for scope := range strings.SplitSeq(header, ",") {
		granted[strings.TrimSpace(scope)] = true
	}
	var out []Finding
	for _, r := range base.rights {
		if granted[r.scope] {
			out = append(out, Finding{What: "slack scope " + r.scope + ": may " + r.use, OK: true})
			continue
		}
		out = append(out, Finding{What: "slack scope " + r.scope + " is missing: cannot " + r.use, Cure: addScope})
	}
	for _, f := range AllFeatures {
		out = append(out, c.featureFinding(f, granted))
	}
	out = append(out, Finding{What: "slack events, which only the app's settings tell: under Event Subscriptions there must be " +
		strings.Join(eventsOf(c.features), ", "), OK: true})
	return out
}

const addScope = "add it under OAuth & Permissions of the app, reinstall the app, and set the new bot token"

// featureFinding says whether the token's scopes are enough for a feature, and what is not done without.
func (c *Chat) featureFinding(f Feature, granted map[string]bool) Finding {
	need := featureNeeds[f]
	if !slices.Contains(c.features, f) {
		return Finding{What: "slack feature " + string(f) + " is off: " + need.cost, OK: true}
	}
	var missing []string
	for _, r := range need.rights {
		if !granted[r.scope] {
			missing = append(missing, r.scope)
		}
	}
	if len(missing) == 0 {
		return Finding{What: "slack feature " + string(f) + ": has its scopes", OK: true}
	}
	return Finding{ // whoever installed the app may have meant it: such scopes are optional there
		What: "slack feature " + string(f) + " is off without the scope " + strings.Join(missing, " and ") + ": " + need.cost + "; to have it, " + addScope,
		OK:   true,
	}
}

// fault is the finding that a call with the token of setting failed.
func (c *Chat) fault(setting string, err error) Finding {
	if f, ok := tokenFault(setting, err); ok {
		return f
	}
	if answer, ok := errors.AsType[api.SlackErrorResponse](err); ok {
		return Finding{What: setting + ": slack says " + answer.Err, Cure: "look at the app's settings at https://api.slack.com/apps"}
	}
	return Finding{
		What: setting + ": Slack cannot be reached: " + c.redact(err),
		Cure: "check the network, the proxy settings and https://slack-status.com, and try again",
	}
}
