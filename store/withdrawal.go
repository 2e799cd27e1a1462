package store

import (
	"context"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// articles-withdrawn   article id -> withdrawalRecord: articles that have no current revision any more
var bucketArticlesWithdrawn = []byte("articles-withdrawn")

type withdrawalRecord struct {
	Revision string `cbor:"1,keyasint"` // the last
}

// WithdrawArticle takes an article back without another text in its place: no answer and no digest rests on it any more, and who was
// told facts of it is owed a correction. Its text stays, as that of a withdrawn revision. The same text is not taken in again, since
// Revision goes on naming it; another text of the article is. It fails with briefing.ErrNotFound if there is no such article.
func (db *DB) WithdrawArticle(ctx context.Context, id briefing.ArticleID) error {
	db.adding.RLock()
	defer db.adding.RUnlock()
	err := db.update(ctx, func(tx *bolt.Tx) error {
		a := adding{db: db, tx: tx}
		if err := db.counts(tx, &a.counts); err != nil {
			return err
		}
		number := numberOf(tx.Bucket(bucketByArticle).Get([]byte(id)))
		if number == 0 {
			return briefing.ErrNotFound
		}
		var record articleRecord
		if err := db.articleRecord(tx, number, &record); err != nil {
			return err
		}
		if _, err := a.withdraw(briefing.Article{ID: id}, number); err != nil {
			return err
		}
		if err := a.unpoint(&record); err != nil {
			return err
		}
		if err := db.markWithdrawn(tx, a.withdrawn); err != nil {
			return err
		}
		if err := db.review(tx, string(id)); err != nil {
			return err
		}
		a.counts.Sequence++
		return putSmall(db.codec, tx.Bucket(bucketMeta), keyCounts, a.counts)
	})
	if err != nil {
		return fmt.Errorf("withdraw article %s: %w", id, err)
	}
	return nil
}

// unpoint has nothing lead to an article any more.
func (a *adding) unpoint(record *articleRecord) error {
	id, byRef := []byte(record.Article), a.tx.Bucket(bucketByRef)
	if key := nameKey(record.Ref); record.Ref != "" && string(byRef.Get(key)) == record.Article {
		if err := byRef.Delete(key); err != nil {
			return err
		}
	}
	return errors.Join(
		a.tx.Bucket(bucketByArticle).Delete(id),
		putSmall(a.db.codec, a.tx.Bucket(bucketArticlesWithdrawn), id, withdrawalRecord{Revision: record.Revision}),
	)
}

// lastOf is the last revision of an article that was withdrawn, or "".
func (db *DB) lastOf(tx *bolt.Tx, id briefing.ArticleID) (briefing.RevisionID, error) {
	var record withdrawalRecord
	_, err := getRecord(db.codec, tx.Bucket(bucketArticlesWithdrawn), []byte(id), &record)
	return briefing.RevisionID(record.Revision), err
}
