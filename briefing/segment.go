package briefing

import "sync/atomic"

// Segment is a piece of the index as the library keeps it: written once, with the articles it covers, and
// read in place. What its bytes say is the business of package search.
type Segment struct {
	Number uint64   // names it in its library; never given out twice
	Chunks [][]byte // its bytes, cut into chunks of equal length; the last may be shorter
	Damage error    // why it cannot be read at all, naming it and the cure; it then has no chunks

	// Proven reports whether a chunk, by its index, is what was written. It is asked before the chunk is first read and may
	// be asked again; the answer for a chunk once found whole costs next to nothing. Nil means that all of them are.
	Proven func(chunk int) bool

	// Memo is where the reader of the bytes keeps what it worked out about them, for as long as the library remembers the
	// segment: nothing that points into the chunks. Nil means that it has to work it out each time.
	Memo *atomic.Value

	// Withdrawn says which of its articles, by their position in the segment, no longer hold: a roaring bitmap in the
	// portable format (https://github.com/RoaringBitmap/RoaringFormatSpec). Nil means none. A position once in it
	// stays in it for good.
	//
	// A question about now passes its members over and needs to know no more. One as of an earlier time asks the
	// snapshot's Withdrawn about the revision of a member: withdrawn later than that time it still held then; withdrawn earlier it did not.
	// A member whose revision is not withdrawn is the earlier place of one that was withdrawn, came back, and was stored anew
	// at a later position, which speaks for it: the member itself held at no time. If such a one is withdrawn again,
	// both places are members of one withdrawn revision, and the later one counts.
	Withdrawn []byte
}
