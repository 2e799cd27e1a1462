package search

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// eachNear calls yield for the stems that begin as the word and are near enough, in the order of the dictionary. It passes over
// the blocks none of whose stems can be.
func (s *segment) eachNear(n *near, yield func(stem []byte, facts int, rows [maxEdits + 1]uint64)) error {
	blocks := blocksOf(s.stems)
	var b block
	var before []byte // what n has read
	for i := 0; i < blocks; {
		first, next := s.bounds(i)
		common := first[:shared(first, next)]
		alive := n.read(common, shared(before, common))
		before = append(before[:0], common...)
		dead, ok := before, false // with what no stem near enough begins from here on
		switch {
		case alive < len(common):
			dead = n.deadEnd(common[:alive], int(common[alive])+1)
		case len(first) == len(common) || len(next) == len(common):
			ok = true
		default:
			dead = n.deadEnd(common, int(first[len(common)]))
			ok = bytes.Compare(next[:min(len(next), len(dead))], dead) > 0
		}
		if ok {
			err := s.reopen(&b, i)
			if err != nil {
				return err
			}
			if dead, err = nearInBlock(n, &b, next, &before, yield); err != nil {
				return err
			}
		}
		i++
		if len(dead) > 0 && i < blocks {
			i = s.blockPast(dead, i)
		}
	}
	return nil
}

// nearInBlock is eachNear for one block; next is the first stem behind it. Up to all that begins with dead, nothing further is
// near enough.
func nearInBlock(n *near, b *block, next []byte, before *[]byte, yield func(stem []byte, facts int, rows [maxEdits + 1]uint64)) (dead []byte, err error) {
	for {
		more, err := b.next()
		if err != nil || !more {
			return dead, err
		}
		if len(dead) > 0 && bytes.Compare(b.stem[:min(len(b.stem), len(dead))], dead) <= 0 {
			continue
		}
		common := shared(*before, b.stem)
		alive := n.read(b.stem, common)
		*before = append((*before)[:0], b.stem...)
		dead = nil
		if alive < len(b.stem) {
			dead = n.deadEnd(b.stem[:alive], int(b.stem[alive])+1)
			if len(next) > 0 && bytes.Compare(next[:min(len(next), len(dead))], dead) <= 0 {
				return dead, nil
			}
		} else if rows := n.rowsOf(b.stem); rows[n.edits] != 0 {
			yield(b.stem, b.facts, rows)
		}
	}
}

// bounds are the first stems of a block and of the next one, which behind the last is none.
func (s *segment) bounds(i int) (first, next []byte) {
	if i+1 < len(s.heads) {
		next = s.firstStem(i + 1)
	}
	return s.firstStem(i), next
}

// blockPast is the first block from i on that may have a stem behind all that begin with start. It is sought in steps that
// double, since most are near.
func (s *segment) blockPast(start []byte, i int) int {
	past := func(i int) bool {
		first := s.firstStem(i)
		return bytes.Compare(first[:min(len(first), len(start))], start) > 0
	}
	low, high, step := i, i, 1
	for high < len(s.heads) && !past(high) {
		low, high, step = high+1, high+step, 2*step
	}
	high = min(high, len(s.heads))
	found := low + sort.Search(high-low, func(j int) bool { return past(low + j) })
	return max(i, found-1)
}

// eachOpened calls yield for the stems that are one edit from a word and begin with another letter: that letter then is too
// many, another one, or swapped with the next one, and the rest is the word's.
func (s *segment) eachOpened(word string, yield func(stem []byte, facts int)) error {
	first, size := utf8.DecodeRuneInString(word)
	second, size2 := utf8.DecodeRuneInString(word[size:])
	look := func(stem string) error {
		if letter, _ := utf8.DecodeRuneInString(stem); letter == first || stem == "" {
			return nil
		}
		e, err := s.lookup(stem)
		if err == nil && e.lines > 0 {
			yield([]byte(stem), e.facts)
		}
		return err
	}
	if err := look(word[size:]); err != nil {
		return err
	}
	if size2 > 0 && first != second {
		if err := look(string(second) + string(first) + word[size+size2:]); err != nil {
			return err
		}
	}
	return s.eachFirstLetter(func(letter string) error {
		if err := look(letter + word); err != nil {
			return err
		}
		return look(letter + word[size:])
	})
}

// eachFirstLetter calls yield for every letter that a word of the dictionary begins with.
func (s *segment) eachFirstLetter(yield func(letter string) error) error {
	var b block
	for i, letter := 0, string(rune(0)); ; { // tags come before all words
		i = s.blockPast([]byte(letter), i)
		next := ""
		for ; next == "" && i < blocksOf(s.stems); i++ {
			if err := s.reopen(&b, i); err != nil {
				return err
			}
			for next == "" {
				more, err := b.next()
				if err != nil {
					return err
				}
				if !more {
					break
				}
				_, size := utf8.DecodeRune(b.stem)
				if string(b.stem[:size]) > letter {
					next = string(b.stem[:size])
				}
			}
		}
		if next == "" {
			return nil
		}
		letter = next
		if err := yield(letter); err != nil {
			return err
		}
		i--
	}
}
