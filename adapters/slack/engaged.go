package slack

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/nutgraf/nutgraf/bot"
)

// heard takes what somebody wrote, where it is meant for the bot.
func (c *Chat) heard(ctx context.Context, self identity, e envelope, ev event, receive receiver) error {
	m, why := ev.message(self)
	if why != "" {
		c.ignored(e, why)
		return nil
	}
	direct := ev.ChannelType == "im"
	if direct {
		c.homes.knowDirect(m.From, m.Channel.ID)
	}
	addressed := direct || ev.Type == "app_mention" || mentions(ev.Text, self.user)
	if !addressed {
		meant, err := c.meant(ctx, ev, m)
		if err != nil {
			return err
		}
		if !meant {
			c.ignored(e, "not said to the bot")
			return nil
		}
	}
	from := origin{shared: ev.Shared, team: ev.UserTeam, home: self.team}
	if addressed && (m.Text != "" || len(ev.Files) > 0) && onlySigns(m.Text) && c.rules().refuses(m, from) == "" {
		c.textOnly(m)
		return nil
	}
	if err := c.take(ctx, e, m, from, receive); err != nil {
		return err
	}
	if direct && (ev.ThreadTS == "" || ev.ThreadTS == ev.TS) {
		c.entitle(m)
	}
	return nil
}

// mentions reports whether a text as Slack writes it mentions a person.
func mentions(text, user string) bool {
	return strings.Contains(text, "<@"+user+">") || strings.Contains(text, "<@"+user+"|")
}

// meant reports whether a message that does not mention the bot is for it: one in a thread that it takes part in, or one in a channel where
// everything that asks something is. People who talk to each other are left alone, and so is who thanks the bot. A message
// with a mention of the bot comes as an event of its own too, under the same id.
func (c *Chat) meant(ctx context.Context, ev event, m bot.Message) (bool, error) {
	switch {
	case strings.Contains(ev.Text, "<@"), strings.Contains(ev.Text, "<!"), onlySigns(m.Text), thanks(m.Text):
		return false, nil
	case ev.ThreadTS == "" || ev.ThreadTS == ev.TS:
		return slices.Contains(c.rules().AnswerIn, ev.Channel) && asks(m.Text), nil
	case c.desk == nil:
		return false, nil
	}
	engaged, err := c.desk.Engaged(ctx, m.Channel)
	if err != nil {
		return false, fmt.Errorf("is the bot in %s: %w", m.Channel, err)
	}
	return engaged, nil
}

// asks reports whether a text asks something: in a channel for questions people also talk about the answers.
func asks(text string) bool {
	if strings.Contains(text, "?") {
		return true
	}
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	return askingWords[strings.Trim(first, ",.:")]
}

// askingWords begin what asks something without a question mark.
var askingWords = map[string]bool{
	"who": true, "whom": true, "whose": true, "what": true, "which": true, "when": true, "where": true, "why": true, "how": true,
	"brief": true, "timeline": true, "compare": true, "quotes": true,
}

// thanks reports whether a text is nothing but what people say when they have read an answer. "No" and "yes" are none of it: they may answer
// what the bot asked.
func thanks(text string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(emoji.ReplaceAllString(text, " ")), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		if !thanking[word] {
			return false
		}
	}
	return true
}

var thanking = map[string]bool{
	"thanks": true, "thank": true, "you": true, "thx": true, "ty": true, "cheers": true, "great": true, "nice": true, "cool": true, "perfect": true,
	"awesome": true, "wow": true, "lol": true, "haha": true, "ok": true, "okay": true, "so": true, "very": true, "much": true, "a": true, "lot": true,
	"many": true, "got": true, "it": true, "ah": true, "oh": true, "hm": true, "hmm": true, "interesting": true, "good": true, "to": true, "know": true,
}

// emoji is how Slack writes one.
var emoji = regexp.MustCompile(`:[a-z0-9_+'-]+:(:skin-tone-[2-6]:)?`)

func beginsWithEmoji(text string) bool {
	at := emoji.FindStringIndex(text)
	return at != nil && at[0] == 0
}

// onlySigns reports whether there are no words in a text: it is empty, or emoji and signs.
func onlySigns(text string) bool {
	return !strings.ContainsFunc(emoji.ReplaceAllString(text, " "), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// textOnly tells whoever sent pictures, files or emoji how to ask.
func (c *Chat) textOnly(m bot.Message) {
	if !c.told.first(m.ID, c.now()) {
		return
	}
	lines := []string{"I read text only: no pictures, files or emoji. Ask me in words."}
	c.soon("say how to ask", func(ctx context.Context) error {
		if c.desk != nil {
			questions, err := c.desk.Suggest(ctx, m.Channel, 3)
			if err != nil {
				return err
			}
			for _, q := range questions {
				lines = append(lines, "For example: "+q)
			}
		}
		return c.tell(ctx, m, lines...)
	})
}
