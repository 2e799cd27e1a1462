package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// The pages of a bbolt file are a tree of trees. A page has a number, and a header of 16 bytes in the byte order of
// the machine: its number (8 bytes), its kind (2), how many entries it has (2) and how many pages after it belong to it (4).
//
//	branch   an entry: offset of its key from the entry (4), length of the key (4), page (8); then the keys
//	leaf     an entry: 1 for a bucket (4), offset of its key (4), length of the key (4), of the value (4); then both
//	free     the numbers of free pages (8 each); if there are 65,535 or more, the first says how many
//
// The value of a bucket is the number of its first page (8) and a sequence (8). If that number is 0, the bucket's
// only page, a leaf, follows in the value.
//
// bbolt's own check reads the file through its map in a goroutine of its own, where a pointer that leads out of the file
// ends the process. So pages are proven here, out of the file, before anything is followed.
const (
	pageBranch = 0x01
	pageLeaf   = 0x02
	pageMeta   = 0x04
	pageFree   = 0x10

	entryBytes  = 16
	bucketEntry = 1
	bucketBytes = 16
	longestRun  = 64 << 20 // bytes of a page with those that belong to it: values have 64 KiB, and this many bytes list 8 million free pages
	manyFree    = 0xFFFF
	noFreeList  = ^uint64(0) // in the place of its page
)

// pageProof follows the pages of a file. The file must not change meanwhile.
type pageProof struct {
	file  io.ReaderAt
	size  int64             // bytes of a page
	led   []bool            // by page number: something led to it, or it is free
	found func(what string) // told what is wrong
	fault bool              // something was found
}

// provePages follows every page of a file from its newest meta page, and tells found what is wrong: a page that is not what
// led to it, that is used twice or not at all, an entry that reaches out of its page, keys out of order.
func provePages(file io.ReaderAt, pageBytes int, found func(what string)) error {
	m, ok := newestMeta(file, int64(pageBytes))
	if !ok {
		found("neither of its first two pages is whole")
		return nil
	}
	p := pageProof{file: file, size: m.pageBytes, led: make([]bool, m.pages), found: found}
	if m.pages < 2 {
		found(fmt.Sprintf("it says that it has %d pages", m.pages))
		return nil
	}
	for n := range uint64(2) {
		if err := p.metaPage(n); err != nil {
			return err
		}
	}
	if err := p.free(m.freeList); err != nil {
		return err
	}
	if _, err := p.page(m.root, nil, nil); err != nil {
		return err
	}
	if p.fault { // what lies behind a fault was not reached
		return nil
	}
	for n, led := range p.led {
		if !led {
			p.note(uint64(n), "it is neither used nor free")
		}
	}
	return nil
}

func (p *pageProof) note(page uint64, format string, args ...any) {
	p.fault = true
	p.found(fmt.Sprintf("page %d: ", page) + fmt.Sprintf(format, args...))
}

// metaPage looks at the header of one of the first two pages. That the older one is not whole means nothing: so leaves it a
// process that was killed while it wrote.
func (p *pageProof) metaPage(number uint64) error {
	head := make([]byte, pageHeaderBytes)
	if err := p.read(head, number); err != nil {
		return err
	}
	if binary.NativeEndian.Uint64(head) != number || pageKind(head) != pageMeta {
		p.note(number, "it does not say that it is one of the first two")
	}
	p.led[number] = true
	return nil
}

// take reads a page with those that belong to it; nil when it cannot be one, which was noted.
func (p *pageProof) take(number uint64, kinds uint16) ([]byte, error) {
	high := uint64(len(p.led))
	if number < 2 || number >= high {
		p.note(number, "something leads to it, and the file has %d", high)
		return nil, nil
	}
	data := make([]byte, p.size)
	if err := p.read(data, number); err != nil {
		return nil, err
	}
	kind, more := pageKind(data), uint64(binary.NativeEndian.Uint32(data[12:]))
	switch {
	case binary.NativeEndian.Uint64(data) != number:
		p.note(number, "it says that it is page %d", binary.NativeEndian.Uint64(data))
		return nil, nil
	case kind&kinds == 0 || kind&(kind-1) != 0:
		p.note(number, "it is of kind %#x", kind)
		return nil, nil
	case more >= high-number, int64(more) >= longestRun/p.size:
		p.note(number, "%d pages after it are said to belong to it", more)
		return nil, nil
	}
	for n := number; n <= number+more; n++ {
		if p.led[n] {
			p.note(n, "it is used twice, or used and free")
			return nil, nil
		}
		p.led[n] = true
	}
	if more == 0 {
		return data, nil
	}
	data = append(data, make([]byte, more*uint64(p.size))...)
	return data, p.read(data[p.size:], number+1)
}

func (p *pageProof) read(into []byte, number uint64) error {
	_, err := p.file.ReadAt(into, int64(number)*p.size)
	if errors.Is(err, io.EOF) {
		p.note(number, "the file ends before it does")
		return nil
	}
	return err
}

func pageKind(page []byte) uint16 { return binary.NativeEndian.Uint16(page[8:]) }

func pageCount(page []byte) int { return int(binary.NativeEndian.Uint16(page[10:])) }

// free marks the free pages.
func (p *pageProof) free(list uint64) error {
	if list == noFreeList {
		return nil
	}
	data, err := p.take(list, pageFree)
	if data == nil || err != nil {
		return err
	}
	count, numbers := uint64(pageCount(data)), data[pageHeaderBytes:]
	if count == manyFree {
		count, numbers = binary.NativeEndian.Uint64(numbers), numbers[8:]
	}
	if count > uint64(len(numbers)/8) {
		p.note(list, "it lists %d free pages and has room for %d", count, len(numbers)/8)
		return nil
	}
	for i := range count {
		n := binary.NativeEndian.Uint64(numbers[8*i:])
		if n < 2 || n >= uint64(len(p.led)) || p.led[n] {
			p.note(n, "it is free twice, or used and free, or beyond the end of the file")
			continue
		}
		p.led[n] = true
	}
	return nil
}

// page follows a page whose keys are to lie in [low, high), where nil is no bound. It returns the last key below it.
func (p *pageProof) page(number uint64, low, high []byte) (last []byte, err error) {
	data, err := p.take(number, pageBranch|pageLeaf)
	if data == nil || err != nil {
		return low, err
	}
	if pageKind(data) == pageLeaf {
		return p.leaf(number, data, low, high)
	}
	entries, ok := p.entries(number, data, low, high)
	if !ok {
		return low, nil
	}
	last = low
	for i, e := range entries {
		if last != nil && i > 0 && bytes.Compare(e.key, last) <= 0 {
			p.note(number, "key %d comes before the last key of the page before", i)
		}
		next := high
		if i+1 < len(entries) {
			next = entries[i+1].key
		}
		if last, err = p.page(binary.NativeEndian.Uint64(e.rest), e.key, next); err != nil {
			return nil, err
		}
	}
	return last, nil
}

// leaf follows the buckets of a leaf, which may be one inside a value.
func (p *pageProof) leaf(number uint64, data, low, high []byte) (last []byte, err error) {
	entries, ok := p.entries(number, data, low, high)
	if !ok {
		return low, nil
	}
	last = low
	for _, e := range entries {
		last = e.key
		if !e.bucket {
			continue
		}
		if len(e.rest) < bucketBytes {
			p.note(number, "bucket %q has %d bytes", e.key, len(e.rest))
			continue
		}
		root, inside := binary.NativeEndian.Uint64(e.rest), e.rest[bucketBytes:]
		switch {
		case root != 0:
			_, err = p.page(root, nil, nil)
		case len(inside) < pageHeaderBytes || pageKind(inside) != pageLeaf:
			p.note(number, "bucket %q holds no page", e.key)
		default:
			_, err = p.leaf(number, inside, nil, nil)
		}
		if err != nil {
			return nil, err
		}
	}
	return last, nil
}

// pageEntry is an entry of a branch or a leaf.
type pageEntry struct {
	key    []byte
	rest   []byte // of a branch the page it leads to, of a leaf the value
	bucket bool
}

// entries reads the entries of a page; ok is false when one of them reaches out of it, or a key is not in its place.
func (p *pageProof) entries(number uint64, data, low, high []byte) (list []pageEntry, ok bool) {
	count := pageCount(data)
	begin := pageHeaderBytes + count*entryBytes // of keys and values
	if begin > len(data) {
		p.note(number, "%d entries are more than fit", count)
		return nil, false
	}
	branch := pageKind(data) == pageBranch
	list = make([]pageEntry, count)
	for i := range list {
		at := pageHeaderBytes + i*entryBytes
		e, ok := entryAt(data, at, begin, branch)
		if !ok {
			p.note(number, "entry %d reaches out of it", i)
			return nil, false
		}
		before := low
		if i > 0 {
			before = list[i-1].key
		}
		order := bytes.Compare(before, e.key)
		if before != nil && (order > 0 || i > 0 && order == 0) || high != nil && bytes.Compare(e.key, high) >= 0 {
			p.note(number, "key %d is out of order", i)
			return nil, false
		}
		list[i] = e
	}
	return list, true
}

// entryAt reads the entry at an offset of a page whose keys and values begin at another.
func entryAt(data []byte, at, begin int, branch bool) (e pageEntry, ok bool) {
	field := func(n int) int64 { return int64(binary.NativeEndian.Uint32(data[at+4*n:])) }
	kind, offset, key, value := field(0), field(1), field(2), field(3)
	if branch {
		kind, offset, key, value = 0, field(0), field(1), 0
		e.rest = data[at+8 : at+16]
	}
	from := int64(at) + offset
	if from < int64(begin) || from+key+value > int64(len(data)) || kind > bucketEntry {
		return e, false
	}
	e.key = data[from : from+key]
	if !branch {
		e.rest, e.bucket = data[from+key:from+key+value], kind == bucketEntry
	}
	return e, true
}
