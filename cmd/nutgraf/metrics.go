package main

import (
	"context"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

// meter counts what the running bot does. It is a bot.Meter. No label holds a channel, a person or a text: each has the few
// values the program knows, so that there are never more series than that.
type meter struct {
	pulse *pulse

	questions, answers, posts, jobs, limited, restarts *metric
	waits, work                                        *metric
	feedReads                                          *metric
}

var _ bot.Meter = (*meter)(nil)

// waitBounds are seconds: a first answer is due within 0.1, all within 2; a chat gives up on a person after some tens.
var waitBounds = []float64{0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600}

func newMeter(p *pulse) *meter {
	return &meter{
		pulse:     p,
		questions: newCounter("nutgraf_questions_total", "Messages taken from a chat.", "service"),
		answers:   newCounter("nutgraf_answers_total", "Answers by their kind; unknown is the honest one.", "service", "kind"),
		waits:     newHistogram("nutgraf_answer_wait_seconds", "From when a question was taken to when its answer was shown.", waitBounds, "service"),
		posts:     newCounter("nutgraf_posts_total", "Messages given to a chat, by what became of them.", "service", "outcome"),
		jobs:      newCounter("nutgraf_jobs_total", "Turns of jobs, by how they ended.", "kind", "outcome"),
		work:      newHistogram("nutgraf_job_duration_seconds", "Time a turn of a job took.", waitBounds, "kind"),
		limited:   newCounter("nutgraf_limited_total", "Messages that met a limit.", "service", "limit"),
		restarts:  newCounter("nutgraf_part_restarts_total", "Parts that failed and were started again.", "part"),
		feedReads: newCounter("nutgraf_feed_reads_total", "Looks at a feed, by how they ended.", "feed", "outcome"),
	}
}

func (m *meter) Asked(service string) { m.questions.add(1, service) }

func (m *meter) Answered(service string, kind briefing.AnswerKind, waited time.Duration) {
	m.answers.add(1, service, among(string(kind), answerKinds))
	m.waits.observe(waited.Seconds(), service)
}

func (m *meter) Posted(service, outcome string) { m.posts.add(1, service, among(outcome, outcomes)) }

func (m *meter) Done(kind briefing.JobKind, outcome string, took time.Duration) {
	m.jobs.add(1, among(string(kind), jobKinds), among(outcome, outcomes))
	m.work.observe(took.Seconds(), among(string(kind), jobKinds))
}

func (m *meter) Limited(service, limit string) { m.limited.add(1, service, among(limit, limitNames)) }

func (m *meter) Listening(service string, ok bool) { m.pulse.listening(service, ok) }
func (m *meter) Working(worker string, on bool)    { m.pulse.working(worker, on) }
func (m *meter) Ticked(part string)                { m.pulse.tick(part) }

func (m *meter) Restarted(part string) { m.restarts.add(1, part) }

// The values that labels may have. What is not among them is counted as "other".
var (
	answerKinds = []string{
		string(briefing.AnswerFact), string(briefing.AnswerQuotes), string(briefing.AnswerBrief), string(briefing.AnswerTimeline),
		string(briefing.AnswerCompare), string(briefing.AnswerChanges), string(briefing.AnswerUnknown), string(briefing.AnswerAmbiguous),
		string(briefing.AnswerHelp),
	}
	jobKinds = []string{
		string(briefing.JobAnswer), string(briefing.JobDigest), string(briefing.JobWatch), string(briefing.JobCorrective), string(briefing.JobNotice),
		string(briefing.JobShare),
	}
	outcomes   = []string{"done", "posted", "refused", "retried", "parked", "dropped", "late"}
	limitNames = []string{"person", "channel", "workspace", "day", "overload"}
)

func among(value string, known []string) string {
	if slices.Contains(known, value) {
		return value
	}
	return "other"
}

// writeMetrics writes every metric: what was counted, and what can be looked up now. What cannot be looked up is left out and
// nutgraf_scrape_errors says so.
func (s *service) writeMetrics(ctx context.Context, out io.Writer) error {
	m := s.meter
	all := []*metric{buildInfo(), m.questions, m.answers, m.waits, m.posts, m.jobs, m.work, m.limited, m.restarts, m.feedReads}
	all = append(all, s.pulse.metrics()...)
	all = append(all, s.feeds.metrics()...)
	all = append(all, s.slack.metrics()...)
	now, err := s.storeMetrics(ctx)
	failed := newGauge("nutgraf_scrape_errors", "Whether something could not be looked up for this reading: 1 if so.")
	failed.set(truth(err != nil))
	all = append(append(all, now...), failed)
	return expose(out, append(all, processMetrics()...)...)
}

// storeMetrics is what the database says of itself.
func (s *service) storeMetrics(ctx context.Context) ([]*metric, error) {
	owed := newGauge("nutgraf_queue_jobs", "Jobs that are owed, by state.", "state")
	age := newGauge("nutgraf_queue_oldest_age_seconds", "How long the oldest due job has waited; 0 when none waits.")
	articles := newGauge("nutgraf_articles", "Articles in the database.")
	facts := newGauge("nutgraf_facts", "Facts in the database.")
	bytes := newGauge("nutgraf_store_bytes", "Size of the database file.")
	backlog, err := s.house.db.Backlog(ctx)
	if err != nil {
		return nil, err
	}
	owed.set(float64(backlog.Waiting), "waiting")
	owed.set(float64(backlog.Claimed), "claimed")
	owed.set(float64(backlog.Parked), "parked")
	age.set(waitedFor(backlog, time.Now()).Seconds())
	err = s.house.db.View(ctx, func(v *store.View) error {
		extent := v.Extent()
		articles.set(float64(extent.Articles))
		facts.set(float64(extent.Facts))
		return nil
	})
	if err != nil {
		return []*metric{owed, age}, err
	}
	info, err := os.Stat(s.house.db.Path())
	if err != nil {
		return []*metric{owed, age, articles, facts}, err
	}
	bytes.set(float64(info.Size()))
	return []*metric{owed, age, articles, facts, bytes}, nil
}

// waitedFor is how long the oldest due job has waited; 0 when none waits.
func waitedFor(b briefing.Backlog, now time.Time) time.Duration {
	if b.Oldest.IsZero() {
		return 0
	}
	return max(now.Sub(b.Oldest), 0)
}

// buildInfo says which program this is.
func buildInfo() *metric {
	f := newGauge("nutgraf_build_info", "Which program this is; always 1.", "version", "revision", "go")
	version, revision := "unknown", "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = orElse(info.Main.Version, version)
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				revision = setting.Value
			}
		}
	}
	f.set(1, version, revision, runtime.Version())
	return f
}

// started is when this process began, for the metric of that name.
var started = time.Now()

// processMetrics are the few numbers of the process that an operator looks at first, under the names other exporters give them.
func processMetrics() []*metric {
	start := newGauge("process_start_time_seconds", "When the process began, in seconds since 1970.")
	start.set(float64(started.UnixMilli()) / 1000)
	goroutines := newGauge("go_goroutines", "Goroutines there are.")
	goroutines.set(float64(runtime.NumGoroutine()))
	heap := newGauge("go_memstats_heap_inuse_bytes", "Bytes of heap in use.")
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	heap.set(float64(memory.HeapInuse))
	return []*metric{start, goroutines, heap}
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
