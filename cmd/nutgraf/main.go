package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends what cannot listen, such as the opening of a pipe nobody writes to
	code := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// streams are the three ways in and out of the program.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run carries out one command line and returns its exit code.
func run(ctx context.Context, args []string, std streams) int {
	root := rootCommand(std)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	var told toldError
	if !errors.As(err, &told) {
		fmt.Fprintln(std.err, "nutgraf: "+oneLine(err.Error()))
	}
	var usage usageError
	if errors.As(err, &usage) {
		return exitUsage
	}
	return exitFailed
}

// usageError is a command line or input that cannot be meant: exit code 2.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// toldError is a failure whose lines have been printed already: exit code 1.
type toldError struct{ error }

func (e toldError) Unwrap() error { return e.error }

func rootCommand(std streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "nutgraf",
		Short: "A briefing bot that answers from the articles it has read, each sentence with its source",
		Long: `nutgraf reads articles, and answers questions about them with the articles' own sentences,
each with a citation. Start with "nutgraf demo".`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("no command %q: nutgraf --help lists them", args[0])
			}
			return nil
		},
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetIn(std.in)
	root.SetOut(std.out)
	root.SetErr(std.err)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usagef("%s: %w: %s --help lists the flags", c.CommandPath(), err, c.CommandPath())
	})
	root.AddCommand(
		demoCommand(std), runCommand(std), addCommand(std), readCommand(std), askCommand(std), searchCommand(std),
		showCommand(std), chatCommand(std), digestCommand(std), checkCommand(std), statsCommand(std), verifyCommand(std), reindexCommand(std), backupCommand(std),
		jobsCommand(std), slackCommand(std), feedbackCommand(std), withdrawCommand(std), evalCommand(std),
	)
	return root
}

// arguments checks the number of arguments of a command and names what is missing.
func arguments(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < n:
			return usagef("%s needs %s: %s", c.CommandPath(), what, c.UseLine())
		case len(args) > n:
			return usagef("%s takes %s, not %d arguments (put quotation marks around a text of several words)", c.CommandPath(), what, len(args))
		}
		return nil
	}
}
