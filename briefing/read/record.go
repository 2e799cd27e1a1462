package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// record is one article as a JSON object. Keys that are not known are ignored.
type record struct {
	ID         json.RawMessage `json:"id"` // a text or a number
	URL        string          `json:"url"`
	Title      string          `json:"title"`
	Standfirst string          `json:"standfirst"`
	Outlet     string          `json:"outlet"`
	Byline     json.RawMessage `json:"byline"` // a text or a list of texts
	Published  string          `json:"published"`
	Updated    string          `json:"updated"`
	Language   string          `json:"language"`
	Section    string          `json:"section"`
	Labels     json.RawMessage `json:"labels"` // a text or a list of the words of briefing.Label; anything else is ignored
	Notes      json.RawMessage `json:"notes"`  // a text or a list of texts; anything else is ignored
	HTML       string          `json:"html"`   // read only where Text is empty: who gives both has chosen the words already
	Text       string          `json:"text"`
}

// readLines reads one article a line. It holds one line at a time, so the file may be of any size.
func readLines(in io.Reader, from Source, yield func(briefing.Article, error) bool) {
	lines := bufio.NewReaderSize(in, 64<<10)
	articles := 0
	for number := 1; ; number++ {
		line, long, err := nextLine(lines, maxFeed)
		if err != nil && !errors.Is(err, io.EOF) {
			yield(briefing.Article{}, fmt.Errorf("read %s line %d: %w", from.called(), number, err))
			return
		}
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte(utf8BOM))
		}
		name := fmt.Sprintf("%s line %d", from.called(), number)
		switch {
		case long:
			articles++
			if !yield(briefing.Article{}, &Refusal{name, fmt.Sprintf("is longer than %d MiB; shorten its text", maxFeed>>20)}) {
				return
			}
		case len(bytes.TrimSpace(line)) > 0:
			articles++
			if !yield(readRecord(line, name, from)) {
				return
			}
		}
		if err != nil {
			break
		}
	}
	if articles == 0 {
		yield(briefing.Article{}, from.refuse("holds nothing but white space; give one JSON object a line"))
	}
}

// nextLine reads up to the next line end. Of a line longer than limit nothing is kept.
func nextLine(in *bufio.Reader, limit int) (line []byte, long bool, err error) {
	for {
		piece, err := in.ReadSlice('\n')
		if len(line)+len(piece) > limit {
			line, long = nil, true
		} else if !long {
			line = append(line, piece...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}

// readRecord makes the article of one JSON object.
func readRecord(raw []byte, name string, from Source) (briefing.Article, error) {
	var r record
	if err := json.Unmarshal(raw, &r); err != nil {
		return briefing.Article{}, &Refusal{name, "is not the JSON object of an article: " + jsonFault(err)}
	}
	d, err := r.draft(name, from)
	if err != nil {
		return briefing.Article{}, err
	}
	return d.article(from)
}

// jsonFault says what is wrong with a JSON object, for people.
func jsonFault(err error) string {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		if kind.Field == "" {
			return fmt.Sprintf("it holds one value of kind %s; write an object such as {\"url\": …, \"text\": …}", kind.Value)
		}
		return fmt.Sprintf("its %q is of kind %s; write a text in quotation marks", kind.Field, kind.Value)
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Sprintf("%v at byte %d; write one complete object", syntax, syntax.Offset)
	}
	return err.Error()
}

// draft makes a draft of r.
func (r *record) draft(name string, from Source) (*draft, error) {
	refuse := func(format string, args ...any) error {
		return &Refusal{name, fmt.Sprintf(format, args...)}
	}
	if r.URL != "" && briefing.CanonicalURL(r.URL) == "" {
		return nil, refuse("its url %q is not an absolute http or https URL; give one such as https://example.org/story, or leave it out", clip(r.URL, 200))
	}
	known := Source{Name: name, URL: r.URL, Outlet: first(from.Outlet, r.Outlet), Title: r.Title}
	var updated = known.Published
	for _, stamp := range []struct {
		key, value string
	}{{"published", r.Published}, {"updated", r.Updated}} {
		if strings.TrimSpace(stamp.value) == "" {
			continue
		}
		when, ok := dateOf(stamp.value)
		if !ok {
			return nil, refuse("its %s %q is not a date; write it as 2006-01-02 or 2006-01-02T15:04:05Z", stamp.key, clip(stamp.value, 60))
		}
		if stamp.key == "published" {
			known.Published = when
		} else {
			updated = when
		}
	}
	byline, err := textOrList(r.Byline)
	if err != nil {
		return nil, refuse("its byline is neither a text nor a list of texts; write [\"Jane Doe\", …]")
	}
	d, err := r.paragraphs(known)
	if err != nil {
		return nil, err
	}
	d.name, d.ref = name, refOf(r.ID)
	if len(byline) > 0 {
		d.byline = byline
	}
	if !updated.IsZero() {
		d.updated = updated
	}
	d.standfirst = first(r.Standfirst, d.standfirst)
	for _, l := range textsOf(r.Labels) {
		if label := briefing.Label(strings.ToLower(l)); slices.Contains(labelOrder, label) {
			d.says(label)
		}
	}
	for _, n := range textsOf(r.Notes) {
		p := newParagraph(n)
		d.note(p.text, noteOf(&p) == mending)
	}
	d.section, d.language = first(r.Section, d.section), first(r.Language, d.language)
	return d, nil
}

// paragraphs reads the text of r, or else its page.
func (r *record) paragraphs(known Source) (*draft, error) {
	switch {
	case strings.TrimSpace(r.Text) != "":
		if len(r.Text) > maxText {
			return nil, known.refuse("its text is larger than %d MiB; split it", maxText>>20)
		}
		d := known.draft()
		d.paragraphs = newParagraphs(paragraphsOf(r.Text))
		d.label(chosen)
		return d, nil
	case strings.TrimSpace(r.HTML) != "":
		if len(r.HTML) > maxPage {
			return nil, known.refuse("its html is larger than %d MiB; give its text instead", maxPage>>20)
		}
		return pageDraft(r.HTML, known)
	}
	return nil, known.refuse("has neither a text nor an html; give the article's words in \"text\"")
}

// textOrList reads a byline: names in a list stand for one person each, a single text may name several.
func textOrList(raw json.RawMessage) ([]string, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return splitByline(one), nil
	}
	var list []string
	if err := json.Unmarshal(raw, &list); err != nil {
		return nil, err
	}
	for i, name := range list {
		if rest, ok := cutFold(strings.TrimSpace(name), "by "); ok {
			list[i] = rest
		}
	}
	return list, nil
}

// textsOf is a text, or a list of texts, and nil for anything else.
func textsOf(raw json.RawMessage) (list []string) {
	var one string
	if json.Unmarshal(raw, &one) == nil && one != "" {
		return []string{one}
	}
	if json.Unmarshal(raw, &list) != nil {
		return nil
	}
	return list
}

// refOf is the supplier's id as a text, whether it was one or a number.
func refOf(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(bytes.TrimSpace(raw))
}

// readJSON reads a JSON Feed, one article object, an array of them, or JSON lines under another name.
func readJSON(in io.Reader, from Source, yield func(briefing.Article, error) bool) {
	raw, err := io.ReadAll(io.LimitReader(in, maxFeed+1))
	if err != nil {
		yield(briefing.Article{}, fmt.Errorf("read %s: %w", from.called(), err))
		return
	}
	raw = bytes.TrimPrefix(raw, []byte(utf8BOM))
	if len(raw) > maxFeed || !json.Valid(raw) {
		if sameLine := bytes.IndexByte(raw, '\n'); sameLine > 0 && json.Valid(raw[:sameLine]) {
			readLines(io.MultiReader(bytes.NewReader(raw), in), from, yield)
			return
		}
		yield(briefing.Article{}, from.jsonRefusal(raw))
		return
	}
	var shape struct {
		Version string
		Items   []json.RawMessage
	}
	switch bytes.TrimSpace(raw)[0] {
	case '[':
		readArray(raw, from, yield)
	case '{':
		if json.Unmarshal(raw, &shape) == nil && (strings.Contains(shape.Version, "jsonfeed.org") || shape.Items != nil) {
			parseFeed(raw, from, yield)
			return
		}
		yield(readRecord(raw, from.called(), from))
	default:
		yield(briefing.Article{}, from.refuse("holds no JSON object; give a JSON Feed, or an object such as {\"url\": …, \"text\": …}"))
	}
}

// jsonRefusal refuses JSON that is too large or broken.
func (from Source) jsonRefusal(raw []byte) *Refusal {
	if len(raw) > maxFeed {
		return from.refuse("is larger than %d MiB; give one object a line in a .jsonl file", maxFeed>>20)
	}
	var v json.RawMessage
	err := json.Unmarshal(raw, &v)
	if strings.Contains(fmt.Sprint(err), "unexpected end") {
		if bytes.Contains(raw, []byte("jsonfeed.org")) {
			return from.refuse("the feed ends early, in the middle of an item; fetch it again")
		}
		return from.refuse("the JSON ends early; fetch it or export it again")
	}
	return from.refuse("is not JSON: %s", jsonFault(err))
}

// readArray reads an array of article objects.
func readArray(raw []byte, from Source, yield func(briefing.Article, error) bool) {
	var items []json.RawMessage
	if err := json.Unmarshal(raw, &items); err != nil || len(items) == 0 {
		yield(briefing.Article{}, from.refuse("holds no articles; give a list of objects such as {\"url\": …, \"text\": …}"))
		return
	}
	for i, item := range items {
		if !yield(readRecord(item, fmt.Sprintf("%s item %d", from.called(), i+1), from)) {
			return
		}
	}
}
