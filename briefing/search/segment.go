package search

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sort"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// A segment is a header and eight parts. Numbers of fixed width are little endian.
//
//	header     magic (7) format (1)
//	           articles, lines, words in the dictionary, 0                      uint32 each
//	           tokens in the facts, tokens in all lines                         uint64 each
//	           for each part its length (uint64) and CRC32C (uint32)
//	           CRC32C of the header up to here                                  uint32
//	articles   a record an article and one behind the last: first line, tokens,
//	           outlet, end of its revision id in ids (uint32 each), known at (int64, unix seconds)
//	ids        revision ids, one behind the other
//	outlets    their names, a uvarint of the length before each
//	languages  their codes, in the same way
//	lengths    tokens of each line, a byte each: 255 stands for 255 and more
//	heads      where each block of the dictionary begins in words              uint32 each
//	words      the dictionary: see dictionary.go
//	postings   where its words stand: see postings.go
const (
	magic  = "ngindex"
	format = 1

	partArticles = iota - 2
	partIDs
	partOutlets
	partLanguages
	partLengths
	partHeads
	partWords
	partPostings
	parts

	headerBytes = 8 + 4*4 + 2*8 + parts*12 + 4
	recordBytes = 4*4 + 8
	maxLength   = 255
)

// timeUnknown is when an article became known whose time nobody knows: always.
const timeUnknown = math.MinInt64

var (
	errNoSegment = errors.New("not an index segment")
	errDamaged   = errors.New("damaged: restore the latest backup")
)

// damaged names the part of a segment that cannot be read.
func damaged(part string) error { return fmt.Errorf("%s: %w", part, errDamaged) }

// header is what a segment says about itself.
type header struct {
	articles, lines, words int
	factTokens, tokens     int // of the facts; of facts and headlines
	size                   [parts]int
	sum                    [parts]uint32
}

func (h header) facts() int { return h.lines - h.articles }

func (h header) append(b []byte) []byte {
	start := len(b)
	b = append(b, magic...)
	b = append(b, format)
	for _, n := range []int{h.articles, h.lines, h.words, 0} {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	b = binary.LittleEndian.AppendUint64(b, uint64(h.factTokens))
	b = binary.LittleEndian.AppendUint64(b, uint64(h.tokens))
	for i := range h.size {
		b = binary.LittleEndian.AppendUint64(b, uint64(h.size[i]))
		b = binary.LittleEndian.AppendUint32(b, h.sum[i])
	}
	return binary.LittleEndian.AppendUint32(b, sum(b[start:]))
}

func readHeader(b []byte) (h header, err error) {
	if len(b) < headerBytes || string(b[:len(magic)]) != magic {
		return h, errNoSegment
	}
	if v := b[len(magic)]; v != format {
		return h, fmt.Errorf("format %d of an index segment where this version of nutgraf reads %d: update nutgraf", v, format)
	}
	body := b[:headerBytes-4]
	if binary.LittleEndian.Uint32(b[len(body):]) != sum(body) {
		return h, damaged("header")
	}
	at := 8
	next32 := func() int { at += 4; return int(binary.LittleEndian.Uint32(b[at-4:])) }
	next64 := func() int { at += 8; return int(min(binary.LittleEndian.Uint64(b[at-8:]), math.MaxInt32)) }
	h.articles, h.lines, h.words = next32(), next32(), next32()
	next32()
	h.factTokens, h.tokens = next64(), next64()
	for i := range h.size {
		h.size[i], h.sum[i] = next64(), uint32(next32())
	}
	if h.articles > h.lines {
		return h, damaged("header")
	}
	return h, nil
}

// segment is an opened segment: its bytes stay where they are.
type segment struct {
	header
	part [parts]pieces
}

// openSegment reads the header. It does not read the parts, so what they hold is still to be doubted.
func openSegment(chunks [][]byte) (*segment, error) {
	p, err := newPieces(chunks)
	if err != nil {
		return nil, err
	}
	h, err := readHeader(p.bytes(0, min(headerBytes, p.size)))
	if err != nil {
		return nil, err
	}
	s := &segment{header: h}
	at := headerBytes
	for i, size := range h.size {
		run, ok := p.cut(at, size)
		if !ok {
			return nil, fmt.Errorf("segment cut short at %d bytes: %w", p.size, errDamaged)
		}
		s.part[i] = run
		at += size
	}
	if at != p.size {
		return nil, fmt.Errorf("segment of %d bytes where its header says %d: %w", p.size, at, errDamaged)
	}
	if h.size[partArticles] != (h.articles+1)*recordBytes || h.size[partLengths] != h.lines || h.size[partHeads] != 4*blocksOf(h.words) {
		return nil, damaged("header")
	}
	return s, nil
}

// record is an article's place in a segment.
type record struct {
	first  int   // line of its headline
	tokens int   // of all its lines
	outlet int   // index into outlets
	idEnd  int   // of its revision id, in ids
	known  int64 // unix seconds, or timeUnknown
}

func (r record) append(b []byte) []byte {
	for _, n := range []int{r.first, r.tokens, r.outlet, r.idEnd} {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	return binary.LittleEndian.AppendUint64(b, uint64(r.known))
}

// record is the record of article i; the one behind the last article has only its first line.
func (s *segment) record(i int) record {
	b := s.part[partArticles].bytes(i*recordBytes, recordBytes)
	return record{
		first:  int(binary.LittleEndian.Uint32(b)),
		tokens: int(binary.LittleEndian.Uint32(b[4:])),
		outlet: int(binary.LittleEndian.Uint32(b[8:])),
		idEnd:  int(binary.LittleEndian.Uint32(b[12:])),
		known:  int64(binary.LittleEndian.Uint64(b[16:])),
	}
}

// firstLine is the headline's line of article i.
func (s *segment) firstLine(i int) int {
	return int(binary.LittleEndian.Uint32(s.part[partArticles].bytes(i*recordBytes, 4)))
}

// articleAt is the article that line belongs to, at or behind article from.
func (s *segment) articleAt(line, from int) (article, first, end int, ok bool) {
	step := 1
	for from+step < s.articles && s.firstLine(from+step) <= line {
		step *= 2
	}
	low, high := from+step/2, min(from+step, s.articles)
	article = low + sort.Search(high-low, func(i int) bool { return s.firstLine(low+i+1) > line })
	if article >= s.articles {
		return 0, 0, 0, false
	}
	first, end = s.firstLine(article), s.firstLine(article+1)
	return article, first, end, first <= line && line < end && end <= s.lines
}

// revision is the revision id of article i.
func (s *segment) revision(i int) (briefing.RevisionID, error) {
	from := 0
	if i > 0 {
		from = s.record(i - 1).idEnd
	}
	id, ok := s.part[partIDs].cut(from, s.record(i).idEnd-from)
	if !ok {
		return "", damaged("ids")
	}
	return briefing.RevisionID(id.all()), nil
}

// names are the strings of the outlets or the languages.
func (s *segment) names(part int) ([]string, error) {
	var out []string
	for b := s.part[part].all(); len(b) > 0; {
		name, rest, ok := takeString(b)
		if !ok {
			return nil, damaged("names")
		}
		out, b = append(out, string(name)), rest
	}
	return out, nil
}

// knownAt is the time in a segment from which an article counts as known: the next full second,
// so that a question as of a time is never told what came later.
func knownAt(t time.Time) int64 {
	if t.IsZero() {
		return timeUnknown
	}
	if t.Nanosecond() > 0 {
		return t.Unix() + 1
	}
	return t.Unix()
}
