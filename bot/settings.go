package bot

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// workspaceWord before a setting makes it that of the whole workspace.
const workspaceWord = "workspace"

// maxDaily bounds what a place can allow itself a day.
const maxDaily = 1_000_000

// settingsOf is what holds in a place: its own settings over those of its workspace.
func (b *Bot) settingsOf(ctx context.Context, place briefing.Channel) (briefing.Settings, error) {
	own, wide, err := b.settingsApart(ctx, place)
	return own.Over(wide), err
}

func (b *Bot) settingsApart(ctx context.Context, place briefing.Channel) (own, wide briefing.Settings, err error) {
	place.Thread = ""
	if own, err = b.memory.Settings(ctx, place); err != nil {
		return own, wide, fmt.Errorf("settings of %s: %w", place, err)
	}
	workspace := briefing.Channel{Service: place.Service, Workspace: place.Workspace}
	if wide, err = b.memory.Settings(ctx, workspace); err != nil {
		return own, wide, fmt.Errorf("settings of %s: %w", workspace, err)
	}
	return own, wide, nil
}

// settings shows what is set here, or changes one of them: "zone Europe/Berlin", "workspace daily 500", "length default".
func (b *Bot) settings(ctx context.Context, j briefing.Job, words string) (post.Post, error) {
	if words == "" {
		return b.showSettings(ctx, j)
	}
	place := j.Channel
	place.Thread = ""
	fields := strings.Fields(words)
	if strings.EqualFold(fields[0], workspaceWord) {
		place.ID, fields = "", fields[1:]
	}
	if len(fields) != 2 {
		return post.Notes("Nothing set: write a setting and its value, such as: settings zone Europe/Berlin. To see them: settings"), nil
	}
	b.changing.Lock()
	defer b.changing.Unlock()
	s, err := b.memory.Settings(ctx, place)
	if err != nil {
		return post.Post{}, fmt.Errorf("settings of %s: %w", place, err)
	}
	s.Place = place
	if err := setTo(&s, strings.ToLower(fields[0]), fields[1]); err != nil {
		return post.Notes("Nothing set: " + err.Error() + "."), nil
	}
	if err := b.memory.PutSettings(ctx, s); err != nil {
		return post.Post{}, fmt.Errorf("set %s of %s: %w", fields[0], place, err)
	}
	return b.showSettings(ctx, j)
}

// setTo sets one setting. Its errors are for the person who wrote it.
func setTo(s *briefing.Settings, key, value string) error {
	unset := strings.EqualFold(value, "default")
	switch key {
	case "zone":
		if s.Zone = ""; unset {
			return nil
		}
		zone, err := command.ZoneName(value)
		s.Zone = zone
		return err
	case "length":
		if s.Length = ""; unset {
			return nil
		}
		s.Length = briefing.Length(strings.ToLower(value))
		switch s.Length {
		case briefing.LengthHeadlines, briefing.LengthShort, briefing.LengthFull:
			return nil
		}
		return fmt.Errorf("%s is no length; write headlines, short, full or default", wording.Clip(value, command.MaxEcho))
	case "subscribe":
		if s.Subscribe = briefing.RoleUnknown; unset {
			return nil
		}
		for _, r := range []briefing.Role{briefing.RoleRead, briefing.RoleSubscribe, briefing.RoleAdminister} {
			if strings.EqualFold(value, r.String()) {
				s.Subscribe = r
				return nil
			}
		}
		return fmt.Errorf("%s is no role; write read (everybody), subscribe (who may manage the channel), administer (who administers the workspace) or default",
			wording.Clip(value, command.MaxEcho))
	case "daily":
		if s.Daily = 0; unset {
			return nil
		}
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > maxDaily {
			return fmt.Errorf("%s is no number of questions a day; write one from 1 to %s, or default", wording.Clip(value, command.MaxEcho),
				wording.Grouped(maxDaily))
		}
		s.Daily = n
		return nil
	}
	return fmt.Errorf("there is no setting %s; there are zone, length, subscribe and daily", wording.Clip(key, command.MaxEcho))
}

// showSettings lists what holds in a place, and where it comes from.
func (b *Bot) showSettings(ctx context.Context, j briefing.Job) (post.Post, error) {
	own, wide, err := b.settingsApart(ctx, j.Channel)
	if err != nil {
		return post.Post{}, err
	}
	return post.Notes("Settings of this channel:\n"+settingLines(b.settingsShown(own, wide)),
		"To change one: settings zone Europe/Berlin · for all channels: settings workspace zone Europe/Berlin"), nil
}

// shownSetting is a setting as it was set here, for the workspace and for all who set nothing; "" where it was not.
type shownSetting struct{ name, own, wide, bot string }

// settingsShown are the settings of a place in words.
func (b *Bot) settingsShown(own, wide briefing.Settings) []shownSetting {
	zone := b.zone
	if zone == "" {
		zone = "UTC"
	}
	role := func(r briefing.Role) string {
		if r == briefing.RoleUnknown {
			return ""
		}
		return r.String()
	}
	number := func(n int) string {
		if n <= 0 {
			return ""
		}
		return wording.Grouped(n)
	}
	daily := number(b.limits.Load().Daily)
	if daily == "" {
		daily = "no limit"
	}
	return []shownSetting{
		{"zone of new subscriptions", own.Zone, wide.Zone, zone},
		{"length of digests", string(own.Length), string(wide.Length), string(briefing.LengthFull)},
		{"role that may subscribe", role(own.Subscribe), role(wide.Subscribe), briefing.RoleSubscribe.String()},
		{"daily questions", number(own.Daily), number(wide.Daily), daily},
	}
}

// settingLines is a line for each setting: what holds, and where it comes from.
func settingLines(settings []shownSetting) string {
	var lines []string
	for _, s := range settings {
		switch {
		case s.own != "":
			lines = append(lines, s.name+": "+s.own+" (set here)")
		case s.wide != "":
			lines = append(lines, s.name+": "+s.wide+" (set for the workspace)")
		default:
			lines = append(lines, s.name+": "+s.bot+" (default)")
		}
	}
	return strings.Join(lines, "\n")
}
