package digest

import (
	"cmp"
	"container/heap"
	"errors"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// filing is an article of the period, or one that an earlier digest told of, with what is compared of it. Its facts are not kept:
// those of a story that is told are read again.
type filing struct {
	article  briefing.Article // without text
	words    []int32          // its words, see vocabulary
	lead     []int32          // those of its headline and first fact
	runs     []uint64         // its runs of three words
	reprint  bool             // an older filing of its story, or a text that was told, has the same text
	figure   bool             // a fact has a quantity
	quote    bool             // a fact has a direct quote by somebody with a name
	include  []int            // of the words that were asked for
	exclude  []int            // of the words that were shut out
	promises []*promise       // that its facts make
	outcome  map[*promise]float64
}

// aside is an article of the period that no story was made of.
type aside struct {
	article briefing.Article
	why     string
}

// filings reads the period: everything in it that the channel may see is counted, the newest of what it wants is returned, oldest
// first.
func (d *edition) filings() ([]*filing, error) {
	heads, err := d.heads()
	if err != nil {
		return nil, err
	}
	wanted := slices.DeleteFunc(heads, func(a briefing.Article) bool {
		why := d.want.outletOut(a)
		if why != "" {
			d.aside = append(d.aside, aside{a, why})
		}
		return why != ""
	})
	var out []*filing
	for len(wanted) > 0 && len(out) < maxFilings {
		rest := max(0, len(wanted)-readAtOnce)
		read, err := d.read(wanted[rest:])
		if err != nil {
			return nil, err
		}
		out, wanted = append(out, read...), wanted[:rest]
	}
	d.out.Unread += len(wanted)
	slices.SortFunc(out, byFiled)
	if over := len(out) - maxFilings; over > 0 {
		d.out.Unread += over
		out = out[over:]
	}
	for _, f := range out {
		d.words.add(f.words)
	}
	return out, nil
}

// heads counts the articles of the period that the channel may see, and lists the newest of them, oldest first. Each view lists a
// few; of all it keeps no more than are read.
func (d *edition) heads() ([]briefing.Article, error) {
	var newest newestFirst
	outlets := make(map[string]bool)
	behind, more := briefing.RevisionID(""), true
	for more {
		more = false
		n := 0
		err := d.view(func(s Snapshot) error {
			for a, err := range s.Latest(d.From, d.To, behind) {
				if err = cmp.Or(err, d.ctx.Err()); err != nil {
					return err
				}
				behind = a.Revision
				if d.want.sees(a) {
					d.count(a, outlets)
					newest.keep(a)
				}
				if n++; n == headsAtOnce {
					more = true
					return nil
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	d.out.Outlets = len(outlets)
	d.out.Unread = d.out.Articles - len(newest)
	slices.SortFunc(newest, byTime)
	return newest, nil
}

// count counts an article of the period.
func (d *edition) count(a briefing.Article, outlets map[string]bool) {
	d.out.Articles++
	if a.Published.IsZero() {
		d.out.Undated++
	}
	if a.Outlet != "" {
		outlets[a.Outlet] = true
	}
}

// newestFirst keeps the newest maxHeads articles: a heap with the oldest of them on top. Those of one moment are kept by their ids,
// in whatever order they come.
type newestFirst []briefing.Article

func (h newestFirst) Len() int           { return len(h) }
func (h newestFirst) Less(i, k int) bool { return byTime(h[i], h[k]) < 0 }
func (h newestFirst) Swap(i, k int)      { h[i], h[k] = h[k], h[i] }
func (h *newestFirst) Push(a any)        { *h = append(*h, a.(briefing.Article)) }
func (h *newestFirst) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

func (h *newestFirst) keep(a briefing.Article) {
	switch {
	case len(*h) < maxHeads:
		heap.Push(h, a)
	case byTime((*h)[0], a) < 0:
		(*h)[0] = a
		heap.Fix(h, 0)
	}
}

// read makes filings of a few articles, in one view: a text once stored stays readable, so that the next few may be read in
// another.
func (d *edition) read(heads []briefing.Article) ([]*filing, error) {
	var out []*filing
	err := d.view(func(s Snapshot) error {
		for _, a := range heads {
			if err := d.ctx.Err(); err != nil {
				return err
			}
			facts, err := s.Facts(a.Revision)
			if errors.Is(err, briefing.ErrNotFound) { // erased since it was listed
				continue
			}
			if err != nil {
				return err
			}
			switch {
			case len(facts) == 0:
				d.aside = append(d.aside, aside{a, "no sentence that could be cited"})
			case !d.want.about(a, facts):
				d.aside = append(d.aside, aside{a, "on none of the topics"})
			default:
				out = append(out, d.filing(a, facts))
			}
		}
		return nil
	})
	return out, err
}

// filing is what is kept of an article.
func (d *edition) filing(a briefing.Article, facts []briefing.Fact) *filing {
	a.Text, a.Blocks = "", nil
	f := &filing{article: a, include: d.want.include.in(a, facts), exclude: d.want.exclude.in(a, facts)}
	f.words, f.runs = d.words.compared(a, facts)
	f.lead = d.words.leading(a, facts)
	for _, fact := range facts {
		f.figure = f.figure || len(fact.Quantities) > 0
		f.quote = f.quote || quotes(fact)
		f.promises = append(f.promises, promised(a, fact, d.To)...)
	}
	f.outcome = outcomes(d.open, a, facts)
	return f
}

// quotes reports whether a fact quotes somebody with a name.
func quotes(f briefing.Fact) bool {
	return slices.ContainsFunc(f.Quotes, func(q briefing.Quote) bool {
		return q.Kind == briefing.QuoteDirect && q.Speaker != "" && !q.Doubtful
	})
}

func byTime(a, b briefing.Article) int {
	return cmp.Or(a.Known().Compare(b.Known()), strings.Compare(string(a.ID), string(b.ID)), strings.Compare(string(a.Revision), string(b.Revision)))
}

func byFiled(a, b *filing) int { return byTime(a.article, b.article) }
