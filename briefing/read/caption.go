package read

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	longestCaption = 90 // words, with the credit
	longestCredit  = 90 // bytes
)

// labelCaptions labels the texts of photos, which are known by the credit they carry.
func labelCaptions(ps []paragraph) {
	for i := range ps {
		p := &ps[i]
		if !p.open() || p.words > longestCaption {
			continue
		}
		credit := creditAt(p)
		switch {
		case credit < 0:
		case countWords(p.text[:credit]) >= leastWords:
			p.label(briefing.BlockCaption, "the text of a photo, with its credit")
		case credit == 0 && captionOpening(p.low) != "" && p.words >= 8:
			p.label(briefing.BlockCaption, "the text of a photo")
		default:
			p.furniture("the credit of a photo")
		}
	}
}

// creditAt is the byte at which the photo credit of p begins, or -1 if p has none.
func creditAt(p *paragraph) int {
	if captionOpening(p.low) != "" {
		return 0
	}
	if at := bracketedCredit(p.text); at >= 0 {
		return at
	}
	offset := max(0, len(p.text)-longestCredit)
	low := strings.Map(asciiLower, p.text[offset:]) // of the same length as the text, unlike p.low
	if at := strings.LastIndex(low, "©"); at >= 0 && !hasAny(low[at:], "reserved", "copyright") && !hasYear(low[at:]) {
		return offset + at
	}
	for _, mark := range creditMarks {
		at := strings.LastIndex(low, mark)
		if at == 0 && offset == 0 || at > 0 && strings.IndexByte(" .|(-", low[at-1]) >= 0 {
			return offset + at
		}
	}
	if agencyAlone(p) {
		return 0
	}
	return -1
}

// creditMarks open a credit that is not in brackets.
var creditMarks = []string{
	"photo by ", "photo: ", "photo credit: ", "photograph: ", "photograph by ", "photographer: ", "image: ", "image credit: ", "image by ", "image source, ", "image source: ", "picture: ", "picture by ",
	"picture credit: ", "credit: ", "courtesy of ", "file photo", "photos: ", "photos by ", "illustration: ", "illustration by ", "screenshot: ", "getty images", "afp via getty", "ap photo", "handout via",
}

// captionOpening is the word that opens a paragraph which says itself that it is a photo's text.
func captionOpening(low string) string {
	for _, w := range []string{"file photo:", "file photo -", "file -", "file –", "photo:", "photo by ", "photo credit", "image:", "image credit", "image source", "picture:", "pictured:", "caption:", "credit:", "image caption", "(photo", "(image", "(picture", "[photo", "[image", "photograph:", "©"} {
		if strings.HasPrefix(low, w) && !(w == "©" && (hasYear(low) || strings.Contains(low, "reserved"))) {
			return w
		}
	}
	return ""
}

// bracketedCredit is where the bracket begins with which s ends, if that bracket reads like a credit, or -1.
func bracketedCredit(s string) int {
	end := strings.TrimRight(s, ". ")
	if !strings.HasSuffix(end, ")") && !strings.HasSuffix(end, "]") {
		return -1
	}
	at := strings.LastIndexAny(end, "([")
	if at < 0 || len(end)-at > 160 {
		return -1
	}
	inside := strings.ToLower(strings.TrimSpace(end[at+1 : len(end)-1]))
	switch {
	case opensWithAny(inside, "photo", "image", "picture", "credit", "courtesy", "file photo", "illustration", "graphic:", "screenshot", "ap photo", "©", "(c)", "via ", "source:", "handout"):
		return at
	case opensWithAny(inside, agencies...):
		return at
	case strings.Contains(inside, "/") && hasAny("/"+strings.ReplaceAll(inside, "/ ", "/"), slashed...):
		return at
	}
	return -1
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
