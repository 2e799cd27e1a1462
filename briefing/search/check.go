package search

import (
	"bytes"
	"fmt"
)

// Check reads a segment, given as its chunks of equal length, from beginning to end: format,
// checksums, and that every part agrees with the others. What Check passes, Find can read.
func Check(chunks [][]byte) error {
	s, err := openSegment(chunks)
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

// checkArticles proves that the articles tile the lines and the ids, and that the tokens add up.
func (s *segment) checkArticles() error {
	outlets, err := s.names(partOutlets)
	if err != nil {
		return err
	}
	languages, err := s.names(partLanguages)
	if err != nil {
		return err
	}
	if s.articles > 0 && len(languages) == 0 {
		return damaged("languages")
	}
	line, ids, tokens, factTokens := 0, 0, 0, 0
	lengths := byteRun{pieces: s.part[partLengths]}
	for i := range s.articles {
		r, end := s.record(i), s.firstLine(i+1)
		if r.first != line || end <= line || end > s.lines || r.idEnd < ids || r.outlet >= len(outlets) {
			return damaged("articles")
		}
		sum := int(lengths.at(line))
		headline := sum
		for line++; line < end; line++ {
			sum += int(lengths.at(line))
		}
		if sum != r.tokens {
			return damaged("lengths")
		}
		ids, tokens, factTokens = r.idEnd, tokens+sum, factTokens+sum-headline
	}
	if line != s.lines || ids != s.size[partIDs] || tokens != s.tokens || factTokens != s.factTokens || s.firstLine(s.articles) != s.lines {
		return damaged("articles")
	}
	return nil
}

// checkStems proves that the stems rise, that each has the postings it says, and that the heads of
// the postings' blocks tell the truth.
func (s *segment) checkStems() error {
	lengths := s.part[partLengths].all()
	var before []byte
	postings, words := 0, 0
	for src := (&source{segment: s}); ; words++ {
		if err := src.advance(); err != nil {
			return err
		}
		if src.done {
			break
		}
		e := src.entry
		if words > 0 && bytes.Compare(before, src.stem) >= 0 || e.from != postings {
			return damaged("words")
		}
		list, err := src.appendTo(nil)
		if err != nil {
			return err
		}
		// Written again, the list must give the same bytes.
		if !bytes.Equal(appendPostings(nil, list, lengths), s.part[partPostings].bytes(e.from, e.size)) || s.count(list, e) != e {
			return damaged("postings")
		}
		before = append(before[:0], src.stem...)
		postings += e.size
	}
	if words != s.words || postings != s.size[partPostings] {
		return damaged("words")
	}
	return nil
}

// count is what the dictionary must say about a list that is where e says.
func (s *segment) count(list []posting, e entry) entry {
	e.lines, e.articles, e.facts = len(list), 0, 0
	article, end := 0, 0
	for _, p := range list {
		if p.line >= end {
			article, _, end, _ = s.articleAt(p.line, article)
			e.articles++
		}
		if p.freq > 0 && p.line != s.firstLine(article) {
			e.facts++
		}
	}
	return e
}
