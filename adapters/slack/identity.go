package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	api "github.com/slack-go/slack"
)

// checkToken says what is wrong with the form of a token, without showing it.
func checkToken(setting, token string, prefixes ...string) error {
	if token == "" {
		return fmt.Errorf("%s is not set", setting)
	}
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(token, p); ok && rest != "" && !strings.ContainsAny(token, " \t\r\n") {
			return nil
		}
	}
	return fmt.Errorf("%s does not look like a token that begins with %s", setting, prefixes[0])
}

// identity is who the bot is in its workspace.
type identity struct {
	user string // of the bot, as in <@U…>
	bot  string // its bot_id
	team string // the workspace it is installed in
}

// firstWait and longestWait bound the pauses between attempts to learn who the bot is.
const (
	firstWait   = time.Second
	longestWait = time.Minute
)

// identify asks Slack who the bot is, and asks again until it gets an answer or a definite no.
func (c *Chat) identify(ctx context.Context) (identity, error) {
	for wait := firstWait; ; wait = min(2*wait, longestWait) {
		who, err := c.api.AuthTestContext(ctx)
		if err == nil {
			return identity{user: who.UserID, bot: who.BotID, team: who.TeamID}, nil
		}
		if ctx.Err() != nil {
			return identity{}, ctx.Err()
		}
		if fault := tokenError("slack.bot_token_env", err); fault != nil {
			return identity{}, fault
		}
		if limited, ok := errors.AsType[*api.RateLimitedError](err); ok {
			wait = max(wait, limited.RetryAfter)
		}
		c.log.Warn("slack does not say who the bot is, asking again", "wait", wait, "error", c.redact(err))
		if err := c.pause(ctx, wait); err != nil {
			return identity{}, err
		}
	}
}

// tokenFaults are the answers of Slack that no second attempt will change, with what to do about them:
// https://docs.slack.dev/reference/methods/auth.test#errors and …/apps.connections.open#errors
var tokenFaults = map[string]struct{ what, cure string }{
	"invalid_auth":            {"the token is wrong or of another workspace", "copy it again from the app's settings"},
	"not_authed":              {"no token arrived", "set it"},
	"token_revoked":           {"the token was revoked", "reinstall the app and copy the new one"},
	"token_expired":           {"the token has expired", "reinstall the app and copy the new one"},
	"account_inactive":        {"the app was removed from the workspace", "reinstall it and copy the new token"},
	"not_allowed_token_type":  {"this is the other kind of token", "bot_token begins with xoxb-, app_token with xapp-"},
	"missing_scope":           {"the token lacks a scope", "an app token needs connections:write; for a bot token see nutgraf slack manifest"},
	"no_permission":           {"the token lacks a permission", "reinstall the app from nutgraf slack manifest"},
	"team_access_not_granted": {"the app is not allowed in this workspace", "ask its owner to approve it"},
}

// tokenFault is the finding that Slack will never take the token of setting; ok is false when err does not say so.
func tokenFault(setting string, err error) (f Finding, ok bool) {
	refused, ok := errors.AsType[api.SlackErrorResponse](err)
	if !ok {
		return Finding{}, false
	}
	fault, ok := tokenFaults[refused.Err]
	if !ok {
		return Finding{}, false
	}
	return Finding{What: setting + ": slack says " + refused.Err + ": " + fault.what, Cure: fault.cure}, true
}

// tokenError is tokenFault as the error to end with, or nil.
func tokenError(setting string, err error) error {
	f, ok := tokenFault(setting, err)
	if !ok {
		return nil
	}
	return errors.New(f.What + ": " + f.Cure)
}
