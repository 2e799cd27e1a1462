// Package summary has a model summarise facts, and believes nothing of what it writes until the ground check has passed.
//
// A [Writer] sends numbered facts to a [Model] (the words are those of package prompts), cuts what comes back
// into sentences with their numbers (parse.go), and holds each sentence against its own facts (package ground).
// A sentence that fails is dropped and counted. Nothing the model writes reaches a reader otherwise: no heading, no
// remark, no link, no sentence without a number. So the worst that an article with instructions for models, or a model that
// lies, can do is to leave the reader with the facts, which stand alone.
package summary

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/ground"
	"github.com/nutgraf/nutgraf/prompts"
)

// Model is a language model.
type Model interface {
	// Name is what readers are told wrote the summary.
	Name() string
	// Generate returns the model's whole text for a prompt. It returns soon after ctx is done, and may be called by several
	// goroutines at once.
	Generate(ctx context.Context, prompt string) (string, error)
}

// Defaults of Options.
const (
	defaultTimeout  = 30 * time.Second
	defaultMaxBytes = 32 << 10
)

// maxFacts is how many facts a model is shown; more make a summary worse and a prompt dear.
const maxFacts = 24

// Options limits a model. Zero values mean the defaults.
type Options struct {
	Timeout  time.Duration // of one summary; 0 means 30 s
	MaxBytes int           // of the model's text, 0 means 32 KiB; a longer one is an error, and nothing of it is believed
}

// Writer writes summaries. A nil Writer writes none. It may be used by several goroutines at once.
type Writer struct {
	model   Model
	options Options
}

// New returns a writer that asks m.
func New(m Model, o Options) *Writer {
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	return &Writer{model: m, options: o}
}

// ErrTooLong is wrapped by the error for a text of more than Options.MaxBytes.
var ErrTooLong = errors.New("text is longer than allowed")

// Write summarises facts as an answer to question. They come in citation order: the first is citation 1. The summary is nil
// when there is nothing to summarise or no sentence has passed; then, as after an error, the facts stand alone. An error
// wraps what the model failed with, context.DeadlineExceeded when its time was up, or [ErrTooLong].
func (w *Writer) Write(ctx context.Context, question string, facts []briefing.Fact) (*briefing.Summary, error) {
	if w == nil || len(facts) == 0 {
		return nil, nil
	}
	facts = facts[:min(len(facts), maxFacts)]
	text, err := w.generate(ctx, question, facts)
	if err != nil {
		return nil, fmt.Errorf("summary by %s: %w", w.model.Name(), err)
	}
	s := &briefing.Summary{Model: w.model.Name()}
	for _, sentence := range parse(text) {
		if len(s.Sentences) == prompts.SummarySentences {
			break
		}
		switch {
		case repeats(s.Sentences, sentence):
		case passes(sentence, facts):
			s.Sentences = append(s.Sentences, sentence)
		default:
			s.Dropped++
		}
	}
	if len(s.Sentences) == 0 {
		return nil, nil
	}
	return s, nil
}

// generate asks the model within its limits.
func (w *Writer) generate(ctx context.Context, question string, facts []briefing.Fact) (string, error) {
	lines := make([]string, len(facts))
	for i, f := range facts {
		lines[i] = line(f)
	}
	prompt, err := prompts.Summary(question, lines)
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, w.options.Timeout)
	defer cancel()
	text, err := w.model.Generate(ctx, prompt)
	switch {
	case ctx.Err() != nil: // a text that comes too late is none
		return "", ctx.Err()
	case err != nil:
		return "", err
	case len(text) > w.options.MaxBytes:
		return "", fmt.Errorf("%w: %d bytes, at most %d", ErrTooLong, len(text), w.options.MaxBytes)
	}
	return text, nil
}

// line is a fact as the prompt shows it: its text, and behind it who speaks and what its pointing words stand for.
func line(f briefing.Fact) string {
	var remarks []string
	for _, r := range f.Context {
		if word := r.Span.Shift(-f.Span.Start).Of(f.Text); word != "" && r.For != "" {
			remarks = append(remarks, word+" is "+r.For)
		}
	}
	for _, q := range f.Quotes {
		if q.Speaker != "" && !q.Doubtful && !strings.Contains(f.Text, q.Speaker) {
			remarks = append(remarks, "said by "+q.Speaker)
		}
	}
	if len(remarks) == 0 {
		return f.Text
	}
	return f.Text + " (" + strings.Join(remarks, "; ") + ")"
}

// passes reports whether the sentence says only what the facts it cites say, in plain words.
func passes(s briefing.SummarySentence, facts []briefing.Fact) bool {
	var cited []briefing.Fact
	for _, n := range s.Citations {
		if n < 1 || n > len(facts) {
			return false
		}
		cited = append(cited, facts[n-1])
	}
	// Even a copy of a fact may not carry a link or a mention here: a reader takes a summary for the bot's own words.
	return len(ground.Markup(s.Text)) == 0 && len(ground.Check(s.Text, cited)) == 0
}

// repeats reports whether a sentence was there before.
func repeats(before []briefing.SummarySentence, s briefing.SummarySentence) bool {
	return slices.ContainsFunc(before, func(b briefing.SummarySentence) bool { return b.Text == s.Text })
}
