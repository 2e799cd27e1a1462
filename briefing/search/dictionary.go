package search

import (
	"bytes"
	"encoding/binary"
)

// The dictionary holds the stems of a segment in order of their bytes, in blocks of 16. The first stem of
// each stands in firsts, so that a search for the right block touches little memory. A block is
//
//	uvarint   where the postings of its first stem begin
//
// and then for each stem, the first two of these only for those behind the first,
//
//	uvarint   bytes it shares with the stem before
//	uvarint   length of the rest, then the rest
//	uvarint   lines it stands in
//	uvarint   of these, the lines that are a headline or only name it
//	uvarint   lines less articles
//	uvarint   bytes of its postings, which follow those of the stem before
const blockStems = 16

const headBytes = 2 * 4

// maxBlockBytes bounds what a damaged segment can make a reader copy.
const maxBlockBytes = 10 + blockStems*(maxStemBytes+6*5)

// blocksOf is the number of blocks that hold n stems.
func blocksOf(n int) int { return (n + blockStems - 1) / blockStems }

// entry is what the dictionary says about a stem.
type entry struct {
	lines    int // that have it in any field
	facts    int // that have it in their text
	articles int // that have it in any line
	from     int // of its postings
	size     int // of its postings, in bytes
}

// dictionaryWriter takes stems in rising order.
type dictionaryWriter struct {
	heads, firsts, stems []byte
	count                int
	last                 string
}

func (w *dictionaryWriter) add(stem string, e entry) {
	if w.count%blockStems == 0 {
		w.firsts = append(w.firsts, stem...)
		w.heads = binary.LittleEndian.AppendUint32(w.heads, uint32(len(w.stems)))
		w.heads = binary.LittleEndian.AppendUint32(w.heads, uint32(len(w.firsts)))
		w.stems = binary.AppendUvarint(w.stems, uint64(e.from))
	} else {
		shared := 0
		for shared < min(len(stem), len(w.last)) && stem[shared] == w.last[shared] {
			shared++
		}
		w.stems = binary.AppendUvarint(w.stems, uint64(shared))
		w.stems = appendString(w.stems, stem[shared:])
	}
	for _, n := range [...]int{e.lines, e.lines - e.facts, e.lines - e.articles, e.size} {
		w.stems = binary.AppendUvarint(w.stems, uint64(n))
	}
	w.last = stem
	w.count++
}

// block reads the stems of one block, one after the other.
type block struct {
	rest   []byte
	left   int    // stems still to come
	opened bool   // the first stem was read
	stem   []byte // of entry; overwritten by the next one
	shared int    // bytes that stem begins with in common with the one before in the block
	entry
}

// head is where a block begins in stems, and where its first stem ends in firsts.
type head struct{ from, firstEnd uint32 }

// readHeads reads the heads of all blocks, and their first stems one behind the other.
func (s *segment) readHeads() (heads []head, firsts []byte, err error) {
	b := s.part[partHeads].all()
	firsts = bytes.Clone(s.part[partFirsts].all())
	if len(b) != s.size[partHeads] || len(firsts) != s.size[partFirsts] {
		return nil, nil, damaged("heads")
	}
	heads = make([]head, blocksOf(s.stems))
	before := head{}
	for i := range heads {
		h := head{binary.LittleEndian.Uint32(b[headBytes*i:]), binary.LittleEndian.Uint32(b[headBytes*i+4:])}
		if h.from < before.from || int(h.from) > s.size[partStems] || h.firstEnd < before.firstEnd || int(h.firstEnd) > len(firsts) ||
			h.firstEnd-before.firstEnd > maxStemBytes {
			return nil, nil, damaged("heads")
		}
		heads[i], before = h, h
	}
	return heads, firsts, nil
}

// firstStem is the first stem of the i-th block; it is not to be changed.
func (s *segment) firstStem(i int) []byte {
	from := uint32(0)
	if i > 0 {
		from = s.heads[i-1].firstEnd
	}
	return s.openers[from:s.heads[i].firstEnd]
}

// block opens the i-th block of the dictionary.
func (s *segment) block(i int) (b block, err error) {
	b.stem = make([]byte, 0, maxStemBytes)
	return b, s.reopen(&b, i)
}

// reopen has b read the i-th block.
func (s *segment) reopen(b *block, i int) error {
	from, to := int(s.heads[i].from), s.size[partStems]
	if i+1 < len(s.heads) {
		to = int(s.heads[i+1].from)
	}
	if to-from > maxBlockBytes {
		return damaged("stems")
	}
	*b = block{left: min(blockStems, s.stems-i*blockStems), stem: append(b.stem[:0], s.firstStem(i)...)}
	var ok bool
	if b.from, b.rest, ok = takeUvarint(s.part[partStems].bytes(from, to-from)); !ok {
		return damaged("stems")
	}
	return nil
}

// next reads the next stem of the block; it returns false with a nil error behind the last.
func (b *block) next() (bool, error) {
	if b.left == 0 {
		return false, nil
	}
	b.left--
	b.from += b.size
	rest := b.rest
	if b.opened {
		shared, tail, ok := 0, []byte(nil), false
		if shared, rest, ok = takeUvarint(rest); !ok || shared > len(b.stem) {
			return false, damaged("stems")
		}
		if tail, rest, ok = takeString(rest); !ok || shared+len(tail) > maxStemBytes {
			return false, damaged("stems")
		}
		b.stem, b.shared = append(b.stem[:shared], tail...), shared
	}
	b.opened = true
	var named, more int
	var ok [4]bool
	b.lines, rest, ok[0] = takeUvarint(rest)
	named, rest, ok[1] = takeUvarint(rest)
	more, rest, ok[2] = takeUvarint(rest)
	b.size, rest, ok[3] = takeUvarint(rest)
	if ok != [4]bool{true, true, true, true} || b.lines == 0 || named > b.lines || more >= b.lines {
		return false, damaged("stems")
	}
	b.facts, b.articles, b.rest = b.lines-named, b.lines-more, rest
	return true, nil
}

// lookup finds a stem; the entry of one that is not there has no lines.
func (s *segment) lookup(stem string) (entry, error) {
	var at finger
	return at.lookup(s, stem)
}

// finger stands in a dictionary, for look-ups of stems that rise: those close together are read from one block.
type finger struct {
	block
	next  []byte // first stem of the block behind, or nil for none
	stood bool   // block was opened; the stem it stands on is not before the last one looked for
}

// lookup finds a stem that is not before the one looked up last.
func (f *finger) lookup(s *segment, stem string) (entry, error) {
	if !f.stood || f.next != nil && string(f.next) <= stem {
		if ok, err := f.open(s, stem); err != nil || !ok {
			return entry{}, err
		}
	}
	for f.opened && string(f.stem) < stem || !f.opened {
		more, err := f.block.next()
		if err != nil || !more {
			return entry{}, err
		}
	}
	if string(f.stem) == stem {
		return f.entry, nil
	}
	return entry{}, nil
}

// open opens the block that has the stem if one does.
func (f *finger) open(s *segment, stem string) (bool, error) {
	low, high := 0, len(s.heads)
	for low < high {
		if m := (low + high) / 2; string(s.firstStem(m)) > stem {
			high = m
		} else {
			low = m + 1
		}
	}
	if low == 0 {
		return false, nil
	}
	var err error
	if f.block, err = s.block(low - 1); err != nil {
		return false, err
	}
	f.stood, f.next = true, nil
	if low < len(s.heads) {
		f.next = s.firstStem(low)
	}
	return true, nil
}
