package text

import (
	"cmp"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Guess is how much of a text speaks for a language.
type Guess struct {
	Code  string  // ISO 639-1
	Share float64 // 0 to 1: of the text's words, how many are common words of it; of its letters, in a script of its own
	Hits  int     // how many words that is; 0 where the script decided

	weight float64 // a word common in many languages says little for each of them
}

// Guesses tells which languages a text may be in, the likeliest first, by its commonest words or by its script. A few dozen
// words are enough, and of a question a few. It knows the languages of the tables, and no other.
func Guesses(s string) []Guess {
	if code, share := script(s); code != "" {
		return []Guess{{Code: code, Share: share, weight: 1}}
	}
	votes := ballots()
	found := make([]Guess, len(votes.codes))
	words := Words(s)
	for _, w := range words {
		voters, ok := votes.words[w.Norm]
		if !ok {
			continue
		}
		for _, i := range voters {
			found[i].Hits++
			found[i].weight += 1 / float64(len(voters))
		}
	}
	var out []Guess
	for i, g := range found {
		if g.Hits > 0 {
			g.Code, g.Share = votes.codes[i], float64(g.Hits)/float64(len(words))
			out = append(out, g)
		}
	}
	slices.SortStableFunc(out, func(a, b Guess) int { return cmp.Compare(b.weight, a.weight) })
	return out
}

const (
	clearLead  = 1.3 // times the weight of the second that the first needs
	leastVotes = 0.5 // weight: a word that only two languages share
)

// Language is the language a question or a short text is in, or "" when that is not clear: three names have none.
func Language(s string) string {
	if g := Guesses(s); Clear(g) {
		return g[0].Code
	}
	return ""
}

// Clear reports whether the first of the guesses is far ahead of the others.
func Clear(g []Guess) bool {
	return len(g) > 0 && g[0].weight >= leastVotes && (len(g) == 1 || g[0].weight >= clearLead*g[1].weight)
}

// Listed reports whether [Guesses] knows a language by its words.
func Listed(code string) bool { return code == englishCode || tongueOf(code) != nil }

// SameList reports whether two codes are known by the same words: "nb" and "no" are.
func SameList(a, b string) bool { return a == b || tongueOf(a) != nil && tongueOf(a) == tongueOf(b) }

// ballot tells for each common word the languages it is common in, as indices of codes.
type ballot struct {
	codes []string
	words map[string][]int
}

var ballots = sync.OnceValue(func() ballot {
	b := ballot{words: map[string][]int{}}
	add := func(code string, words map[string]bool) {
		for w := range words {
			b.words[w] = append(b.words[w], len(b.codes))
		}
		b.codes = append(b.codes, code)
	}
	add(englishCode, stopWords)
	for w := range englishAsking {
		if stopWords[w] {
			continue
		}
		b.words[w] = append(b.words[w], 0)
	}
	all := allTongues()
	for code := range tongues {
		b.codes = append(b.codes, code)
	}
	slices.Sort(b.codes[1:])
	codes := b.codes
	b.codes = b.codes[:1]
	for _, code := range codes[1:] {
		add(code, all[code].common)
	}
	return b
})

var englishAsking = WordSet(`who what when where why how which whom whose not no never there's what's who's say did was is are the`)

// script tells the language of a text in a script that one language of the news is written in, and the share of its letters.
func script(s string) (code string, share float64) {
	var letters, han, kana, hangul, others int
	own := make([]int, len(scripts))
	for _, r := range s {
		if r < utf8.RuneSelf || !unicode.IsLetter(r) {
			if r < utf8.RuneSelf && isASCIIWord(byte(r)) {
				letters++
			}
			continue
		}
		letters++
		switch {
		case r < 0x0370:
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		default:
			for i := range scripts {
				if unicode.Is(scripts[i].table, r) {
					own[i]++
					others++
					break
				}
			}
		}
	}
	most := func(n int) bool { return n > 0 && 3*n > letters }
	switch {
	case kana > 0 && most(han+kana) && 10*kana > han:
		return "ja", float64(han+kana) / float64(letters)
	case most(han):
		return "zh", float64(han) / float64(letters)
	case most(hangul):
		return "ko", float64(hangul) / float64(letters)
	case most(others):
		i := slices.Index(own, slices.Max(own))
		return scripts[i].code, float64(own[i]) / float64(letters)
	}
	return "", 0
}

// scripts are those of one language each, as far as the news goes. Cyrillic, Arabic and Devanagari serve several.
var scripts = []struct {
	table *unicode.RangeTable
	code  string
}{
	{unicode.Greek, "el"}, {unicode.Hebrew, "he"}, {unicode.Thai, "th"}, {unicode.Tamil, "ta"}, {unicode.Bengali, "bn"}, {unicode.Telugu, "te"},
	{unicode.Kannada, "kn"}, {unicode.Malayalam, "ml"}, {unicode.Gujarati, "gu"}, {unicode.Gurmukhi, "pa"}, {unicode.Sinhala, "si"},
	{unicode.Georgian, "ka"}, {unicode.Armenian, "hy"}, {unicode.Khmer, "km"}, {unicode.Lao, "lo"}, {unicode.Myanmar, "my"}, {unicode.Ethiopic, "am"},
}
