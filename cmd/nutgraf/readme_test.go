package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the demo's transcript into README.md")

// TestReadmeShowsTheDemo keeps the transcript in README.md what the demo prints.
func TestReadmeShowsTheDemo(t *testing.T) {
	const path, from, to = "../../README.md", "<!-- demo -->\n", "<!-- /demo -->"
	var out, errs bytes.Buffer
	if code := run(context.Background(), []string{"demo"}, streams{strings.NewReader(""), &out, &errs}); code != exitDone || errs.Len() > 0 {
		t.Fatalf("the demo ended with %d: %s", code, errs.String())
	}
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := strings.Cut(string(readme), from)
	_, after, ok2 := strings.Cut(rest, to)
	if !ok1 || !ok2 {
		t.Fatalf("%s has no place for the transcript between %q and %q", path, from, to)
	}
	want := before + from + "```text\n$ nutgraf demo\n" + strings.TrimRight(out.String(), "\n") + "\n```\n" + to + after
	if want == string(readme) {
		return
	}
	if !*update {
		t.Fatalf("%s does not show what the demo prints: go test ./cmd/nutgraf -run Readme -update", path)
	}
	if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}
