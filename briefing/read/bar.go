package read

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// labelBars labels the lines of a pasted page that are made of links, counts and clocks rather than sentences: section
// bars, menus of a word a line, comment counts, "3 hours ago", lists of topics, addresses.
func labelBars(ps []paragraph) {
	first, last := firstSentence(ps), lastSentence(ps)
	for i := range ps {
		p := &ps[i]
		if !p.open() {
			continue
		}
		switch {
		case barOfLinks(p, i < first || i > last), menuLine(p):
			p.furniture("a menu")
		case countLine(p):
			p.furniture("a count of readers' comments or shares")
		case hoursAgo(p):
			p.furniture(timeLine)
		case datedLine(p):
			p.furniture(dateLine)
		case topicsLine(p):
			p.furniture("a list of topics")
		case addressLine(p):
			p.furniture("an address to write to")
		}
	}
	labelMenuColumns(ps)
}

// timeLine is the reason of a line that says how old the page is.
const timeLine = "how long ago the page was published"

// lastSentence is the index of the last unlabelled paragraph that reads like prose, or -1.
func lastSentence(ps []paragraph) int {
	for i := len(ps) - 1; i >= 0; i-- {
		if ps[i].open() && ps[i].sentence() {
			return i
		}
	}
	return -1
}

// barOfLinks knows "World | Politics | Region": three or more short names between separators. Inside the text, where a
// table may look the same, half of them must be names of sections.
func barOfLinks(p *paragraph, outside bool) bool {
	if p.stop || p.words > 60 {
		return false
	}
	for _, separator := range []string{"|", "•", "·", " / ", " – ", " - ", "⋅", "»"} {
		links := strings.Split(strings.Trim(p.low, separator+" "), separator)
		if len(links) < 3 {
			continue
		}
		known, ok := 0, true
		for _, link := range links {
			link = strings.TrimSpace(link)
			ok = ok && linkLike(link)
			if siteName(link) {
				known++
			}
		}
		if ok && (outside || known*2 >= len(links)) {
			return true
		}
	}
	return false
}

// linkLike reports whether a piece of a bar is short enough for a link and neither a figure, a byline nor a sentence.
func linkLike(low string) bool {
	return low != "" && countWords(low) <= 4 && len(low) <= 32 && !strings.ContainsFunc(low, unicode.IsDigit) &&
		!strings.HasPrefix(low, "by ") && !strings.ContainsAny(low, ".!?:\"")
}

// menuLine knows three or more names of sections with nothing but spaces between them.
func menuLine(p *paragraph) bool {
	return !p.stop && p.words >= 3 && siteName(p.low) && p.words-strings.Count(" "+p.low+" ", " and ") >= 3
}

// siteName reports whether low is made of words that name sections of a news site, and of no others.
func siteName(low string) bool {
	n := 0
	for _, w := range strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' }) {
		if !menuWords[w] && !sectionWords[w] {
			return false
		}
		n++
	}
	return n > 0
}

// sectionWords name sections and services of news sites, beside menuWords. A line needs several of them to be a menu.
var sectionWords = wordSet(`region regional national nation international state city metro county community us world's markets market money finance companies industry property homes food drink style
	life living fashion beauty motoring cars tv film films movies music books theatre theater stage football soccer cricket rugby tennis golf racing cycling basketball baseball hockey games puzzles crossword crosswords sudoku
	recipes cooking wellness fitness family environment energy obituaries letters comment editorial editorials columnists columns analysis features magazine photos photography pictures investigations jobs classifieds shop
	events listings crime courts police transport schools newsletters e-paper epaper archive archives corrections explainers interviews cartoons data interactive graphics radio listen watch latest trending
	contact about privacy policy terms conditions cookies accessibility advertise e-edition help support careers sitemap rss account profile settings edition today blogs blog notices deals reviews offers competitions guides
	north south east west middle australia canada asia-pacific china india russia britain scotland wales ireland england london`)

// labelMenuColumns labels menus of one section a line: three or more very short lines in a row, most of them known names of sections.
func labelMenuColumns(ps []paragraph) {
	for i := 0; i < len(ps); i++ {
		end, known := i, 0
		for end < len(ps) && (menuEntry(&ps[end]) || end > i && ps[end].reason == "a menu") {
			if siteName(ps[end].low) {
				known++
			}
			end++
		}
		for i < end && !siteName(ps[i].low) {
			i++ // the outlet's name above its menu
		}
		if end-i >= 3 && known*3 >= (end-i)*2 {
			for j := i; j < end; j++ {
				if ps[j].open() {
					ps[j].furniture("a menu")
				}
			}
		}
		i = max(i, end-1)
	}
}

// menuEntry reports whether p may be one line of a menu.
func menuEntry(p *paragraph) bool {
	return p.open() && p.words <= 3 && len(p.text) <= 28 && !p.stop && !p.quoted && !strings.ContainsFunc(p.text, unicode.IsDigit) && !strings.HasSuffix(p.text, ":")
}

// countLine knows "23 comments", "1.2K shares" and "Be the first to comment".
func countLine(p *paragraph) bool {
	low := p.low
	if p.words > 8 || p.stop && !strings.HasPrefix(low, "be the first") {
		return false
	}
	counted := false
	for _, w := range strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		w = strings.Trim(w, "0123456789")
		switch w {
		case "comments", "comment", "shares", "views", "likes", "reactions", "replies":
			counted = true
		case "", "k", "m", "view", "show", "read", "see", "all", "the", "join", "conversation", "be", "first", "to", "leave", "post", "write", "add", "a", "your", "share", "save", "this", "article", "story":
		default:
			return false
		}
	}
	return counted
}

// hoursAgo knows "Published 3 hours ago" and "Updated just now".
func hoursAgo(p *paragraph) bool {
	if p.stop || p.quoted || p.words > 8 {
		return false
	}
	rest, ok := strings.CutSuffix(p.low, " ago")
	if !ok {
		rest, ok = strings.CutSuffix(p.low, "just now")
	}
	for _, w := range strings.FieldsFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		w = strings.TrimLeft(w, "0123456789")
		ok = ok && (w == "" || agoWords[w])
	}
	return ok
}

var agoWords = wordSet("published updated posted last modified first about an a one two three few min mins minute minutes hour hours hr hrs h m d day days week weeks month months year years sec secs second seconds read on by")

// datedLine knows "Last updated: 4 March 2026, 10:15 CET" wherever it stands and however it writes the time. Where it stands
// it may be about another article, so nothing is read from it.
func datedLine(p *paragraph) bool {
	return !p.stop && p.words <= 12 && hasYear(p.low) && opensWithAny(p.low, "published", "updated", "last updated", "first published", "posted", "last modified", "originally published") &&
		!hasAny(p.low, " in the ", " by ") && strings.ContainsAny(p.low, "0123456789")
}

// topicsLine knows "Topics: Arctic, Trade, Norway".
func topicsLine(p *paragraph) bool {
	if p.stop || p.words > 30 {
		return false
	}
	for _, o := range []string{"topics", "tags", "tagged", "filed under", "related topics", "topics in this article", "in this article", "in this story", "keywords", "categories", "category", "explore more on these topics", "more on these topics", "explore more on", "more about"} {
		if rest, ok := strings.CutPrefix(p.low, o); ok && (strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, " |")) {
			return true
		}
	}
	return false
}

// addressLine knows a line that is an e-mail address, a web address or a handle, with at most a word such as "Email" or a name before it.
func addressLine(p *paragraph) bool {
	if p.words > 5 || p.quoted {
		return false
	}
	words := strings.Fields(p.low)
	if len(words) == 0 {
		return false
	}
	last := strings.Trim(words[len(words)-1], "()<>.,")
	r, _ := utf8.DecodeRuneInString(p.text)
	switch at := strings.IndexByte(last, '@'); {
	case at < 0:
		return p.words == 1 && opensWithAny(last, "https://", "http://", "www.")
	case at == 0:
		return len(last) > 2 && (p.words == 1 || unicode.IsUpper(r) && !p.stop)
	default:
		return strings.Contains(last[at:], ".") && !p.said()
	}
}
