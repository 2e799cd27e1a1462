package store

import (
	"encoding/binary"
	"unsafe"

	bolt "go.etcd.io/bbolt"
)

// manyChunks is from how many on the chunks of a segment are looked for in the branches of its bucket.
const manyChunks = 16

// places returns where the chunks of a segment lie without reading a page of them: of an index of half a GB these are four thousand,
// which a process that has just started would wait for a quarter of a second. The branches above them, twenty pages, say on which
// page each pair begins, and how a leaf is laid out (pages.go) says the rest, since all chunks but the last are equally long.
//
// The first and the last chunk are looked up and must lie where they are said to. What is wrong between them gets no place
// in memory that has its checksum. It returns nil when it cannot tell, and then the chunks must be walked.
func (r *segmentRecord) places(tx *bolt.Tx, bucket *bolt.Bucket, file *bolt.Info) [][]byte {
	n := len(r.Sums)
	if n < manyChunks {
		return nil
	}
	_, _, first := cursor(bucket)
	key, last := bucket.Cursor().Last()
	if len(key) != 4 || binary.BigEndian.Uint32(key) != uint32(n-1) || len(last) != r.Bytes-(n-1)*chunkBytes {
		return nil
	}
	begin := unsafe.Pointer(unsafe.SliceData(first))
	begin = unsafe.Add(begin, -int(uintptr(begin)-file.Data))
	p := placing{pages: unsafe.Slice((*byte)(begin), tx.Size()), size: file.PageSize, chunks: make([][]byte, n), last: len(last)}
	if !p.page(uint64(bucket.Root()), 0, n) || !same(p.chunks[0], first) || !same(p.chunks[n-1], last) {
		return nil
	}
	return p.chunks
}

// placing is the state of places.
type placing struct {
	pages  []byte // of the file, as far as they are in use
	size   int    // bytes of a page
	chunks [][]byte
	last   int // bytes of the last chunk
}

// page places the chunks [from, to), which lie below a page; ok is false when it is not what it should be.
func (p *placing) page(number uint64, from, to int) (ok bool) {
	data, ok := p.at(number)
	if !ok || pageKind(data) == pageLeaf {
		return ok && p.leaf(number, from, to)
	}
	entries := pageHeaderBytes + pageCount(data)*entryBytes
	if pageKind(data) != pageBranch || pageCount(data) == 0 || entries > len(data) {
		return false
	}
	leaves := false // whether there are leaves below: all leaves are equally deep
	for i := range pageCount(data) {
		part, child, ok := branchEntry(data, i, entries)
		next := to
		if ok && i+1 < pageCount(data) {
			next, _, ok = branchEntry(data, i+1, entries)
		}
		if !ok || part < from || next <= part || next > to || i == 0 && part != from {
			return false
		}
		if i == 0 {
			below, ok := p.at(child)
			leaves = ok && pageKind(below) == pageLeaf
		}
		if leaves {
			ok = p.leaf(child, part, next)
		} else {
			ok = p.page(child, part, next)
		}
		if !ok {
			return false
		}
	}
	return true
}

// at is a page with those that belong to it.
func (p *placing) at(number uint64) (data []byte, ok bool) {
	if number >= uint64(len(p.pages)/p.size) {
		return nil, false
	}
	data = p.pages[int(number)*p.size:]
	length := p.size * (1 + int(binary.NativeEndian.Uint32(data[12:])))
	if binary.NativeEndian.Uint64(data) != number || length > len(data) {
		return nil, false
	}
	return data[:length], true
}

// branchEntry is the chunk that a page below a branch begins with, and its number.
func branchEntry(data []byte, i, entries int) (part int, page uint64, ok bool) {
	e, ok := entryAt(data, pageHeaderBytes+i*entryBytes, entries, true)
	if !ok || len(e.key) != 4 {
		return 0, 0, false
	}
	return int(binary.BigEndian.Uint32(e.key)), binary.NativeEndian.Uint64(e.rest), true
}

// leaf places the chunks [from, to) of a leaf, which it does not read: after its header and its entries lie key and chunk, key and chunk.
func (p *placing) leaf(number uint64, from, to int) (ok bool) {
	if number >= uint64(len(p.pages)/p.size) {
		return false
	}
	at := int(number)*p.size + pageHeaderBytes + (to-from)*entryBytes
	for i := from; i < to; i++ {
		length := chunkBytes
		if i == len(p.chunks)-1 {
			length = p.last
		}
		at += 4
		if at+length > len(p.pages) {
			return false
		}
		p.chunks[i] = p.pages[at : at+length]
		at += length
	}
	return true
}
