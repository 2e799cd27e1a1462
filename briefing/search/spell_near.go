package search

import (
	"math"
	mathbits "math/bits"
	"strings"
	"unicode/utf8"
)

// maxEdits is the most edits that a spelling may be away.
const maxEdits = 2

// surely is how many letters a word begins with in which at most one edit is looked for: people get the beginning of a word right,
// and a dictionary has a hundred times more beginnings two edits away than one.
const surely = 4

// near tells how far the strings of a sorted list are from a word: insertions, deletions, substitutions and swaps of
// neighbours, none of them changed again (optimal string alignment; Boytsov, "Indexing methods for approximate dictionary
// searching", ACM JEA 2011, https://doi.org/10.1145/1963190.1963191). It is a nondeterministic automaton run in parallel, a bit
// for each letter of the word and a row of bits for each number of edits (Wu and Manber, "Fast text searching allowing errors",
// CACM 1992, https://doi.org/10.1145/135239.135244; the swap after Hyyrö, "A bit-vector algorithm for computing Levenshtein and
// Damerau edit distances", 2003). The rows are kept for each byte of a string, so that the next one in the list goes on behind
// what it shares with this one.
type near struct {
	letters int                 // of the word
	edits   int                 // that are allowed
	first   rune                // of the word, and of every string that is near
	leads   [2][maxLetters]byte // the first byte of each letter, and of one that counts for it
	ascii   [utf8.RuneSelf]uint64
	others  map[rune]uint64
	states  []nearState // behind each byte of the string, one before the first
	dead    []byte      // of deadEnd
}

// nearState is what is known of a beginning of a string.
type nearState struct {
	rows   [maxEdits + 1]uint64 // bit i: it is that many edits from the first i letters of the word
	before [maxEdits]uint64     // rows before the last letter
	last   uint64               // where the last letter stands in the word
	read   int                  // bytes that the rows know of: those behind are no whole letter yet
}

// maxLetters is the length of the longest word there is an automaton for.
const maxLetters = 63

// newNear is the automaton of a word for strings that begin with its first letter; ok is false when it is too long.
func newNear(word string, edits int) (n *near, ok bool) {
	n = &near{letters: utf8.RuneCountInString(word), edits: edits}
	n.first, _ = utf8.DecodeRuneInString(word)
	if n.letters > maxLetters || edits > maxEdits {
		return nil, false
	}
	i := 0
	for at, r := range word {
		n.leads[0][i], n.leads[1][i] = word[at], word[at]
		if r < utf8.RuneSelf {
			n.ascii[r] |= 1 << i
		} else {
			if n.others == nil {
				n.others = map[rune]uint64{}
			}
			n.others[r] |= 1 << i
		}
		i++
	}
	if strings.HasSuffix(word, "y") { // stems of English end in i instead
		n.ascii['i'] |= 1 << (n.letters - 1)
		n.leads[1][n.letters-1] = 'i'
	}
	n.states = append(make([]nearState, 0, maxStemBytes+1), nearState{})
	first := &n.states[0]
	first.rows[0] = 1
	for e := range edits { // letters of the word that were left out
		first.rows[e+1] = first.rows[e] | first.rows[e]<<1
	}
	first.sure()
	return n, true
}

// begun are the bits of the beginnings in which at most one edit is looked for.
const begun = 1<<(surely+1) - 1

// sure takes back second edits that come too early.
func (s *nearState) sure() { s.rows[2] &= s.rows[1] | ^uint64(begun) }

// read goes on to s, whose first shared bytes are those of the string before. It returns how many bytes of s may begin a string
// that is near enough; when that is less than its length, what begins with one more is not.
func (n *near) read(s []byte, shared int) int {
	n.states = n.states[:min(shared, len(n.states)-1)+1]
	for at := len(n.states) - 1; at < len(s); at++ {
		n.states = append(n.states, n.states[at])
		state := &n.states[at+1]
		for state.read <= at && utf8.FullRune(s[state.read:at+1]) {
			r, size := utf8.DecodeRune(s[state.read : at+1])
			n.step(state, r)
			state.read += size
		}
		if state.rows[n.edits]|n.swaps(state) == 0 {
			n.states = n.states[:at+1]
			return at
		}
	}
	return len(s)
}

// deadEnd returns up to where no string from s and low on is near enough, s being what was read, or a beginning of it: neither
// one that begins with what it returns nor one before that. It is valid until the next call.
func (n *near) deadEnd(s []byte, low int) []byte {
	for at := len(s); ; at-- {
		if least, ok := n.goesOn(at, low); ok {
			n.dead = append(append(n.dead[:0], s[:at]...), byte(least-1))
			return n.dead[:at+min(least, 1)]
		}
		if at == 0 {
			return []byte{math.MaxUint8}
		}
		low = int(s[at-1]) + 1
	}
}

// swaps are the beginnings that end before a letter that was read too early, if the next one is theirs.
func (n *near) swaps(s *nearState) (all uint64) {
	for _, before := range s.before[:n.edits] {
		all |= before & (s.last >> 1)
	}
	return all
}

// free reports whether there is an edit left for the letter behind a beginning.
func (n *near) free(s *nearState) bool {
	if n.edits == 1 {
		return s.rows[0] != 0
	}
	return s.rows[0] != 0 || s.rows[1]>>surely != 0 // the next edit is behind the letters where there may be one
}

// goesOn returns the least byte from low on that may follow the first bytes of what was read in a string that is near enough; ok
// is false when there is none. Once all edits are spent, only letters of the word can follow.
func (n *near) goesOn(at, low int) (least int, ok bool) {
	state := &n.states[at]
	if at == 0 {
		lead := int(n.leads[0][0])
		return lead, low <= lead
	}
	if n.free(state) || state.read < at {
		return low, low <= math.MaxUint8
	}
	least = math.MaxUint8 + 1
	wanted := state.rows[n.edits] | n.swaps(state)
	for wanted &^= 1 << n.letters; wanted != 0; wanted &= wanted - 1 {
		i := mathbits.TrailingZeros64(wanted)
		for _, leads := range &n.leads {
			if lead := int(leads[i]); lead >= low {
				least = min(least, lead)
			}
		}
	}
	return least, least <= math.MaxUint8
}

// step adds a letter to a beginning.
func (n *near) step(s *nearState, r rune) {
	if s.read == 0 && r != n.first {
		s.rows = [maxEdits + 1]uint64{}
		return
	}
	var here uint64
	if r < utf8.RuneSelf {
		here = n.ascii[r]
	} else {
		here = n.others[r]
	}
	old := s.rows
	s.rows[0] = old[0] & here << 1
	for e := 1; e <= n.edits; e++ {
		s.rows[e] = old[e]&here<<1 | // the letter itself
			old[e-1] | old[e-1]<<1 | // a letter too many, or another one
			s.rows[e-1]<<1 | // one left out before the next
			s.before[e-1]&(s.last>>1)&here<<2 // swapped with the one before
		s.rows[e] &= 1<<(n.letters+1) - 1
	}
	s.sure()
	copy(s.before[:], old[:maxEdits])
	s.last = here
}

// rowsOf are the rows behind s, all of which was read: bit i of a row says that s is at most that many edits from the first i
// letters of the word.
func (n *near) rowsOf(s []byte) [maxEdits + 1]uint64 {
	state := n.states[len(s)]
	for state.read < len(s) { // the beginning of a letter, and no more
		n.step(&state, utf8.RuneError)
		state.read++
	}
	return state.rows
}

// shared counts the bytes that two strings begin with in common.
func shared(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}
