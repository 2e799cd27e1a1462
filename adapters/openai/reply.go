package openai

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	api "github.com/sashabaranov/go-openai"
)

// maxReasonRunes is how much of a server's own error text is passed on.
const maxReasonRunes = 200

// whole returns the text of a reply, if the model ended it by itself.
func whole(reply api.ChatCompletionResponse) (string, error) {
	if len(reply.Choices) == 0 {
		return "", errors.New("reply without a choice")
	}
	choice := reply.Choices[0]
	message := choice.Message
	switch {
	case choice.FinishReason == api.FinishReasonLength:
		return "", errors.New("reply was cut by its length limit")
	case len(message.ToolCalls) > 0 || message.FunctionCall != nil:
		return "", errors.New("reply asks for a tool; none was offered")
	case message.Refusal != "":
		return "", errors.New("model refused: " + brief(message.Refusal))
	case choice.FinishReason != api.FinishReasonStop:
		return "", fmt.Errorf("reply ended with %q, not by itself", brief(string(choice.FinishReason)))
	}
	text, err := withoutThoughts(strings.TrimSpace(message.Content))
	if err != nil {
		return "", err
	}
	if text == "" {
		return "", errors.New("reply without text")
	}
	return text, nil
}

// withoutThoughts drops what a local reasoning model puts before its answer.
func withoutThoughts(text string) (string, error) {
	thoughts, open := strings.CutPrefix(text, "<think>")
	if !open {
		return text, nil
	}
	_, answer, closed := strings.Cut(thoughts, "</think>")
	if !closed {
		return "", errors.New("reply ends inside the model's thoughts")
	}
	return strings.TrimSpace(answer), nil
}

// failure reads the client library's error: what to tell, and whether a second try is worth it.
func failure(header http.Header, err error) (string, retry, error) {
	status, reason := 0, ""
	var told *api.APIError
	var untold *api.RequestError
	var garbled *json.SyntaxError
	var mistyped *json.UnmarshalTypeError
	var long tooLongError
	var moved redirectError
	var unsent *url.Error
	switch {
	case errors.As(err, &long), errors.As(err, &moved):
		return "", retry{}, err
	case errors.As(err, &unsent):
		return "", retry{true, retryWait}, fmt.Errorf("not reached: %w", err)
	case errors.As(err, &untold): // may wrap an empty APIError, so it comes first
		status, reason = untold.HTTPStatusCode, plainReason(untold.Body)
	case errors.As(err, &told):
		status, reason = told.HTTPStatusCode, told.Message
	case errors.As(err, &garbled), errors.As(err, &mistyped), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "", retry{}, fmt.Errorf("reply is not a chat completion: %w", err)
	case errors.Is(err, api.ErrChatCompletionInvalidModel):
		return "", retry{}, errors.New("the model cannot chat; name a chat model")
	default:
		return "", retry{true, retryWait}, fmt.Errorf("reply broke off: %w", err)
	}

	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		// The server's own text is left out: some print part of the key in it.
		return "", retry{}, fmt.Errorf("HTTP %d: the key was not accepted; check the key and what it may use", status)
	case status == http.StatusTooManyRequests || status >= 500:
		return "", retry{true, retryAfter(header)}, fmt.Errorf("HTTP %d: %s", status, brief(reason))
	}
	return "", retry{}, fmt.Errorf("HTTP %d: %s", status, brief(reason))
}

// plainReason finds the text of {"error":"text"}, the form Ollama has; other bodies tell nothing.
func plainReason(body []byte) string {
	var told struct {
		Error string `json:"error"`
	}
	if json.Unmarshal(body, &told) != nil {
		return ""
	}
	return told.Error
}

// retryAfter is the pause a server asks for, in seconds or as a date
// (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after), or retryWait.
func retryAfter(header http.Header) time.Duration {
	value := header.Get("Retry-After")
	if seconds, err := strconv.ParseInt(value, 10, 32); err == nil && seconds >= 0 {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, time.Until(at))
	}
	return retryWait
}

// brief is s on one line of at most maxReasonRunes, fit for a log.
func brief(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
	if s == "" {
		return "no reason given"
	}
	if r := []rune(s); len(r) > maxReasonRunes {
		return string(r[:maxReasonRunes]) + "…"
	}
	return s
}
