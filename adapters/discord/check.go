package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// Finding is one thing Check looked at.
type Finding struct {
	What string // what is or is not as it should be
	Cure string // what to do; "" when OK
	OK   bool
}

// permissions is what the bot needs in a channel: view it, send messages there, make threads and send messages in them, and
// read the history, without which it may not reply and cannot look whether a message was shown.
// Bits: https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags.
const permissions = 1<<10 | 1<<11 | 1<<16 | 1<<35 | 1<<38

// Check looks at the token, the servers the bot is in, and the gateway, without starting a session or
// posting anything. Later findings are left out where an earlier one makes them pointless.
func (c *Chat) Check(ctx context.Context) []Finding {
	var me struct {
		ID       string `json:"id"`
		Username string `json:"username"`
	}
	if err := c.call(ctx, "GET", discordgo.EndpointUser("@me"), nil, &me); err != nil {
		return []Finding{c.fault("Discord does not say who the bot is", err)}
	}
	return []Finding{
		{What: "the token works: the bot is " + me.Username + " (" + me.ID + ")", OK: true},
		{What: "the bot asks for no privileged intent", OK: true},
		c.checkServers(ctx, me.ID),
		c.checkGateway(ctx),
	}
}

// checkServers looks whether anybody could reach the bot.
func (c *Chat) checkServers(ctx context.Context, id string) Finding {
	var guilds []struct {
		Name string `json:"name"`
	}
	if err := c.call(ctx, "GET", discordgo.EndpointUserGuilds("@me"), nil, &guilds); err != nil {
		return c.fault("the bot's servers cannot be listed", err)
	}
	if len(guilds) == 0 {
		return Finding{
			What: "the bot is in no server",
			Cure: fmt.Sprintf("invite it: https://discord.com/oauth2/authorize?client_id=%s&scope=bot&permissions=%d", id, int64(permissions)),
		}
	}
	return Finding{What: fmt.Sprintf("the bot is in %d servers, among them %s", len(guilds), guilds[0].Name), OK: true}
}

// checkGateway connects to the gateway and waits for its greeting, which costs no session start.
func (c *Chat) checkGateway(ctx context.Context) Finding {
	var limits discordgo.GatewayBotResponse
	if err := c.call(ctx, "GET", discordgo.EndpointGatewayBot, nil, &limits); err != nil {
		return c.fault("the gateway cannot be asked for", err)
	}
	ctx, cancel := context.WithTimeout(ctx, c.pace.open)
	defer cancel()
	dialer := websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: c.pace.open}
	conn, _, err := dialer.DialContext( //nolint:bodyclose // this body needs no closing, says the library
		ctx, strings.TrimSuffix(limits.URL, "/")+"/?v="+discordgo.APIVersion+"&encoding=json", nil)
	if err != nil {
		return c.fault("the gateway cannot be reached", err)
	}
	hangUp := func() { _ = conn.Close() }
	defer hangUp()
	stop := context.AfterFunc(ctx, hangUp)
	defer stop()
	var greeting struct {
		Op int `json:"op"`
	}
	if err := conn.ReadJSON(&greeting); err != nil || greeting.Op != 10 {
		return c.fault("the gateway does not greet", err)
	}
	starts := limits.SessionStartLimit
	what := fmt.Sprintf("the gateway answers; %d of %d session starts of the day are left", starts.Remaining, starts.Total)
	if starts.Total > 0 && starts.Remaining <= min(spareStarts, starts.Total/2) {
		return Finding{What: what, Cure: "wait, and find out why the bot keeps starting"}
	}
	return Finding{What: what, OK: true}
}

// fault is the finding of a failed request.
func (c *Chat) fault(what string, err error) Finding {
	var final *finalError
	if errors.As(err, &final) {
		return Finding{What: what + ": the token does not work", Cure: final.reason}
	}
	cure := "look whether this machine reaches discord.com over HTTPS"
	if err != nil {
		what += ": " + c.hideToken(err).Error()
	}
	return Finding{What: what, Cure: cure}
}
