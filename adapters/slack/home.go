package slack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/adapters/slack/blockkit"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	homeEvery   = 2 * time.Second  // how soon a person's page is made again: people click between tabs
	changesFor  = 10 * time.Minute // how long something pressed may take to change it
	homeTries   = 3                // to publish a page while another copy of it is being published
	longestHome = 5 * time.Second  // that a busy Slack is waited for
)

// homes is what is known of people who look at their page. All of it can be learned again.
type homes struct {
	mu     sync.Mutex
	people map[string]*homeOf
}

type homeOf struct {
	direct     string    // the channel of their direct message
	made       time.Time // when the page was last made
	changing   time.Time // when they last did something that changes it once it is answered
	suggested  time.Time // when questions were last suggested to them
	page       int       // that is to be shown
	publishing bool      // the page is being made
	again      bool      // and is to be made once more
}

// of is what is known of a person. It is called under the lock.
func (h *homes) of(person string) *homeOf {
	if h.people == nil || len(h.people) >= maxRoles && h.people[person] == nil {
		h.people = map[string]*homeOf{}
	}
	if h.people[person] == nil {
		h.people[person] = &homeOf{}
	}
	return h.people[person]
}

// knowDirect remembers which channel the direct message with a person is.
func (h *homes) knowDirect(person, channel string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if isDirect(channel) {
		h.of(person).direct = channel
	}
}

// direct is the channel of the direct message with a person, "" while it is not known.
func (h *homes) direct(person string) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if known := h.people[person]; known != nil {
		return known.direct
	}
	return ""
}

// changes says that the page of a person is to be made anew once they were answered.
func (h *homes) changes(person string, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if known := h.people[person]; known != nil && !known.made.IsZero() { // who never looks needs none
		known.changing = now
	}
}

// opens reports whether the page of a person who opens it is to be made: it is older than a moment.
func (h *homes) opens(person string, now time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	known := h.of(person)
	age := now.Sub(known.made)
	if age >= 0 && age < homeEvery {
		return false
	}
	known.made = now
	return true
}

// suggests reports whether questions are to be suggested to a person.
func (h *homes) suggests(person string, now time.Time, opened bool) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	known := h.of(person)
	age := now.Sub(known.suggested)
	if !opened && age >= 0 && age < suggestEvery {
		return false
	}
	known.suggested = now
	return true
}

// homeOpened shows a person their page, or questions to ask above an empty direct message.
func (c *Chat) homeOpened(self identity, ev event) {
	if ev.User == "" {
		return
	}
	c.homes.knowDirect(ev.User, ev.Channel)
	switch {
	case ev.Tab == "messages":
		c.suggest(self, ev.Channel, "", ev.User, true)
	case ev.Tab == "home" && c.homes.opens(ev.User, c.now()):
		c.publish(cmp.Or(ev.Team, self.team), ev.User, 1)
	}
}

// publish makes a page of a person's, one at a time: what would be shown last must be what was made last.
func (c *Chat) publish(team, person string, page int) {
	if c.desk == nil {
		return
	}
	c.homes.mu.Lock()
	defer c.homes.mu.Unlock()
	h := c.homes.of(person)
	h.page, h.again, h.made = page, true, c.now()
	if h.publishing {
		return
	}
	h.publishing = c.soon("show a home page", func(ctx context.Context) error {
		for {
			c.homes.mu.Lock()
			if !h.again || ctx.Err() != nil {
				h.publishing = false
				c.homes.mu.Unlock()
				return ctx.Err()
			}
			h.again, page = false, h.page
			c.homes.mu.Unlock()
			if err := c.publishPage(ctx, team, person, page); err != nil {
				c.log.Warn("slack: could not show a home page", "error", c.redact(err))
			}
		}
	})
}

// publishPage shows a page. No hash goes with it, so that it replaces whatever is there; should Slack see a conflict all the same, or be
// busy, it is shown again.
func (c *Chat) publishPage(ctx context.Context, team, person string, page int) error {
	sections, err := c.desk.Home(ctx, briefing.Channel{Service: service, Workspace: team}, person)
	if err != nil {
		return fmt.Errorf("home page: %w", err)
	}
	view := api.PublishViewContextRequest{UserID: person, View: blockkit.Home(sections, page)}
	for try := 1; ; try++ {
		_, err := c.api.PublishViewContext(ctx, view)
		wait := time.Duration(-1)
		if refused, ok := errors.AsType[api.SlackErrorResponse](err); ok && refused.Err == "hash_conflict" {
			wait = 0
		} else if busy, ok := errors.AsType[*api.RateLimitedError](err); ok {
			wait = busy.RetryAfter
		}
		if err == nil || wait < 0 || wait > longestHome || try == homeTries {
			return err
		}
		if err := c.pause(ctx, wait); err != nil {
			return err
		}
	}
}

// pressedOnHome does what a button of a page says: a page is turned, a form opens, or a command is said in the person's direct message, after
// whose reply the page is made anew.
func (c *Chat) pressedOnHome(ctx context.Context, self identity, e envelope, p press, receive receiver) error {
	m, action, why := p.action(self)
	if why != "" {
		c.ignored(e, why)
		return nil
	}
	if action == blockkit.PageID {
		if page, err := strconv.Atoi(m.Text); err == nil {
			c.publish(m.Channel.Workspace, m.From, page)
		}
		return nil
	}
	m.ID = strings.Join([]string{service + ":" + m.Channel.Workspace, "home", m.From, action, p.Actions[0].TS}, "/")
	m.Channel.ID = c.homes.direct(m.From)
	say := func(ctx context.Context) error {
		to, err := c.directTo(ctx, m.Channel.Workspace, m.From)
		if err != nil {
			return err
		}
		m.Channel = to
		c.homes.changes(m.From, c.now())
		return c.take(ctx, e, m, origin{team: p.User.Team, home: self.team}, receive)
	}
	if formActions[action] && p.Trigger != "" && c.openForm(action, m, p.Trigger, p.about(action, m), say) {
		return nil
	}
	asking, cancel := context.WithTimeout(ctx, 2*lookTime) // not known only after a restart, until the person opens the page again
	defer cancel()
	return say(asking)
}

// directTo is the direct message with a person, by what is known of them, or by asking.
func (c *Chat) directTo(ctx context.Context, team, person string) (briefing.Channel, error) {
	if known := c.homes.direct(person); known != "" {
		return briefing.Channel{Service: service, Workspace: team, ID: known}, nil
	}
	to, err := c.Direct(ctx, team, person)
	if err != nil {
		return briefing.Channel{}, err
	}
	c.homes.knowDirect(person, to.ID)
	return to, nil
}

// answered makes the page of whoever was just answered anew, if what they asked for changes it.
func (c *Chat) answered(to briefing.Channel) {
	now := c.now()
	c.homes.mu.Lock()
	var person string
	for id, h := range c.homes.people {
		if !h.changing.IsZero() && (h.direct == to.ID || to.Only() == id) {
			if now.Sub(h.changing) < changesFor {
				person = id
			}
			h.changing = time.Time{}
		}
	}
	page := 1
	if person != "" {
		page = c.homes.people[person].page
	}
	c.homes.mu.Unlock()
	if person != "" {
		c.publish(to.Workspace, person, page)
	}
}
