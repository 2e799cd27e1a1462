package search

import (
	"encoding/binary"
	"sort"
)

// The dictionary holds the stems of a segment in order of their bytes, in blocks of 16. A block is
//
//	uvarint   where the postings of its first stem begin
//
// and then for each stem
//
//	uvarint   bytes it shares with the stem before; 0 for the first
//	uvarint   length of the rest, then the rest
//	uvarint   lines it stands in
//	uvarint   of these, the lines that are a headline or only name it
//	uvarint   lines less articles
//	uvarint   bytes of its postings, which follow those of the stem before
const blockStems = 16

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
	heads, words []byte
	count        int
	last         string
}

func (w *dictionaryWriter) add(stem string, e entry) {
	shared := 0
	if w.count%blockStems == 0 {
		w.heads = binary.LittleEndian.AppendUint32(w.heads, uint32(len(w.words)))
		w.words = binary.AppendUvarint(w.words, uint64(e.from))
	} else {
		for shared < min(len(stem), len(w.last)) && stem[shared] == w.last[shared] {
			shared++
		}
	}
	w.words = binary.AppendUvarint(w.words, uint64(shared))
	w.words = appendString(w.words, stem[shared:])
	for _, n := range [...]int{e.lines, e.lines - e.facts, e.lines - e.articles, e.size} {
		w.words = binary.AppendUvarint(w.words, uint64(n))
	}
	w.last = stem
	w.count++
}

// block reads the stems of one block, one after the other.
type block struct {
	rest []byte
	left int    // stems still to come
	stem []byte // of entry; overwritten by the next one
	entry
}

// block opens the i-th block of the dictionary.
func (s *segment) block(i int) (block, error) {
	from, to := s.head(i), s.size[partWords]
	if i+1 < blocksOf(s.words) {
		to = s.head(i + 1)
	}
	if to-from > maxBlockBytes {
		return block{}, damaged("words")
	}
	b := block{left: min(blockStems, s.words-i*blockStems)}
	var ok bool
	if b.from, b.rest, ok = takeUvarint(s.part[partWords].bytes(from, to-from)); !ok {
		return block{}, damaged("words")
	}
	return b, nil
}

func (s *segment) head(i int) int {
	return int(binary.LittleEndian.Uint32(s.part[partHeads].bytes(4*i, 4)))
}

// next reads the next stem of the block; it returns false with a nil error behind the last.
func (b *block) next() (bool, error) {
	if b.left == 0 {
		return false, nil
	}
	b.left--
	b.from += b.size
	shared, rest, ok := takeUvarint(b.rest)
	if !ok || shared > len(b.stem) {
		return false, damaged("words")
	}
	tail, rest, ok := takeString(rest)
	if !ok || shared+len(tail) > maxStemBytes {
		return false, damaged("words")
	}
	b.stem = append(b.stem[:shared], tail...)
	var named, more int
	for _, n := range [...]*int{&b.lines, &named, &more, &b.size} {
		if *n, rest, ok = takeUvarint(rest); !ok {
			return false, damaged("words")
		}
	}
	if b.lines == 0 || named > b.lines || more >= b.lines {
		return false, damaged("words")
	}
	b.facts, b.articles, b.rest = b.lines-named, b.lines-more, rest
	return true, nil
}

// firstStem is the first stem of the i-th block, in place.
func (s *segment) firstStem(i int) ([]byte, error) {
	from := s.head(i)
	b := s.part[partWords].bytes(from, min(maxHeadBytes, s.size[partWords]-from))
	_, b, ok := takeUvarint(b)
	if ok {
		_, b, ok = takeUvarint(b)
	}
	if !ok {
		return nil, damaged("words")
	}
	stem, _, ok := takeString(b)
	if !ok {
		return nil, damaged("words")
	}
	return stem, nil
}

// maxHeadBytes is the most that stands before the end of a block's first stem.
const maxHeadBytes = 3*5 + maxStemBytes

// lookup finds a stem; the entry of one that is not there has no lines.
func (s *segment) lookup(stem string) (entry, error) {
	var failed error
	i := sort.Search(blocksOf(s.words), func(i int) bool {
		first, err := s.firstStem(i)
		if err != nil {
			failed = err
		}
		return err != nil || string(first) > stem
	})
	if failed != nil || i == 0 {
		return entry{}, failed
	}
	b, err := s.block(i - 1)
	if err != nil {
		return entry{}, err
	}
	for {
		more, err := b.next()
		if err != nil || !more {
			return entry{}, err
		}
		if string(b.stem) == stem {
			return b.entry, nil
		}
	}
}
