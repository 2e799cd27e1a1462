package text

import "strings"

// Stop reports whether a folded word carries no meaning of its own in a language (ISO 639-1; "" means English), such as
// "the" or "of". In English negations ("not", "no", "never") and the question words are not among them: they change what
// is asked or said. Of a language without a list no word is one.
func Stop(word, language string) bool {
	if language == "" || language == englishCode {
		return stopWords[word]
	}
	list := tongueOf(language)
	return list != nil && (list.common[word] || list.common[unelided(word, language)])
}

var stopWords = WordSet(`a about above after again all also although am among an and another any are as at be because been before being below
between both but by can come could did do does doing done down during each either else ever every for from further get gets got had
has have having he her here hers herself him himself his however i if in into is it it's its itself just let made make many may me
might mine more most much must my myself nor now of off on once one only onto or other our ours ourselves out over own per rather
said same say says shall she should since so some still such than that that's the their theirs them themselves then there these they
they're this those though through thus to too under until unto up upon very via was we were whether while will with within would yet
you your yours yourself yourselves`)

// unelided is a folded word without the article or pronoun that French, Italian and Catalan write into it: "l'election",
// "dell'acqua", "qu'il".
func unelided(word, language string) string {
	i := strings.IndexByte(word, '\'')
	if i < 0 || i+1 == len(word) {
		return word
	}
	switch language {
	case "fr", "it", "ca":
		if elided[word[:i]] {
			return word[i+1:]
		}
	}
	return word
}

var elided = WordSet(`l d j m t s n c qu jusqu lorsqu puisqu quoiqu presqu quelqu un gl all dall dell nell sull coll quell quest bell sant cos anch com dov quant`)

// WordSet is the set of the words of a list, parted by white space, as they are.
func WordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
