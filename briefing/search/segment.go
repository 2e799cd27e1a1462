package search

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// A segment is a header and ten parts. Numbers of fixed width are little endian.
//
//	header     magic (7) format (1)
//	           articles, lines, stems in the dictionary, 0                      uint32 each
//	           tokens in the facts, tokens in all lines                         uint64 each
//	           for each part its length (uint64) and CRC32C (uint32)
//	           CRC32C of the header up to here                                  uint32
//	articles   a record an article and one behind the last: first line, tokens, end of its
//	           revision id in ids, end of its times in times (uint32 each), known at (int64, unix seconds)
//	ids        revision ids, one behind the other
//	languages  codes of the articles' languages, a uvarint of the length before each
//	lengths    tokens of each line, a byte each: 255 stands for 255 and more
//	prints     four bytes a line by which facts of the same words are told: see build.go
//	times      what days the facts speak of: see times.go
//	heads      for each block of the dictionary where it begins in stems, and where its first
//	           stem ends in firsts                                              uint32 each
//	firsts     the first stem of each block, one behind the other
//	stems      the dictionary: see dictionary.go
//	postings   where its stems stand: see postings.go
const (
	magic  = "ngindex"
	format = 2

	partArticles = iota - 2
	partIDs
	partLanguages
	partLengths
	partPrints
	partTimes
	partHeads
	partFirsts
	partStems
	partPostings
	parts

	headerBytes = 8 + 4*4 + 2*8 + parts*12 + 4
	recordBytes = 4*4 + 8
	printBytes  = 4
	maxLength   = 255
)

// timeUnknown is when an article became known whose time nobody knows: always.
const timeUnknown = math.MinInt64

var (
	errNoSegment = errors.New("not an index segment")
	errDamaged   = errors.New("damaged: nutgraf reindex rebuilds the index")
)

// damaged names the part of a segment that cannot be read.
func damaged(part string) error { return fmt.Errorf("%s: %w", part, errDamaged) }

// header is what a segment says about itself.
type header struct {
	articles, lines, stems int
	factTokens, tokens     int // of the facts; of facts and headlines
	size                   [parts]int
	sum                    [parts]uint32
}

func (h header) facts() int { return h.lines - h.articles }

func (h header) append(b []byte) []byte {
	start := len(b)
	b = append(b, magic...)
	b = append(b, format)
	for _, n := range []int{h.articles, h.lines, h.stems, 0} {
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
	if len(b) < len(magic)+1 || string(b[:len(magic)]) != magic {
		return h, errNoSegment
	}
	switch v := b[len(magic)]; {
	case v < format:
		return h, fmt.Errorf("format %d of an index segment where this version of nutgraf reads %d: nutgraf reindex rebuilds the index", v, format)
	case v > format:
		return h, fmt.Errorf("format %d of an index segment where this version of nutgraf reads %d: update nutgraf", v, format)
	case len(b) < headerBytes:
		return h, errNoSegment
	}
	body := b[:headerBytes-4]
	if binary.LittleEndian.Uint32(b[len(body):]) != sum(body) {
		return h, damaged("header")
	}
	at := 8
	next32 := func() int { at += 4; return int(binary.LittleEndian.Uint32(b[at-4:])) }
	next64 := func() int { at += 8; return int(min(binary.LittleEndian.Uint64(b[at-8:]), math.MaxInt32)) }
	h.articles, h.lines, h.stems = next32(), next32(), next32()
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
	number uint64 // as its library names it
	part   [parts]pieces
	*outline
}

// outline is what is worked out about a segment once: where its articles are, and what every walk reads of its lines. It holds
// no byte of the segment's own; of a million facts it has some two megabytes.
type outline struct {
	records   []record // one behind the last article stands for the end
	firsts    []uint32 // the first line of each, closer together
	classes   []uint8  // by how many tokens each has: see classTokens
	around    []uint32 // the article of every 64th line
	lengths   []byte   // tokens of each line
	heads     []head   // of the dictionary's blocks
	openers   []byte   // the first stems of these, one behind the other
	languages []string
	hidings   *hidings
}

const (
	linesAround   = 64
	classTokens   = 32 // of an article are a class
	lengthClasses = 64 // the last one has no end
)

// openSegment opens a segment, reading its header and its articles. It does not read the other parts, so what
// they hold is still to be doubted.
func openSegment(kept briefing.Segment) (*segment, error) {
	if kept.Damage != nil {
		return nil, kept.Damage
	}
	p, err := newPieces(kept.Chunks, kept.Proven)
	if err != nil {
		return nil, err
	}
	b := p.bytes(0, min(headerBytes, p.size))
	if b == nil {
		return nil, damaged("header")
	}
	h, err := readHeader(b)
	if err != nil {
		return nil, err
	}
	s := &segment{header: h, number: kept.Number}
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
	if h.size[partArticles] != (h.articles+1)*recordBytes || h.size[partLengths] != h.lines ||
		h.size[partPrints] != printBytes*h.lines || h.size[partHeads] != headBytes*blocksOf(h.stems) {
		return nil, damaged("header")
	}
	if kept.Memo != nil {
		if o, ok := kept.Memo.Load().(*outline); ok {
			s.outline = o
			return s, nil
		}
	}
	if s.outline, err = s.readOutline(); err != nil {
		return nil, err
	}
	if kept.Memo != nil {
		kept.Memo.Store(s.outline)
	}
	return s, nil
}

// readOutline reads the records of the articles, proving that they tile the lines, the ids and the times.
func (s *segment) readOutline() (*outline, error) {
	o := &outline{
		records: make([]record, s.articles+1), firsts: make([]uint32, s.articles+1), classes: make([]uint8, s.articles+1),
		around: make([]uint32, (s.lines+linesAround-1)/linesAround), lengths: bytes.Clone(s.part[partLengths].all()),
		hidings: new(hidings),
	}
	if len(o.lengths) != s.lines {
		return nil, damaged("lengths")
	}
	var err error
	if o.languages, err = s.names(partLanguages); err != nil {
		return nil, err
	}
	before := record{}
	for i := range o.records {
		b := s.part[partArticles].bytes(i*recordBytes, recordBytes)
		if b == nil {
			return nil, damaged("articles")
		}
		r := readRecord(b)
		last := i == s.articles
		if last {
			r.idEnd, r.timesEnd = uint32(s.size[partIDs]), uint32(s.size[partTimes])
		}
		if int(r.first) > s.lines || i == 0 && r.first != 0 || i > 0 && r.first <= before.first || last != (int(r.first) == s.lines) ||
			r.idEnd < before.idEnd || r.timesEnd < before.timesEnd || int(r.idEnd) > s.size[partIDs] || int(r.timesEnd) > s.size[partTimes] {
			return nil, damaged("articles")
		}
		if i > 0 {
			for n := (before.first + linesAround - 1) / linesAround; n*linesAround < r.first; n++ {
				o.around[n] = uint32(i - 1)
			}
		}
		o.records[i], o.firsts[i], before = r, r.first, r
		o.classes[i] = uint8(min(r.tokens/classTokens, lengthClasses-1))
	}
	if s.articles > 0 && len(o.languages) == 0 {
		return nil, damaged("languages")
	}
	o.heads, o.openers, err = s.readHeads()
	return o, err
}

// record is an article's place in a segment.
type record struct {
	first    uint32 // line of its headline
	tokens   uint32 // of all its lines
	idEnd    uint32 // of its revision id, in ids
	timesEnd uint32 // of its times, in times
	known    int64  // unix seconds, or timeUnknown
}

func (r record) append(b []byte) []byte {
	for _, n := range []uint32{r.first, r.tokens, r.idEnd, r.timesEnd} {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return binary.LittleEndian.AppendUint64(b, uint64(r.known))
}

func readRecord(b []byte) record {
	return record{
		first:    binary.LittleEndian.Uint32(b),
		tokens:   binary.LittleEndian.Uint32(b[4:]),
		idEnd:    binary.LittleEndian.Uint32(b[8:]),
		timesEnd: binary.LittleEndian.Uint32(b[12:]),
		known:    int64(binary.LittleEndian.Uint64(b[16:])),
	}
}

// articleOf is the article that a line of the segment belongs to.
func (o *outline) articleOf(line uint32) int {
	a := int(o.around[line/linesAround])
	for o.firsts[a+1] <= line {
		a++
	}
	return a
}

// span is the lines [first, end) of an article.
func (s *segment) span(article int) (first, end uint32) {
	return s.firsts[article], s.firsts[article+1]
}

// revision is the revision id of an article; damaged bytes give another or none.
func (s *segment) revision(article int) (briefing.RevisionID, error) {
	from := uint32(0)
	if article > 0 {
		from = s.records[article-1].idEnd
	}
	size := int(s.records[article].idEnd - from)
	id := s.part[partIDs].bytes(int(from), size)
	if id == nil && size > 0 {
		return "", damaged("ids")
	}
	return briefing.RevisionID(id), nil
}

// names are the strings of a part that holds names.
func (s *segment) names(part int) ([]string, error) {
	var out []string
	b := s.part[part].all()
	if b == nil && s.size[part] > 0 {
		return nil, damaged("names")
	}
	for len(b) > 0 {
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
