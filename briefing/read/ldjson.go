package read

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// linked is what the JSON-LD of a page says about its article: https://schema.org/NewsArticle.
type linked struct {
	headline, description, outlet, section, url, language, terms string
	published, updated                                           string
	paged                                                        string // when the page around the article was published
	body                                                         string // the article's text, with or without line ends and tags
	byline                                                       []string
	genres                                                       []string // types, sections and genres
	corrections                                                  []string
	words                                                        int  // of the article's text, as the page counts it; 0 when it does not
	isArticle                                                    bool // it calls itself an article
	locked                                                       bool // it says that it cannot be read for free
	isFront                                                      bool // it calls itself a list of others, and no article
}

// readLinked reads what the JSON-LD scripts of a page say about the page's own article. Of several articles that is the one with the
// page's address or headline, and else the first. People and publishers named by "@id" are looked up among all objects.
func readLinked(scripts []string, own func(object map[string]any) int) linked {
	c := collector{byID: map[string]map[string]any{}}
	for _, s := range scripts {
		for _, v := range looseJSON(s) { // a page whose own data is broken still has its text
			c.collect(v, 0)
		}
	}
	if len(c.articles) == 0 {
		l := linked{isFront: c.fronts > 0}
		if c.page != nil { // it dates and signs what it holds
			l.paged, l.updated = linkedText(c.page["datePublished"]), linkedText(c.page["dateModified"])
			l.byline = c.names(c.page["author"], 0)
			l.language, l.section = linkedText(c.page["inLanguage"]), linkedText(c.page["articleSection"])
			l.headline = linkedText(c.page["headline"])
		}
		return l
	}
	best, rank := c.articles[0], -1
	var types []string
	for _, a := range c.articles {
		r := own(a)
		if r >= ownRank { // said of the same text twice: as an article, and as a live blog
			types = append(types, linkedTypes(a["@type"])...)
		}
		if a["headline"] != nil {
			r++
		}
		if r > rank {
			best, rank = a, r
		}
	}
	l := linked{
		isArticle:   true,
		headline:    first(linkedText(best["headline"]), linkedText(best["name"])),
		description: linkedText(best["description"]),
		published:   first(linkedText(best["datePublished"]), linkedText(best["dateCreated"])),
		updated:     linkedText(best["dateModified"]),
		section:     linkedText(best["articleSection"]),
		language:    linkedText(best["inLanguage"]),
		url:         linkedAddress(best),
		outlet:      firstOf(c.names(best["publisher"], 0)),
		terms:       first(linkedText(best["copyrightNotice"]), linkedText(best["license"])),
		byline:      c.names(best["author"], 0),
		body:        rawText(best["articleBody"]),
		corrections: c.corrections(best["correction"]),
		locked:      isFalse(best["isAccessibleForFree"]),
	}
	if l.language == "" {
		if lang, ok := best["inLanguage"].(map[string]any); ok {
			l.language = first(linkedText(lang["alternateName"]), linkedText(lang["name"]))
		}
	}
	if l.byline == nil {
		l.byline = c.names(best["creator"], 0)
	}
	if n, ok := best["wordCount"].(float64); ok && n > 0 && n < 1e6 {
		l.words = int(n)
	}
	l.genres = append(types, linkedTypes(best["@type"])...)
	l.genres = append(append(l.genres, linkedTexts(best["articleSection"])...), linkedTexts(best["genre"])...)
	return l
}

const (
	ownRank       = 3      // of an article that has the page's title or address
	deepestLinked = 12     // objects inside objects that are looked into; real pages need four
	mostLinked    = 20_000 // objects and lists of a page that are looked at
	mostNames     = 50     // of one field
)

// collector gathers the objects of a page's JSON-LD.
type collector struct {
	byID     map[string]map[string]any
	articles []map[string]any
	page     map[string]any // the first that calls itself a page and dates what it holds
	fronts   int            // that call themselves lists of other pages
	seen     int
}

// collect gathers the objects with an id and the articles under v.
func (c *collector) collect(v any, depth int) {
	if c.seen++; depth > deepestLinked || c.seen > mostLinked {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			c.collect(e, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 && c.byID[id] == nil {
			c.byID[id] = v
		}
		types := linkedTypes(v["@type"])
		switch {
		case anyOf(types, articleType):
			c.articles = append(c.articles, v)
		case anyOf(types, pageType) && c.page == nil && v["datePublished"] != nil:
			c.page = v
		case anyOf(types, frontType):
			c.fronts++
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "itemReviewed", "review"} { // not lists of other articles
			if inner := v[key]; inner != nil && (key != "itemReviewed" && key != "review" || depth == 0) {
				c.collect(inner, depth+1)
			}
		}
	}
}

// linkedTypes are the names of an object's types without the address of their vocabulary.
func linkedTypes(v any) []string {
	types := linkedTexts(v)
	for i, t := range types {
		types[i] = t[strings.LastIndexAny(t, "/#:")+1:]
	}
	return types
}

func articleType(t string) bool {
	switch t {
	case "BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "Recipe", "CriticReview", "ClaimReview":
		return true
	}
	return strings.HasSuffix(t, "Article")
}

func pageType(t string) bool {
	switch t {
	case "WebPage", "ItemPage", "AboutPage", "FAQPage", "MedicalWebPage", "Review", "VideoObject", "HowTo":
		return true
	}
	return false
}

func frontType(t string) bool {
	return t == "CollectionPage" || t == "SearchResultsPage" || t == "ItemList"
}

func anyOf(list []string, is func(string) bool) bool {
	for _, s := range list {
		if is(s) {
			return true
		}
	}
	return false
}

// linkedAddress is the address an article gives for itself.
func linkedAddress(a map[string]any) string {
	if s := linkedText(a["url"]); s != "" {
		return s
	}
	if page, ok := a["mainEntityOfPage"].(map[string]any); ok {
		return first(linkedText(page["@id"]), linkedText(page["url"]))
	}
	return linkedText(a["mainEntityOfPage"])
}

// rawText is v as a text with its tags, or the first text of a list.
func rawText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case []any:
		for _, e := range v {
			if s := rawText(e); s != "" {
				return s
			}
		}
	case map[string]any: // {"@value": "…", "@language": "en"}
		return rawText(v["@value"])
	}
	return ""
}

// linkedText is v as a text without tags and character references.
func linkedText(v any) string { return plainWords(clip(rawText(v), longestSaid)) }

// linkedTexts are the texts in v.
func linkedTexts(v any) []string {
	if list, ok := v.([]any); ok {
		var out []string
		for _, e := range list {
			if s := linkedText(e); s != "" && len(out) < mostNames {
				out = append(out, s)
			}
		}
		return out
	}
	if s := linkedText(v); s != "" {
		return []string{s}
	}
	return nil
}

// isFalse reports whether v is false or a word for it.
func isFalse(v any) bool {
	if b, ok := v.(bool); ok {
		return !b
	}
	return strings.EqualFold(linkedText(v), "false")
}

// names are the names of people and organisations in v, in order: texts, objects, or pointers to objects.
func (c *collector) names(v any, depth int) []string {
	if depth > deepestLinked {
		return nil
	}
	switch v := v.(type) {
	case string:
		if s := linkedText(v); s != "" {
			return []string{s}
		}
	case []any:
		var out []string
		for _, e := range v {
			if out = append(out, c.names(e, depth+1)...); len(out) > mostNames {
				break
			}
		}
		return out
	case map[string]any:
		if names := c.names(v["name"], depth+1); names != nil {
			return names
		}
		if id, ok := v["@id"].(string); ok && c.byID[id] != nil && len(v) == 1 {
			return c.names(c.byID[id]["name"], depth+1)
		}
		if given, family := linkedText(v["givenName"]), linkedText(v["familyName"]); family != "" {
			return []string{strings.TrimSpace(given + " " + family)}
		}
	}
	return nil
}

// corrections are the texts of an article's corrections: texts, or objects of type CorrectionComment.
func (c *collector) corrections(v any) []string {
	switch v := v.(type) {
	case string:
		if s := linkedText(v); countWords(s) >= leastWords && !strings.HasPrefix(s, "http") {
			return []string{s}
		}
	case []any:
		var out []string
		for _, e := range v {
			if _, list := e.([]any); !list && len(out) < maxNotes {
				out = append(out, c.corrections(e)...)
			}
		}
		return out
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) == 1 && len(c.byID[id]) > 1 {
			v = c.byID[id]
		}
		if s := first(linkedText(v["text"]), linkedText(v["description"]), linkedText(v["abstract"])); s != "" {
			return []string{s}
		}
	}
	return nil
}

func firstOf(list []string) string {
	if len(list) > 0 {
		return list[0]
	}
	return ""
}

// genresInto adds what the types, sections and genres say of the sort of text.
func (l linked) genresInto(labels *[]briefing.Label) {
	for _, g := range l.genres {
		*labels = append(*labels, genreOfType(g), genreOfSection(g))
	}
}
