package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// revealing are the files that may take the words out of a post.Untrusted, each with the reason. Every other file can hold such
// text and hand it on, and so can print none of it, neither in a log nor in an error.
var revealing = map[string]string{
	"bot/post/post.go":                   "the plain form",
	"bot/post/source.go":                 "the line of a source",
	"bot/post/plainer.go":                "the plain form, as a post",
	"bot/post/split.go":                  "measures and cuts what will be rendered",
	"bot/post/encode.go":                 "the form that is kept in the outbox",
	"bot/bottest/service.go":             "the fake chat of tests shows what people read",
	"bot/reply.go":                       "the answer as it was given, for verify-answer",
	"bot/followed.go":                    "the same, of a followed question",
	"adapters/console/render.go":         "renderer",
	"adapters/slack/blockkit/render.go":  "renderer",
	"adapters/slack/blockkit/actions.go": "labels of buttons",
	"adapters/slack/blockkit/fit.go":     "measures and cuts what is rendered",
	"adapters/slack/file.go":             "the plain form, as a file",
	"adapters/discord/render.go":         "renderer",
	"cmd/nutgraf/ask.go":                 "prints an answer, and keeps it as it was given",
	"cmd/nutgraf/digest.go":              "prints a digest as JSON",
	"cmd/nutgraf/verifyanswer.go":        "prints what an answer would be now",
}

// TestReveal looks for every mention of Untrusted.Reveal, called or not, outside of tests.
func TestReveal(t *testing.T) {
	used := map[string]bool{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		name := filepath.ToSlash(strings.TrimPrefix(path, filepath.FromSlash("../../")))
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != "../..":
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"), name == "bot/post/untrusted.go":
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "Reveal" {
				if revealing[name] == "" {
					t.Errorf("%s takes the words out of untrusted text: leave that to a renderer, or say in revealing why it may",
						files.Position(s.Pos()))
				}
				used[name] = true
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range revealing {
		if !used[name] {
			t.Errorf("%s reveals nothing: take it out of the list", name)
		}
	}
}
