package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// View is one consistent read view of the library. It belongs to one goroutine and ends with the function
// it was given to. What cannot return an error makes DB.View return it.
type View struct {
	tx   *bolt.Tx
	db   *DB
	err  error                                // the first of a method that returns none
	seen map[briefing.RevisionID]seenRevision // most reads of a view are of a few revisions, again and again

	revisionIDs, articleIDs, revisions, facts lookups
	key                                       [12]byte // room for one
}

type seenRevision struct {
	number uint64
	record *articleRecord
}

// lookups are look-ups in one bucket. Finding the bucket, and a cursor of it, costs more than one of them.
type lookups struct{ cursor *bolt.Cursor }

// get is the value under a key of the bucket, of a view's transaction, or nil.
func (l *lookups) get(tx *bolt.Tx, bucket, key []byte) []byte {
	if l.cursor == nil {
		l.cursor = tx.Bucket(bucket).Cursor()
	}
	found, value := l.cursor.Seek(key)
	if !bytes.Equal(found, key) {
		return nil
	}
	return value
}

// getLong is get for what putLong kept.
func (l *lookups) getLong(tx *bolt.Tx, bucket, key []byte) []byte {
	value := l.get(tx, bucket, key)
	if len(value) < partBytes {
		return value
	}
	return getLong(tx.Bucket(bucket), key)
}

func (v *View) fail(err error) {
	if v.err == nil {
		v.err = err
	}
}

// Extent counts what there is. Newest is the latest publication of all articles ever added.
func (v *View) Extent() briefing.Extent {
	var counts countsRecord
	if err := v.db.counts(v.tx, &counts); err != nil {
		v.fail(err)
	}
	return briefing.Extent{
		Articles: counts.Articles, Facts: counts.Facts, Outlets: counts.Outlets,
		Newest: counts.Newest.time(), Sequence: counts.Sequence,
	}
}

// Current is the current revision of an article, or briefing.ErrNotFound.
func (v *View) Current(id briefing.ArticleID) (briefing.RevisionID, error) {
	number := numberOf(v.tx.Bucket(bucketByArticle).Get([]byte(id)))
	if number == 0 {
		return "", fmt.Errorf("article %s: %w", id, briefing.ErrNotFound)
	}
	var record articleRecord
	if err := v.db.articleRecord(v.tx, number, &record); err != nil {
		return "", fmt.Errorf("article %s: %w", id, err)
	}
	if record.Article != string(id) {
		return "", fmt.Errorf("article %s: %w: its number leads to article %s", id, ErrDamaged, record.Article)
	}
	return briefing.RevisionID(record.Revision), nil
}

// Withdrawn says since when a revision's facts no longer hold; ok is false for a current one.
func (v *View) Withdrawn(r briefing.RevisionID) (since time.Time, ok bool) {
	var record withdrawnRecord
	found, err := getRecord(v.db.codec, v.tx.Bucket(bucketWithdrawn), []byte(r), &record)
	if err != nil {
		v.fail(fmt.Errorf("withdrawal of revision %s: %w", r, err))
	}
	return record.Since.time(), found
}

// Before is the revision whose place a revision took; "" for the first of its article, and for one that was stored by a nutgraf that did
// not remember it.
func (v *View) Before(r briefing.RevisionID) (briefing.RevisionID, error) {
	_, record, err := v.revision(r)
	if err != nil {
		return "", err
	}
	return briefing.RevisionID(record.Before), nil
}

// Article returns the article of a revision, current or withdrawn, text and blocks included.
func (v *View) Article(r briefing.RevisionID) (briefing.Article, error) {
	number, record, err := v.revision(r)
	if err != nil {
		return briefing.Article{}, err
	}
	return v.db.whole(v.tx, number, record)
}

// Head returns the article of a revision without text and blocks, which need not be unpacked then.
func (v *View) Head(r briefing.RevisionID) (briefing.Article, error) {
	_, record, err := v.revision(r)
	if err != nil {
		return briefing.Article{}, err
	}
	return record.article(), nil
}

// Fact returns a revision's fact by its ordinal.
func (v *View) Fact(r briefing.RevisionID, ordinal int) (briefing.Fact, error) {
	number, _, err := v.revision(r)
	if err != nil {
		return briefing.Fact{}, err
	}
	return v.fact(r, number, ordinal)
}

// Facts returns all facts of a revision, in order.
func (v *View) Facts(r briefing.RevisionID) ([]briefing.Fact, error) {
	number, record, err := v.revision(r)
	if err != nil {
		return nil, err
	}
	facts := make([]briefing.Fact, record.Facts)
	for ordinal := range facts {
		if facts[ordinal], err = v.fact(r, number, ordinal); err != nil {
			return nil, err
		}
	}
	return facts, nil
}

// Articles yields the current articles numbered above after, in the order their current revisions were
// added, without text and blocks. A caller with much to do stops after a while, ends the view and
// goes on in another one after the last number it saw.
func (v *View) Articles(after uint64) iter.Seq2[uint64, briefing.Article] {
	return func(yield func(uint64, briefing.Article) bool) {
		c := v.tx.Bucket(bucketRevisions).Cursor()
		for key, _ := c.Seek(numberKey(after + 1)); key != nil; key, _ = c.Next() {
			if len(key) > 8 { // a further part of a long record
				continue
			}
			number := numberOf(key)
			var record articleRecord
			if err := v.db.articleRecord(v.tx, number, &record); err != nil {
				v.fail(err)
				continue
			}
			if !v.current(number, &record) {
				if _, ok := v.Withdrawn(briefing.RevisionID(record.Revision)); !ok {
					v.fail(neither(record.Revision))
				}
				continue
			}
			if !yield(number, record.article()) {
				return
			}
		}
	}
}

// Last is the highest number that a text of an article was stored under; 0 when there is none.
func (v *View) Last() uint64 {
	key, _ := v.tx.Bucket(bucketRevisions).Cursor().Last()
	if len(key) < 8 {
		return 0
	}
	return numberOf(key[:8])
}

// Between yields the current articles whose Known lies in [from, to), oldest first, without text and blocks.
func (v *View) Between(from, to time.Time) iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		c, end := v.tx.Bucket(bucketByTime).Cursor(), timeKey(to)
		for key, _ := c.Seek(timeKey(from)); key != nil && bytes.Compare(key, end) < 0; key, _ = c.Next() {
			var record articleRecord
			err := v.proveTime(key, &record)
			if !yield(record.article(), err) {
				return
			}
		}
	}
}

// Latest yields the current articles whose Known lies in [from, to), newest first, beginning behind a revision that Latest yielded in
// an earlier view ("" for the newest), without text and blocks.
func (v *View) Latest(from, to time.Time, behind briefing.RevisionID) iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		begin, end := timeKey(from), timeKey(to)
		if behind != "" { // it may have been withdrawn since, and keeps its time and number
			number, record, err := v.revision(behind)
			if err != nil {
				yield(briefing.Article{}, err)
				return
			}
			end = knownKey(record.known(), number)
		}
		c := v.tx.Bucket(bucketByTime).Cursor()
		key, _ := c.Seek(end)
		if key == nil {
			key, _ = c.Last()
		} else {
			key, _ = c.Prev()
		}
		for ; key != nil && bytes.Compare(key, begin) >= 0; key, _ = c.Prev() {
			var record articleRecord
			err := v.proveTime(key, &record)
			if !yield(record.article(), err) {
				return
			}
		}
	}
}

// whole is a revision's article with text and blocks.
func (db *DB) whole(tx *bolt.Tx, number uint64, record *articleRecord) (briefing.Article, error) {
	var text textRecord
	key := numberKey(number)
	if err := db.codec.unpack(key, getLong(tx.Bucket(bucketTexts), key), &text); err != nil {
		return briefing.Article{}, fmt.Errorf("text of revision %s: %w", record.Revision, err)
	}
	a := record.article()
	a.Text, a.Blocks = text.Text, each(text.Blocks, blockRecord.block)
	return a, nil
}

// revision is the number and the record of a revision. The numbers in the buckets of ids have no checksum; that the record
// names the revision proves them. That a revision is not among the withdrawn ones is not believed either: a lost entry would
// make an old text current again.
func (v *View) revision(r briefing.RevisionID) (uint64, *articleRecord, error) {
	if known, ok := v.seen[r]; ok {
		return known.number, known.record, nil
	}
	number := numberOf(v.revisionIDs.get(v.tx, bucketByRevision, []byte(r)))
	if number == 0 {
		return 0, nil, fmt.Errorf("revision %s: %w", r, briefing.ErrNotFound)
	}
	record := new(articleRecord)
	key := binary.BigEndian.AppendUint64(v.key[:0], number)
	if err := v.db.codec.readArticle(key, v.revisions.getLong(v.tx, bucketRevisions, key), record); err != nil {
		return 0, nil, fmt.Errorf("revision %s: %w", r, err)
	}
	if record.Revision != string(r) {
		return 0, nil, fmt.Errorf("revision %s: %w: its number leads to revision %s", r, ErrDamaged, record.Revision)
	}
	if !v.current(number, record) {
		if _, ok := v.Withdrawn(r); !ok {
			return 0, nil, neither(record.Revision)
		}
	}
	if v.seen == nil {
		v.seen = make(map[briefing.RevisionID]seenRevision)
	}
	v.seen[r] = seenRevision{number, record}
	return number, record, nil
}

func neither(revision string) error {
	return fmt.Errorf("revision %s: %w: it is neither current nor withdrawn", revision, ErrDamaged)
}

func (v *View) fact(r briefing.RevisionID, number uint64, ordinal int) (briefing.Fact, error) {
	if ordinal < 0 {
		return briefing.Fact{}, fmt.Errorf("fact %d of revision %s: %w", ordinal, r, briefing.ErrNotFound)
	}
	key := appendFactKey(v.key[:0], number, ordinal)
	value := v.facts.getLong(v.tx, bucketFacts, key)
	if value == nil {
		return briefing.Fact{}, fmt.Errorf("fact %d of revision %s: %w", ordinal, r, briefing.ErrNotFound)
	}
	f, err := v.db.codec.readFact(key, value, r)
	if err != nil {
		return briefing.Fact{}, fmt.Errorf("fact %d of revision %s: %w", ordinal, r, err)
	}
	return f, nil
}
