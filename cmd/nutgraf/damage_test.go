package main

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"

	"github.com/fxamacker/cbor/v2"
	"github.com/rogpeppe/go-internal/testscript"
	bolt "go.etcd.io/bbolt"
)

// damageFile runs "damage FILE WHAT" on a database: flips a bit of a "segment" or a "fact", makes the index of an older "format",
// or the whole file one of the "first" format.
func damageFile(ts *testscript.TestScript, neg bool, args []string) {
	db, err := bolt.Open(ts.MkAbs(args[0]), 0o600, nil)
	ts.Check(err)
	defer db.Close()
	ts.Check(db.Update(func(tx *bolt.Tx) error {
		switch args[1] {
		case "segment":
			return eachSegment(tx, func(chunks *bolt.Bucket, _, first []byte) error {
				first[len(first)/2] ^= 1
				return chunks.Put([]byte{0, 0, 0, 0}, first)
			})
		case "fact":
			facts := tx.Bucket([]byte("facts"))
			key, value := facts.Cursor().First()
			return facts.Put(slices.Clone(key), append(slices.Clone(value[:len(value)-1]), value[len(value)-1]^1))
		case "format":
			return eachSegment(tx, func(chunks *bolt.Bucket, number, first []byte) error {
				first[len("ngindex")]--
				if err := chunks.Put([]byte{0, 0, 0, 0}, first); err != nil {
					return err
				}
				return editHead(tx, number, func(head map[int]any) {
					head[2].([]any)[0] = uint64(crc32.Checksum(first, castagnoli))
				})
			})
		case "first":
			err := eachSegment(tx, func(_ *bolt.Bucket, number, _ []byte) error {
				return editHead(tx, number, func(head map[int]any) { delete(head, 4) })
			})
			if err != nil {
				return err
			}
			if err := keepBuckets(tx, firstBuckets); err != nil {
				return err
			}
			return tx.Bucket([]byte("meta")).Put([]byte("format"), binary.BigEndian.AppendUint64(nil, 1))
		}
		return fmt.Errorf("no damage %q", args[1])
	}))
}

// firstBuckets are those of the first format.
const firstBuckets = "meta revisions texts facts article-by-id revision-by-id article-by-ref article-by-time withdrawn outlets segments " +
	"segment-heads jobs job-ids jobs-waiting jobs-leased jobs-done job-lines turns turns-by-time subscriptions cursors"

// keepBuckets deletes all buckets but those named.
func keepBuckets(tx *bolt.Tx, names string) error {
	var later [][]byte
	err := tx.ForEach(func(name []byte, _ *bolt.Bucket) error {
		if !slices.Contains(strings.Fields(names), string(name)) {
			later = append(later, slices.Clone(name))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range later {
		if err := tx.DeleteBucket(name); err != nil {
			return err
		}
	}
	return nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// eachSegment calls do with the bucket, the number and a copy of the first chunk of each segment.
func eachSegment(tx *bolt.Tx, do func(chunks *bolt.Bucket, number, first []byte) error) error {
	segments := tx.Bucket([]byte("segments"))
	var numbers [][]byte
	if err := segments.ForEachBucket(func(k []byte) error { numbers = append(numbers, slices.Clone(k)); return nil }); err != nil {
		return err
	}
	for _, number := range numbers {
		chunks := segments.Bucket(number)
		if err := do(chunks, number, slices.Clone(chunks.Get([]byte{0, 0, 0, 0}))); err != nil {
			return err
		}
	}
	return nil
}

// editHead changes the head of a segment and seals it again.
func editHead(tx *bolt.Tx, number []byte, edit func(map[int]any)) error {
	heads, head := tx.Bucket([]byte("segment-heads")), map[int]any{}
	if err := cbor.Unmarshal(heads.Get(number)[4:], &head); err != nil {
		return err
	}
	edit(head)
	body, err := cbor.Marshal(head)
	if err != nil {
		return err
	}
	sum := crc32.Update(crc32.Checksum(number, castagnoli), castagnoli, body)
	return heads.Put(number, append(binary.BigEndian.AppendUint32(nil, sum), body...))
}
