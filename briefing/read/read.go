// Package read turns bytes into articles made of labelled blocks.
//
// The bytes are what people and machines have at hand: a saved web page, the text somebody selected on a
// page and pasted, Markdown, a feed, or one JSON object a line. The tour, in the order in which bytes
// pass through:
//
//   - [Articles] looks at the name and the first bytes (format.go), reads no more than the format's limit, and
//     refuses what is no text at all (bytes.go); charset.go tells the encoding.
//   - Each format has a file: a page (page.go, of which more below), a pasted text (dump.go, lines.go, and top.go for
//     where its text begins), Markdown (markdown.go), a feed (feed.go) and JSON lines (record.go). Each makes a
//     draft: metadata and paragraphs (paragraph.go).
//   - A page becomes a tree of elements (tree.go, tags.go) and that a row of passages (passage.go). What seems to be
//     no part of an article is noted with its reason (cut.go), and noted off again where a page's names deceive
//     (layout.go); the elements that hold the article are found by where its prose lies and what they are called
//     (content.go), and what they hold beside it is left out (keep.go). What the page says about itself is read in
//     meta.go, ldjson.go (with loosejson.go and plain.go) and people.go, and beside its headline in shown.go.
//   - The paragraphs nobody labelled yet are labelled by what they look like and where they stand: label.go holds the
//     order of the rules, glued.go parts what a page sets in one paragraph, furniture.go and notices.go the phrases
//     of page furniture (found by phrases.go in one pass), pasted.go, bar.go and box.go those of a pasted page,
//     signoff.go what a page says above and below its text, end.go the box about the author; caption.go, related.go,
//     opening.go, credits.go with date.go, authors.go, repeat.go, signed.go and crosshead.go the rest. A paragraph
//     that may be body is body: furniture taken for body costs a reader a glance, body taken for furniture costs a
//     fact.
//   - What shows no article in an article's place, or only its beginning, is told apart in walls.go.
//   - What sort of text it says it is (genre.go) and what it mends of itself (mend.go) are read off every format.
//   - The draft becomes a [briefing.Article] (draft.go, language.go; body.go for its text alone): headline,
//     standfirst, then everything else in page order, each paragraph one block.
//
// A page has no deadline of its own, because the work on it is bounded: 8 MiB of bytes, most of which may be scripts; of those 1 MiB of text,
// 250,000 elements, 150 levels of nesting, and bounds on what it says of itself (meta.go) and on what is looked up in its text (repeat.go).
// What goes beyond the first three is refused in one line. Of a hundred pages made to be slow (page_test.go has the kinds) the slowest took
// 0.9 s on one core of 2026 and the hungriest 270 MB.
//
// Nothing is invented: a text without a date, address or byline yields an article without them.
package read

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/nutgraf/nutgraf/briefing"
)

// Source says what is known about some bytes beside the bytes. Everything but Name may be zero; what is set
// wins over what the bytes say. Of a feed or of JSON lines, which hold many articles, URL is only
// what relative links are resolved against, and Title and Published are not used.
type Source struct {
	Name      string // a file name, a URL, or "-" for standard input
	Type      string // the media type a server stated, such as "text/html; charset=utf-8"; wins over the extension of Name
	URL       string // absolute http(s) URL
	Outlet    string
	Title     string
	Published time.Time
	Now       time.Time // when it is read: what the bytes date later is not believed; zero is the time of the clock
}

// Refusal says why something was not taken in.
type Refusal struct {
	Name   string // what was refused: a file, or a line or item of it
	Reason string // one line for people that says what is wrong and what to do about it
}

// Error is "NAME: REASON".
func (r *Refusal) Error() string { return r.Name + ": " + r.Reason }

// Articles reads the articles in r. The format follows from from.Type, else from the extension of from.Name, and else from the
// first bytes. An error yielded beside a zero article refuses one article (a [*Refusal]) and reading
// goes on, unless it is the last; any other error came from r and ends the reading. Article.Taken is left zero.
func Articles(r io.Reader, from Source) iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		if from.URL != "" && briefing.CanonicalURL(from.URL) == "" {
			yield(briefing.Article{}, from.refuse("its address %q is not an absolute http or https URL; give one such as https://example.org/story", from.URL))
			return
		}
		in := bufio.NewReaderSize(r, sniffBytes)
		head, err := in.Peek(sniffBytes)
		if err != nil && !errors.Is(err, io.EOF) {
			yield(briefing.Article{}, fmt.Errorf("read %s: %w", from.called(), err))
			return
		}
		if order, ok := utf16Order(head); ok {
			in = bufio.NewReaderSize(transform.NewReader(in, unicode.UTF16(order, unicode.UseBOM).NewDecoder()), sniffBytes)
			head, _ = in.Peek(sniffBytes) // what went wrong comes again when all is read
		}
		if err := from.checkHead(head); err != nil {
			yield(briefing.Article{}, err)
			return
		}
		switch formatOf(from, head) {
		case formatLines:
			readLines(in, from, yield)
		case formatJSON:
			readJSON(in, from, yield)
		case formatFeed:
			readFeed(in, from, yield)
		case formatPage:
			yieldOne(in, from, maxPage, "save the article alone, or paste its text into a .txt file", page, yield)
		case formatMarkdown:
			yieldOne(in, from, maxText, "split it into one file an article", markdown, yield)
		default:
			yieldOne(in, from, maxText, "split it into one file an article", dump, yield)
		}
	}
}

// yieldOne reads an input that holds one article.
func yieldOne(in io.Reader, from Source, limit int, cure string,
	read func([]byte, Source) (*draft, error), yield func(briefing.Article, error) bool) {
	raw, err := from.readAll(in, limit, cure)
	if err != nil {
		yield(briefing.Article{}, err)
		return
	}
	d, err := read(raw, from)
	if err != nil {
		yield(briefing.Article{}, err)
		return
	}
	yield(d.article(from))
}

// called is the name of the source for people.
func (from Source) called() string {
	switch from.Name {
	case "-":
		return "standard input"
	case "":
		return "the input"
	}
	return from.Name
}

// refuse makes the refusal of the whole source.
func (from Source) refuse(format string, args ...any) *Refusal {
	return &Refusal{Name: from.called(), Reason: fmt.Sprintf(format, args...)}
}
