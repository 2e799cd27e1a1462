package read

import (
	"strings"
	"sync"
)

// phrases finds which of many phrases a text holds in one pass over it, however many there are: each place of the text is looked
// up by a hash of its next bytes, as Rabin and Karp do. The phrases stand in groups, of which there may be 64.
type phrases struct {
	groups  [][]string
	made    sync.Once                 // when first asked: most runs of the program read no article
	buckets [1 << bucketBits][]phrase // by the hash of the first bytes
	brief   []phrase                  // shorter than those; looked for one by one
}

type phrase struct {
	words string
	group uint64 // one bit
}

const (
	bucketBits = 11
	hashed     = 4 // bytes that are hashed
)

func newPhrases(groups ...[]string) *phrases {
	if len(groups) > 64 {
		panic("read: more groups of phrases than bits")
	}
	return &phrases{groups: groups}
}

func (p *phrases) fill() {
	for i, group := range p.groups {
		for _, words := range group {
			one := phrase{words, 1 << i}
			if len(words) < hashed {
				p.brief = append(p.brief, one)
				continue
			}
			at := bucket(words)
			p.buckets[at] = append(p.buckets[at], one)
		}
	}
}

// apart puts each of the phrases into a group of its own.
func apart(words ...string) [][]string {
	groups := make([][]string, len(words))
	for i := range words {
		groups[i] = words[i : i+1]
	}
	return groups
}

// bucket hashes the first bytes of s.
func bucket(s string) uint32 {
	_ = s[hashed-1]
	first := uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
	return first * 0x9E3779B1 >> (32 - bucketBits) // Knuth's multiplicative hashing
}

// in is the groups of which s holds a phrase, as bits.
func (p *phrases) in(s string) (groups uint64) {
	p.made.Do(p.fill)
	for i := range len(s) - hashed + 1 {
		for _, one := range p.buckets[bucket(s[i:])] {
			if groups&one.group == 0 && strings.HasPrefix(s[i:], one.words) {
				groups |= one.group
			}
		}
	}
	for _, one := range p.brief {
		if groups&one.group == 0 && strings.Contains(s, one.words) {
			groups |= one.group
		}
	}
	return groups
}
