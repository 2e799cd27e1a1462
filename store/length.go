package store

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// A bbolt file begins with two meta pages, of which the newer valid one counts. After a page header of 16 bytes
// each holds, in the byte order of the machine:
//
//	 0  magic number     4 bytes     32  page of the free list       8 bytes
//	 4  version          4           40  number of pages in use      8
//	 8  bytes of a page  4           48  number of the transaction   8
//	12  flags            4           56  FNV-1a of all before it     8
//	16  root bucket     16
const (
	pageHeaderBytes = 16
	metaMagic       = 0xED0CDAED
	metaSumAt       = 56
)

// checkLength refuses a file of n bytes that is shorter than the pages it says it has. bbolt does not look, and
// to read what is missing from the map of a file is a fault of memory. Anything else that may be wrong
// with the file is left to bbolt.
func checkLength(path string, n int64) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	defer file.Close()
	first, ok := readMeta(file, 0)
	if !ok { // then the second lies at a page size that must be guessed, as bbolt does
		return nil
	}
	newest, _ := newestMeta(file, first.pageBytes)
	if whole := newest.pages * newest.pageBytes; n < whole {
		return fmt.Errorf("%s is truncated: %d of %d bytes are there; restore it from a backup", path, n, whole)
	}
	return nil
}

type meta struct {
	pageBytes, pages, transaction int64
	root, freeList                uint64 // page numbers
}

// newestMeta reads the meta page that counts; ok is false when neither is whole.
func newestMeta(file io.ReaderAt, pageBytes int64) (m meta, ok bool) {
	first, ok1 := readMeta(file, 0)
	second, ok2 := readMeta(file, pageBytes)
	if ok2 && (!ok1 || second.transaction > first.transaction) {
		return second, true
	}
	return first, ok1
}

// readMeta reads the meta page at an offset; ok is false when it is none.
func readMeta(file io.ReaderAt, at int64) (m meta, ok bool) {
	var b [metaSumAt + 8]byte
	if _, err := file.ReadAt(b[:], at+pageHeaderBytes); err != nil {
		return meta{}, false
	}
	sum := fnv.New64a()
	sum.Write(b[:metaSumAt])
	native := binary.NativeEndian
	if native.Uint32(b[0:]) != metaMagic || native.Uint64(b[metaSumAt:]) != sum.Sum64() {
		return meta{}, false
	}
	return meta{
		pageBytes:   int64(native.Uint32(b[8:])),
		root:        native.Uint64(b[16:]),
		freeList:    native.Uint64(b[32:]),
		pages:       int64(native.Uint64(b[40:])),
		transaction: int64(native.Uint64(b[48:])),
	}, true
}
