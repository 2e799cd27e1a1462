package store

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// revisions        number                 -> articleRecord: all but the text; numbers rise from 1, one a stored revision
// texts            number                 -> textRecord, compressed
// revision-by-id   revision id            -> number
// article-by-id    article id             -> number of its current revision
// article-by-ref   ref (nameKey)          -> article id; of several articles with one ref the latest
// article-by-time  Known (time), number   -> ""; current revisions only
// withdrawn        revision id            -> withdrawnRecord
// outlets          outlet (nameKey)       -> outletRecord: current articles only
//
// Texts lie apart from the rest, so that a list of headlines reads no text, and so that the small records
// share leaves. The two buckets by id have random keys; they hold 24 bytes an entry and nothing else.
var (
	bucketRevisions  = []byte("revisions")
	bucketTexts      = []byte("texts")
	bucketByRevision = []byte("revision-by-id")
	bucketByArticle  = []byte("article-by-id")
	bucketByRef      = []byte("article-by-ref")
	bucketByTime     = []byte("article-by-time")
	bucketWithdrawn  = []byte("withdrawn")
	bucketOutlets    = []byte("outlets")
)

// appendFill fills the pages of buckets whose keys only rise: with half-full pages the file would be
// twice as large.
const appendFill = 0.95

// maxIDBytes bounds ids; those of the nouns have 16 bytes.
const maxIDBytes = 64

type articleRecord struct {
	Article    string   `cbor:"1,keyasint"`
	Revision   string   `cbor:"2,keyasint"`
	Ref        string   `cbor:"3,keyasint,omitempty"`
	URL        string   `cbor:"4,keyasint,omitempty"`
	Outlet     string   `cbor:"5,keyasint,omitempty"`
	Headline   string   `cbor:"6,keyasint,omitempty"`
	Standfirst string   `cbor:"7,keyasint,omitempty"`
	Byline     []string `cbor:"8,keyasint,omitempty"`
	Section    string   `cbor:"9,keyasint,omitempty"`
	Published  moment   `cbor:"10,keyasint,omitzero"`
	Updated    moment   `cbor:"11,keyasint,omitzero"`
	Language   string   `cbor:"12,keyasint,omitempty"`
	UsageTerms string   `cbor:"13,keyasint,omitempty"`
	Taken      moment   `cbor:"14,keyasint,omitzero"`
	Facts      int      `cbor:"15,keyasint,omitempty"`
	Labels     []string `cbor:"16,keyasint,omitempty"`
	Notes      []string `cbor:"17,keyasint,omitempty"`
	Feed       string   `cbor:"18,keyasint,omitempty"`
	Since      moment   `cbor:"19,keyasint,omitzero"`
	Before     string   `cbor:"20,keyasint,omitempty"` // the revision whose place it took
}

type textRecord struct {
	Text   string        `cbor:"1,keyasint,omitempty"`
	Blocks []blockRecord `cbor:"2,keyasint,omitempty"`
}

type blockRecord struct {
	Kind   string     `cbor:"1,keyasint"`
	Span   spanRecord `cbor:"2,keyasint"`
	Reason string     `cbor:"3,keyasint,omitempty"`
}

type withdrawnRecord struct {
	Since moment `cbor:"1,keyasint"`
}

type outletRecord struct {
	Name     string `cbor:"1,keyasint"`
	Articles int    `cbor:"2,keyasint"`
}

// countsRecord is what Extent answers from, and the last numbers given out.
type countsRecord struct {
	Articles     int    `cbor:"1,keyasint,omitempty"` // with a current revision
	Revisions    int    `cbor:"2,keyasint,omitempty"` // stored, withdrawn ones included
	Facts        int    `cbor:"3,keyasint,omitempty"` // of current revisions
	Outlets      int    `cbor:"4,keyasint,omitempty"`
	Newest       moment `cbor:"5,keyasint,omitzero"`
	Sequence     uint64 `cbor:"6,keyasint,omitempty"`
	LastRevision uint64 `cbor:"7,keyasint,omitempty"`
	LastSegment  uint64 `cbor:"8,keyasint,omitempty"`
}

// Revision is the current revision of an article, the last one of an article that was withdrawn (DB.WithdrawArticle), or
// briefing.ErrNotFound.
func (db *DB) Revision(ctx context.Context, id briefing.ArticleID) (briefing.RevisionID, error) {
	var r briefing.RevisionID
	err := db.View(ctx, func(v *View) (err error) {
		r, err = v.Current(id)
		if !errors.Is(err, briefing.ErrNotFound) {
			return err
		}
		last, lost := db.lastOf(v.tx, id)
		if last != "" || lost != nil {
			r, err = last, lost
		}
		return err
	})
	return r, err
}

// AddArticles stores a batch of articles with their facts and the index segment over them (nil for none) in
// one transaction: all of it, or on any error nothing. The segment has the articles in the order of the batch.
//
// An article whose id is known with another revision replaces that one, which counts as withdrawn from
// the new one's Since, or its Taken if it says no such. A revision that is current already makes the call fail with briefing.ErrExists. A
// revision that was withdrawn and comes back is stored anew and is current again, as if it had never been
// withdrawn; its index came with this batch, and its earlier place in the index stays withdrawn for good
// (briefing.Segment.Withdrawn).
//
// A filing whose facts are not pieces of its text is refused.
func (db *DB) AddArticles(ctx context.Context, batch []briefing.Filing, segment []byte) error {
	bodies, err := db.encodeFilings(batch) // before the write lock is taken
	if err != nil {
		return err
	}
	if len(batch) == 0 && len(segment) == 0 {
		return nil
	}
	db.adding.RLock()
	defer db.adding.RUnlock()
	return db.update(ctx, func(tx *bolt.Tx) error {
		a := adding{db: db, tx: tx}
		if err := db.counts(tx, &a.counts); err != nil {
			return err
		}
		first := a.counts.LastRevision + 1
		for i, f := range batch {
			if err := a.add(f.Article, bodies[i]); err != nil {
				return fmt.Errorf("add article %s: %w", nameOf(f.Article), err)
			}
			runtime.Gosched()
		}
		if len(segment) > 0 {
			a.counts.LastSegment++
			head := segmentRecord{Age: a.counts.LastSegment, Runs: runsOf(first, len(batch))}
			if err := putSegment(db.codec, tx, a.counts.LastSegment, head, segment); err != nil {
				return fmt.Errorf("add segment %d: %w", a.counts.LastSegment, err)
			}
		}
		if err := db.markWithdrawn(tx, a.withdrawn); err != nil {
			return err
		}
		a.counts.Sequence++
		return putSmall(db.codec, tx.Bucket(bucketMeta), keyCounts, a.counts)
	})
}

// nameOf names an article in an error.
func nameOf(a briefing.Article) string {
	for _, name := range []string{a.URL, a.Ref, string(a.ID)} {
		if name != "" {
			return name[:min(len(name), longestName)]
		}
	}
	return "without an id"
}

// filingBodies are the encoded records of a filing.
type filingBodies struct {
	article articleRecord
	text    []byte
	facts   [][]byte
}

// encodeFilings encodes the records of a batch on all cores. Of several errors it returns the first filing's.
func (db *DB) encodeFilings(batch []briefing.Filing) ([]filingBodies, error) {
	bodies, errs := make([]filingBodies, len(batch)), make([]error, len(batch))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(batch)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(batch); i = int(next.Add(1)) - 1 {
				bodies[i], errs[i] = db.encodeFiling(batch[i])
				runtime.Gosched() // a question that waits for a core goes first
			}
		})
	}
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("add article %s: %w", nameOf(batch[i].Article), err)
		}
	}
	return bodies, nil
}

func (db *DB) encodeFiling(f briefing.Filing) (filingBodies, error) {
	a := f.Article
	if len(a.ID) == 0 || len(a.ID) > maxIDBytes || len(a.Revision) == 0 || len(a.Revision) > maxIDBytes {
		return filingBodies{}, fmt.Errorf("article id %q or revision id %q is none", a.ID, a.Revision)
	}
	if len(a.Text) > maxTextBytes/2 {
		return filingBodies{}, fmt.Errorf("its text of %d bytes is longer than %d", len(a.Text), maxTextBytes/2)
	}
	bodies := filingBodies{article: articleRecordOf(a, len(f.Facts))}
	var err error
	if bodies.text, err = db.codec.packed(textRecord{Text: a.Text, Blocks: each(a.Blocks, blockRecordOf)}); err != nil {
		return filingBodies{}, err
	}
	for i, fact := range f.Facts {
		if err := proveFact(a, fact); err != nil {
			return filingBodies{}, fmt.Errorf("fact %d: %w", i, err)
		}
		body, err := db.codec.body(factRecordOf(fact))
		if err != nil {
			return filingBodies{}, fmt.Errorf("fact %d: %w", i, err)
		}
		bodies.facts = append(bodies.facts, body)
	}
	return bodies, nil
}

// adding is the state of one AddArticles.
type adding struct {
	db     *DB
	tx     *bolt.Tx
	counts countsRecord

	withdrawn []uint64 // numbers of the revisions that hold no more
}

func (a *adding) add(article briefing.Article, bodies filingBodies) error {
	if err := a.tx.Bucket(bucketArticlesWithdrawn).Delete([]byte(article.ID)); err != nil {
		return err
	}
	current := numberOf(a.tx.Bucket(bucketByArticle).Get([]byte(article.ID)))
	if current != 0 {
		old, err := a.withdraw(article, current)
		if err != nil {
			return err
		}
		bodies.article.Before = string(old)
	}
	earlier := numberOf(a.tx.Bucket(bucketByRevision).Get([]byte(article.Revision)))
	if earlier != 0 {
		if err := a.forget(article.Revision, earlier); err != nil {
			return err
		}
	}
	a.counts.LastRevision++
	if err := a.put(a.counts.LastRevision, bodies); err != nil {
		return err
	}
	if err := a.point(article, len(bodies.facts), a.counts.LastRevision); err != nil {
		return err
	}
	return a.db.review(a.tx, string(article.ID))
}

// withdraw makes room for another revision of an article: the current one, whose id it returns, holds no more.
func (a *adding) withdraw(next briefing.Article, number uint64) (briefing.RevisionID, error) {
	var old articleRecord
	if err := a.db.articleRecord(a.tx, number, &old); err != nil {
		return "", err
	}
	if old.Revision == string(next.Revision) {
		return "", fmt.Errorf("revision %s is %w", next.Revision, briefing.ErrExists)
	}
	since := next.Since
	if since.IsZero() {
		since = next.Taken
	}
	if since.IsZero() {
		since = a.db.now()
	}
	err := putSmall(a.db.codec, a.tx.Bucket(bucketWithdrawn), []byte(old.Revision), withdrawnRecord{Since: momentOf(since)})
	if err != nil {
		return "", err
	}
	if err := a.tx.Bucket(bucketByTime).Delete(knownKey(old.known(), number)); err != nil {
		return "", err
	}
	a.withdrawn = append(a.withdrawn, number)
	a.counts.Articles--
	a.counts.Facts -= old.Facts
	return briefing.RevisionID(old.Revision), a.countOutlet(old.Outlet, -1)
}

// forget deletes a withdrawn revision that comes back.
func (a *adding) forget(r briefing.RevisionID, number uint64) error {
	var old articleRecord
	if err := a.db.articleRecord(a.tx, number, &old); err != nil {
		return err
	}
	for ordinal := range old.Facts {
		if err := deleteLong(a.tx.Bucket(bucketFacts), factKey(number, ordinal)); err != nil {
			return err
		}
	}
	a.counts.Revisions--
	return errors.Join(
		deleteLong(a.tx.Bucket(bucketTexts), numberKey(number)),
		deleteLong(a.tx.Bucket(bucketRevisions), numberKey(number)),
		a.tx.Bucket(bucketWithdrawn).Delete([]byte(r)),
	)
}

// put writes the records of a revision under its number.
func (a *adding) put(number uint64, bodies filingBodies) error {
	revisions, texts, facts := a.tx.Bucket(bucketRevisions), a.tx.Bucket(bucketTexts), a.tx.Bucket(bucketFacts)
	revisions.FillPercent, texts.FillPercent, facts.FillPercent = appendFill, appendFill, appendFill
	key := numberKey(number)
	if err := putRecord(a.db.codec, revisions, key, bodies.article); err != nil {
		return err
	}
	if err := putLong(texts, key, sealed(key, bodies.text)); err != nil {
		return err
	}
	for ordinal, body := range bodies.facts {
		key := factKey(number, ordinal)
		if err := putLong(facts, key, sealed(key, body)); err != nil {
			return err
		}
	}
	return nil
}

// point leads from everything an article is found by to its new current revision.
func (a *adding) point(article briefing.Article, facts int, number uint64) error {
	a.counts.Articles++
	a.counts.Facts += facts
	a.counts.Revisions++
	if article.Published.After(a.counts.Newest.time()) {
		a.counts.Newest = momentOf(article.Published)
	}
	if article.Ref != "" {
		if err := a.tx.Bucket(bucketByRef).Put(nameKey(article.Ref), []byte(article.ID)); err != nil {
			return err
		}
	}
	return errors.Join(
		a.tx.Bucket(bucketByRevision).Put([]byte(article.Revision), numberKey(number)),
		a.tx.Bucket(bucketByArticle).Put([]byte(article.ID), numberKey(number)),
		a.tx.Bucket(bucketByTime).Put(knownKey(article.Known(), number), nil),
		a.countOutlet(article.Outlet, 1),
	)
}

// countOutlet adds n to an outlet's articles. An unknown outlet is not one.
func (a *adding) countOutlet(name string, n int) error {
	if name == "" {
		return nil
	}
	outlets, key := a.tx.Bucket(bucketOutlets), nameKey(name)
	record := outletRecord{Name: strings.ToValidUTF8(name[:min(len(name), longestName)], "")}
	found, err := getRecord(a.db.codec, outlets, key, &record)
	if err != nil {
		return fmt.Errorf("outlet %s: %w", name, err)
	}
	record.Articles += n
	switch {
	case record.Articles == 0:
		a.counts.Outlets--
		return outlets.Delete(key)
	case !found:
		a.counts.Outlets++
	}
	return putSmall(a.db.codec, outlets, key, record)
}

// counts reads the counts record.
func (db *DB) counts(tx *bolt.Tx, into *countsRecord) error {
	if _, err := getRecord(db.codec, tx.Bucket(bucketMeta), keyCounts, into); err != nil {
		return fmt.Errorf("counts: %w", err)
	}
	return nil
}

// articleRecord reads the record of a numbered revision.
func (db *DB) articleRecord(tx *bolt.Tx, number uint64, into *articleRecord) error {
	key := numberKey(number)
	return db.codec.readArticle(key, getLong(tx.Bucket(bucketRevisions), key), into)
}

// readArticle checks and decodes the record found under the key of a numbered revision; nil is none.
func (c *codec) readArticle(key, value []byte, into *articleRecord) error {
	if value == nil {
		return fmt.Errorf("revision number %d: %w: it is missing", numberOf(key), ErrDamaged)
	}
	bytes, err := unseal(key, value)
	if err != nil {
		return fmt.Errorf("revision number %d: %w", numberOf(key), err)
	}
	b := bodyOf(bytes)
	if r := b.article(); b.whole() {
		*into = r
		return nil
	}
	if err := c.decode(bytes, into); err != nil {
		return fmt.Errorf("revision number %d: %w", numberOf(key), err)
	}
	return nil
}

// nameKey is a key for a name from outside, which may be longer than a key can be.
func nameKey(name string) []byte {
	if len(name) <= longestName {
		return []byte(name)
	}
	return []byte(name[:longestName] + briefing.DerivedID(name))
}

// longestName is how much of a name is kept where it is a key.
const longestName = 200

// knownKey sorts revisions by the time from which they count as known.
func knownKey(known time.Time, number uint64) []byte {
	return append(timeKey(known), numberKey(number)...)
}

func (r *articleRecord) known() time.Time { return r.article().Known() }

// article is the noun, without text and blocks.
func (r *articleRecord) article() briefing.Article {
	return briefing.Article{
		ID: briefing.ArticleID(r.Article), Revision: briefing.RevisionID(r.Revision), Ref: r.Ref,
		URL: r.URL, Outlet: r.Outlet, Headline: r.Headline, Standfirst: r.Standfirst, Byline: r.Byline,
		Section: r.Section, Published: r.Published.time(), Updated: r.Updated.time(), Language: r.Language,
		UsageTerms: r.UsageTerms, Taken: r.Taken.time(), Feed: r.Feed, Since: r.Since.time(),
		Labels: each(r.Labels, func(l string) briefing.Label { return briefing.Label(l) }), Notes: r.Notes,
	}
}

func articleRecordOf(a briefing.Article, facts int) articleRecord {
	return articleRecord{
		Article: string(a.ID), Revision: string(a.Revision), Ref: a.Ref,
		URL: a.URL, Outlet: a.Outlet, Headline: a.Headline, Standfirst: a.Standfirst, Byline: a.Byline,
		Section: a.Section, Published: momentOf(a.Published), Updated: momentOf(a.Updated), Language: a.Language,
		UsageTerms: a.UsageTerms, Taken: momentOf(a.Taken), Facts: facts, Feed: a.Feed, Since: momentOf(a.Since),
		Labels: each(a.Labels, func(l briefing.Label) string { return string(l) }), Notes: a.Notes,
	}
}

func blockRecordOf(b briefing.Block) blockRecord {
	return blockRecord{Kind: string(b.Kind), Span: spanRecordOf(b.Span), Reason: b.Reason}
}

func (r blockRecord) block() briefing.Block {
	return briefing.Block{Kind: briefing.BlockKind(r.Kind), Span: r.Span.span(), Reason: r.Reason}
}
