package summary

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// none is what a model is asked to write when the facts do not answer.
const none = "none"

// maxCitations is how many facts one sentence may rest on: a sentence that cites everything can say anything.
const maxCitations = 4

// parse cuts a model's text into sentences with the numbers behind them. A sentence without numbers comes with none, for the
// check to drop. A model's thinking aloud, the bullets of a list and the answer NONE are no sentences.
func parse(output string) []briefing.SummarySentence {
	var out []briefing.SummarySentence
	for line := range strings.Lines(withoutThinking(output)) {
		line = strings.TrimSpace(line)
		if strings.EqualFold(strings.Trim(line, ".*_`\"' "), none) {
			continue
		}
		out = append(out, parseLine(withoutBullet(line))...)
	}
	return out
}

// withoutThinking leaves out what a reasoning model puts before its answer.
func withoutThinking(s string) string {
	trimmed := strings.TrimSpace(s)
	if !strings.HasPrefix(trimmed, "<think>") {
		return s
	}
	_, answer, _ := strings.Cut(trimmed, "</think>")
	return answer
}

// withoutBullet leaves out the mark that opens a line of a list: "- ", "* ", "• ", "1. ", "2) ".
func withoutBullet(line string) string {
	mark, rest, found := strings.Cut(line, " ")
	if !found {
		return line
	}
	digits := strings.TrimRight(mark, ".)")
	switch {
	case mark == "-", mark == "*", mark == "•", mark == "–":
		return strings.TrimSpace(rest)
	case len(digits) < len(mark) && len(digits) < 3 && strings.Trim(digits, "0123456789") == "" && digits != "":
		return strings.TrimSpace(rest)
	}
	return line
}

// parseLine cuts a line behind each group of numbers. Of several sentences before one group, the group belongs to the last.
func parseLine(line string) []briefing.SummarySentence {
	var out []briefing.SummarySentence
	for line != "" {
		start, end, numbers := nextGroup(line)
		said := strings.TrimSpace(line[:start])
		line = line[end:]
		if len(numbers) > 0 {
			if point := strings.TrimLeft(line, " "); strings.HasPrefix(point, ".") && !strings.HasPrefix(point, "..") { // "… on Monday [2]."
				line = point[1:]
				if said != "" && !strings.ContainsAny(said[len(said)-1:], ".!?") {
					said += "."
				}
			}
		}
		spans := text.Sentences(said)
		for i, span := range spans {
			s := briefing.SummarySentence{Text: span.Of(said)}
			if i == len(spans)-1 {
				s.Citations = numbers
			}
			out = append(out, s)
		}
	}
	return out
}

// nextGroup finds the next run of numbers in square brackets: "[1]", "[1][3]", "[1, 3]". Without one it is the empty end of line.
// Numbers come once each, and more than maxCitations as none.
func nextGroup(line string) (start, end int, numbers []int) {
	start = len(line)
	for from := 0; from < len(line); {
		open := strings.IndexByte(line[from:], '[')
		if open < 0 {
			break
		}
		open += from
		list, size := bracketed(line[open:])
		if size == 0 {
			if len(numbers) > 0 {
				break
			}
			from = open + 1
			continue
		}
		if len(numbers) > 0 && strings.Trim(line[end:open], " ,") != "" {
			break
		}
		if len(numbers) == 0 {
			start = open
		}
		for _, n := range list {
			if !slices.Contains(numbers, n) {
				numbers = append(numbers, n)
			}
		}
		end = open + size
		from = end
	}
	if len(numbers) == 0 {
		return len(line), len(line), nil
	}
	if len(numbers) > maxCitations {
		numbers = nil
	}
	return start, end, numbers
}

// bracketed reads "[1]" or "[1, 3]" at the start of s; size is 0 when there is none.
func bracketed(s string) (numbers []int, size int) {
	inside, _, found := strings.Cut(s[1:], "]")
	if !found || len(inside) > 40 {
		return nil, 0
	}
	for field := range strings.SplitSeq(inside, ",") {
		n, ok := small(strings.TrimSpace(field))
		if !ok {
			return nil, 0
		}
		numbers = append(numbers, n)
	}
	return numbers, len(inside) + 2
}

// small reads a number of one to three digits.
func small(s string) (n int, ok bool) {
	if s == "" || len(s) > 3 {
		return 0, false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
