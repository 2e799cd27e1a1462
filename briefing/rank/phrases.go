package rank

// nearWords is how far two words of the question may stand apart to be near each other.
const nearWords = 5

// phrases measures how the words of the question stand together in a fact.
func (r *ranking) phrases(c *candidate) {
	c.Signals[phraseDensity] = share(float64(len(c.matched)), float64(len(c.words)))
	run, common := r.sequences(c)
	c.Signals[phraseRun] = share(float64(run), float64(len(r.asked)))
	c.Signals[phraseCommon] = share(float64(common), float64(len(r.asked)))
	if len(c.matched) < 2 {
		return
	}
	var pairs, near, triples, allPairs, allTriples, ordered, matchedPairs float64
	for i := 0; i+1 < len(r.terms); i++ {
		a, b := r.terms[i].IDF, r.terms[i+1].IDF
		if a == 0 || b == 0 {
			continue
		}
		weight := a + b
		allPairs += weight
		closest, inOrder := c.gap(i, i+1)
		if closest == 0 {
			continue
		}
		matchedPairs++
		if inOrder {
			ordered++
		}
		if closest <= 2 && inOrder {
			pairs += weight
		}
		near += weight * max(0, 1-float64(closest-1)/nearWords)
	}
	for i := 0; i+2 < len(r.terms); i++ {
		if r.terms[i].IDF == 0 || r.terms[i+1].IDF == 0 || r.terms[i+2].IDF == 0 {
			continue
		}
		allTriples++
		one, first := c.gap(i, i+1)
		two, second := c.gap(i+1, i+2)
		if one > 0 && one <= 2 && two > 0 && two <= 2 && first && second {
			triples++
		}
	}
	c.Signals[phrasePairs] = share(pairs, allPairs)
	c.Signals[phraseNear] = share(near, allPairs)
	c.Signals[phraseTriples] = share(triples, allTriples)
	c.Signals[phraseOrder] = share(ordered, matchedPairs)
	c.Signals[phraseWindow] = c.window()
}

// gap is how many words apart two terms stand where they are nearest, 0 when one is missing, and whether they then stand in this order.
func (c *candidate) gap(a, b int) (words int, inOrder bool) {
	lastA, lastB := -1, -1
	for _, i := range c.matched {
		switch c.words[i].term {
		case a:
			lastA = i
		case b:
			lastB = i
		default:
			continue
		}
		if lastA < 0 || lastB < 0 {
			continue
		}
		if d := max(lastA, lastB) - min(lastA, lastB); words == 0 || d < words {
			words, inOrder = d, lastA < lastB
		}
	}
	return words, inOrder
}

// window is the number of different terms over the length of the shortest run of words that holds them all.
func (c *candidate) window() float64 {
	var all uint64
	for _, i := range c.matched {
		all |= 1 << c.words[i].term
	}
	want := ones(all)
	best := 0
	var counts [64]int
	have, from := 0, 0
	for to, i := range c.matched {
		if counts[c.words[i].term]++; counts[c.words[i].term] == 1 {
			have++
		}
		for have == want {
			if length := c.matched[to] - c.matched[from] + 1; best == 0 || length < best {
				best = length
			}
			term := c.words[c.matched[from]].term
			if counts[term]--; counts[term] == 0 {
				have--
			}
			from++
		}
	}
	return share(float64(want), float64(best))
}

// maxSequence is how many words of a question and of a fact are compared in order.
const maxSequence = 64

// sequences are the lengths of the longest run of words and of the longest sequence, gaps allowed, that question and fact share.
// Words of one stem are the same.
func (r *ranking) sequences(c *candidate) (run, common int) {
	var runs, best [maxSequence + 1]int // up to each word of the question
	asked := r.asked[:min(len(r.asked), maxSequence)]
	for _, w := range c.words[:min(len(c.words), maxSequence)] {
		runBefore, bestBefore := 0, 0
		for i, a := range asked {
			runHere, bestHere := runs[i+1], best[i+1]
			if a == w.entry || a.term >= 0 && a.term == w.term {
				runs[i+1] = runBefore + 1
				best[i+1] = bestBefore + 1
			} else {
				runs[i+1] = 0
				best[i+1] = max(best[i+1], best[i])
			}
			run = max(run, runs[i+1])
			runBefore, bestBefore = runHere, bestHere
		}
	}
	return run, best[len(asked)]
}
