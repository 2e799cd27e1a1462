// Command peerbench measures the library's search beside bleve and SQLite FTS5, on the same made-up news in the same run.
//
// It is a module of its own, so that the product depends on neither. The README says how to run it, what is measured and how
// the peers are tuned. The tour:
//
//   - engine.go says what an engine must do; nutgraf.go (ranked.go with what ranks its facts, answered.go with the whole answer),
//     bleve.go and sqlite.go are they.
//   - phase.go says which phases a run has. Each is a process of its own, so that none inherits another's warm memory; main.go
//     runs them one after the other: build.go, ask.go, cold.go, ingest.go.
//   - sample.go turns many times into a median and what lies above, memory.go reads what a process holds, table.go prints what
//     was measured.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "peerbench:", err)
		os.Exit(1)
	}
}

// settings are what the flags say.
type settings struct {
	facts, asked, top int
	engines           string
	dir               string
	reuse             bool
	plain             bool
	phase             string // set in a child
}

func (s *settings) articles() int { return max(1, s.facts/(briefingtest.FactsPerArticle+10)) } // surely there

// news is what is indexed.
func (s *settings) news() *briefingtest.Synthetic {
	if s.plain {
		return briefingtest.NewPlain(seed)
	}
	return briefingtest.NewSynthetic(seed)
}

func (s *settings) questionsPath() string { return filepath.Join(s.dir, "questions.json") }

// enginePath is where an engine's index is.
func (s *settings) enginePath(engine string) string {
	if beyondSearch(engine) {
		engine = "nutgraf"
	}
	return filepath.Join(s.dir, engine)
}

// beyondSearch reports whether an engine is what is done with what nutgraf's index finds: it has none of its own.
func beyondSearch(engine string) bool { return engine == "ranked" || engine == "answered" }

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var s settings
	flags := flag.NewFlagSet("peerbench", flag.ContinueOnError)
	flags.IntVar(&s.facts, "facts", 100_000, "facts to index")
	flags.IntVar(&s.asked, "asked", 1000, "questions of each mix, fewer where an engine takes longer than half a minute for them")
	flags.IntVar(&s.top, "top", 20, "facts wanted for a question")
	flags.StringVar(&s.engines, "engines", "nutgraf,ranked,answered,bleve,sqlite", "what to measure, in this order; the first one is compared with the others")
	flags.StringVar(&s.dir, "dir", "", "where to keep the indexes; empty for a folder that is removed again")
	flags.BoolVar(&s.reuse, "reuse", false, "measure indexes that an earlier run left in -dir, where they are")
	flags.BoolVar(&s.plain, "plain", false, "words without stop words among them: the most frequent one is in nearly every fact, and asked for")
	flags.StringVar(&s.phase, "phase", "", "one phase alone: build, ask, cold, ingest; its measures as JSON lines")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if s.phase != "" {
		return s.runPhase(ctx, stdout)
	}
	if s.dir == "" {
		dir, err := os.MkdirTemp("", "peerbench")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		s.dir = dir
	}
	measures, err := s.measure(ctx, stderr)
	if err != nil {
		return err
	}
	return printTable(stdout, s.facts, strings.Split(s.engines, ","), measures)
}

// measure runs the phases of each engine.
func (s *settings) measure(ctx context.Context, stderr io.Writer) ([]measure, error) {
	if err := s.writeQuestions(); err != nil {
		return nil, err
	}
	var all []measure
	for _, engine := range strings.Split(s.engines, ",") {
		for _, phase := range s.phases(engine) {
			fmt.Fprintf(stderr, "%s: %s\n", engine, phase.name)
			found, err := s.child(ctx, engine, phase, stderr)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", engine, phase.name, err)
			}
			all = append(all, found...)
		}
	}
	return all, nil
}

// phases are those to run for an engine, in order.
func (s *settings) phases(engine string) []phase {
	var due []phase
	for _, p := range phases {
		_, err := os.Stat(s.enginePath(engine))
		built := p.name == "build" && s.reuse && err == nil
		if !built && (!beyondSearch(engine) || p.name == "ask") {
			due = append(due, p)
		}
	}
	return due
}

// child runs a phase of an engine in a process of its own.
func (s *settings) child(ctx context.Context, engine string, p phase, stderr io.Writer) ([]measure, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, "-phase", p.name, "-engines", engine, "-dir", s.dir,
		"-facts", fmt.Sprint(s.facts), "-asked", fmt.Sprint(s.asked), "-top", fmt.Sprint(s.top), fmt.Sprintf("-plain=%t", s.plain))
	cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", p.cores))
	cmd.Stderr = stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var found []measure
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		m := measure{Engine: engine}
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			return nil, err
		}
		found = append(found, m)
	}
	return found, nil
}

// writeQuestions keeps the questions of each mix where the phases find them, so that none has to hold the vocabulary.
func (s *settings) writeQuestions() error {
	news := s.news()
	questions := map[briefingtest.Mix][]briefingtest.Question{}
	for _, m := range briefingtest.Mixes {
		questions[m] = news.Questions(m, s.articles(), s.asked+warming)
	}
	body, err := json.Marshal(questions)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.dir, 0o777); err != nil {
		return err
	}
	return os.WriteFile(s.questionsPath(), body, 0o666)
}
