package main

import (
	"context"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/thread"
)

// evalFollowups says of questions in conversations what they mean by themselves. The turns before have no answers.
func evalFollowups(_ context.Context, path string, std streams) error {
	type turn struct {
		ID      string `json:"id"`
		History []struct {
			User string `json:"user"`
		} `json:"history"`
		Raw string `json:"raw"`
	}
	return eachJSON(path, func(t turn) error {
		var turns []briefing.Turn
		for _, h := range t.History {
			turns = append(turns, briefing.Turn{Question: h.User})
		}
		return printJSON(std.out, map[string]string{"id": t.ID, "rewrite": thread.Resolve(t.Raw, turns).Text})
	})
}
