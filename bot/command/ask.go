package command

import "strings"

// sourceQuestion asks for the passage around the words of the answer before; package answer reads it so.
const sourceQuestion = "source?"

// question is what a message asks, with the short ways to ask for a form written out as package question reads them:
// "brief harbour strike" as "brief me on harbour strike", "quotes Mara Lind on fines" as "what did Mara Lind say about fines?".
// What it already reads stays as it was said.
func question(text string) string {
	bare := strings.TrimLeft(text, "/!")
	word, rest, _ := strings.Cut(bare, " ")
	word, colon := strings.CutSuffix(strings.ToLower(word), ":")
	first, _, _ := strings.Cut(strings.ToLower(rest), " ")
	asked := strings.HasSuffix(rest, "?")
	switch word {
	case "ask":
		if rest != "" && (colon || bare != text || asking[first]) {
			return rest
		}
	case "brief":
		if rest != "" && !asked && !briefed[first] {
			return "brief me on " + rest
		}
	case "quote", "quotes":
		if rest != "" && !asked {
			return quotes(rest)
		}
	case "new", "news":
		if rest == "" {
			return "what is new?"
		}
		if newly[first] && !asked {
			return "what is new " + rest
		}
	case "timeline", "compare":
		return word + strings.TrimSuffix(" "+rest, " ")
	}
	if bare != text && rest != "" {
		return bare // a slash was only a habit
	}
	return text
}

// briefed are words behind "brief" that already ask, or make it an ordinary adjective.
var briefed = wordSet("me us on about of and but as or enough")

var newly = wordSet("since on about in with")

// quotes is the question for what somebody said, from "Mara Lind on fines", "by Mara Lind" or "on fines".
func quotes(rest string) string {
	for _, opening := range []string{"from ", "by ", "of "} {
		if len(rest) > len(opening) && strings.EqualFold(rest[:len(opening)], opening) {
			rest = rest[len(opening):]
			break
		}
	}
	name, topic := rest, ""
	for _, between := range []string{" on ", " about "} {
		if at := strings.Index(" "+strings.ToLower(rest), between); at >= 0 {
			name, topic = strings.TrimSpace((" " + rest)[:at]), strings.TrimSpace((" " + rest)[at+len(between):])
			break
		}
	}
	switch {
	case topic == "":
		return "what did " + name + " say?"
	case name == "":
		return "what was said about " + topic + "?"
	}
	return "what did " + name + " say about " + topic + "?"
}
