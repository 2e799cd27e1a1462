package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

const (
	seed          = 1
	batchArticles = 64 // as the product commits them when there are many
)

// phase is a part of a run that has a process to itself.
type phase struct {
	name  string
	cores int
	run   func(*work) error
}

// One core compares engines; two let questions and articles come at the same time.
var phases = []phase{{"build", 1, (*work).build}, {"ask", 1, (*work).ask}, {"cold", 1, (*work).cold}, {"ingest", 2, (*work).ingest}}

// work is a phase being run.
type work struct {
	settings
	ctx       context.Context
	engine    string
	out       *json.Encoder
	questions map[briefingtest.Mix][]briefingtest.Question
}

func (s *settings) runPhase(ctx context.Context, stdout io.Writer) error {
	i := slices.IndexFunc(phases, func(p phase) bool { return p.name == s.phase })
	if i < 0 {
		return fmt.Errorf("no phase %q", s.phase)
	}
	w := &work{settings: *s, ctx: ctx, engine: s.engines, out: json.NewEncoder(stdout)}
	body, err := os.ReadFile(s.questionsPath())
	if err != nil {
		return err
	}
	if err := json.Unmarshal(body, &w.questions); err != nil {
		return err
	}
	return phases[i].run(w)
}

func (w *work) say(of, what string, value float64, unit string) error {
	return w.out.Encode(measure{Of: of, What: what, Value: value, Unit: unit})
}

func (w *work) sayAll(all []measure) error {
	for _, m := range all {
		if err := w.out.Encode(m); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) path() string { return w.enginePath(w.engine) }

// built is what was put into an index.
type built struct {
	Articles, Facts int
	Texts           int // bytes of the facts
}

func (b *built) add(f briefing.Filing) {
	b.Articles++
	b.Facts += len(f.Facts)
	for _, fact := range f.Facts {
		b.Texts += len(fact.Text)
	}
}

func (w *work) keep(b built) error {
	body, err := json.Marshal(b)
	if err != nil {
		return err
	}
	return os.WriteFile(w.path()+".json", body, 0o666)
}

func (w *work) built() (b built, err error) {
	body, err := os.ReadFile(w.path() + ".json")
	if err == nil {
		err = json.Unmarshal(body, &b)
	}
	return b, err
}
