package main

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/store"
)

// gate stands before a fake Slack and holds up posts while it is shut.
type gate struct {
	url     string
	arrived chan struct{} // a post stands before it
	open    chan struct{} // closed when posts may pass
}

func newGate(t *testing.T, workspace *slacktest.Server) *gate {
	g := &gate{arrived: make(chan struct{}, 16), open: make(chan struct{})}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		if strings.HasSuffix(r.URL.Path, "/chat.postMessage") {
			g.arrived <- struct{}{}
			select {
			case <-g.open:
			case <-r.Context().Done():
				return
			}
		}
		method := strings.TrimPrefix(r.URL.Path, "/api/")
		onward, err := http.NewRequest(r.Method, workspace.APIURL+method+"?"+r.URL.RawQuery, bytes.NewReader(body))
		if err != nil {
			return
		}
		onward.Header = r.Header
		resp, err := http.DefaultClient.Do(onward)
		if err != nil {
			return
		}
		defer resp.Body.Close()
		for name, values := range resp.Header {
			w.Header()[name] = values
		}
		w.WriteHeader(resp.StatusCode)
		io.Copy(w, resp.Body)
	}))
	t.Cleanup(server.Close)
	g.url = server.URL + "/api/"
	return g
}

// program is nutgraf run as a process of its own.
type program struct {
	t     *testing.T
	cmd   *exec.Cmd
	err   logBuffer
	ended chan error
}

func startProgram(t *testing.T, config string, env ...string) *program {
	t.Helper()
	p := &program{t: t, cmd: exec.Command("nutgraf", "run", "-c", config), ended: make(chan error, 1)}
	p.cmd.Env = append(append(os.Environ(), "SLACK_BOT_TOKEN="+slacktest.BotToken, "SLACK_APP_TOKEN="+slacktest.AppToken), env...)
	p.cmd.Stderr = &p.err
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.ended <- p.cmd.Wait() }()
	t.Cleanup(func() { p.cmd.Process.Kill() })
	return p
}

// stop sends a signal and says how the program ended, and after how long.
func (p *program) stop(s os.Signal) (took time.Duration, err error) {
	p.t.Helper()
	began := time.Now()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
	select {
	case err := <-p.ended:
		return time.Since(began), err
	case <-time.After(10 * time.Second):
		p.t.Fatalf("the program does not stop:\n%s", &p.err)
		return 0, nil
	}
}

// A program that is told to stop while it answers a question ends in time, and the question is answered once: by it, or by the next.
func TestStopWithWorkUnderWay(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for a program to give up")
	}
	workspace := slacktest.New(t)
	dir := t.TempDir()
	config := filepath.Join(dir, "config.yaml")
	address := freeAddress(t)
	socket := filepath.Join(dir, "notify")
	told := notifications(t, socket)
	start := func(g *gate) *program {
		t.Helper()
		text := "database: " + filepath.Join(dir, "news.db") + "\nslack: {enabled: true, api_url: '" + g.url + "'}\nhttp: {listen: " + address + "}\n"
		if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return startProgram(t, config, "NOTIFY_SOCKET="+socket)
	}
	ask := func(ts string) {
		t.Helper()
		workspace.WaitAck(t, workspace.Deliver(t, 0, map[string]any{
			"type": "app_mention", "user": "U1", "text": "<@" + slacktest.BotUser + "> how many people were aboard the ferry?",
			"ts": ts, "channel": slacktest.Channel, "event_ts": ts,
		}))
	}

	g := newGate(t, workspace)
	p := start(g)
	told.want("READY=1")
	workspace.WaitSockets(t, 1, 1)
	if code, body := await(t, "http://"+address+"/readyz"); code != http.StatusOK {
		t.Errorf("not ready although all is well: %d %s", code, body)
	}
	if err := p.cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	told.want("RELOADING=1\nMONOTONIC_USEC=")
	told.want("READY=1")
	ask("1741080000.000100")
	<-g.arrived
	time.AfterFunc(300*time.Millisecond, func() { close(g.open) })
	if took, err := p.stop(syscall.SIGTERM); err != nil || took > 5*time.Second {
		t.Errorf("stopped after %v with %v:\n%s", took, err, &p.err)
	}
	told.want("STOPPING=1")
	if posts := workspace.Posts(); len(posts) != 1 {
		t.Errorf("the answer under way was shown %d times", len(posts))
	}

	g = newGate(t, workspace) // and a service that never answers
	p = start(g)
	told.want("READY=1")
	workspace.WaitSockets(t, 1, 2)
	ask("1741080001.000100")
	<-g.arrived
	if took, err := p.stop(syscall.SIGTERM); err != nil || took > 5*time.Second {
		t.Errorf("with a dead service, stopped after %v with %v:\n%s", took, err, &p.err)
	}
	db, err := store.Open(filepath.Join(dir, "news.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	jobs, err := db.Jobs(t.Context())
	if err != nil || len(jobs) != 1 || jobs[0].ID != "slack:T1/C1/1741080001.000100" {
		t.Errorf("what is owed after it: %v, %v", jobs, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// await reads a page as soon as it is answered with 200, or the last answer within some seconds.
func await(t *testing.T, url string) (code int, body string) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); code != http.StatusOK && time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		resp, err := http.Get(url)
		if err != nil {
			continue
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		code, body = resp.StatusCode, string(b)
	}
	return code, body
}

// notified is what a service manager was told.
type notified struct {
	t    *testing.T
	conn *net.UnixConn
}

func notifications(t *testing.T, path string) *notified {
	t.Helper()
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Skip("no such sockets here:", err)
	}
	t.Cleanup(func() { conn.Close() })
	return &notified{t: t, conn: conn}
}

// want waits for the next notification, which must begin so.
func (n *notified) want(prefix string) {
	n.t.Helper()
	buffer := make([]byte, 512)
	n.conn.SetReadDeadline(time.Now().Add(20 * time.Second))
	size, err := n.conn.Read(buffer)
	if got := string(buffer[:size]); err != nil || !strings.HasPrefix(got, prefix) {
		n.t.Fatalf("the service manager was told %q (%v), want %q", got, err, prefix)
	}
}
