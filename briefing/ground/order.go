package ground

// order finds two names that changed places around a word between them: "Acme sued Beta" is not "Beta sued Acme", but it is
// "Beta was sued by Acme".
func (c *check) order() {
	names := c.claim.names
	for i := 0; i+1 < len(names); i++ {
		a, b := names[i], names[i+1]
		for k := a.to; k < b.from; k++ {
			if c.claim.relates(k) && c.swapped(a, b, c.claim.words[k].stem) {
				c.find(Swapped, c.claim.over(a.from, b.to))
				break
			}
		}
	}
}

// relates reports whether word i can be what one name does to another. A verb of speech behind a comma takes no subject
// from before it: "Acme will close, said Ida Lund".
func (r *reading) relates(i int) bool {
	w := r.words[i]
	if w.inDate || w.number > 0 || free[w.norm] {
		return false
	}
	return w.cue != reports || w.gap == " "
}

// swapped reports whether all facts that print both names around a word of the stem have them the other way round.
func (c *check) swapped(a, b run, stem string) bool {
	passive := c.claim.byBefore(b.from)
	turned := false
	for i := range c.facts {
		e := &c.facts[i]
		for _, v := range e.at[stem] {
			left, right := e.nameAt(c.claim.words[a.from:a.to], v, -1), e.nameAt(c.claim.words[b.from:b.to], v, 1)
			if left >= 0 && right >= 0 {
				if e.byBefore(right) == passive {
					return false
				}
				turned = true
			}
			left, right = e.nameAt(c.claim.words[b.from:b.to], v, -1), e.nameAt(c.claim.words[a.from:a.to], v, 1)
			if left >= 0 && right >= 0 {
				if e.byBefore(right) != passive {
					return false
				}
				turned = true
			}
		}
	}
	return turned
}

// nameAt is where the name nearest to word v in a direction begins; -1 for nowhere.
func (r *reading) nameAt(name []word, v, step int) int {
	for at := v + step; at >= 0 && at < len(r.words); at += step {
		if r.printsAt(name, at) {
			return at
		}
	}
	return -1
}

// byBefore reports whether "by" stands before word i, an article or a title between them allowed.
func (r *reading) byBefore(i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if r.words[k].norm == "by" {
			return true
		}
	}
	return false
}
