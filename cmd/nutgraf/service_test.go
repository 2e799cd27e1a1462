package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/bottest"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/store"
)

// logBuffer is what a running service has logged.
type logBuffer struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.all.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.all.String()
}

// running is a service under test.
type running struct {
	*service
	t     *testing.T
	log   *logBuffer
	url   string
	stop  context.CancelFunc
	ended chan error
}

// startService runs a service over a new database that holds the ferry, with a configuration and chats.
func startService(t *testing.T, yaml string, chats ...bot.Chat) *running {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "config.yaml")
	address := freeAddress(t)
	text := "database: " + filepath.Join(dir, "news.db") + "\nhttp: {listen: " + address + "}\n" + yaml
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := loadConfig(path)
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(c.Database, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := wire(db, answer.Options{})
	articles := read.Articles(strings.NewReader(ferryLine), read.Source{Name: "ferry.jsonl"})
	if _, err := h.intake.Add(t.Context(), articles, func(err error) { t.Error(err) }, nil); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	r := &running{t: t, log: &logBuffer{}, url: "http://" + address, ended: make(chan error, 1)}
	r.service = newService(path, c, r.log)
	ctx, stop := context.WithCancel(context.Background())
	r.stop = stop
	go func() { r.ended <- r.service.run(ctx, false, chats) }()
	t.Cleanup(func() { r.end() })
	r.eventually("the service answers", func() bool { code, _ := r.get("/livez"); return code != 0 })
	return r
}

// end stops the service and waits for it; what it returned is its result. A second end does nothing.
func (r *running) end() error {
	r.stop()
	select {
	case err := <-r.ended:
		r.ended <- err
		return err
	case <-time.After(10 * time.Second):
		r.t.Error("the service does not stop")
		return nil
	}
}

// get reads a page of the service; its code is 0 where nobody answers.
func (r *running) get(page string) (code int, body string) {
	resp, err := http.Get(r.url + page)
	if err != nil {
		return 0, ""
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		r.t.Error(err)
	}
	return resp.StatusCode, string(b)
}

// eventually waits until something holds.
func (r *running) eventually(what string, holds func() bool) {
	r.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if holds() {
			return
		}
	}
	r.t.Fatalf("it never came about that %s; the log:\n%s", what, r.log)
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestMetricsTellWhatChatsWereAnswered(t *testing.T) {
	chat := bottest.New(bottest.Options{Name: "slack"})
	s := startService(t, "", chat.Chat())
	here := chat.Channel("C1")
	for _, q := range []string{"how many people were aboard the ferry?", "what did Mara Lind say?", "who won the sailing cup?"} {
		chat.Say(here, "P1", q)
	}
	s.eventually("three answers are shown", func() bool { return len(chat.Messages()) == 3 })
	s.eventually("three jobs are done", func() bool {
		_, text := s.get("/metrics")
		return strings.Contains(text, `nutgraf_jobs_total{kind="answer",outcome="done"} 3`)
	})
	code, text := s.get("/metrics")
	if code != http.StatusOK {
		t.Fatalf("/metrics answers %d", code)
	}
	linted(t, text)
	families := parsed(t, text)
	if n := of(t, families, "nutgraf_questions_total", "service=slack").GetCounter().GetValue(); n != 3 {
		t.Errorf("%v questions, want 3", n)
	}
	answers := 0.0
	for _, m := range families["nutgraf_answers_total"].GetMetric() {
		answers += m.GetCounter().GetValue()
	}
	if unknown := of(t, families, "nutgraf_answers_total", "service=slack", "kind=unknown").GetCounter().GetValue(); answers != 3 || unknown != 1 {
		t.Errorf("%v answers, %v of them unknown, want 3 and 1", answers, unknown)
	}
	if n := of(t, families, "nutgraf_posts_total", "service=slack", "outcome=posted").GetCounter().GetValue(); n != 3 {
		t.Errorf("%v posts, want 3", n)
	}
	if h := of(t, families, "nutgraf_answer_wait_seconds", "service=slack").GetHistogram(); h.GetSampleCount() != 3 || h.GetSampleSum() > 60 {
		t.Errorf("waits: %v", h)
	}
	for name, want := range map[string]float64{
		"nutgraf_articles": 1, "nutgraf_queue_oldest_age_seconds": 0, "nutgraf_scrape_errors": 0,
	} {
		if got := of(t, families, name).GetGauge().GetValue(); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	if of(t, families, "nutgraf_store_bytes").GetGauge().GetValue() < 4096 || of(t, families, "nutgraf_facts").GetGauge().GetValue() < 2 {
		t.Error("the store has no size, or no facts")
	}
	if strings.Contains(text, "C1") || strings.Contains(text, "ferry") {
		t.Errorf("a channel or a text is in the metrics:\n%s", text)
	}
}

// wall is a clock that a test sets.
type wall struct {
	mu  sync.Mutex
	now time.Time
}

func (w *wall) Now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *wall) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// online is a chat that says whether it is connected.
type online struct {
	bot.Chat
	connected bool
}

func (o *online) Service() string { return "slack" }
func (o *online) Connected() bool { return o.connected }

func TestHealth(t *testing.T) {
	db, err := store.Open(filepath.Join(t.TempDir(), "a.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	clock := &wall{now: time.Now()}
	chat := &online{}
	var broken error
	s := &service{house: wire(db, answer.Options{}), pulse: newPulse([]bot.Chat{chat}, clock.Now)}
	s.probes = &probes{ask: func(context.Context) error { return broken }, now: clock.Now}
	faults := func(checks []vital) string {
		var out []string
		for _, c := range checks {
			if c.err != nil {
				out = append(out, c.name)
			}
		}
		return strings.Join(out, " ")
	}
	want := func(when, live, ready string) {
		t.Helper()
		if got := faults(s.live()); got != live {
			t.Errorf("%s: not alive for %q, want %q", when, got, live)
		}
		if got := faults(s.ready(t.Context())); got != ready {
			t.Errorf("%s: not ready for %q, want %q", when, got, ready)
		}
	}
	s.pulse.tick("schedules")
	want("before the chat listens", "", "chats")
	s.pulse.listening("slack", true)
	want("without a connection", "", "chats")
	chat.connected = true
	want("on a normal day", "", "")

	broken = errors.New("the disk is full")
	want("as long as a probe holds", "", "")
	clock.pass(probeAgain)
	want("when the disk is full", "", "database")
	broken = nil
	clock.pass(probeAgain)
	want("when it is not any more", "", "")

	s.pulse.working("slack-1", false)
	s.pulse.working("slack-2", true)
	clock.pass(workerStuck + time.Second)
	s.pulse.tick("schedules")
	want("with one of two workers stuck", "", "")
	s.pulse.working("slack-1", true)
	clock.pass(workerStuck + time.Second)
	s.pulse.tick("schedules")
	want("with all workers stuck", "workers", "workers")
	s.pulse.working("slack-1", false)
	clock.pass(tickLate + time.Second)
	want("when nobody looks at the clock", "schedules", "schedules")
	s.pulse.tick("schedules")

	due := time.Now().Add(-time.Minute) // by the clock of the database, which the other is far ahead of by now
	job := briefing.Job{ID: "slack:1", Kind: briefing.JobAnswer, Channel: briefing.Channel{Service: "slack", ID: "C1"}, Due: due}
	if _, err := db.AddJob(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	want("when the queue stands still", "", "queue")
}

// No word of a message and no secret is in the log, however much is logged.
func TestLogHoldsNoTextAndNoSecret(t *testing.T) {
	t.Setenv("SLACK_BOT_TOKEN", "xoxb-canary-token")
	feedServer := http.NewServeMux()
	feedServer.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "gone", http.StatusGone) })
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: feedServer}
	go server.Serve(l) //nolint:errcheck // closed below
	defer server.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())

	chat := bottest.New(bottest.Options{Name: "slack", Fault: bottest.Once(
		bottest.Fault{Kind: bottest.Refused, Reason: "invalid_blocks"}, bottest.Fault{Kind: bottest.Busy, Wait: time.Millisecond},
	)})
	s := startService(t, "log: debug\nweb: {allow: [127.0.0.0/8], ports: ["+port+"]}\nfeeds:\n"+
		"  - url: http://feeduser:canary-password@"+l.Addr().String()+"/rss?key=canary-feed-key\n"+
		"  - url: http://"+l.Addr().String()+"/rss?key=canary-feed-key\n", chat.Chat())
	here := chat.Channel("C1")
	for _, q := range []string{"how many people were aboard the ferry? canarytext", "subscribe to canarytopic at 08:00", "canaryfeedback", "👎 canaryreason"} {
		chat.Say(here, "P1", q)
	}
	s.eventually("all is answered", func() bool { return chat.Waiting() == 0 && len(chat.Messages()) >= 3 })
	s.eventually("the feeds were looked at", func() bool { return strings.Contains(s.log.String(), "feed failed") })
	s.service.log.Warn("a library tells", "error", errors.New("POST https://slack.com/api?token=xoxb-canary-token: timeout"))
	if err := s.end(); err != nil {
		t.Fatal(err)
	}
	log := s.log.String()
	for line := range strings.SplitSeq(log, "\n") {
		if strings.Contains(strings.ToLower(line), "canary") || strings.Contains(line, "aboard") || strings.Contains(line, "Mara") {
			t.Errorf("in the log: %s", line)
		}
	}
	if !strings.Contains(log, "job done") || !strings.Contains(log, "[redacted]") {
		t.Errorf("the log tells nothing of jobs, or nothing was redacted:\n%s", log)
	}
}

func TestReload(t *testing.T) {
	chat := bottest.New(bottest.Options{Name: "slack"})
	s := startService(t, "log: info\n", chat.Chat())
	write := func(yaml string) {
		t.Helper()
		old, err := os.ReadFile(s.path)
		if err != nil {
			t.Fatal(err)
		}
		kept := strings.Join(strings.SplitAfterN(string(old), "\n", 3)[:2], "")
		if err := os.WriteFile(s.path, []byte(kept+yaml), 0o600); err != nil {
			t.Fatal(err)
		}
		s.reload(t.Context())
	}
	last := func() string {
		lines := strings.Split(strings.TrimSpace(s.log.String()), "\n")
		return lines[len(lines)-1]
	}
	write("log: debug\nworkers: 9\nshow: {percent: 50, sentences: 9}\nlimits: {daily: 7}\n")
	for _, want := range []string{`"changed":"log, show, limits"`, `"needs_restart":"workers"`} {
		if !strings.Contains(last(), want) {
			t.Errorf("%s is not in %s", want, last())
		}
	}
	write("log: error\nwrokers: 9\n")
	if !strings.Contains(last(), `nothing has changed`) || !strings.Contains(last(), `wrokers`) {
		t.Errorf("a broken file: %s", last())
	}
	if s.level.Level().String() != "DEBUG" {
		t.Errorf("a broken file has set the level to %s", s.level.Level())
	}
}

// A feed that panics, or a chat, is started again, and nobody else hears of it.
func TestCrew(t *testing.T) {
	log := &logBuffer{}
	s := newService("", defaults(), log)
	restarts := make(chan string, 8)
	c := &crew{log: s.log, restarted: func(part string) { restarts <- part }}
	ctx, stop := context.WithCancel(t.Context())
	steady := make(chan struct{})
	c.keep(ctx, "steady", func(ctx context.Context) error {
		close(steady) // a second run would panic
		<-ctx.Done()
		return ctx.Err()
	})
	c.keep(ctx, "feed", func(context.Context) error { panic("a page of nonsense") })
	over := c.keep(ctx, "over", func(context.Context) error { return errOver })
	<-steady
	<-over
	if part := <-restarts; part != "feed" {
		t.Errorf("%s was started again", part)
	}
	stop()
	<-c.ended()
	if !strings.Contains(log.String(), "a page of nonsense") {
		t.Errorf("the log does not say why: %s", log)
	}
}

func TestFeedsOfPlaces(t *testing.T) {
	f := &feeds{listed: []feed{
		{feedConfig: feedConfig{URL: "https://open.example/rss"}},
		{feedConfig: feedConfig{URL: "https://team.example/rss", Places: []string{"slack:T1"}}},
		{feedConfig: feedConfig{URL: "https://room.example/rss", Places: []string{"slack:T1/C2", "discord:G1"}}},
	}}
	for _, test := range []struct {
		place briefing.Channel
		want  string
	}{
		{briefing.Channel{Service: "slack", Workspace: "T1", ID: "C2", Thread: "1"}, ""},
		{briefing.Channel{Service: "slack", Workspace: "T1", ID: "C1"}, "https://room.example/rss"},
		{briefing.Channel{Service: "slack", Workspace: "T2", ID: "C2"}, "https://team.example/rss https://room.example/rss"},
		{briefing.Channel{Service: "discord", Workspace: "G1", ID: "9"}, "https://team.example/rss"},
		{briefing.Channel{Service: "discord", Workspace: "T1", ID: "C2"}, "https://team.example/rss https://room.example/rss"},
		{briefing.Channel{Service: "slack"}, "https://team.example/rss https://room.example/rss"},
	} {
		if got := strings.Join(f.Hidden(test.place), " "); got != test.want {
			t.Errorf("%s must not see %q, want %q", test.place, got, test.want)
		}
	}
}
