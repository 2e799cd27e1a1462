package main

import (
	"os"
	"strings"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// changedLines is a file of the JSON lines of another as change leaves them, without those for which it is false.
func changedLines(path string, change func(map[string]any) bool) (name string, remove func(), err error) {
	out, err := os.CreateTemp("", "nutgraf-eval-*.jsonl")
	if err != nil {
		return "", nil, err
	}
	err = eachJSON(path, func(line map[string]any) error {
		if !change(line) {
			return nil
		}
		return printJSON(out, line)
	})
	if cerr := out.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		os.Remove(out.Name())
		return "", nil, err
	}
	return out.Name(), func() { os.Remove(out.Name()) }, nil
}

// sentencesBut are the sentences of a paragraph for which drop is false.
func sentencesBut(paragraph string, drop func(string) bool) string {
	var kept []string
	for _, s := range text.Sentences(paragraph) {
		if sentence := s.Of(paragraph); !drop(sentence) {
			kept = append(kept, sentence)
		}
	}
	return strings.Join(kept, " ")
}
