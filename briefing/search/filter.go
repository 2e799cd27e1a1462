package search

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
)

// Check refuses a filter that nothing can pass.
func (o Filter) Check() error {
	for _, s := range [...]struct {
		what     string
		from, to time.Time
	}{{"known", o.From, o.To}, {"spoken of", o.SpokenFrom, o.SpokenTo}} {
		if !s.from.IsZero() && !s.to.IsZero() && !s.from.Before(s.to) {
			return fmt.Errorf("the time %s from %s until %s is empty: give an end after the beginning",
				s.what, s.from.Format(time.RFC3339), s.to.Format(time.RFC3339))
		}
	}
	return nil
}

// restriction is what a query's filter and time mean in one segment.
type restriction struct {
	asOf      int64           // articles known later are not let in; math.MaxInt64 for none
	from, to  int64           // known in [from, to)
	withdrawn *roaring.Bitmap // articles that no longer hold
	except    *hiding         // what is hidden; nil for nothing
	tagged    *roaring.Bitmap // articles that may be found; nil for all
	spoken    *roaring.Bitmap // lines that may be found; nil for all
	days      days            // that a fact must speak of one of
	dated     bool            // there are such days
}

// restrict works out which articles and lines of the segment a query lets in.
func (s *scanner) restrict(q Query, withdrawn []byte) error {
	r := &s.only
	r.asOf, r.from, r.to = math.MaxInt64, timeUnknown, math.MaxInt64
	if !q.AsOf.IsZero() {
		r.asOf = q.AsOf.Unix()
	}
	if !q.Only.From.IsZero() {
		r.from = knownAt(q.Only.From)
	}
	if !q.Only.To.IsZero() {
		r.to = knownAt(q.Only.To)
	}
	if !q.Only.SpokenFrom.IsZero() || !q.Only.SpokenTo.IsZero() {
		r.dated, r.days = true, spokenDays(q.Only)
	}
	if len(withdrawn) > 0 {
		r.withdrawn = roaring.New()
		if _, err := r.withdrawn.FromBuffer(withdrawn); err != nil {
			return damaged("withdrawn")
		}
	}
	if len(q.Only.Except) > 0 {
		var err error
		if r.except, err = s.hide(q.Only.Except); err != nil {
			return err
		}
	}
	for _, f := range [...]struct {
		kind   string
		values []string
	}{{tagOutlet, q.Only.Outlets}, {tagFeed, q.Only.Feeds}, {tagTopic, q.Only.Topics}} {
		if len(f.values) == 0 {
			continue
		}
		some, err := s.taggedWith(f.kind, f.values)
		if err != nil {
			return err
		}
		if r.tagged == nil {
			r.tagged = some
		} else {
			r.tagged.And(some)
		}
	}
	if q.Only.Speaker == "" {
		return nil
	}
	var err error
	r.spoken, err = s.spokenBy(q.Only.Speaker)
	return err
}

// spokenDays are the days a filter names.
func spokenDays(o Filter) days {
	d := days{math.MinInt32, math.MaxInt32}
	if !o.SpokenFrom.IsZero() {
		d.first = dayOf(o.SpokenFrom)
	}
	if !o.SpokenTo.IsZero() {
		d.last = dayOf(o.SpokenTo.Add(-1))
	}
	return d
}

// taggedWith are the articles that have one of the tags of a kind.
func (s *scanner) taggedWith(kind string, values []string) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, v := range values {
		err := s.eachPosting(tag(kind, v), func(line uint32, _ byte) {
			out.Add(uint32(s.articleOf(line)))
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// spokenBy are the lines of facts in which somebody of this name or role speaks.
func (s *scanner) spokenBy(name string) (*roaring.Bitmap, error) {
	var out *roaring.Bitmap
	for _, t := range tokens(name, english, false) {
		lines := roaring.New()
		var stems []string
		for _, code := range s.languages {
			stem := t.stem(code)
			if slices.Contains(stems, stem) {
				continue
			}
			stems = append(stems, stem)
			err := s.eachPosting(stem, func(line uint32, field byte) {
				if field&flagSpeaker != 0 {
					lines.Add(line)
				}
			})
			if err != nil {
				return nil, err
			}
		}
		if out == nil {
			out = lines
		} else {
			out.And(lines)
		}
	}
	if out == nil {
		return roaring.New(), nil
	}
	return out, nil
}

// eachPosting calls yield for all postings of a stem.
func (s *scanner) eachPosting(stem string, yield func(line uint32, field byte)) error {
	e, err := s.lookup(stem)
	if err != nil || e.lines == 0 {
		return err
	}
	l := lists.Get().(*list)
	defer l.giveBack()
	if err := l.open(s.segment, e); err != nil {
		return err
	}
	for i := range l.parts() {
		if err := l.load(i); err != nil {
			return err
		}
		if err := l.loadFields(); err != nil {
			return err
		}
		for n := range l.n {
			yield(l.lines[n], l.fields[n])
		}
	}
	return nil
}

// admits reports whether an article may be found.
func (f *finder) admits(s *scanner, article int) (bool, error) {
	r, known := &s.only, s.records[article].known
	switch {
	case s.hidden(article):
		return false, nil
	case known > r.asOf, known < r.from, known >= r.to, r.tagged != nil && !r.tagged.Contains(uint32(article)):
		return false, nil
	case known == timeUnknown && r.to != math.MaxInt64:
		return false, nil
	case r.withdrawn == nil || !r.withdrawn.Contains(uint32(article)):
		return true, nil
	case f.query.AsOf.IsZero():
		return false, nil
	}
	revision, err := s.revision(article)
	if err != nil {
		return false, err
	}
	since, ok := f.snapshot.Withdrawn(revision)
	return ok && since.After(f.query.AsOf), nil
}

// speaksOf calls yield for the lines of an article, counted from its headline's, that speak of a day the query wants.
func (s *scanner) speaksOf(article int, yield func(line int)) error {
	return s.eachTime(article, func(line int, d days) bool {
		if d.meet(s.only.days) {
			yield(line)
		}
		return true
	})
}
