package answer

import (
	"context"
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// confidenceTable is the table of what each sign is worth: a line a sign with its name and weight, parted by a tab, and one for the
// threshold. It is written by `nutgraf eval confidence`, which says in it what it was learned from and accepted on.
//
//go:embed confidence.tsv
var confidenceTable string

// ThresholdName is the table's name for the confidence from which on an answer is given.
const ThresholdName = "threshold"

// calibration is what the table says.
type calibration struct {
	weights   SignValues
	threshold float64 // the confidence from which on an answer is given
}

var calibrated = sync.OnceValue(func() calibration {
	c, _ := readCalibration(confidenceTable)
	return c
})

// Uncalibrated are the names that only one of the table of confidence and [Signs] has.
func Uncalibrated() []string {
	_, odd := readCalibration(confidenceTable)
	return odd
}

func readCalibration(table string) (c calibration, odd []string) {
	into := map[string]*float64{ThresholdName: &c.threshold}
	for i, s := range Signs {
		into[s.Name] = &c.weights[i]
	}
	for line := range strings.Lines(table) {
		name, rest, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if name == "" || name[0] == '#' {
			continue
		}
		number, _, _ := strings.Cut(rest, "\t")
		value, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if into[name] == nil || err != nil {
			odd = append(odd, name)
			continue
		}
		*into[name] = value
		delete(into, name)
	}
	for name := range into {
		odd = append(odd, name)
	}
	return c, odd
}

// confidence is how likely it is, from 0 to 1, that c answers the question, of which it is the best candidate.
func confidence(c candidate, f found, r reading) float64 {
	signs := signsOf(c, f, r)
	sum := 0.0
	for i, w := range calibrated().weights {
		sum += w * signs[i]
	}
	return math.Round(confidenceGrain/(1+math.Exp(-sum))) / confidenceGrain
}

// confidenceGrain is how finely confidence is told: sums of the same numbers in another order differ behind that.
const confidenceGrain = 1e6

// mostUnheard is the share of a question's weight that words may have which no article has, nor anything like them. Above it, whatever was
// found is about something else, though there be nothing better.
const mostUnheard = 0.45

// unheardOf reports whether a question is mostly about what no article mentions.
func unheardOf(f found) bool {
	total, gone := 0.0, 0.0
	for i := range f.terms {
		if t := &f.terms[i]; f.counts(t) {
			total += t.IDF
			gone += t.IDF * truth(unheard(t))
		}
	}
	return gone > mostUnheard*total
}

// sureEnough reports whether an answer of this confidence is better than none.
func sureEnough(confidence float64) bool { return confidence >= calibrated().threshold }

// foremost picks the points of a fact or quotes answer, however unsure: those of the best candidate and what may stand beside it.
func foremost(f found, r reading) ([]candidate, briefing.AnswerKind) {
	if r.Wanted == question.WantQuote {
		if points := quotesBy(f, r); len(points) > 0 {
			return points, briefing.AnswerQuotes
		}
	}
	return factsFor(f, r), briefing.AnswerFact
}

// Foremost is what would be said first to a question if no question were refused, with its signs: what confidence is learned from.
// The fact is the zero one when nothing was found.
func (a *Answerer) Foremost(ctx context.Context, q briefing.Question) (fact briefing.Fact, signs SignValues, err error) {
	if err := ctx.Err(); err != nil {
		return briefing.Fact{}, SignValues{}, err
	}
	r := understood(q)
	err = a.view(func(s search.Snapshot) error {
		f, err := find(s, q, r)
		if err != nil {
			return err
		}
		if points, _ := foremost(f, r); len(points) > 0 {
			fact, signs = points[0].fact, signsOf(points[0], f, r)
		}
		return nil
	})
	return fact, signs, err
}
