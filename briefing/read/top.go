package read

import (
	"strings"
	"unicode"
)

// textBegins is the index of the paragraph with which the text of a pasted page begins, or len(ps). It is the first prose,
// unless that stands alone among links and speaks of other things than the text below, as a promotion above the headline does.
func textBegins(ps []paragraph) int {
	for i := range ps {
		if !ps[i].open() || !ps[i].sentence() {
			continue
		}
		next := nextOpen(ps, i+1)
		if next == len(ps) || ps[next].open() && ps[next].sentence() || lastSentence(ps) == i {
			return i
		}
		if hits, all := echo(&ps[i], stems(ps[i+1:])); hits*5 >= all*2 {
			return i
		}
	}
	return len(ps)
}

// findPastedHeadline is the index of the headline of a pasted page whose text begins at prose, or -1. Menus, outlets' names,
// slogans and other articles' headlines stand above it, so it is the line near the text whose words the text says again; of
// two such lines close together the upper one, for the lower is the standfirst. Where no line has such words the place decides.
func findPastedHeadline(ps []paragraph, prose int) int {
	if prose == len(ps) {
		return findHeadline(ps, prose, pasted)
	}
	if p := &ps[prose]; prose >= 3 && p.words <= 25 && headlineLike(p) && hasProse(ps[prose+1:]) {
		prose++ // under furniture, a question long enough for prose may be the headline; a text itself may begin with one too
	}
	said := stems(ps[prose:])
	best, score := -1, 0.0
	for i := range prose {
		if s := headlineScore(ps, i, prose, said); s > score {
			best, score = i, s
		}
	}
	if best < 0 {
		return placedHeadline(ps, prose, said)
	}
	for _, w := range strings.Fields(squeezed(ps[best].text)) {
		said[stem(w)] = true // a headline and its standfirst say the same
	}
	for i, open := best-1, 0; i >= 0 && open < nearLines; i-- {
		if !ps[i].open() {
			continue
		}
		open++
		if s := headlineScore(ps, i, prose, said); s >= score*0.5 && !holdsLine(&ps[i], &ps[best]) ||
			ps[best].words >= longHeadline && shortHeadline(&ps[i], said) {
			best, score = i, max(s, score*0.5)
		}
	}
	for i := best + 1; i < prose; i++ {
		if headlineScore(ps, i, prose, said) > 0 && holdsLine(&ps[best], &ps[i]) {
			return i
		}
	}
	return best
}

const (
	nearLines    = 5  // unlabelled lines between a headline and its standfirst
	longHeadline = 18 // words: what is longer under a short line that the text repeats is its standfirst
)

// headlineScore says how much paragraph i is like the headline of the text that begins at prose; 0 or less is not at all. The
// share of its words that the text repeats counts most, then their number; distance and great length count against it.
func headlineScore(ps []paragraph, i, prose int, said map[string]bool) float64 {
	p := &ps[i]
	if !p.open() || p.words < 4 || !headlineLike(p) || bulleted(p) || summaryHeading(p) {
		return 0
	}
	hits, all := echo(p, said)
	if all < 2 || hits*4 < all {
		return 0
	}
	return 2*float64(hits)/float64(all) + 0.3*float64(min(hits, 6)) - 0.04*float64(min(prose-i, 40)) - 0.05*float64(max(0, p.words-18))
}

// shortHeadline reports whether p is a headline of two or three words, all of which the text repeats. Names of people and
// sections have a capital on every word.
func shortHeadline(p *paragraph, said map[string]bool) bool {
	hits, all := echo(p, said)
	return p.words >= 2 && p.words < 4 && !p.stop && !bulleted(p) && all >= 2 && hits == all && strings.ContainsFunc(p.text[1:], unicode.IsLower) && !personLike(p.text)
}

// longMenu is how many unlabelled lines above the text make its place useless for telling the headline.
const longMenu = 8

// placedHeadline is the index of the headline that only its place tells, or -1 under a long menu.
func placedHeadline(ps []paragraph, prose int, said map[string]bool) int {
	open, short := 0, -1
	for i := range prose {
		if !ps[i].open() {
			continue
		}
		open++
		if short < 0 && shortHeadline(&ps[i], said) {
			short = i
		}
	}
	if short >= 0 || open > longMenu {
		return short
	}
	return findHeadline(ps, prose, pasted)
}

// holdsLine reports whether p is line with more around it, as a window's title or a path of links prints the headline.
func holdsLine(p, line *paragraph) bool {
	return p.words > line.words && strings.Contains(squeezed(p.text), squeezed(line.text))
}

// saidReach is how many words of a text are looked at for those of its headline: the top of a story says what it is about.
const saidReach = 300

// stems is the first letters of the words at the beginning of ps, so that "receives" finds "received".
func stems(ps []paragraph) map[string]bool {
	out := map[string]bool{}
	words := 0
	for i := 0; i < len(ps) && words < saidReach; i++ {
		if ps[i].open() && ps[i].words >= 5 {
			words += ps[i].words
			for _, w := range strings.Fields(squeezed(ps[i].text)) {
				out[stem(w)] = true
			}
		}
	}
	return out
}

const stemBytes = 5

func stem(w string) string { return w[:min(len(w), stemBytes)] }

// echo counts the words of four letters and more of p, and those of them that have their stem in said.
func echo(p *paragraph, said map[string]bool) (hits, all int) {
	for _, w := range strings.Fields(squeezed(p.text)) {
		if len(w) < 4 {
			continue
		}
		all++
		if said[stem(w)] {
			hits++
		}
	}
	return hits, all
}
