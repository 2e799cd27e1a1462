package ground

// far is the distance in words within which a number or date and a word beside it count as belonging together.
const far = 12

// places is how many places of a fact are looked at for one number or date.
const places = 8

// attachments finds numbers and dates that stand beside words they do not belong to: where the fact says "killed 12 people and
// injured 30", there are no "30 people".
func (c *check) attachments() {
	claim := &c.claim
	for _, n := range claim.numbers {
		c.attached(n.run, func(e *evidence) (mine, rivals []run) {
			for _, m := range e.reading.numbers {
				if sameValue(m.value, n.value) {
					mine = append(mine, m.run)
				} else {
					rivals = append(rivals, m.run)
				}
			}
			return mine, rivals
		})
	}
	for _, d := range claim.dates {
		c.attached(d.run, func(e *evidence) (mine, rivals []run) {
			for _, m := range e.reading.dates {
				if d.in(m) {
					mine = append(mine, m.run)
				} else {
					rivals = append(rivals, m.run)
				}
			}
			return mine, rivals
		})
	}
}

// attached checks the content words on both sides of a number or date. at tells where a fact has it, and where it has others
// of its sort.
func (c *check) attached(r run, at func(*evidence) (mine, rivals []run)) {
	for _, side := range []int{c.claim.beside(r.from, -1), c.claim.beside(r.to-1, 1)} {
		if side < 0 {
			continue
		}
		w := c.claim.words[side]
		found, near := false, false
		for i := range c.facts {
			e := &c.facts[i]
			mine, rivals := at(e)
			if len(mine) == 0 || len(e.at[w.stem]) == 0 {
				continue
			}
			found = true
			for _, m := range mine[:min(len(mine), places)] {
				near = near || e.belongs(w.stem, m, rivals)
			}
		}
		if found && !near {
			c.find(Detached, c.claim.over(min(side, r.from), max(side+1, r.to)))
		}
	}
}

// beside is the content word next to word i in a direction, over at most two free words and within the clause; -1 for none.
func (r *reading) beside(i, step int) int {
	for k := i + step; k >= 0 && k < len(r.words) && k != i+4*step; k += step {
		if step > 0 && breaks(r.words[k].gap) || step < 0 && breaks(r.words[k+1].gap) {
			return -1
		}
		w := r.words[k]
		if w.inDate || w.number > 0 || clauseWords[w.norm] {
			return -1
		}
		if w.content() {
			return k
		}
	}
	return -1
}

// belongs reports whether one of the words of a stem is near m with no rival between, and is not itself closer to a rival.
func (e *evidence) belongs(stem string, m run, rivals []run) bool {
	for _, k := range e.at[stem] {
		distance := m.from - k
		if k >= m.to {
			distance = k - m.to + 1
		}
		if distance > far {
			continue
		}
		ok := true
		for _, r := range rivals {
			between := r.from > min(k, m.from) && r.from < max(k, m.from)
			closer := distance > 1 && (k == r.to || k == r.from-1)
			ok = ok && !between && !closer
		}
		if ok {
			return true
		}
	}
	return false
}
