package search

import "encoding/binary"

// The postings of a stem are the lines it stands in, rising, in blocks of 128. A posting is
//
//	uvarint   2 x (line - line before) + 1 if a byte follows; the line before the first is -1
//	byte      how often the stem stands in the line: 0 when only a name of the line has it.
//	          Without this byte it stands there once.
//
// A list of more than one block has before each block
//
//	uvarint   last line of the block - last line of the block before
//	uvarint   bytes of the block, without this head
//	byte      the greatest frequency in it
//	byte      the least length of a line in it
//
// so that a reader can pass over a block whose lines it does not want. The last two bound what the
// stem can earn in the block.
const blockPostings = 128

// posting is a stem in a line.
type posting struct {
	line int
	freq byte // 0: not in the text, only among the line's names
}

// appendPostings writes a list; lengths holds the length of every line.
func appendPostings(b []byte, list []posting, lengths []byte) []byte {
	before := -1
	if len(list) <= blockPostings {
		return appendBlock(b, list, before)
	}
	var body []byte
	for from := 0; from < len(list); from += blockPostings {
		part := list[from:min(from+blockPostings, len(list))]
		body = appendBlock(body[:0], part, before)
		last := part[len(part)-1].line
		b = binary.AppendUvarint(b, uint64(last-before))
		b = binary.AppendUvarint(b, uint64(len(body)))
		most, least := extremes(part, lengths)
		b = append(b, most, least)
		b = append(b, body...)
		before = last
	}
	return b
}

func appendBlock(b []byte, list []posting, before int) []byte {
	for _, p := range list {
		delta := uint64(p.line-before) << 1
		before = p.line
		if p.freq == 1 {
			b = binary.AppendUvarint(b, delta)
			continue
		}
		b = append(binary.AppendUvarint(b, delta|1), p.freq)
	}
	return b
}

// extremes are the greatest frequency and the least length among the lines of a block.
func extremes(list []posting, lengths []byte) (most, least byte) {
	least = maxLength
	for _, p := range list {
		most, least = max(most, p.freq), min(least, lengths[p.line])
	}
	return most, least
}

// cursor walks the postings of one stem.
type cursor struct {
	run   pieces // its postings
	at    int    // in run, behind what has been loaded
	left  int    // postings still to come behind this block
	limit int    // lines of the segment
	many  bool   // the list has more than one block

	body   []byte // rest of the block
	inside int    // postings left in body
	last   int    // last line of the block, if many

	posting      // the current one
	done    bool // there is no current one
}

// cursor opens the postings of e and stands on the first.
func (s *segment) cursor(e entry) (cursor, error) {
	run, ok := s.part[partPostings].cut(e.from, e.size)
	if !ok {
		return cursor{}, damaged("postings")
	}
	c := cursor{run: run, left: e.lines, limit: s.lines, many: e.lines > blockPostings, posting: posting{line: -1}, last: -1}
	return c, c.next()
}

// next moves to the next posting.
func (c *cursor) next() error {
	if c.inside == 0 {
		if c.left == 0 {
			c.done = true
			return nil
		}
		if err := c.load(); err != nil {
			return err
		}
	}
	v, rest, ok := takeUvarint(c.body)
	line := c.line + v>>1
	if !ok || v < 2 || line >= c.limit {
		return damaged("postings")
	}
	c.line, c.freq = line, 1
	if v&1 != 0 {
		if len(rest) == 0 {
			return damaged("postings")
		}
		c.freq, rest = rest[0], rest[1:]
	}
	c.body = rest
	c.inside--
	return nil
}

// load reads the head of the next block and makes its postings ready.
func (c *cursor) load() error {
	size := c.run.size - c.at
	if c.many {
		head := c.run.bytes(c.at, min(12, size))
		delta, rest, ok := takeUvarint(head)
		if !ok {
			return damaged("postings")
		}
		if size, rest, ok = takeUvarint(rest); !ok || len(rest) < 2 {
			return damaged("postings")
		}
		c.last += delta
		c.at += len(head) - len(rest) + 2
	}
	c.body = c.run.bytes(c.at, size)
	if c.body == nil {
		return damaged("postings")
	}
	c.at += size
	c.inside = min(c.left, blockPostings)
	c.left -= c.inside
	return nil
}

// seek moves to the first posting at or behind line, passing over whole blocks.
func (c *cursor) seek(line int) error {
	for c.many && !c.done && c.last < line {
		if c.left == 0 {
			c.done = true
			return nil
		}
		c.line = c.last
		if err := c.load(); err != nil {
			return err
		}
		if c.last >= line {
			if err := c.next(); err != nil {
				return err
			}
		}
	}
	for !c.done && c.line < line {
		if err := c.next(); err != nil {
			return err
		}
	}
	return nil
}
