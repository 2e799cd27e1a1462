package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"nutgraf": main})
}

// TestScripts runs the command lines of testdata/script/*.txtar against the real program.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: false,
		Setup: func(e *testscript.Env) error {
			e.Setenv("NO_COLOR", "1")
			e.Setenv("TMPDIR", e.WorkDir)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":   exitCode,
			"fields": jsonFields,
			"big":    bigFile,
			"damage": damageFile,
			"keep":   keepFile,
			"sameid": sameID,
		},
	})
}

// exitCode runs "code N nutgraf args..." and checks the exit code.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 || neg {
		ts.Fatalf("usage: code N command args")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

// jsonFields checks "fields FILE path.to.field..." : every line of the file is a JSON object with these fields.
func jsonFields(ts *testscript.TestScript, neg bool, args []string) {
	lines := strings.Split(strings.TrimSpace(ts.ReadFile(args[0])), "\n")
	for n, line := range lines {
		var v any
		d := json.NewDecoder(strings.NewReader(line))
		if err := d.Decode(&v); err != nil {
			ts.Fatalf("line %d is not JSON: %v", n+1, err)
		}
		for _, path := range args[1:] {
			if err := hasField(v, strings.Split(path, ".")); err != nil {
				ts.Fatalf("line %d: %s: %v", n+1, path, err)
			}
		}
	}
}

// sameID checks "sameid FILE FILE NAME": two answers in JSON have one id and one text; the id becomes $NAME.
func sameID(ts *testscript.TestScript, neg bool, args []string) {
	var answers [2]struct{ ID, Text string }
	for i := range answers {
		ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[i])), &answers[i]))
	}
	if (answers[0] == answers[1]) == neg || answers[0].ID == "" {
		ts.Fatalf("%+v", answers)
	}
	ts.Setenv(args[2], answers[0].ID)
}

// hasField follows a path of keys; of a list every entry is looked at.
func hasField(v any, path []string) error {
	if list, ok := v.([]any); ok {
		for _, entry := range list {
			if err := hasField(entry, path); err != nil {
				return err
			}
		}
		return nil
	}
	if len(path) == 0 {
		return nil
	}
	object, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("%q is looked for in %T", path[0], v)
	}
	inner, ok := object[path[0]]
	if !ok {
		return fmt.Errorf("no field %q", path[0])
	}
	return hasField(inner, path[1:])
}

// bigFile writes "big FILE MEGABYTES [WORD]": a file of one word over and over.
func bigFile(ts *testscript.TestScript, neg bool, args []string) {
	var megabytes int
	if _, err := fmt.Sscan(args[1], &megabytes); err != nil {
		ts.Fatalf("big: %v", err)
	}
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	block := bytes.Repeat([]byte("word "), 1<<20/5)
	for range megabytes {
		_, err := f.Write(block)
		ts.Check(err)
	}
	ts.Check(f.Close())
}
