// Package prompts holds the texts that are sent to a language model.
//
// Each is a .tmpl file beside this one, so that a change of words is a change of one file, and [Version] tells which
// words were sent. A placeholder such as {{question}} stands for what a call fills in. Filled-in text comes from
// strangers: it is flattened to one line a value and loses the characters the prompt marks its parts with, so that
// it can neither leave its part of the prompt nor pass for a number of a fact.
package prompts

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

//go:embed *.tmpl
var files embed.FS

// SummarySentences is how many sentences [Summary] asks for at most.
const SummarySentences = 5

// Longest values a prompt takes, in bytes. What is longer is cut and ends in "…". A fact is a sentence or a quotation, seldom
// over 600 bytes; a question is what somebody types in a chat.
const (
	maxFact     = 2000
	maxQuestion = 500
)

// Summary is the prompt that asks for a summary of facts, which it numbers from 1, as the answer to a question.
func Summary(question string, facts []string) (string, error) {
	var lines []string
	for i, f := range facts {
		lines = append(lines, "["+strconv.Itoa(i+1)+"] "+defused(f, maxFact))
	}
	return fill("summary", map[string]string{
		"most":     strconv.Itoa(SummarySentences),
		"question": defused(question, maxQuestion),
		"facts":    strings.Join(lines, "\n"),
	})
}

// Version names the exact words of a prompt, such as "summary": the first 12 hexadecimal digits of the SHA-256 of its
// file. It is "" for a prompt that does not exist.
func Version(name string) string {
	content, err := files.ReadFile(name + ".tmpl")
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])[:12]
}

// fill reads the prompt of a name and puts values in for its placeholders. Values are not looked at again, so a
// placeholder inside one stays text. Each placeholder needs a value and each value a placeholder.
func fill(name string, values map[string]string) (string, error) {
	content, err := files.ReadFile(name + ".tmpl")
	if err != nil {
		return "", fmt.Errorf("prompt %s: %w", name, err)
	}
	filled, err := replace(string(content), values)
	if err != nil {
		return "", fmt.Errorf("prompt %s: %w", name, err)
	}
	return filled, nil
}

func replace(template string, values map[string]string) (string, error) {
	var b strings.Builder
	used := map[string]bool{}
	for {
		before, rest, found := strings.Cut(template, "{{")
		b.WriteString(before)
		if !found {
			break
		}
		key, after, closed := strings.Cut(rest, "}}")
		if !closed {
			return "", fmt.Errorf("placeholder is not closed: {{%.20s", rest)
		}
		value, known := values[key]
		if !known {
			return "", fmt.Errorf("no value for {{%s}}", key)
		}
		b.WriteString(value)
		used[key] = true
		template = after
	}
	for key := range values {
		if !used[key] {
			return "", fmt.Errorf("no placeholder {{%s}}", key)
		}
	}
	return b.String(), nil
}

// marks maps the characters that structure a prompt to ones that look alike and mean nothing there.
var marks = strings.NewReplacer("<", "‹", ">", "›", "[", "(", "]", ")")

// defused is stranger's text as one line of at most limit bytes that cannot be taken for the prompt's own marks.
func defused(s string, limit int) string {
	if len(s) > limit {
		return flat(s[:limit]) + "…" // flat drops a character that was cut in two
	}
	return flat(s)
}

// flat folds white space to single spaces and drops what shows nothing.
func flat(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == unicode.ReplacementChar, unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	return marks.Replace(strings.Join(strings.Fields(s), " "))
}
