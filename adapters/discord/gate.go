package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// gate is one session of the gateway, over as many connections as it can be resumed on.
//
// The library's own reconnecting is switched off: it goes on after a close that is final, and after Close. Its
// Open can hang for good, holding the session's lock (when Discord asks for a new connection in reply to a
// resume, or says nothing at all), so each gate watches over its Open and, as the last resort, leaves the
// session behind: events of a closed gate are dropped.
type gate struct {
	session *discordgo.Session
	pace    pace
	lost    chan struct{} // holds a token when a connection was lost
	closed  chan struct{}

	mu   sync.Mutex
	conn net.Conn // the latest
}

// event is one dispatch of the gateway. Its data is read here and not by the library, whose types come
// out empty when any part of a message is of a kind it does not know.
type event struct {
	name string
	data json.RawMessage
}

var (
	errLost         = errors.New("connection lost")
	errSlow         = errors.New("gateway did not become ready in time")
	errStuck        = errors.New("gateway session hangs")
	errLibraryPanic = errors.New("gateway session broke")
)

// newGate returns a gate that hands the events it is for to events.
func (c *Chat) newGate(events chan<- event) *gate {
	g := &gate{pace: c.pace, lost: make(chan struct{}, 1), closed: make(chan struct{})}
	session, err := discordgo.New(c.token)
	if err != nil {
		panic("discordgo.New failed for a token it took before: " + err.Error())
	}
	quiet(session)
	session.Client = c.rest.Client
	session.Dialer = &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: c.pace.open, NetDialContext: g.dial}
	session.ShouldReconnectOnError = false
	session.SyncEvents = true
	session.Compress = false
	session.Identify.Intents = intents
	session.Identify.Properties.Browser = "nutgraf"
	session.Identify.Properties.Device = "nutgraf"
	session.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { g.pass(event{e.Type, e.RawData}, events) })
	session.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { g.noteLoss() })
	g.session = session
	return g
}

// pass hands e on if it is one the bot reads. It holds up the connection until e is taken, so nothing
// piles up here.
func (g *gate) pass(e event, events chan<- event) {
	if e.name != eventReady && e.name != eventMessage && e.name != eventPress {
		return
	}
	select {
	case <-g.closed:
	default:
		select {
		case <-g.closed:
		case events <- e:
		}
	}
}

func (g *gate) noteLoss() {
	select {
	case g.lost <- struct{}{}:
	default:
	}
}

// open connects and waits until the session is ready or resumed.
func (g *gate) open(ctx context.Context) error {
	select { // an old loss, told twice
	case <-g.lost:
	default:
	}
	opened := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				opened <- fmt.Errorf("%w: %v", errLibraryPanic, p)
			}
		}()
		opened <- g.session.Open()
	}()

	limit := time.NewTimer(g.pace.open)
	defer limit.Stop()
	var why error
	select {
	case err := <-opened:
		if errors.Is(err, discordgo.ErrWSAlreadyOpen) {
			return nil
		}
		return err
	case <-ctx.Done():
		why = ctx.Err()
	case <-limit.C:
		why = errSlow
	}
	g.cut()
	if !g.ends(opened) {
		return errStuck
	}
	return why
}

// awaitLoss returns when the connection is lost or ctx is done.
func (g *gate) awaitLoss(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-g.lost:
		return errLost
	}
}

// close ends the session and drops whatever it still says. A session that hangs is left to itself.
func (g *gate) close() {
	close(g.closed)
	ended := make(chan error, 1)
	go func() { ended <- g.session.Close() }()
	g.ends(ended)
	g.cut()
}

// ends waits for a call into the library, but not for ever.
func (g *gate) ends(call <-chan error) bool {
	limit := time.NewTimer(g.pace.stuck)
	defer limit.Stop()
	select {
	case <-call: //nolint:errcheck // that it ends is all that matters
		return true
	case <-limit.C:
		return false
	}
}

// cut closes the connection under the session, which ends its pending read.
func (g *gate) cut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.conn != nil {
		_ = g.conn.Close() // the session hears of it by its read
	}
}

// dial connects to the gateway and remembers the connection for cut.
func (g *gate) dial(ctx context.Context, network, address string) (net.Conn, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.conn = conn
	return wakefulConn{conn, g.pace.silence}, nil
}

// wakefulConn is a connection whose Read fails after a silence. The library would notice a dead
// connection only after five unanswered heartbeats, some 200 s.
type wakefulConn struct {
	net.Conn
	silence time.Duration
}

func (c wakefulConn) Read(p []byte) (int, error) {
	if err := c.SetReadDeadline(time.Now().Add(c.silence)); err != nil {
		return 0, err
	}
	return c.Conn.Read(p)
}
