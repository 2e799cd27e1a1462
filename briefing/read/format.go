package read

import (
	"bytes"
	"mime"
	"net/url"
	"path"
	"strings"
)

// format is a form of bytes that articles come in.
type format int

const (
	formatText format = iota
	formatPage
	formatMarkdown
	formatLines // JSON lines
	formatJSON  // a JSON Feed, one article object, or an array of them
	formatFeed  // RSS or Atom
)

// formats names the format of each extension that is read.
var formats = map[string]format{
	".txt": formatText, ".text": formatText,
	".html": formatPage, ".htm": formatPage,
	".md": formatMarkdown, ".markdown": formatMarkdown,
	".jsonl": formatLines, ".ndjson": formatLines,
	".json": formatJSON,
	".xml":  formatFeed, ".rss": formatFeed, ".atom": formatFeed,
}

// Readable reports whether a file name has an extension that [Articles] reads: .html .htm .txt .text .md
// .markdown .jsonl .ndjson .json .xml .rss .atom, in any case.
func Readable(name string) bool {
	_, ok := formats[extension(name)]
	return ok
}

// extension is the lower-case extension of a file name or of a URL's path.
func extension(name string) string {
	if u, err := url.Parse(name); err == nil && u.Host != "" {
		name = u.Path
	}
	return strings.ToLower(path.Ext(name))
}

// mediaTypes names the format of each media type that decides one. Plain text and XML of no kind do not: servers
// send many things under those names.
var mediaTypes = map[string]format{
	"text/html": formatPage, "application/xhtml+xml": formatPage,
	"text/markdown":       formatMarkdown,
	"application/rss+xml": formatFeed, "application/atom+xml": formatFeed,
	"application/feed+json": formatJSON,
	"application/x-ndjson":  formatLines, "application/jsonl": formatLines,
}

// formatOf tells the format by the media type, else by the name, and else by the first bytes.
func formatOf(from Source, head []byte) format {
	if media, _, err := mime.ParseMediaType(from.Type); err == nil {
		if f, ok := mediaTypes[media]; ok {
			return f
		}
	}
	if f, ok := formats[extension(from.Name)]; ok {
		return f
	}
	return sniff(head)
}

// sniff tells the format of an unnamed input by its first bytes.
func sniff(head []byte) format {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(utf8BOM)), " \t\r\n")
	if len(head) == 0 {
		return formatText
	}
	low := bytes.ToLower(head)
	switch {
	case head[0] == '{' || head[0] == '[' && looksLikeArray(head):
		return formatJSON
	case head[0] == '<':
		return sniffMarkup(low)
	case bytes.HasPrefix(head, []byte("---\n")), bytes.HasPrefix(head, []byte("---\r\n")), bytes.HasPrefix(head, []byte("# ")):
		return formatMarkdown
	}
	return formatText
}

// looksLikeArray tells a JSON array of objects from a text that opens with a bracket.
func looksLikeArray(head []byte) bool {
	rest := bytes.TrimLeft(head[1:], " \t\r\n")
	return len(rest) > 0 && (rest[0] == '{' || rest[0] == ']')
}

// sniffMarkup tells a feed from a page. The root element decides: it comes first but for
// declarations, comments and style sheets.
func sniffMarkup(low []byte) format {
	feed := firstIndex(low, "<rss", "<feed", "<rdf:rdf")
	page := firstIndex(low, "<!doctype html", "<html", "<head", "<body")
	switch {
	case feed >= 0 && (page < 0 || feed < page):
		return formatFeed
	case page < 0 && bytes.HasPrefix(low, []byte("<?xml")):
		return formatFeed
	}
	return formatPage
}

// firstIndex is the earliest place of any of the words in s, or -1.
func firstIndex(s []byte, words ...string) int {
	first := -1
	for _, w := range words {
		if i := bytes.Index(s, []byte(w)); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return first
}
