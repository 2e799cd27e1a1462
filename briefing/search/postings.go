package search

import (
	"encoding/binary"
	"math"
	mathbits "math/bits"
)

// The postings of a stem are the lines it stands in, rising, each with a field byte that says how it
// stands there. Most stand once in the text and nothing else: field byte 1. A list of at most 128 is
//
//	uvarint   2 x (line - line before) + 1 if a field byte follows; the line before the first is -1
//	byte      the field byte, where it is not 1
//
// since a short list is read whole. A longer one begins with its directory, for each block of 128
//
//	uint32    last line of the block
//	uint32    end of the block, counted from the end of the directory
//	byte      what its field bytes come to: the greatest count, and every flag one of them has
//	byte      the least length of a line in it
//
// by which a reader passes over the blocks whose lines it does not want, or in which the stem cannot earn
// enough. A block is
//
//	a bit a posting: 1 for two bytes of gap
//	a gap a posting: line - line before - 1, in one byte or two; two bytes of 0xff have the gap behind them, in four
//	if the directory's byte is not 1: a bit a posting, 1 for a field byte; and then these
//
// which reads without a branch that depends on the data, in a nanosecond a posting.
const (
	blockPostings  = 128
	directoryBytes = 4 + 4 + 1 + 1
)

// The field byte: how often the stem stands in the fact's own text, and where else it is.
const (
	countMask   = 0x0f // times in the text, 15 for more
	flagQuoted  = 0x10 // stands inside a quote of the fact
	flagSpeaker = 0x20 // is of somebody who speaks in the fact
	flagNamed   = 0x40 // is of a name the fact has in short, or points at
	plainField  = 1
)

// posting is a stem in a line.
type posting struct {
	line  int
	field byte
}

// count is how often the stem stands in the line's own text.
func (p posting) count() int { return int(p.field & countMask) }

// appendPostings writes a list; lengths holds the length of every line.
func appendPostings(b []byte, list []posting, lengths []byte) []byte {
	if len(list) <= blockPostings {
		return appendShort(b, list)
	}
	blocks := (len(list) + blockPostings - 1) / blockPostings
	at := len(b)
	b = append(b, make([]byte, blocks*directoryBytes)...)
	begin := len(b)
	before := -1
	for from := 0; from < len(list); from += blockPostings {
		part := list[from:min(from+blockPostings, len(list))]
		field, least := extremes(part, lengths)
		b = appendBlock(b, part, before, field)
		before = part[len(part)-1].line
		binary.LittleEndian.PutUint32(b[at:], uint32(before))
		binary.LittleEndian.PutUint32(b[at+4:], uint32(len(b)-begin))
		b[at+8], b[at+9] = field, least
		at += directoryBytes
	}
	return b
}

func appendShort(b []byte, list []posting) []byte {
	before := -1
	for _, p := range list {
		delta := uint64(p.line-before) << 1
		before = p.line
		if p.field == plainField {
			b = binary.AppendUvarint(b, delta)
			continue
		}
		b = append(binary.AppendUvarint(b, delta|1), p.field)
	}
	return b
}

const (
	wideGap = 0xff   // the greatest gap in one byte
	farGap  = 0xffff // stands for a gap of four bytes
)

func appendBlock(b []byte, list []posting, before int, field byte) []byte {
	control := len(b)
	b = append(b, make([]byte, (len(list)+7)/8)...)
	for i, p := range list {
		gap := p.line - before - 1
		before = p.line
		if gap <= wideGap {
			b = append(b, byte(gap))
			continue
		}
		b[control+i/8] |= 1 << (i % 8)
		b = binary.LittleEndian.AppendUint16(b, uint16(min(gap, farGap)))
		if gap >= farGap {
			b = binary.LittleEndian.AppendUint32(b, uint32(gap))
		}
	}
	if field == plainField {
		return b
	}
	control = len(b)
	b = append(b, make([]byte, (len(list)+7)/8)...)
	for i, p := range list {
		if p.field != plainField {
			b[control+i/8] |= 1 << (i % 8)
			b = append(b, p.field)
		}
	}
	return b
}

// extremes are what the field bytes of a block come to, and the least length among its lines.
func extremes(list []posting, lengths []byte) (field, least byte) {
	least = maxLength
	for _, p := range list {
		field = field&^countMask | p.field&^countMask | max(field&countMask, p.field&countMask)
		least = min(least, lengths[p.line])
	}
	return field, least
}

// list reads the postings of one stem, a block at a time.
type list struct {
	run    pieces
	count  int // postings
	blocks int // of the directory; 0 for a short list
	limit  uint32

	// The block at hand.
	block   int // -1 for none
	n       int // its postings
	rest    []byte
	base    int  // line before its first
	field   byte // what its field bytes come to, and the least length of its lines: a short list does not say
	least   byte
	fielded bool // fields holds its field bytes
	lines   [blockPostings]uint32
	fields  [blockPostings]byte
}

// open makes l the postings of a stem in a segment.
func (l *list) open(s *segment, e entry) error {
	run, ok := s.part[partPostings].cut(e.from, e.size)
	if !ok {
		return damaged("postings")
	}
	l.run, l.count, l.blocks, l.limit, l.block = run, e.lines, 0, uint32(s.lines), -1
	if e.lines > blockPostings {
		l.blocks = (e.lines + blockPostings - 1) / blockPostings
		if l.blocks*directoryBytes > e.size {
			return damaged("postings")
		}
	}
	return nil
}

// parts is the number of blocks to load, at least one.
func (l *list) parts() int { return max(l.blocks, 1) }

// head reads the directory's entry of a block.
func (l *list) head(i int) (last uint32, end int, field, least byte, err error) {
	b := l.run.bytes(i*directoryBytes, directoryBytes)
	if b == nil {
		return 0, 0, 0, 0, damaged("postings")
	}
	return binary.LittleEndian.Uint32(b), int(binary.LittleEndian.Uint32(b[4:])), b[8], b[9], nil
}

// load reads the lines of the i-th block.
func (l *list) load(i int) error {
	if i == l.block {
		return nil
	}
	l.block = -1
	if l.blocks == 0 {
		if err := l.loadShort(); err != nil {
			return err
		}
		l.block = 0
		return nil
	}
	from, begin := l.blocks*directoryBytes, 0
	l.base = -1
	if i > 0 {
		last, end, _, _, err := l.head(i - 1)
		if err != nil {
			return err
		}
		if last >= l.limit {
			return damaged("postings")
		}
		l.base, begin = int(last), end
	}
	last, end, field, least, err := l.head(i)
	if err != nil {
		return err
	}
	l.field, l.least = field, least
	l.n = min(blockPostings, l.count-i*blockPostings)
	if end < begin || last >= l.limit {
		return damaged("postings")
	}
	body := l.run.bytes(from+begin, end-begin)
	if l.rest = l.loadLines(body); l.rest == nil || l.lines[l.n-1] != last {
		return damaged("postings")
	}
	l.fielded = false
	l.block = i
	return nil
}

// loadLines reads the gaps of a block, and returns the bytes behind them, never nil if there are enough.
func (l *list) loadLines(b []byte) []byte {
	control := (l.n + 7) / 8
	if len(b) < control+l.n {
		return nil
	}
	gaps := b[control:]
	line := uint32(l.base + 1)
	at := 0
	for i := 0; i < l.n; i++ {
		wide := int(b[i>>3]>>(i&7)) & 1
		if at+2 > len(gaps) {
			if wide != 0 || at >= len(gaps) {
				return nil
			}
			line += uint32(gaps[at])
		} else {
			gap := uint32(binary.LittleEndian.Uint16(gaps[at:])) & (wideGap | uint32(-wide)&farGap)
			if gap == farGap {
				if at+6 > len(gaps) {
					return nil
				}
				gap = binary.LittleEndian.Uint32(gaps[at+2:])
				at += 4
				if line > l.limit || gap > l.limit-line {
					return nil
				}
			}
			line += gap
		}
		at += 1 + wide
		l.lines[i] = line
		line++
	}
	if line > l.limit {
		return nil
	}
	return gaps[at:len(gaps):len(gaps)]
}

// loadFields reads the field bytes of the block at hand.
func (l *list) loadFields() error {
	if l.fielded {
		return nil
	}
	l.fielded = true
	fields := l.fields[:l.n]
	for i := range fields {
		fields[i] = plainField
	}
	if l.field == plainField {
		return nil
	}
	control := (l.n + 7) / 8
	if len(l.rest) < control {
		return damaged("postings")
	}
	own := l.rest[control:]
	for i, mask := range l.rest[:control] {
		for ; mask != 0; mask &= mask - 1 {
			at := i*8 + mathbits.TrailingZeros8(mask)
			if at >= l.n || len(own) == 0 {
				return damaged("postings")
			}
			fields[at], own = own[0], own[1:]
		}
	}
	return nil
}

// loadShort reads a whole list of at most one block.
func (l *list) loadShort() error {
	b := l.run.all()
	line := -1
	l.n, l.field, l.least, l.fielded = l.count, 0, 0, true
	for i := range l.count {
		v, rest, ok := takeUvarint(b)
		line += v >> 1
		if !ok || v < 2 || line >= int(l.limit) {
			return damaged("postings")
		}
		l.lines[i], l.fields[i] = uint32(line), plainField
		if v&1 != 0 {
			if len(rest) == 0 {
				return damaged("postings")
			}
			l.fields[i], rest = rest[0], rest[1:]
		}
		f := l.fields[i]
		l.field = l.field&^countMask | f&^countMask | max(l.field&countMask, f&countMask)
		b = rest
	}
	return nil
}

// seek makes the block at hand the one that has the first posting at or behind line, and returns where that
// is in it: beyond its end when there is no such posting.
func (l *list) seek(line uint32) (at int, err error) {
	i := 0
	if l.blocks > 0 {
		if i, err = l.blockOf(line); err != nil {
			return 0, err
		}
	}
	if i == l.parts() {
		return math.MaxInt, nil
	}
	if err := l.load(i); err != nil {
		return 0, err
	}
	low, high := 0, l.n
	for low < high {
		if m := (low + high) / 2; l.lines[m] < line {
			low = m + 1
		} else {
			high = m
		}
	}
	return low, nil
}

// blockOf is the first block whose last line is not before line, or l.blocks.
func (l *list) blockOf(line uint32) (int, error) {
	low, high := 0, l.blocks
	if l.block >= 0 { // most seeks are near the one before
		if l.lines[0] <= line {
			low = l.block
			if l.lines[l.n-1] >= line {
				return low, nil
			}
			low++
		} else {
			high = l.block + 1
		}
	}
	for low < high {
		m := (low + high) / 2
		last, _, _, _, err := l.head(m)
		if err != nil {
			return 0, err
		}
		if last < line {
			low = m + 1
		} else {
			high = m
		}
	}
	return low, nil
}

// appendAll appends all postings of the list, their lines moved by base.
func (l *list) appendAll(to []posting, base int) ([]posting, error) {
	for i := range l.parts() {
		if err := l.load(i); err != nil {
			return nil, err
		}
		if err := l.loadFields(); err != nil {
			return nil, err
		}
		for n := range l.n {
			to = append(to, posting{base + int(l.lines[n]), l.fields[n]})
		}
	}
	return to, nil
}
