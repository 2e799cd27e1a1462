package search

import (
	"encoding/binary"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
)

// writer writes a segment: its articles and their lines first, then its stems in rising order.
type writer struct {
	header
	records, ids, times []byte
	lengths, prints     []byte
	languages           []string
	dictionary          dictionaryWriter
	postings            []byte
	current             record // of the article being written
	writing             bool   // there is one
}

// article begins an article; its lines and times follow.
func (w *writer) article(r briefing.RevisionID, language string, known int64) {
	w.closeArticle()
	w.language(language)
	w.ids = append(w.ids, r...)
	w.current = record{first: uint32(w.lines), idEnd: uint32(len(w.ids)), known: known}
	w.writing = true
	w.articles++
}

func (w *writer) closeArticle() {
	if w.writing {
		w.current.timesEnd = uint32(len(w.times))
		w.records = w.current.append(w.records)
		w.writing = false
	}
}

// language notes that articles of a language are in the segment.
func (w *writer) language(code string) {
	if !slices.Contains(w.languages, code) {
		w.languages = append(w.languages, code)
	}
}

// line adds a line of so many tokens and with this print to the article; its first one is the headline.
func (w *writer) line(tokens int, print uint32) {
	tokens = min(tokens, maxLength)
	if w.lines > int(w.current.first) {
		w.factTokens += tokens
	}
	w.lengths = append(w.lengths, byte(tokens))
	w.prints = binary.LittleEndian.AppendUint32(w.prints, print)
	w.tokens += tokens
	w.current.tokens += uint32(tokens)
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
	w.records = record{first: uint32(w.lines)}.append(w.records)
	w.stems = w.dictionary.count
	var content [parts][]byte
	content[partArticles] = w.records
	content[partIDs] = w.ids
	for _, s := range w.languages {
		content[partLanguages] = appendString(content[partLanguages], s)
	}
	content[partLengths] = w.lengths
	content[partPrints] = w.prints
	content[partTimes] = w.times
	content[partHeads] = w.dictionary.heads
	content[partFirsts] = w.dictionary.firsts
	content[partStems] = w.dictionary.stems
	content[partPostings] = w.postings
	total := headerBytes
	for i, b := range content {
		w.size[i], w.sum[i] = len(b), sum(b)
		total += len(b)
	}
	out := w.header.append(make([]byte, 0, total))
	for _, b := range content {
		for piece := range slices.Chunk(b, 256<<10) {
			stepAside()
			out = append(out, piece...)
		}
	}
	return out
}
