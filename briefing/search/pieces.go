package search

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// castagnoli is CRC32C, which processors compute by themselves.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// pieces is a run of bytes cut into chunks of equal length, the last of which may be shorter.
// It is read in place: only what lies across a border is copied.
type pieces struct {
	chunks [][]byte
	proven func(chunk int) bool // asked before a chunk is read; nil when all are known to be what was written
	each   int                  // bytes of a chunk
	from   int                  // of the run, in all the chunks together
	size   int                  // of the run
}

func newPieces(chunks [][]byte, proven func(chunk int) bool) (pieces, error) {
	if len(chunks) == 0 {
		return pieces{}, errors.New("no bytes")
	}
	each, last := len(chunks[0]), chunks[len(chunks)-1]
	for i, c := range chunks[:len(chunks)-1] {
		if len(c) != each {
			return pieces{}, fmt.Errorf("chunk %d has %d bytes and not %d as the first", i, len(c), each)
		}
	}
	if len(last) == 0 || len(last) > each {
		return pieces{}, fmt.Errorf("the last chunk has %d bytes where the others have %d", len(last), each)
	}
	return pieces{chunks, proven, each, 0, (len(chunks)-1)*each + len(last)}, nil
}

// cut is the run of size bytes at off; ok is false when it does not lie inside p.
func (p pieces) cut(off, size int) (run pieces, ok bool) {
	if off < 0 || size < 0 || off > p.size || size > p.size-off {
		return pieces{}, false
	}
	p.from += off
	p.size = size
	return p, true
}

// chunk is the i-th chunk, or nil when it is not what was written.
func (p pieces) chunk(i int) []byte {
	if p.proven != nil && !p.proven(i) {
		return nil
	}
	return p.chunks[i]
}

// bytes are the size bytes at off, or nil when they do not lie inside p or are not those that were written.
func (p pieces) bytes(off, size int) []byte {
	if off < 0 || size <= 0 || off > p.size || size > p.size-off {
		return nil
	}
	at := p.from + off
	i := at / p.each
	at -= i * p.each
	c := p.chunk(i)
	if c == nil {
		return nil
	}
	if at+size <= len(c) {
		return c[at : at+size : at+size]
	}
	out := append(make([]byte, 0, size), c[at:]...)
	for len(out) < size {
		i++
		if c = p.chunk(i); c == nil {
			return nil
		}
		out = append(out, c[:min(len(c), size-len(out))]...)
	}
	return out
}

// sum is the CRC32C of b.
func sum(b []byte) uint32 { return crc32.Checksum(b, castagnoli) }

// all are all the bytes of p.
func (p pieces) all() []byte { return p.bytes(0, p.size) }

// checksum is the CRC32C of p.
func (p pieces) checksum() uint32 {
	var sum uint32
	for off := 0; off < p.size; {
		n := min(p.each-(p.from+off)%p.each, p.size-off)
		sum = crc32.Update(sum, castagnoli, p.bytes(off, n))
		off += n
	}
	return sum
}

// takeUvarint reads a uvarint that must fit an int32; ok is false when b does not begin with one.
func takeUvarint(b []byte) (v int, rest []byte, ok bool) {
	if len(b) > 0 && b[0] < 0x80 {
		return int(b[0]), b[1:], true
	}
	u, n := binary.Uvarint(b)
	if n <= 0 || u > 1<<31-1 {
		return 0, nil, false
	}
	return int(u), b[n:], true
}

// takeString reads a string behind its length.
func takeString(b []byte) (s, rest []byte, ok bool) {
	n, b, ok := takeUvarint(b)
	if !ok || n > len(b) {
		return nil, nil, false
	}
	return b[:n], b[n:], true
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}
