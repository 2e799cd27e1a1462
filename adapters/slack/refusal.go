package slack

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot"
)

// busyWait is the patience asked for when Slack does not say how much.
const busyWait = 30 * time.Second

// blockFaults are refusals that plain text may escape.
var blockFaults = map[string]bool{
	"invalid_blocks":        true,
	"invalid_blocks_format": true,
	"msg_blocks_too_long":   true,
}

// textFaults are refusals of a text for what it is.
var textFaults = map[string]bool{
	"msg_too_long":          true,
	"invalid_blocks":        true,
	"invalid_blocks_format": true,
	"msg_blocks_too_long":   true,
}

// openErrors are codes that leave open whether the message was shown, or that pass by themselves. Every other code
// names a fault of the request or a missing permission, of which the next attempt would die too:
// https://docs.slack.dev/reference/methods/chat.postMessage#errors
var openErrors = map[string]bool{
	"fatal_error":         true,
	"internal_error":      true,
	"service_unavailable": true,
	"request_timeout":     true,
	"team_added_to_org":   true,
}

// goneErrors are refusals of everything the bot could post to a channel.
var goneErrors = map[string]bool{
	"channel_not_found":                   true,
	"is_archived":                         true,
	"not_in_channel":                      true, // it was removed
	"restricted_action":                   true, // a setting of the workspace keeps it from posting
	"restricted_action_read_only_channel": true,
	"messages_tab_disabled":               true, // the app takes no direct messages
}

// lostErrors are refusals of the bot's token, or of the app as a whole. What is to be said waits for the app to be installed again, as long
// as it is of use.
var lostErrors = map[string]bool{
	"invalid_auth": true, "not_authed": true, "token_revoked": true, "token_expired": true, "account_inactive": true, "team_access_not_granted": true,
}

// lostWait is how long to wait before the token is tried again.
const lostWait = 5 * time.Minute

// lose notes that Slack takes nothing from the bot any more.
func (c *Chat) lose(reason string) {
	if c.lost.Swap(true) {
		return
	}
	fault := tokenFaults[reason]
	c.log.Error("slack takes nothing from the bot any more: "+fault.what+"; "+fault.cure+", and start the bot again", "reason", reason)
}

// callError tells the definite answers of Slack from the open ones.
func (c *Chat) callError(err error) error {
	if limited, ok := errors.AsType[*api.RateLimitedError](err); ok {
		return &bot.BusyError{Service: service, Wait: max(limited.RetryAfter, time.Second)}
	}
	if status, ok := errors.AsType[api.StatusCodeError](err); ok && status.Code == http.StatusTooManyRequests {
		return &bot.BusyError{Service: service, Wait: busyWait}
	}
	answer, ok := errors.AsType[api.SlackErrorResponse](err)
	switch {
	case ok && lostErrors[answer.Err]:
		c.lose(answer.Err)
		return &bot.BusyError{Service: service, Wait: lostWait}
	case !ok || openErrors[answer.Err]:
		return &openError{text: c.redact(err), cause: err}
	case answer.Err == "ratelimited" || answer.Err == "rate_limited":
		return &bot.BusyError{Service: service, Wait: busyWait}
	case answer.Err == "missing_scope" && answer.Needed != "":
		return fmt.Errorf("add the scope %s to the app and reinstall it: %w",
			answer.Needed, &bot.RefusedError{Service: service, Reason: answer.Err})
	}
	return &bot.RefusedError{Service: service, Reason: answer.Err, Gone: goneErrors[answer.Err]}
}

// openError is an error after which nobody knows whether the message was shown, safe to print.
type openError struct {
	text  string
	cause error
}

func (e *openError) Error() string { return e.text }
func (e *openError) Unwrap() error { return e.cause }
