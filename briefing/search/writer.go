package search

import (
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
)

// writer writes a segment: its articles and their lines first, then its stems in rising order.
type writer struct {
	header
	records, ids, lengths []byte
	outlets, languages    []string
	outlet                map[string]int
	dictionary            dictionaryWriter
	postings              []byte
	current               record // of the article being written
}

// article begins an article; its lines follow.
func (w *writer) article(r briefing.RevisionID, outlet, language string, known int64) {
	w.closeArticle()
	n, ok := w.outlet[outlet]
	if !ok {
		if w.outlet == nil {
			w.outlet = map[string]int{}
		}
		n = len(w.outlets)
		w.outlets = append(w.outlets, outlet)
		w.outlet[outlet] = n
	}
	w.language(language)
	w.ids = append(w.ids, r...)
	w.current = record{first: w.lines, outlet: n, idEnd: len(w.ids), known: known}
	w.articles++
}

func (w *writer) closeArticle() {
	if w.articles > 0 {
		w.records = w.current.append(w.records)
	}
}

// language notes that articles of a language are in the segment.
func (w *writer) language(code string) {
	if !slices.Contains(w.languages, code) {
		w.languages = append(w.languages, code)
	}
}

// line adds a line of so many tokens to the article; its first one is the headline.
func (w *writer) line(tokens int) {
	tokens = min(tokens, maxLength)
	if w.lines > w.current.first {
		w.factTokens += tokens
	}
	w.lengths = append(w.lengths, byte(tokens))
	w.tokens += tokens
	w.current.tokens += tokens
	w.lines++
}

// stem adds a stem and its postings; where they are is for the writer to say.
func (w *writer) stem(stem string, e entry, list []posting) {
	e.from = len(w.postings)
	w.postings = appendPostings(w.postings, list, w.lengths)
	e.size = len(w.postings) - e.from
	w.dictionary.add(stem, e)
}

// bytes closes the segment.
func (w *writer) bytes() []byte {
	w.closeArticle()
	w.records = record{first: w.lines}.append(w.records)
	w.words = w.dictionary.count
	var content [parts][]byte
	content[partArticles] = w.records
	content[partIDs] = w.ids
	for _, s := range w.outlets {
		content[partOutlets] = appendString(content[partOutlets], s)
	}
	for _, s := range w.languages {
		content[partLanguages] = appendString(content[partLanguages], s)
	}
	content[partLengths] = w.lengths
	content[partHeads] = w.dictionary.heads
	content[partWords] = w.dictionary.words
	content[partPostings] = w.postings
	total := headerBytes
	for i, b := range content {
		w.size[i], w.sum[i] = len(b), sum(b)
		total += len(b)
	}
	out := w.header.append(make([]byte, 0, total))
	for _, b := range content {
		out = append(out, b...)
	}
	return out
}
