package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/spf13/cobra"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/ingest"
	"github.com/nutgraf/nutgraf/store"
)

func addCommand(std streams) *cobra.Command {
	var (
		db database
		g  given
	)
	c := &cobra.Command{
		Use:   "add [flags] FILE | DIR | URL | -",
		Short: "Take articles in: pages, text dumps, Markdown, JSON lines, feed files, or a folder of them",
		Args:  arguments(1, "a file, a folder, an address, or - for standard input"),
		RunE:  func(c *cobra.Command, args []string) error { return add(c.Context(), db, g, args[0], std) },
	}
	db.flags(c)
	g.flags(c)
	return c
}

// add takes in the articles at where. Refused articles are told one by one; the command fails only when nothing was taken in.
func add(ctx context.Context, db database, g given, where string, std streams) (err error) {
	articles, err := g.articlesAt(where, std, webPage(ctx, g.config))
	if err != nil {
		return err
	}
	h, err := openHouse(ctx, db, store.Options{Command: "nutgraf add"}, std)
	if err != nil {
		return err
	}
	defer h.close(&err)
	p := newProgress(std.err)
	refused := refusals{out: p.lines()}
	var taken listing
	counts, err := h.intake.Add(ctx, taken.of(articles), refused.tell, p.show)
	p.end()
	refused.rest()
	if err == nil {
		taken.print(std.out)
	}
	if err == nil || counts.New+counts.Changed > 0 {
		fmt.Fprintln(std.out, countsLine(counts))
	}
	switch {
	case errors.Is(err, context.Canceled):
		return errors.New("stopped: what is counted above is stored, the rest was not begun; run the same command again to go on")
	case err != nil:
		return err
	case counts.Refused > 0 && counts.Refused == counts.Total():
		return toldError{errors.New("nothing was taken in")}
	}
	return nil
}

// listing remembers the first articles of a sequence, so that few are named one by one.
type listing struct {
	lines []string
	total int
}

const maxListed = 10 // articles named one by one; of more only the counts are told

func (l *listing) of(articles iter.Seq2[briefing.Article, error]) iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		for a, err := range articles {
			if err == nil {
				if l.total++; l.total <= maxListed {
					l.lines = append(l.lines, string(a.ID)+"  "+orElse(a.Headline, "(no headline)"))
				}
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// print names the articles by their ids, as show takes them.
func (l *listing) print(out io.Writer) {
	if l.total > maxListed {
		return
	}
	for _, line := range l.lines {
		fmt.Fprintln(out, line)
	}
}

// countsLine is the last line of add: "12 articles: 10 new, 1 changed, 1 unchanged, 0 refused; 214 facts".
func countsLine(c ingest.Counts) string {
	return fmt.Sprintf("%s: %d new, %d changed, %d unchanged, %d refused; %s",
		counted(c.Total(), "article"), c.New, c.Changed, c.Unchanged, c.Refused, counted(c.Facts, "fact"))
}

// progress shows a counter on a terminal once the work has taken longer than a second.
type progress struct {
	out   io.Writer
	tty   bool
	start time.Time
	bars  *mpb.Progress
	bar   *mpb.Bar
	facts int
}

func newProgress(out io.Writer) *progress {
	return &progress{out: out, tty: isTerminal(out), start: time.Now()}
}

// patience is how long work goes on before progress is shown.
const patience = time.Second

func (p *progress) show(c ingest.Counts) {
	p.facts = c.Facts
	if !p.tty || time.Since(p.start) < patience {
		return
	}
	if p.bar == nil {
		p.bars = mpb.New(mpb.WithOutput(p.out))
		p.bar = p.bars.New(0, mpb.SpinnerStyle(), mpb.PrependDecorators(
			decor.CurrentNoUnit("%d articles"),
			decor.Any(func(decor.Statistics) string { return fmt.Sprintf(", %s", counted(p.facts, "fact")) }),
		), mpb.AppendDecorators(decor.Elapsed(decor.ET_STYLE_MMSS)))
	}
	p.bar.SetCurrent(int64(c.Total()))
}

// share shows how much of a known amount of work is done.
func (p *progress) share(done, total int) {
	if !p.tty || time.Since(p.start) < patience {
		return
	}
	if p.bar == nil {
		p.bars = mpb.New(mpb.WithOutput(p.out))
		p.bar = p.bars.New(int64(total), mpb.BarStyle(), mpb.PrependDecorators(decor.CurrentNoUnit("%d articles")),
			mpb.AppendDecorators(decor.Percentage(), decor.Elapsed(decor.ET_STYLE_MMSS)))
	}
	p.bar.SetCurrent(int64(done))
}

// lines is where lines go while the counter may be shown.
func (p *progress) lines() io.Writer { return lineWriter{p} }

func (p *progress) end() {
	if p.bar != nil {
		p.bar.SetTotal(-1, true)
		p.bars.Wait()
		p.bars, p.bar = nil, nil
	}
}

// lineWriter prints above the counter while it is shown.
type lineWriter struct{ p *progress }

func (w lineWriter) Write(b []byte) (int, error) {
	if w.p.bars != nil {
		return w.p.bars.Write(b)
	}
	return w.p.out.Write(b)
}
