package search

import (
	"math"
	"sync"
)

// scanner is a segment with the lists of the query's terms in it.
type scanner struct {
	*segment
	base   uint64     // lines of the segments before it
	lists  []termList // in the order of the terms
	only   restriction
	warmed []int // articles ranked before the walk
}

// termList is the postings of one stem that counts for a term.
type termList struct {
	*list
	term     int
	instead  int     // index into the term's alternatives, or itself
	strength float64 // what the stem counts beside the word itself

	// Where the walk is: the next posting, and its line; done when there is none.
	at   int // in the block next
	next int
	line uint32
}

// itself marks the list of a term's own stem.
const itself = -1

// done is the line of a list that was walked to its end.
const done = math.MaxUint32

// lists are used again: each has room for a block.
var lists = sync.Pool{New: func() any { return new(list) }}

// add opens the postings of a stem for a term.
func (s *scanner) add(l termList, e entry) error {
	l.list = lists.Get().(*list)
	if err := l.open(s.segment, e); err != nil {
		l.giveBack()
		return err
	}
	s.lists = append(s.lists, l)
	return nil
}

func (s *scanner) release() {
	for _, l := range s.lists {
		l.giveBack()
	}
	s.lists = nil
}

// giveBack has the list used again.
func (l *list) giveBack() {
	l.run = pieces{} // no pointer into the mapped file may outlive the view
	l.rest = nil
	lists.Put(l)
}

// broken says that a segment cannot be read.
func (s *segment) broken(err error) error { return &damagedSegment{s.number, err} }
