package read

import (
	"encoding/json"
	"html"
	"strings"
)

// linked is what the JSON-LD of a page says about its article: https://schema.org/NewsArticle.
type linked struct {
	headline, description, outlet, section, url, language, terms string
	published, updated                                           string
	body                                                         string // the article's text, with or without line ends and tags
	byline                                                       []string
	isArticle                                                    bool
}

// readLinked reads the article out of a page's JSON-LD scripts. The first object that is an article wins; people and publishers
// named by "@id" are looked up among all objects.
func readLinked(scripts []string) linked {
	byID := map[string]map[string]any{}
	var articles []map[string]any
	for _, s := range scripts {
		var v any
		if json.Unmarshal([]byte(strings.TrimSpace(s)), &v) != nil {
			continue // a page whose own data is broken still has its text
		}
		collectLinked(v, byID, &articles, 0)
	}
	if len(articles) == 0 {
		return linked{}
	}
	best := articles[0]
	for _, a := range articles {
		if a["headline"] != nil && best["headline"] == nil {
			best = a
		}
	}
	l := linked{
		isArticle:   true,
		headline:    linkedText(best["headline"]),
		description: linkedText(best["description"]),
		published:   linkedText(best["datePublished"]),
		updated:     linkedText(best["dateModified"]),
		section:     linkedText(best["articleSection"]),
		language:    linkedText(best["inLanguage"]),
		url:         linkedText(best["url"]),
		outlet:      linkedName(best["publisher"], byID),
		terms:       linkedText(best["copyrightNotice"]),
		byline:      linkedNames(best["author"], byID),
		body:        linkedText(best["articleBody"]),
	}
	if l.headline == "" {
		l.headline = linkedText(best["name"])
	}
	if l.byline == nil {
		l.byline = linkedNames(best["creator"], byID)
	}
	if l.terms == "" {
		l.terms = linkedText(best["license"])
	}
	if l.url == "" {
		if page, ok := best["mainEntityOfPage"].(map[string]any); ok {
			l.url = linkedText(page["@id"])
		} else {
			l.url = linkedText(best["mainEntityOfPage"])
		}
	}
	return l
}

// deepestLinked is how far objects are looked for inside objects; real pages need four.
const deepestLinked = 12

// collectLinked gathers the objects with an id and the articles under v.
func collectLinked(v any, byID map[string]map[string]any, articles *[]map[string]any, depth int) {
	if depth > deepestLinked {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			collectLinked(e, byID, articles, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			byID[id] = v
		}
		if articleType(v["@type"]) {
			*articles = append(*articles, v)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher"} { // not lists of other articles
			if inner := v[key]; inner != nil {
				collectLinked(inner, byID, articles, depth+1)
			}
		}
	}
}

// articleType reports whether a "@type" names a kind of article.
func articleType(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || v == "BlogPosting" || v == "LiveBlogPosting" || v == "Report"
	case []any:
		for _, e := range v {
			if articleType(e) {
				return true
			}
		}
	}
	return false
}

// linkedText is v as a text, or the first text of a list.
func linkedText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(html.UnescapeString(v))
	case []any:
		for _, e := range v {
			if s := linkedText(e); s != "" {
				return s
			}
		}
	}
	return ""
}

// linkedName is the name of a person or organisation: a text, an object, or a pointer to one.
func linkedName(v any, byID map[string]map[string]any) string {
	if names := linkedNames(v, byID); len(names) > 0 {
		return names[0]
	}
	return ""
}

// linkedNames are the names in v, in order.
func linkedNames(v any, byID map[string]map[string]any) []string {
	switch v := v.(type) {
	case string:
		if s := linkedText(v); s != "" {
			return []string{s}
		}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, linkedNames(e, byID)...)
		}
		return out
	case map[string]any:
		if s := linkedText(v["name"]); s != "" {
			return []string{s}
		}
		if names, ok := v["name"].([]any); ok {
			return linkedNames(names, byID)
		}
		if id, ok := v["@id"].(string); ok && byID[id] != nil {
			if s := linkedText(byID[id]["name"]); s != "" {
				return []string{s}
			}
		}
	}
	return nil
}
