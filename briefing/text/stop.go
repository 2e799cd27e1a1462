package text

import "strings"

// Stop reports whether a folded English word carries no meaning of its own, such as "the" or "of". Negations
// ("not", "no", "never") and the question words are not among them: they change what is asked or said.
func Stop(word string) bool { return stopWords[word] }

var stopWords = set(`a about above after again all also although am among an and another any are as at be because been before being below
between both but by can come could did do does doing done down during each either else ever every for from further get gets got had
has have having he her here hers herself him himself his however i if in into is it it's its itself just let made make many may me
might mine more most much must my myself nor now of off on once one only onto or other our ours ourselves out over own per rather
said same say says shall she should since so some still such than that that's the their theirs them themselves then there these they
they're this those though through thus to too under until unto up upon very via was we were whether while will with within would yet
you your yours yourself yourselves`)

// set reads a list of words parted by white space.
func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
