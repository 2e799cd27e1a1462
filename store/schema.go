package store

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"
)

// meta            "format"    -> format version, 8 bytes
// meta            "identity"  -> 16 random bytes, drawn once when the file is made
// meta            "created"   -> createdRecord
// meta            "counts"    -> countsRecord (article.go): one small record, so opening counts nothing
// meta            "probe"     -> when Probe last wrote (probe.go)
//
// The other buckets are stated by the files that own them.
var (
	bucketMeta = []byte("meta")

	keyFormat   = []byte("format")
	keyIdentity = []byte("identity")
	keyCreated  = []byte("created")
	keyCounts   = []byte("counts")
)

type createdRecord struct {
	At moment `cbor:"1,keyasint"`
}

// step brings the file from one format version to the next, in one transaction with the new version number.
// Versions count from 1: the step at index i makes version i+1.
type step struct {
	what string // for the error when it fails
	do   func(tx *bolt.Tx, c *codec, now time.Time) error
}

// steps is the history of the format. A released step is never changed, only followed by another.
var steps = []step{
	{"make the first buckets", firstBuckets},
	{"make the buckets of withdrawn positions and of what lies aside", segmentBuckets},
	{"make the buckets of answers that were given", toldBuckets},
	{"make the buckets of the conversation", conversationBuckets},
}

// segmentBuckets makes room for what is kept beside segments from format 2 on. The segments of before have no positions
// (segmentRecord.Runs); they are yielded as damaged with ErrOldFormat, until DB.Reindex has built them anew.
func segmentBuckets(tx *bolt.Tx, _ *codec, _ time.Time) error {
	for _, name := range [][]byte{bucketSegmentWithdrawn, bucketSegmentsAside} {
		if _, err := tx.CreateBucket(name); err != nil {
			return fmt.Errorf("bucket %s: %w", name, err)
		}
	}
	return nil
}

func firstBuckets(tx *bolt.Tx, c *codec, now time.Time) error {
	for _, name := range [][]byte{
		bucketMeta,
		bucketRevisions, bucketTexts, bucketFacts, bucketByArticle, bucketByRevision, bucketByRef,
		bucketByTime, bucketWithdrawn, bucketOutlets,
		bucketSegments, bucketSegmentHeads,
		bucketJobs, bucketJobIDs, bucketJobsWaiting, bucketJobsLeased, bucketJobsDone, bucketJobLines,
		bucketTurns, bucketTurnsByTime, bucketSubscriptions, bucketCursors,
	} {
		if _, err := tx.CreateBucket(name); err != nil {
			return fmt.Errorf("bucket %s: %w", name, err)
		}
	}
	meta := tx.Bucket(bucketMeta)
	identity := make([]byte, 16)
	rand.Read(identity)
	if err := meta.Put(keyIdentity, identity); err != nil {
		return err
	}
	if err := putSmall(c, meta, keyCreated, createdRecord{At: momentOf(now)}); err != nil {
		return err
	}
	return putSmall(c, meta, keyCounts, countsRecord{})
}

// ErrOldFormat says of a file opened for reading that it must once be opened for writing, which brings its format up to date,
// and of a segment that the index must be built anew.
var ErrOldFormat = errors.New("older format")

// formatOf is the file's format version; 0 for a file without any bucket, where nothing was kept yet.
func formatOf(tx *bolt.Tx) (uint64, error) {
	meta := tx.Bucket(bucketMeta)
	if meta == nil {
		if first, _ := tx.Cursor().First(); first != nil {
			return 0, fmt.Errorf("it is a bbolt file of another program, with a bucket %q", first)
		}
		return 0, nil
	}
	format := meta.Get(keyFormat)
	if len(format) != 8 || len(meta.Get(keyIdentity)) != 16 {
		return 0, fmt.Errorf("it is a bbolt file of another program, or %w: its meta bucket is not ours", ErrDamaged)
	}
	return binary.BigEndian.Uint64(format), nil
}

// migrate takes the steps the file has not taken yet.
func (db *DB) migrate(steps []step) error {
	var format uint64
	err := db.bolt.View(func(tx *bolt.Tx) (err error) {
		format, err = formatOf(tx)
		return err
	})
	switch {
	case err != nil:
		return fmt.Errorf("%s is not a nutgraf database: %w", db.path, err)
	case format > uint64(len(steps)):
		return fmt.Errorf("%s was written by a newer nutgraf (format %d, this one reads up to %d): upgrade nutgraf", db.path, format, len(steps))
	case format == uint64(len(steps)):
		return nil
	case db.options.ReadOnly && format == 0:
		return fmt.Errorf("%s is empty: add articles to it first", db.path)
	case db.options.ReadOnly:
		return fmt.Errorf("%s has the %w %d, and opened for reading it cannot be brought to format %d: open it once for writing, as nutgraf add and nutgraf run do", db.path, ErrOldFormat, format, len(steps))
	}
	for ; format < uint64(len(steps)); format++ {
		s := steps[format]
		err := db.write(func(tx *bolt.Tx) error {
			if err := s.do(tx, db.codec, db.now()); err != nil {
				return err
			}
			return tx.Bucket(bucketMeta).Put(keyFormat, numberKey(format+1))
		})
		if err != nil {
			return fmt.Errorf("bring %s to format %d (%s): %w", db.path, format+1, s.what, err)
		}
	}
	return nil
}

// putSmall encodes record and keeps it under key, in the place of what was there. It refuses one that would
// not fit one value.
func putSmall(c *codec, b *bolt.Bucket, key []byte, record any) error {
	body, err := c.body(record)
	if err != nil {
		return err
	}
	if len(body)+sumBytes >= partBytes {
		return fmt.Errorf("%d bytes are too many to keep, at most %d", len(body), partBytes)
	}
	return b.Put(key, sealed(key, body))
}

// putRecord encodes record and keeps it under key, where nothing may be and keys are of equal length.
func putRecord(c *codec, b *bolt.Bucket, key []byte, record any) error {
	body, err := c.body(record)
	if err != nil {
		return err
	}
	return putLong(b, key, sealed(key, body))
}

// getRecord decodes what putSmall or putRecord kept under key into record; found is false when nothing is.
func getRecord(c *codec, b *bolt.Bucket, key []byte, record any) (found bool, err error) {
	value := getLong(b, key)
	if value == nil {
		return false, nil
	}
	return true, c.read(key, value, record)
}
