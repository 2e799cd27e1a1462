package rank

// stage measures what the first stage told.
func (r *ranking) stage() {
	var score, fact, article float64
	for i := range r.candidates {
		c := &r.candidates[i]
		score = max(score, c.Found.Score)
		fact = max(fact, c.Found.Score-c.Found.Article)
		article = max(article, c.Found.Article)
	}
	for i := range r.candidates {
		c := &r.candidates[i]
		c.Signals[stageScore] = share(c.Found.Score, score)
		c.Signals[stageFact] = share(c.Found.Score-c.Found.Article, fact)
		c.Signals[stageArticle] = share(c.Found.Article, article)
		c.Signals[stageBest] = truth(c.Found.Article == article)
		c.Signals[stagePeers] = float64(r.counts[c.article].candidates) / float64(len(r.candidates))
	}
}

// share is part of whole, 0 of nothing.
func share(part, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return part / whole
}
