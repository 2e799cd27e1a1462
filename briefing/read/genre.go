package read

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// labelOrder is the order in which an article lists its labels.
var labelOrder = []briefing.Label{briefing.LabelLive, briefing.LabelOpinion, briefing.LabelAnalysis, briefing.LabelSponsored,
	briefing.LabelRelease, briefing.LabelCorrection, briefing.LabelPartial}

// says adds what sort of text d is said to be, each label once.
func (d *draft) says(labels ...briefing.Label) {
	for _, l := range labels {
		if l != "" && !slices.Contains(d.labels, l) {
			d.labels = append(d.labels, l)
		}
	}
}

// labelGenre adds what the address, the section, the headline and the lines at both ends of the text say of the sort of text.
func (d *draft) labelGenre(headline string) {
	d.says(genreOfAddress(d.url), genreOfSection(d.section))
	d.says(genresOfTitle(headline)...)
	d.says(releaseOutlets[squeezed(d.outlet)])
	for _, name := range d.byline {
		d.says(genreOfSection(name))
	}
	shown := 0
	for i := range d.paragraphs {
		p := &d.paragraphs[i]
		if p.text == "" {
			continue
		}
		if p.reason == aboveHeadline && p.words <= longestKicker && i+1 < len(d.paragraphs) && d.paragraphs[i+1].kind == briefing.BlockHeadline &&
			(i == 0 || d.paragraphs[i-1].words > longestKicker) { // no entry of a menu
			d.says(genreOfKicker(p.text))
		}
		if shown++; shown <= linesOfGenre || i >= len(d.paragraphs)-linesOfGenre {
			d.says(genreOfLine(p, shown <= linesOfGenre))
		}
	}
	slices.SortFunc(d.labels, func(a, b briefing.Label) int { return slices.Index(labelOrder, a) - slices.Index(labelOrder, b) })
}

const (
	longestKicker = 4 // words of the label above a headline
	linesOfGenre  = 5 // paragraphs at each end of a text that may tell what sort of text it is
)

// genreOfType is the label of a type of schema.org, such as "LiveBlogPosting".
func genreOfType(name string) briefing.Label { return genreTypes[name] }

var genreTypes = map[string]briefing.Label{
	"LiveBlogPosting": briefing.LabelLive, "OpinionNewsArticle": briefing.LabelOpinion, "ReviewNewsArticle": briefing.LabelOpinion, "Review": briefing.LabelOpinion,
	"CriticReview": briefing.LabelOpinion, "AnalysisNewsArticle": briefing.LabelAnalysis, "AdvertiserContentArticle": briefing.LabelSponsored,
}

// genreOfAddress is the label that a folder of an address gives, such as /opinion/, or its last part, such as "storm-live-updates".
func genreOfAddress(address string) briefing.Label {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	parts := strings.Split(strings.ToLower(strings.Trim(u.Path, "/")), "/")
	for i, part := range parts {
		l := genreFolders[part]
		if l == "" || i == len(parts)-1 && i == 0 { // the front of a section
			continue
		}
		if part == "live" && i > 0 && hasAny(parts[i-1], "music", "entertainment", "culture", "watch", "tv") || part == "comment" && i+1 < len(parts) && allDigits(parts[i+1]) {
			continue // concerts, broadcasts, a reader's comment
		}
		return l
	}
	last := "-" + parts[len(parts)-1] + "-"
	if hasAny(last, "-live-updates-", "-live-blog-", "-liveblog-", "-as-it-happened-", "-liveticker-", "-live-ticker-") {
		return briefing.LabelLive
	}
	return ""
}

// genreOfSection is the label of a section, or of the words after the last mark of a path of sections.
func genreOfSection(section string) briefing.Label {
	if i := strings.LastIndexAny(section, "/>|»:"); i >= 0 {
		if l := genreSections[bareWords(section[i+1:])]; l != "" {
			return l
		}
		section = section[:i]
	}
	return genreSections[bareWords(section)]
}

// genreOfKicker is the label of the line above a headline.
func genreOfKicker(s string) briefing.Label {
	bare := bareWords(s)
	if opensWithAny(bare, "sponsored by ", "paid for by ", "in partnership with ", "presented by ", "brought to you by ") {
		return briefing.LabelSponsored
	}
	if l := genreKickers[bare]; l != "" {
		return l
	}
	return genreSections[bare]
}

// genresOfTitle is what the words before the first mark of a title say, as in "Opinion: …", and those behind its last, as in
// "… – live updates".
func genresOfTitle(title string) (labels []briefing.Label) {
	known := func(s string) {
		bare := bareWords(s)
		if l := genreSections[bare]; l != "" {
			labels = append(labels, l)
		} else if l := genreKickers[bare]; l != "" {
			labels = append(labels, l)
		}
	}
	if i := strings.IndexAny(title, ":|–—"); i > 0 && i <= 40 {
		known(title[:i])
	} else if i := strings.Index(title, " - "); i > 0 && i <= 40 {
		known(title[:i])
	}
	for _, mark := range []string{" | ", " – ", " — ", " - ", ": "} {
		if i := strings.LastIndex(title, mark); i > 0 && len(title)-i <= 40 {
			known(title[i+len(mark):])
		}
	}
	return labels
}

// genreOfLine is the label that a line of the text itself gives it.
func genreOfLine(p *paragraph, top bool) briefing.Label {
	switch {
	case p.quoted:
	case top && p.words <= 6 && genreKickers[bareWords(p.text)] == briefing.LabelRelease:
		return briefing.LabelRelease
	case top && hasAny(p.text[:min(len(p.text), 120)], "/PRNewswire", "(BUSINESS WIRE)", "(GLOBE NEWSWIRE)", "GLOBE NEWSWIRE)", "/EINPresswire", "ACCESSWIRE /", "/CNW/", "(Newsfile Corp."):
		return briefing.LabelRelease
	case p.words <= 60 && sponsorLines.in(p.low) != 0:
		return briefing.LabelSponsored
	case p.words <= 80 && hasAny(p.low, "views expressed", "opinions expressed", "view expressed", "opinion expressed") && !hasAny(p.low, "comments", "readers", " said"):
		return briefing.LabelOpinion
	}
	return ""
}

// bareWords is s folded and without anything around its letters.
func bareWords(s string) string {
	if len(s) > 60 {
		return ""
	}
	s = strings.TrimFunc(text.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) })
	return strings.Join(strings.Fields(s), " ")
}

// genreMap makes a table out of one line of words a label.
func genreMap(lines map[briefing.Label]string) map[string]briefing.Label {
	out := map[string]briefing.Label{}
	for label, words := range lines {
		for w := range strings.SplitSeq(words, "|") {
			out[w] = label
		}
	}
	return out
}

// genreFolders are parts of addresses, genreSections names of sections, as newspapers of several languages have them, and genreKickers
// what is a label only above or beside a headline.
var (
	genreFolders = genreMap(map[briefing.Label]string{
		briefing.LabelLive: "live|liveblog|liveblogs|live-blog|live-blogs|live-updates|live-news|live-story|liveticker|en-direct|direct|en-vivo",
		briefing.LabelOpinion: "opinion|opinions|op-ed|op-eds|oped|opeds|opinion-editorial|comment|commentisfree|commentary|commentaries|editorial|editorials|column|columns|columnist|columnists|letters|letters-to-the-editor|" +
			"viewpoint|viewpoints|perspective|perspectives|review|reviews|meinung|kommentar|kommentare|kolumne|kolumnen|leitartikel|opinie|opinies|opiniones|columnas|tribune|tribunes|idees|opinioni|editoriali|opiniao|ledare|kronika",
		briefing.LabelAnalysis: "analysis|analyses|news-analysis|analyse|analysen|analisis|analisi|analise",
		briefing.LabelSponsored: "sponsored|sponsored-content|sponsored-post|sponsored-posts|sponsor-content|sponsored-article|partner-content|partnercontent|paid-content|paid-post|paidpost|advertorial|advertorials|advertisement-feature|" +
			"advertiser-content|brandvoice|branded-content|brand-studio|brandstudio|native-ad|promoted|promoted-content|anzeige|publirreportaje|publireportage",
		briefing.LabelRelease: "press-release|press-releases|pressrelease|pressreleases|press_release|press_releases|news-release|news-releases|newsreleases|media-release|media-releases|pressemitteilung|pressemitteilungen|comunicado-de-prensa",
	})
	genreSections = genreMap(map[briefing.Label]string{
		briefing.LabelLive: "live blog|liveblog|live updates|live coverage|liveticker|live ticker|en direct|en vivo|as it happened",
		briefing.LabelOpinion: "opinion|opinions|opinion & editorial|op-ed|op-eds|oped|comment|comment is free|comment & debate|commentary|guest commentary|guest essay|guest column|editorial|editorials|our view|the editorial board|editorial board|column|columns|columnist|columnists|" +
			"letter|letters|letter to the editor|letters to the editor|viewpoint|viewpoints|views|perspective|perspectives|review|reviews|film review|book review|movie review|tv review|album review|theatre review|theater review|" +
			"meinung|kommentar|kolumne|leitartikel|gastbeitrag|opinie|opiniones|columna|tribune|chronique|editoriale|opinione|opinioni|opiniao|ledare|debatt|debatte",
		briefing.LabelAnalysis: "analysis|news analysis|analyse|analisis|analisi|analise",
		briefing.LabelSponsored: "sponsored|sponsored content|sponsored post|sponsored article|sponsor content|partner content|paid content|paid post|advertorial|advertisement feature|advertiser content|branded content|brandvoice|" +
			"promoted content|paid partnership|paid program|paid program content|anzeige|publirreportage",
		briefing.LabelRelease: "press release|press releases|news release|news releases|media release|media releases|pressemitteilung|communique de presse|comunicado de prensa",
	})
	genreKickers = genreMap(map[briefing.Label]string{
		briefing.LabelLive:      "live",
		briefing.LabelSponsored: "ad|advertisement|promoted|promotion",
		briefing.LabelRelease:   "for immediate release|press release|news release|media release",
	})
	// releaseOutlets are wires that carry nothing but releases.
	releaseOutlets = func() map[string]briefing.Label {
		out := map[string]briefing.Label{}
		for name := range strings.SplitSeq("pr newswire|prnewswire|business wire|businesswire|globenewswire|globe newswire|accesswire|prweb|ein presswire|newsfile|newsfile corp|cision|presseportal", "|") {
			out[" "+name+" "] = briefing.LabelRelease
		}
		return out
	}()
)

var sponsorLines = newPhrases([]string{
	"this is a sponsored post", "this is sponsored content", "this is a paid post", "this post is sponsored", "this article is sponsored", "this article was sponsored", "this article was paid for", "this content is sponsored", "this content was paid for",
	"this post was sponsored", "this is an advertorial", "this is a paid advertisement", "this advertorial", "this content was produced in partnership with", "this article was produced in partnership with", "this story was paid for by",
	"this content is made possible by our sponsor", "was not involved in the creation of this content", "were not involved in the creation of this content", "was produced by the advertiser", "paid content from",
})
