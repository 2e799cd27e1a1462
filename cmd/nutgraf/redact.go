package main

import (
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"sync/atomic"
)

// redactor takes secrets out of what is logged, wherever they come up: an error of a library may hold the request that failed.
// It is the last of several guards.
type redactor struct {
	replacer atomic.Pointer[strings.Replacer]
}

// leastSecret is how long a string must be to be looked for: a shorter one is part of ordinary words.
const leastSecret = 6

// know makes these the secrets from now on.
func (r *redactor) know(secrets ...string) {
	var pairs []string
	for _, s := range secrets {
		if len(s) >= leastSecret {
			pairs = append(pairs, s, "[redacted]")
		}
	}
	r.replacer.Store(strings.NewReplacer(pairs...))
}

// attribute is for slog.HandlerOptions.
func (r *redactor) attribute(_ []string, a slog.Attr) slog.Attr {
	replacer := r.replacer.Load()
	if replacer == nil {
		return a
	}
	switch v := a.Value; v.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(replacer.Replace(v.String()))
	case slog.KindAny:
		switch said := v.Any().(type) {
		case error:
			a.Value = slog.StringValue(replacer.Replace(said.Error()))
		case fmt.Stringer:
			a.Value = slog.StringValue(replacer.Replace(said.String()))
		}
	}
	return a
}

// secrets are those that the configuration holds or names, as far as they can be read. A feed's address may carry a key.
func (c config) secrets() []string {
	var out []string
	for _, variable := range []string{c.Slack.BotTokenEnv, c.Slack.AppTokenEnv, c.Slack.SigningSecretEnv, c.Discord.TokenEnv, c.Model.KeyEnv} {
		if s, err := secret("", variable); err == nil {
			out = append(out, s)
		}
	}
	for _, f := range c.Feeds {
		u, err := url.Parse(f.URL)
		if err != nil {
			continue
		}
		if u.User != nil {
			password, _ := u.User.Password()
			out = append(out, u.User.Username(), password)
		}
		out = append(out, u.RawQuery)
	}
	return out
}
