package thesaurus

import (
	_ "embed"
	"encoding/binary"
	"sort"
)

// index is news.txt compiled (compile_test.go), all numbers little-endian:
//
//	"nutthes1"                            magic
//	count                  uint32
//	count × hash, offset   uint32 each    sorted; hash is that of a key, offset where a record begins
//	records
//
// A key is a stem in a room: a word of a group, of a family, of an apart line, the most telling stem of the left side of an ask line;
// or two stems, those that a phrase begins with.
// A record is one line of news.txt:
//
//	kind                   byte
//	line                   uint16         its number in news.txt
//	asked, members         byte each      how many members there are, the first asked of them left of ">"
//	members                each: mark | words << 2 (byte), then for each word:
//	                       length (byte), word, and its stem: the length of the prefix that is it (byte), or 0x80 | length, stem
//
//go:embed news.index
var index string

const (
	indexMagic  = "nutthes1"
	entriesAt   = len(indexMagic) + 4
	entrySize   = 8
	recordSize  = 5 // up to the members
	stemWritten = 0x80
)

// kind of a line of news.txt. Those up to kindName are the parts of speech.
type kind = byte

const (
	kindAsk kind = iota + byte(Name) + 1
	kindForm
	kindApart
)

// room parts the keys of the index.
type room = byte

const (
	roomWord   room = 'w'
	roomPhrase room = 'p'
	roomAsk    room = 'q'
	roomForm   room = 'f'
	roomApart  room = 'a'
)

// hashOf is the hash of a key: FNV-1a over its room and stems (http://www.isthe.com/chongo/tech/comp/fnv/). second is "" in a key of one.
func hashOf(r room, stem, second string) uint32 {
	h := fnv((2166136261^uint32(r))*fnvPrime, stem)
	if second == "" {
		return h
	}
	return fnv((h^' ')*fnvPrime, second)
}

const fnvPrime = 16777619

func fnv(h uint32, s string) uint32 {
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * fnvPrime
	}
	return h
}

// lookup returns the entries of the index whose hash is that of the key. Another key may share it: the record tells.
func lookup(r room, stem, second string) (first, end int) {
	h := hashOf(r, stem, second)
	n := int(uint32At(len(indexMagic)))
	first = sort.Search(n, func(i int) bool { return uint32At(entriesAt+i*entrySize) >= h })
	end = first
	for end < n && uint32At(entriesAt+end*entrySize) == h {
		end++
	}
	return first, end
}

func uint32At(at int) uint32 {
	s := index[at : at+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// record is one line of news.txt.
type record struct {
	kind           kind
	line           int
	asked, members int
	rest           string // begins with the first member
}

func recordOf(entry int) record {
	s := index[uint32At(entriesAt+entry*entrySize+4):]
	return record{kind: s[0], line: int(s[1]) | int(s[2])<<8, asked: int(s[3]), members: int(s[4]), rest: s[recordSize:]}
}

// member is one word or phrase of a record.
type member struct {
	mark byte // how many "~" stand behind it
	n    int
	word [maxWords]string
	stem [maxWords]string
}

// maxWords bounds the words of a member; those left of an ask line may be longer than the others.
const maxWords = 10

// one returns the stem of a member of one word; "" for a phrase.
func (m *member) one() string {
	if m.n != 1 {
		return ""
	}
	return m.stem[0]
}

// hash tells a member from others by its stems.
func (m *member) hash() uint32 {
	h := hashOf(roomWord, m.stem[0], "")
	for _, stem := range m.stem[1:m.n] {
		h = fnv((h^' ')*fnvPrime, stem)
	}
	return h
}

// next reads the member at the start of s into m and returns what comes behind it.
func (m *member) next(s string) string {
	m.mark, m.n = s[0]&3, int(s[0]>>2)
	s = s[1:]
	for i := range m.n {
		size := int(s[0])
		m.word[i], s = s[1:1+size], s[1+size:]
		size = int(s[0])
		s = s[1:]
		if size < stemWritten {
			m.stem[i] = m.word[i][:size]
			continue
		}
		size -= stemWritten
		m.stem[i], s = s[:size], s[size:]
	}
	return s
}

// appendWord appends a word and its stem as next reads them.
func appendWord(b []byte, word, stem string) []byte {
	b = append(append(b, byte(len(word))), word...)
	if len(stem) <= len(word) && word[:len(stem)] == stem {
		return append(b, byte(len(stem)))
	}
	return append(append(b, stemWritten|byte(len(stem))), stem...)
}

// appendRecord appends a record whose members are written already.
func appendRecord(b []byte, r record) []byte {
	b = append(b, r.kind)
	b = binary.LittleEndian.AppendUint16(b, uint16(r.line))
	return append(append(b, byte(r.asked), byte(r.members)), r.rest...)
}
