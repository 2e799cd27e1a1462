package search

import (
	"bytes"
	"fmt"

	"github.com/nutgraf/nutgraf/briefing"
)

// Check reads a segment from beginning to end: format, checksums, and that every part agrees with the others.
// What Check passes, Find can read.
func Check(kept briefing.Segment) error {
	s, err := openSegment(kept)
	if err != nil {
		return err
	}
	for _, check := range []func() error{s.checkSums, s.checkArticles, s.checkStems} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// checkSums compares the checksum of each part with what the header says.
func (s *segment) checkSums() error {
	for i, p := range s.part {
		if p.checksum() != s.sum[i] {
			return fmt.Errorf("part %d of the segment does not have its checksum: %w", i, errDamaged)
		}
	}
	return nil
}

// checkArticles proves that the tokens of the lines add up, and that the times are those of facts, in order.
func (s *segment) checkArticles() error {
	lengths := s.lengths
	tokens, factTokens := 0, 0
	for i := range s.articles {
		first, end := s.span(i)
		sum := 0
		for _, n := range lengths[first:end] {
			sum += int(n)
		}
		if sum != int(s.records[i].tokens) {
			return damaged("lengths")
		}
		tokens, factTokens = tokens+sum, factTokens+sum-int(lengths[first])
		if err := s.eachTime(i, func(int, days) bool { return true }); err != nil {
			return err
		}
	}
	if tokens != s.tokens || factTokens != s.factTokens {
		return damaged("lengths")
	}
	return nil
}

// checkStems proves that the stems rise, that each has the postings it says, and that the heads of
// the postings' blocks tell the truth.
func (s *segment) checkStems() error {
	lengths := s.lengths
	var before []byte
	postings, stems := 0, 0
	for src := (&source{segment: s}); ; stems++ {
		if err := src.advance(); err != nil {
			return err
		}
		if src.done {
			break
		}
		e := src.entry
		if stems > 0 && bytes.Compare(before, src.block.stem) >= 0 || e.from != postings {
			return damaged("stems")
		}
		list, err := src.appendTo(nil)
		if err != nil {
			return err
		}
		// Written again, the list must give the same bytes.
		if !bytes.Equal(appendPostings(nil, list, lengths), s.part[partPostings].bytes(e.from, e.size)) || s.count(list, e) != e {
			return damaged("postings")
		}
		before = append(before[:0], src.block.stem...)
		postings += e.size
	}
	if stems != s.stems || postings != s.size[partPostings] {
		return damaged("stems")
	}
	return nil
}

// count is what the dictionary must say about a list that is where e says.
func (s *segment) count(list []posting, e entry) entry {
	e.lines, e.articles, e.facts = len(list), 0, 0
	end := uint32(0)
	for _, p := range list {
		article := s.articleOf(uint32(p.line))
		first, next := s.span(article)
		if next != end {
			end = next
			e.articles++
		}
		if p.count() > 0 && p.line != int(first) {
			e.facts++
		}
	}
	return e
}
