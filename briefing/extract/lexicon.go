package extract

// lexicon is a table of words that is asked about most words of a text. Most words are in none: their first letter, last letter and
// length tell, without hashing the word.
type lexicon[V any] struct {
	entries map[string]V
	shapes  [shapes / 64]uint64 // a bit a shape of which there is an entry
}

// shapes is how many shapes of words are told apart: five bits of the first letter, five of the last and two of the length.
const shapes = 1 << (5 + 5 + 2)

func lexiconOf[V any](entries map[string]V) (l lexicon[V]) {
	l.entries = entries
	for w := range entries {
		at := shape(w)
		l.shapes[at/64] |= 1 << (at % 64)
	}
	return l
}

// of is the entry of w, or the zero value.
func (l *lexicon[V]) of(w string) V {
	v, _ := l.find(w)
	return v
}

func (l *lexicon[V]) find(w string) (v V, ok bool) {
	if at := shape(w); l.shapes[at/64]>>(at%64)&1 == 0 {
		return v, false
	}
	v, ok = l.entries[w]
	return v, ok
}

func shape(w string) uint {
	if w == "" {
		return 0
	}
	return uint(w[0]&31)<<7 | uint(w[len(w)-1]&31)<<2 | uint(len(w)&3)
}
