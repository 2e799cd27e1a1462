package search

import "github.com/nutgraf/nutgraf/briefing"

// What tests outside the package see of spelling: they need made-up news, which imports this package.

type Dictionary []*segment

func OpenDictionary(built ...[]byte) Dictionary {
	var d Dictionary
	for _, b := range built {
		s, err := openSegment(briefing.Segment{Chunks: cutInto(b, 64<<10-64)})
		if err != nil {
			panic(err)
		}
		d = append(d, s)
	}
	return d
}

func (d Dictionary) Spellings(word string, limit int) (stems []string, err error) {
	found, err := spellings(scanning(d...), word, english, limit)
	for _, f := range found {
		stems = append(stems, f.stem)
	}
	return stems, err
}

func (d Dictionary) Knows(stem string) bool {
	for _, s := range d {
		if e, err := s.lookup(stem); err == nil && e.lines > 0 {
			return true
		}
	}
	return false
}

// scanning are segments as a query without a filter reads them.
func scanning(segments ...*segment) []*scanner {
	var out []*scanner
	for _, s := range segments {
		out = append(out, &scanner{segment: s})
	}
	return out
}
