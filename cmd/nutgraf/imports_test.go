package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/nutgraf/nutgraf"

// arrows says for each package of the house which others of the house it may import. A package not listed fails the test:
// a new room is a decision.
var arrows = map[string][]string{
	"briefing":                  {},
	"prompts":                   {},
	"briefing/text":             {"briefing"},
	"briefing/read":             {"briefing", "briefing/text"},
	"briefing/read/peer":        {}, // tests only: the peer's patterns cost every start-up they are linked into
	"briefing/extract":          {"briefing", "briefing/text"},
	"briefing/thesaurus":        {}, // words alone: search and rank ask it for other words of a question
	"briefing/search":           {"briefing", "briefing/text", "briefing/thesaurus"},
	"briefing/ground":           {"briefing", "briefing/text"},
	"briefing/allowance":        {"briefing", "briefing/text"},                       // how much of an article may be shown: answers and digests obey one rule
	"briefing/differ":           {"briefing", "briefing/text", "briefing/thesaurus"}, // how two facts differ: answers show it, digests may
	"briefing/summary":          {"briefing", "briefing/text", "briefing/ground", "prompts"},
	"briefing/question":         {"briefing", "briefing/text", "briefing/thesaurus", "briefing/extract"},  // what is asked: ranking needs it as answering does; extract reads the times in it
	"briefing/thread":           {"briefing", "briefing/text"},                                            // what a question means behind others: no library, so that it can be measured alone
	"briefing/claim":            {"briefing", "briefing/text", "briefing/thesaurus", "briefing/question"}, // whether a fact settles a question: answers need it in several forms
	"briefing/rank":             {"briefing", "briefing/text", "briefing/search", "briefing/thesaurus", "briefing/question"},
	"briefing/rank/learn":       {}, // the learning of weights: arithmetic over figures, which knows no fact
	"briefing/answer":           {"briefing", "briefing/thread", "briefing/allowance", "briefing/differ", "briefing/thesaurus", "briefing/text", "briefing/search", "briefing/question", "briefing/claim", "briefing/rank", "briefing/summary", "briefing/ground"},
	"briefing/answer/calibrate": {},                                                                                           // the learning of confidence: arithmetic over figures, which knows no fact
	"briefing/digest":           {"briefing", "briefing/allowance", "briefing/differ", "briefing/text", "briefing/thesaurus"}, // what is news to a channel is what no told text says: differ and thesaurus know when two facts say the same
	"briefing/followup":         {"briefing", "briefing/text", "briefing/thesaurus"},                                          // what new articles mean to those who were told before: neither asked nor ranked
	"briefing/ingest":           {"briefing", "briefing/read", "briefing/extract", "briefing/search"},
	"briefing/briefingtest":     {"briefing", "briefing/text", "briefing/read", "briefing/extract", "briefing/search"},
	"bot":                       {"briefing", "bot/command", "bot/post", "bot/wording"},
	"bot/command":               {"briefing", "bot/post", "bot/wording"}, // the words of a message alone: no bot, no memory, so that it can be fuzzed
	"bot/bottest":               {"bot", "bot/post", "briefing"},         // the fake chat service of all tests, and of the kill run, which serves it to another process
	"bot/post":                  {"briefing", "bot/wording"},             // what is shown, as data: adapters render it and know nothing else of the conversation
	"bot/wording":               {},                                      // how the bot writes counts, names and moments
	"store":                     {"briefing"},
	"store/storetest":           {"briefing"},
	"adapters/console":          {"bot", "bot/post", "briefing"},
	"adapters/slack":            {"adapters/slack/blockkit", "bot", "bot/command", "bot/post", "bot/wording", "briefing"},
	"adapters/slack/blockkit":   {"bot/command", "bot/post", "briefing"}, // what Slack shows, as data: no token and no connection, so that it can be fuzzed and looked at by itself
	"adapters/slack/slacktest":  {},
	"adapters/discord":          {"bot", "bot/post", "briefing"},
	"adapters/openai":           {},
	"adapters/web":              {"briefing", "briefing/read"},
	"cmd/nutgraf":               {"*"},
	"cmd/killrun":               {"*"}, // kills the real bot over a fake service: a room of its own, for nothing of it may be in nutgraf
	"cmd/slackrun":              {"*"}, // loads the real bot over a fake Slack: for the same reason
	"cmd/fakeslack":             {"*"}, // a Slack to look at: for the same reason
}

// kept out of the house: each switches off the linker's dead-code elimination, about 7 MB of binary
// (https://github.com/golang/go/issues/25081). cobra imports text/template in a way that does not.
// go-trafilatura is what reading is measured beside, and is for that test alone.
var banned = []string{"html/template", "text/template", "github.com/alecthomas/kong", "github.com/urfave/cli", "github.com/markusmobius/"}

func TestImports(t *testing.T) {
	for _, p := range listPackages(t, "./...") {
		room := strings.TrimPrefix(p.ImportPath, module+"/")
		allowed, known := arrows[room]
		if !known {
			t.Errorf("%s is a room the plan does not know: add it to arrows with a reason, or find the room it belongs to", room)
			continue
		}
		for _, i := range p.Imports {
			if slices.ContainsFunc(banned, func(b string) bool { return strings.HasPrefix(i, b) }) {
				t.Errorf("%s imports %s, which is kept out of the binary", room, i)
			}
			target, ours := strings.CutPrefix(i, module+"/")
			if ours && !slices.Contains(allowed, "*") && !slices.Contains(allowed, target) {
				t.Errorf("%s imports %s: the plan has no such arrow", room, target)
			}
		}
	}
}

// TestBinaryImports looks at everything the binary links, libraries too.
func TestBinaryImports(t *testing.T) {
	for _, p := range listPackages(t, "-deps", "./cmd/nutgraf") {
		if !strings.HasPrefix(p.ImportPath, "text/template") && slices.ContainsFunc(banned, func(b string) bool { return strings.HasPrefix(p.ImportPath, b) }) {
			t.Errorf("the binary links %s", p.ImportPath)
		}
	}
}

type listedPackage struct {
	ImportPath string
	Imports    []string
}

func listPackages(t *testing.T, args ...string) []listedPackage {
	t.Helper()
	c := exec.Command("go", append([]string{"list", "-json=ImportPath,Imports"}, args...)...)
	c.Dir = "../.."
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.Bytes())
	}
	var packages []listedPackage
	d := json.NewDecoder(bytes.NewReader(out))
	for {
		var p listedPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if len(packages) == 0 {
		t.Fatal("go list found no package")
	}
	return packages
}
