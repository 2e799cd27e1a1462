package search

import (
	"bytes"
	"errors"
	"fmt"
	"math"
)

// Merge makes one segment of several, each given as its chunks of equal length. Articles keep
// their order, and the bytes are those that Build gives for all the articles together.
// It fails on a damaged segment and on more than 2 GiB.
func Merge(segments [][][]byte) ([]byte, error) {
	var w writer
	var sources []*source
	total := 0
	for i, chunks := range segments {
		s, err := openSegment(chunks)
		if err == nil {
			err = s.checkSums()
		}
		if err == nil {
			total += s.part[partPostings].from + s.part[partPostings].size
			sources = append(sources, &source{segment: s, base: w.lines})
			err = w.copyArticles(s)
		}
		if err != nil {
			return nil, fmt.Errorf("merge segment %d of %d: %w", i+1, len(segments), err)
		}
	}
	if total > math.MaxInt32 {
		return nil, errors.New("merge segments: together they are larger than 2 GiB")
	}
	if err := w.mergeStems(sources); err != nil {
		return nil, fmt.Errorf("merge segments: %w", err)
	}
	return w.bytes(), nil
}

// copyArticles writes the articles of s and their lines.
func (w *writer) copyArticles(s *segment) error {
	outlets, err := s.names(partOutlets)
	if err != nil {
		return err
	}
	languages, err := s.names(partLanguages)
	if err != nil {
		return err
	}
	lengths := byteRun{pieces: s.part[partLengths]}
	for i := range s.articles {
		r, end := s.record(i), s.firstLine(i+1)
		id, err := s.revision(i)
		if err != nil {
			return err
		}
		if r.outlet >= len(outlets) || r.first > end || end > s.lines || len(languages) == 0 {
			return damaged("articles")
		}
		w.article(id, outlets[r.outlet], languages[0], r.known)
		for line := r.first; line < end; line++ {
			w.line(int(lengths.at(line)))
		}
	}
	for _, code := range languages {
		w.language(code)
	}
	return nil
}

// source is a segment whose dictionary is read from beginning to end.
type source struct {
	*segment
	base   int // line of the merged segment that its first line becomes
	blocks int // opened so far
	block
	done bool
}

// advance moves to the next stem of the segment.
func (s *source) advance() error {
	for {
		more, err := s.next()
		if err != nil || more {
			return err
		}
		if s.blocks == blocksOf(s.words) {
			s.done = true
			return nil
		}
		stem := s.stem
		if s.block, err = s.segment.block(s.blocks); err != nil {
			return err
		}
		s.stem = stem[:0]
		s.blocks++
	}
}

// mergeStems writes the stems of all sources in order, each with the postings of all of them.
func (w *writer) mergeStems(sources []*source) error {
	for _, s := range sources {
		if err := s.advance(); err != nil {
			return err
		}
	}
	var list []posting
	for {
		stem, ok := least(sources)
		if !ok {
			return nil
		}
		list = list[:0]
		var e entry
		for _, s := range sources {
			if s.done || string(s.stem) != stem {
				continue
			}
			e.lines, e.facts, e.articles = e.lines+s.entry.lines, e.facts+s.entry.facts, e.articles+s.entry.articles
			var err error
			if list, err = s.appendTo(list); err != nil {
				return err
			}
			if err = s.advance(); err != nil {
				return err
			}
			if !s.done && string(s.stem) <= stem {
				return damaged("words")
			}
		}
		w.stem(stem, e, list)
	}
}

// least is the first stem, in order of bytes, that a source stands on.
func least(sources []*source) (stem string, ok bool) {
	var first []byte
	for _, s := range sources {
		if !s.done && (!ok || bytes.Compare(s.stem, first) < 0) {
			first, ok = s.stem, true
		}
	}
	return string(first), ok
}

// appendTo appends the postings of the current stem, as lines of the merged segment.
func (s *source) appendTo(list []posting) ([]posting, error) {
	c, err := s.cursor(s.entry)
	for ; err == nil && !c.done; err = c.next() {
		list = append(list, posting{s.base + c.line, c.freq})
	}
	return list, err
}
