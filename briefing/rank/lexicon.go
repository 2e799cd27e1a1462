package rank

import "hash/maphash"

// lexicon holds each word of a question and its candidates once. It is a map that gives its memory back to the next question: a Go map
// of the same thousand words took a third of the time of ranking.
type lexicon struct {
	slots  []int32 // 1 + the index of an entry, 0 for none; a power of two of them, at most half full
	blocks [][]entry
	count  int
}

const (
	lexiconSlots = 2048 // for a start: forty candidates have some 500 different words
	entriesBlock = 256
)

var lexiconSeed = maphash.MakeSeed()

// find is the entry of a word, or a new one whose other fields are to be filled in.
func (l *lexicon) find(norm string) (e *entry, known bool) {
	if 2*l.count >= len(l.slots) {
		l.grow()
	}
	hash := maphash.String(lexiconSeed, norm)
	mask := uint64(len(l.slots) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		if l.slots[at] == 0 {
			e = l.add()
			e.hash, e.norm = hash, norm
			l.slots[at] = int32(l.count)
			return e, false
		}
		if e = l.entry(int(l.slots[at]) - 1); e.hash == hash && e.norm == norm {
			return e, true
		}
	}
}

func (l *lexicon) entry(i int) *entry { return &l.blocks[i/entriesBlock][i%entriesBlock] }

// add hands out an entry. It stays where it is.
func (l *lexicon) add() *entry {
	if l.count == len(l.blocks)*entriesBlock {
		l.blocks = append(l.blocks, make([]entry, entriesBlock))
	}
	e := l.entry(l.count)
	*e = entry{number: l.count}
	l.count++
	return e
}

func (l *lexicon) grow() {
	l.slots = make([]int32, max(lexiconSlots, 2*len(l.slots)))
	mask := uint64(len(l.slots) - 1)
	for i := range l.count {
		at := l.entry(i).hash & mask
		for l.slots[at] != 0 {
			at = (at + 1) & mask
		}
		l.slots[at] = int32(i + 1)
	}
}

// reset forgets all words, and what it held of candidates.
func (l *lexicon) reset() {
	clear(l.slots)
	for i := 0; i < l.count; i += entriesBlock {
		clear(l.blocks[i/entriesBlock])
	}
	l.count = 0
}
