package read

import "strings"

const (
	authorPost       = "the author's post"
	authorDisclosure = "a disclosure of the author"
)

// underBylineWord reads names below a line such as "Author" or "By", one a line, each with a post under it or not; it labels what it
// reads. Further names need a post under them: without one they may be anything.
func underBylineWord(ps []paragraph, i int) (names []string, ok bool) {
	if p := &ps[i]; p.quoted || !bylineWords[strings.TrimRight(p.low, ": ")] {
		return nil, false
	}
	for j := i + 1; j < len(ps) && authorName(&ps[j]); j++ {
		posted := j+1 < len(ps) && postLine(&ps[j+1])
		if len(names) > 0 && !posted {
			break
		}
		names = append(names, splitByline(ps[j].text)...)
		ps[j].furniture("the byline")
		if posted {
			j++
			ps[j].furniture(authorPost)
		}
	}
	if names == nil {
		return nil, false
	}
	ps[i].furniture("the byline")
	return names, true
}

// bylineWords stand alone above the names of who wrote an article.
var bylineWords = map[string]bool{"by": true, "author": true, "authors": true, "byline": true, "written by": true, "words by": true, "story by": true, "text by": true}

// authorName reports whether p is the name of a person, or of two, and nothing else.
func authorName(p *paragraph) bool {
	if !p.open() || p.stop || p.quoted || p.words > 9 || strings.ContainsAny(p.text, ":?!0123456789") {
		return false
	}
	names := splitByline(p.text)
	for _, name := range names {
		if !person(name) || outletLike(name) || countWords(name) > 4 {
			return false
		}
	}
	return len(names) > 0
}

// postLine knows the line under an author's name that says what he or she is: "Lecturer in soil science, University of Exampleton".
func postLine(p *paragraph) bool {
	if !p.open() || p.stop || p.quoted || p.words > 20 || p.said() {
		return false
	}
	return (p.words <= 4 || hasAny(p.low, ", ", " at ", "university", "college", "institute")) && opensWithAny(p.low+" ", posts...)
}

// posts open such lines, in universities and newsrooms.
var posts = []string{
	"professor ", "professor, ", "associate professor", "assistant professor", "adjunct professor", "emeritus ", "emerita ", "honorary ", "visiting ", "distinguished ", "senior lecturer", "lecturer ", "principal lecturer", "reader in ", "reader, ",
	"research fellow", "senior research fellow", "research associate", "senior research", "postdoctoral", "phd candidate", "phd student", "phd researcher", "doctoral ", "teaching fellow", "fellow ", "fellow, ", "senior fellow", "chair in ", "chair of ", "dean of ", "director of ",
	"head of ", "researcher ", "researcher, ", "senior researcher", "scientist, ", "senior scientist", "economist, ", "chief economist", "vice-chancellor", "correspondent ", "senior correspondent", "political correspondent", "political editor", "senior reporter", "staff writer", "senior writer", "reporter, ", "editor, ",
}

// disclosed reports whether p, under a heading such as "Disclosure statement", says who pays the author.
func disclosed(heading, p *paragraph) bool {
	return heading.reason == authorDisclosure && heading.words <= 4 && p.stop && hasAny(p.low, "funding", "funded", " shares", " adviser", " advisor", " member of", "work for", "works for", "consult", "employ", "grant")
}

// clockAlone knows "7:00am", "09.42" and "10:15 local time": a time of day with no zone.
func clockAlone(low string) bool {
	low = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(low, "at "), " local time"))
	digits, rest := 0, strings.Builder{}
	for _, r := range low {
		switch {
		case '0' <= r && r <= '9':
			digits++
		case r == ':' || r == '.' || r == ' ':
		default:
			rest.WriteRune(r)
		}
	}
	switch rest.String() {
	case "am", "pm":
		return digits >= 1 && digits <= 4
	case "", "h", "hrs":
		return digits >= 3 && digits <= 4
	}
	return false
}
