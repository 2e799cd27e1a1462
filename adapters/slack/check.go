package slack

import (
	"context"
	"errors"
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

// scopes are what the bot token needs, and what for; manifest.yaml asks for the same.
var scopes = []struct{ name, use string }{
	{"app_mentions:read", "hear mentions in channels"},
	{"chat:write", "answer"},
	{"im:history", "hear direct messages"},
	{"im:write", "write to a person alone, such as that a subscription was stopped"},
	{"users:read", "tell who administers the workspace and who is a guest"},
	{"channels:history", "look in public channels whether a post was shown before it is sent again"},
	{"groups:history", "look in private channels whether a post was shown before it is sent again"},
}

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
		out = append(out, scopeFindings(who)...)
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

// scopeFindings compares the token's scopes with the needed ones.
func scopeFindings(who *api.AuthTestResponse) []Finding {
	header := who.Header.Get(scopesHeader)
	if header == "" {
		return []Finding{{What: "slack scopes: Slack did not list them", Cure: "compare OAuth & Permissions of the app with manifest.yaml"}}
	}
	granted := map[string]bool{}
	for scope := range strings.SplitSeq(header, ",") {
		granted[strings.TrimSpace(scope)] = true
	}
	var out []Finding
	for _, s := range scopes {
		if granted[s.name] {
			out = append(out, Finding{What: "slack scope " + s.name + ": may " + s.use, OK: true})
			continue
		}
		out = append(out, Finding{
			What: "slack scope " + s.name + " is missing: cannot " + s.use,
			Cure: "add it under OAuth & Permissions of the app, reinstall the app, and set the new bot token",
		})
	}
	return out
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
