package search

import (
	"bytes"
	"errors"
	"fmt"
	"math"

	"github.com/nutgraf/nutgraf/briefing"
)

// Merge makes one segment of several. Articles keep their order, and the bytes are those that Build gives
// for all the articles together. It fails on a damaged segment and on more than 2 GiB, and holds the new segment
// in memory beside the old ones.
func Merge(segments []briefing.Segment) ([]byte, error) {
	var w writer
	var sources []*source
	total := 0
	for i, kept := range segments {
		s, err := openSegment(kept)
		if err == nil {
			err = s.checkSums()
		}
		if err != nil {
			return nil, fmt.Errorf("merge segment %d of %d: %w", i+1, len(segments), err)
		}
		total += s.part[partPostings].from + s.part[partPostings].size
		sources = append(sources, &source{segment: s, base: w.lines})
		w.copyArticles(s)
	}
	if total > math.MaxInt32 {
		return nil, errors.New("merge segments: together they are larger than 2 GiB")
	}
	if err := w.mergeStems(sources); err != nil {
		return nil, fmt.Errorf("merge segments: %w", err)
	}
	return w.bytes(), nil
}

// copyArticles writes the articles of s, their lines and times, behind those there are.
func (w *writer) copyArticles(s *segment) {
	for _, r := range s.records[:s.articles] {
		r.first += uint32(w.lines)
		r.idEnd += uint32(len(w.ids))
		r.timesEnd += uint32(len(w.times))
		w.records = r.append(w.records)
	}
	w.ids = append(w.ids, s.part[partIDs].all()...)
	w.times = append(w.times, s.part[partTimes].all()...)
	w.lengths = append(w.lengths, s.part[partLengths].all()...)
	w.prints = append(w.prints, s.part[partPrints].all()...)
	w.articles += s.articles
	w.lines += s.lines
	w.tokens += s.tokens
	w.factTokens += s.factTokens
	for _, code := range s.languages {
		w.language(code)
	}
}

// source is a segment whose dictionary is read from beginning to end.
type source struct {
	*segment
	base   int // line of the merged segment that its first line becomes
	blocks int // opened so far
	block
	list list
	done bool
}

// advance moves to the next stem of the segment.
func (s *source) advance() error {
	for {
		more, err := s.next()
		if err != nil || more {
			return err
		}
		if s.blocks == blocksOf(s.segment.stems) {
			s.done = true
			return nil
		}
		if s.block, err = s.segment.block(s.blocks); err != nil {
			return err
		}
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
	for n := 0; ; n++ {
		if n%64 == 0 {
			stepAside()
		}
		stem, ok := least(sources)
		if !ok {
			return nil
		}
		list = list[:0]
		var e entry
		for _, s := range sources {
			if s.done || string(s.block.stem) != stem {
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
			if !s.done && string(s.block.stem) <= stem {
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
		if !s.done && (!ok || bytes.Compare(s.block.stem, first) < 0) {
			first, ok = s.block.stem, true
		}
	}
	return string(first), ok
}

// appendTo appends the postings of the current stem, as lines of the merged segment.
func (s *source) appendTo(to []posting) ([]posting, error) {
	if err := s.list.open(s.segment, s.entry); err != nil {
		return nil, err
	}
	return s.list.appendAll(to, s.base)
}
