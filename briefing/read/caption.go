package read

import (
	"strings"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	longestCaption = 90 // words, with the credit
	longestCredit  = 90 // bytes
)

// labelCaptions labels the texts of photos, which are known by the credit they carry.
func labelCaptions(ps []paragraph, c care) {
	for i := range ps {
		p := &ps[i]
		if !p.open() || p.words > longestCaption {
			continue
		}
		credit := creditAt(p, c)
		switch {
		case credit < 0:
		case countWords(p.text[:credit]) >= leastWords:
			p.label(briefing.BlockCaption, "the text of a photo, with its credit")
		case credit == 0 && captionOpening(p.low) != "" && p.words >= 8:
			p.label(briefing.BlockCaption, "the text of a photo")
		default:
			p.furniture(photoCredit)
		}
	}
}

// photoCredit is the reason of a credit that stands in a line of its own.
const photoCredit = "the credit of a photo"

// labelCreditedLines labels what nothing but its place makes the text of a photo: a line without an end stop above a credit in a
// line of its own, or one that says who stands where.
func labelCreditedLines(ps []paragraph) {
	for i := range ps {
		p := &ps[i]
		if p.kind != "" && p.kind != briefing.BlockCrosshead || p.quoted || bulleted(p) || p.words < leastWords || p.words > 50 {
			continue
		}
		credited := i+1 < len(ps) && ps[i+1].reason == photoCredit && !captionFollows(ps, i+2)
		placed := p.words >= 6 && hasAny(p.low+" ", ", left, ", ", right, ", ", centre, ", ", center, ", "(left)", "(right)", "(centre)", "(center)", "from left", "left to right", " pictured ", " seen here", " file photo ")
		if !p.stop && (credited || placed) || p.stop && credited && placed {
			p.label(briefing.BlockCaption, "the text of a photo")
		}
	}
}

// captionFollows reports whether the paragraph at i is a photo's text already, as where the credit stands above it.
func captionFollows(ps []paragraph, i int) bool {
	return i < len(ps) && ps[i].kind == briefing.BlockCaption
}

// creditAt is the byte at which the photo credit of p begins, or -1 if p has none.
func creditAt(p *paragraph, c care) int {
	if captionOpening(p.low) != "" {
		return 0
	}
	if at := bracketedCredit(p, c); at >= 0 {
		return at
	}
	offset := max(0, len(p.text)-longestCredit)
	for offset < len(p.text) && !utf8.RuneStart(p.text[offset]) {
		offset++
	}
	low := strings.Map(asciiLower, p.text[offset:]) // of the same length as the text, unlike p.low
	if at := strings.LastIndex(low, "©"); at >= 0 && !hasAny(low[at:], "reserved", "copyright") && !hasYear(low[at:]) {
		return offset + at
	}
	if creditPhrases.in(low) != 0 {
		for _, mark := range creditMarks {
			at := strings.LastIndex(low, mark)
			if at == 0 && offset == 0 || at > 0 && strings.IndexByte(" .|(-", low[at-1]) >= 0 && (low[at-1] != ' ' || !inSentence(p.text, offset+at)) {
				return offset + at
			}
		}
	}
	if agencyAlone(p) {
		return 0
	}
	if c == pasted && !bulleted(p) {
		return signedCredit(p)
	}
	return -1
}

// inSentence reports whether the mark at a byte of s is a word of a sentence, as in "a bleak picture: nobody came".
func inSentence(s string, at int) bool {
	return 'a' <= s[at] && s[at] <= 'z' && countWords(s[at:]) > 3
}

// signedCredit is where "Una Moss/Quayside Pictures" begins, as a line of its own or behind the last sentence of a
// paragraph, or -1.
func signedCredit(p *paragraph) int {
	at := max(strings.LastIndex(p.text, ". "), strings.LastIndex(p.text, ".” ")) + 1
	for at > 0 && at < len(p.text) && (p.text[at] == ' ' || p.text[at] >= 0x80) {
		at++
	}
	if countWords(p.text[at:]) <= 8 && !p.quoted && slashedNames(p.text[at:]) {
		return at
	}
	return -1
}

// slashedNames knows a person and who sells the picture, "Una Moss/Quayside Pictures", or two sellers.
func slashedNames(s string) bool {
	parts := strings.Split(strings.TrimRight(s, ". "), "/")
	if len(parts) < 2 || len(parts) > 4 || strings.ContainsAny(s, ",:;") {
		return false
	}
	for _, part := range parts {
		if !personLike(strings.ReplaceAll(part, ".", "")) {
			return false
		}
	}
	return len(strings.Fields(parts[0])) >= 2 || opensWithAny(strings.ToLower(parts[0]), agencies...)
}

// creditMarks open a credit that is not in brackets.
var creditMarks = []string{
	"photo by ", "photo: ", "photo credit: ", "photograph: ", "photograph by ", "photographer: ", "image: ", "image credit: ", "image by ", "image source, ", "image source: ", "picture: ", "picture by ",
	"picture credit: ", "credit: ", "courtesy of ", "file photo", "photos: ", "photos by ", "illustration: ", "illustration by ", "screenshot: ", "getty images", "afp via getty", "ap photo", "handout via", "credit...", "photo courtesy of ", "image courtesy of ", "picture courtesy of ", "pictured by ", "graphic: ", "video: ",
}

var creditPhrases = newPhrases(creditMarks)

// captionOpening is the word that opens a paragraph which says itself that it is a photo's text.
func captionOpening(low string) string {
	for _, w := range []string{"file photo:", "file photo -", "file -", "file –", "photo:", "photo by ", "photo credit", "image:", "image credit", "image source", "picture:", "pictured:", "caption:", "credit:", "image caption", "(photo", "(image", "(picture", "[photo", "[image", "photograph:", "©"} {
		if strings.HasPrefix(low, w) && !(w == "©" && (hasYear(low) || strings.Contains(low, "reserved"))) {
			return w
		}
	}
	return ""
}

// bracketedCredit is where the bracket begins with which p ends, if that bracket reads like a credit, or -1.
func bracketedCredit(p *paragraph, c care) int {
	end := strings.TrimRight(p.text, ". ")
	if !strings.HasSuffix(end, ")") && !strings.HasSuffix(end, "]") {
		return -1
	}
	at := strings.LastIndexAny(end, "([")
	if at < 0 || len(end)-at > 160 {
		return -1
	}
	inside := strings.TrimSpace(end[at+1 : len(end)-1])
	low := strings.ToLower(inside)
	switch {
	case shortens(inside, end[:at]):
		return -1
	case opensWithAny(low, "photo", "image", "picture", "credit", "courtesy", "file photo", "illustration", "graphic:", "screenshot", "ap photo", "©", "(c)", "via ", "source:", "handout"), opensWithAny(low, agencies...):
		return at
	case strings.Contains(low, "/") && hasAny("/"+strings.ReplaceAll(low, "/ ", "/"), slashed...):
		return at
	case c == pasted && !bulleted(p) && (slashedNames(inside) || end[at] == '[' && p.words <= 50 && !endsSentence(end[:at]) && squareCredit(inside) || p.words <= 50 && takenFor(inside)):
		return at
	}
	return -1
}

// shortens reports whether an abbreviation stands for the words before its bracket, as in "the Environmental Protection
// Agency (EPA)": then it is no photo agency.
func shortens(inside, before string) bool {
	if strings.Contains(inside, " ") {
		return false
	}
	words := strings.Fields(before)
	letters := []byte(strings.ToLower(inside))
	for i := len(letters) - 1; i >= 0; i-- {
		for len(words) > 0 && lesserWords[words[len(words)-1]] {
			words = words[:len(words)-1]
		}
		if len(words) == 0 || lowered(words[len(words)-1])[0] != letters[i] {
			return false
		}
		words = words[:len(words)-1]
	}
	return len(letters) > 0
}

// lesserWords have no letter in an abbreviation.
var lesserWords = wordSet("of the and for in de des du la &")

// squareCredit knows what stands in the square brackets under a photo: "Una Moss", "File: Una Moss", "Quayside Pictures".
func squareCredit(inside string) bool {
	if kind, rest, ok := strings.Cut(inside, ":"); ok && hasAny(" "+strings.ToLower(kind), " file", " photo", " screengrab", " handout", " courtesy") {
		inside = strings.TrimSpace(rest)
	}
	return strings.Contains(inside, " ") && !strings.Contains(inside, ",") && personLike(strings.ReplaceAll(inside, ". ", " "))
}

// takenFor knows "Una Moss for the Quayside Courier" and "Una Moss via Quayside".
func takenFor(inside string) bool {
	for _, word := range []string{" for ", " via "} {
		if who, whom, ok := strings.Cut(inside, word); ok && len(strings.Fields(who)) >= 2 && personLike(who) && personLike(strings.TrimPrefix(whom, "the ")) {
			return true
		}
	}
	return false
}

// agencies are the names under which news photos are sold.
var agencies = []string{"getty", "afp", "ap/", "ap photo", "epa", "reuters", "shutterstock", "istock", "alamy", "dpa", "xinhua", "tass", "ansa", "bloomberg", "unsplash", "wikimedia", "flickr", "pexels", "pixabay", "anadolu", "zuma", "nurphoto", "imago", "press association", "pa wire", "pa media"}

// slashed are the agencies as they follow the slash of "(Name / Agency)".
var slashed = func() []string {
	out := []string{"/ap"}
	for _, a := range agencies {
		out = append(out, "/"+a)
	}
	return out
}()

// agencyAlone reports whether a whole short line names a photo agency, as in "Jane Doe/Getty Images".
func agencyAlone(p *paragraph) bool {
	if p.words > 6 || p.stop {
		return false
	}
	return opensWithAny(p.low, "getty images", "afp", "epa-efe", "shutterstock", "istock", "alamy") && p.words <= 3 ||
		strings.Contains(p.text, "/") && hasAny(strings.ReplaceAll(p.low, " ", ""), "/getty", "/afp", "/ap", "/reuters", "/epa", "/shutterstock", "/alamy", "viagetty")
}

// hasYear reports whether s holds four digits that may be a year, as rights notices do.
func hasYear(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if (s[i] == '1' && s[i+1] == '9' || s[i] == '2' && s[i+1] == '0') && isDigit(s[i+2]) && isDigit(s[i+3]) {
			return true
		}
	}
	return false
}

// asciiLower lowers a letter only where that keeps its length.
func asciiLower(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
