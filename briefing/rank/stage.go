package rank

import "github.com/nutgraf/nutgraf/briefing"

// stage measures what the first stage told.
func (r *ranking) stage() {
	var score, fact, article float64
	peers := make(map[briefing.RevisionID]int)
	for _, c := range r.candidates {
		score = max(score, c.Found.Score)
		fact = max(fact, c.Found.Score-c.Found.Article)
		article = max(article, c.Found.Article)
		peers[c.Found.Revision]++
	}
	for i := range r.candidates {
		c := &r.candidates[i]
		c.Signals[stageScore] = share(c.Found.Score, score)
		c.Signals[stageFact] = share(c.Found.Score-c.Found.Article, fact)
		c.Signals[stageArticle] = share(c.Found.Article, article)
		c.Signals[stageBest] = truth(c.Found.Article == article)
		c.Signals[stagePeers] = float64(peers[c.Found.Revision]) / float64(len(r.candidates))
	}
}

// share is part of whole, 0 of nothing.
func share(part, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return part / whole
}
