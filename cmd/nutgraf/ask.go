package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/store"
)

// maxLine is the longest line of questions or queries read from standard input, in bytes.
const maxLine = 1 << 20

func askCommand(std streams) *cobra.Command {
	var o askOptions
	c := &cobra.Command{
		Use:   "ask [flags] QUESTION | -",
		Short: "Answer one question; - reads one question a line",
		Long: `Answer a question from the stored articles, each sentence with its citation.

With - the questions are read from standard input, one a line, either as plain text or as JSON
{"id", "question", "thread"}. Lines with the same "thread" are one conversation, remembered until the end of the input.
With --thread the conversation is kept in the database and goes on at the next call. Every answer is kept under its id for 90 days
(the last 10,000 of one call), so that nutgraf verify can give it again.`,
		Args: arguments(1, "a question, or - to read questions from standard input"),
		RunE: func(c *cobra.Command, args []string) error { return o.ask(c.Context(), args[0], std) },
	}
	o.db.flags(c)
	c.Flags().BoolVar(&o.json, "json", false, "print JSON, one object a question")
	c.Flags().StringVar(&o.thread, "thread", "", "the conversation this question belongs to, as any name")
	c.Flags().StringVar(&o.asOf, "as-of", "", "answer from what was known then: RFC 3339 time or 2006-01-02")
	return c
}

type askOptions struct {
	db           database
	thread, asOf string
	json         bool
}

// asker answers the questions of one command line.
type asker struct {
	askOptions
	house *house
	until time.Time                  // parsed asOf
	turns map[string][]briefing.Turn // by the "thread" of JSON lines
	told  []briefing.Told            // what was answered and is not kept yet
	std   streams
}

func (o askOptions) ask(ctx context.Context, question string, std streams) (err error) {
	a := asker{askOptions: o, std: std, turns: make(map[string][]briefing.Turn)}
	if a.until, err = parseTime("--as-of", o.asOf); err != nil {
		return err
	}
	if a.house, err = a.open(ctx); err != nil {
		return err
	}
	if question != "-" {
		err = a.one(ctx, line{text: question, thread: ""})
	} else {
		err = eachLine(std.in, "question", func(l line) error { return a.one(ctx, l) }, std.err)
	}
	return errors.Join(err, a.settle(ctx))
}

const (
	maxTold     = 10_000                 // answers of one command that are kept, the last ones: they are held in memory until the end
	keepTimeout = 200 * time.Millisecond // how long to wait for the file to be free for writing: a person waits for the prompt
)

// settle closes the database, and keeps what was answered so that verify can give it again. A database that cannot be written now, because
// others read it too or because it may not be, is no reason to fail: the answers were given.
func (a *asker) settle(ctx context.Context) (err error) {
	if a.thread != "" {
		defer a.house.close(&err)
		return a.house.db.KeepTold(ctx, a.told...)
	}
	if a.house.close(&err); err != nil || len(a.told) == 0 {
		return err
	}
	if err := a.keep(ctx); err != nil {
		fmt.Fprintf(a.std.err, "nutgraf: the answers were not kept, so nutgraf verify will not know their ids: %s\n", oneLine(err.Error()))
	}
	return nil
}

func (a *asker) keep(ctx context.Context) error {
	db, err := store.Open(a.db.path, store.Options{Command: "nutgraf ask", Timeout: keepTimeout})
	if err != nil {
		return err
	}
	return errors.Join(db.KeepTold(ctx, a.told...), db.Close())
}

// open opens the database, for writing only when a conversation is to be kept.
func (a *asker) open(ctx context.Context) (*house, error) {
	if a.thread == "" {
		return openLibrary(ctx, a.db, a.std)
	}
	return openExisting(ctx, a.db, store.Options{Command: "nutgraf ask"}, a.std)
}

// one answers one question and prints the answer.
func (a *asker) one(ctx context.Context, l line) error {
	start := time.Now()
	q := briefing.Question{Text: l.text, Asked: start, AsOf: a.until}
	kept := briefing.Channel{Service: "console", ID: "ask", Thread: a.thread}
	var err error
	switch {
	case l.thread != "":
		q.Turns = a.turns[l.thread]
	case a.thread != "":
		q.Thread = kept
		if q.Turns, err = a.house.db.Turns(ctx, kept); err != nil {
			return err
		}
	}
	found, err := a.house.answer.Answer(ctx, q)
	if errors.Is(err, answer.ErrEmpty) || errors.Is(err, answer.ErrTooLong) {
		if a.json && l.numbered { // every line of input has its line of output
			refused := toAnswerJSON(briefing.Answer{Question: l.text, Kind: briefing.AnswerUnknown}, err.Error(), time.Since(start))
			refused.Ref = l.ref
			return errors.Join(printJSON(a.std.out, refused), usageError{err})
		}
		return usageError{err}
	}
	if err != nil {
		return err
	}
	took := time.Since(start)
	turn := found.Turn(start)
	switch {
	case l.thread != "":
		a.turns[l.thread] = append(a.turns[l.thread], turn)
	case a.thread != "":
		if err := a.house.db.AddTurn(ctx, kept, turn); err != nil {
			return err
		}
	}
	laid := post.Answer(found)
	if a.told = append(a.told, briefing.Tell(q, found, laid.Plain().Reveal(), start)); len(a.told) > maxTold {
		a.told = a.told[1:]
	}
	if !a.json {
		_, err := fmt.Fprintln(a.std.out, shown(laid, a.std.out))
		return err
	}
	j := toAnswerJSON(found, laid.Plain().Reveal(), took)
	j.Ref = l.ref
	return printJSON(a.std.out, j)
}

// line is one question or query of standard input.
type line struct {
	ref    any // the "id" of a JSON line
	text   string
	thread string

	numbered bool // it came from standard input
}

// eachLine calls do for each line of in that is not blank. A line that cannot be meant is told to errs by its number, and
// the rest goes on; the first other failure ends it.
func eachLine(in io.Reader, field string, do func(line) error, errs io.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	var refused error
	n := 0
	for lines.Scan() {
		n++
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		l, err := parseLine(lines.Text(), field)
		if err == nil {
			err = do(l)
		}
		var usage usageError
		if errors.As(err, &usage) {
			fmt.Fprintf(errs, "nutgraf: line %d: %s\n", n, oneLine(err.Error()))
			refused = toldError{err}
			continue
		}
		if err != nil {
			return err
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return usagef("line %d is longer than %d bytes: one %s a line", n+1, maxLine, field)
	}
	if lines.Err() != nil {
		return fmt.Errorf("read standard input: %w", lines.Err())
	}
	if n == 0 {
		return usagef("standard input is empty: give one %s a line", field)
	}
	return refused
}

// parseLine reads a line that is plain text or a JSON object with the text under field.
func parseLine(s, field string) (line, error) {
	if !strings.HasPrefix(strings.TrimSpace(s), "{") {
		return line{text: s, numbered: true}, nil
	}
	var fields map[string]any
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	if err := d.Decode(&fields); err != nil {
		return line{}, usagef("not a JSON object: %w", err)
	}
	text, ok := fields[field].(string)
	if !ok {
		return line{}, usagef("the JSON object has no text under %q", field)
	}
	thread, _ := fields["thread"].(string)
	return line{ref: fields["id"], text: text, thread: thread, numbered: true}, nil
}

// parseTime reads a time flag: RFC 3339, or a date as its midnight in UTC. "" is the zero time.
func parseTime(flag, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, usagef("%s %q is not a time: write 2017-05-10T09:00:00Z or 2017-05-10", flag, s)
}
