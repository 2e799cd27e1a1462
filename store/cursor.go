package store

import (
	"context"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// cursors   name of a source (nameKey) -> cursorRecord
var bucketCursors = []byte("cursors")

type cursorRecord struct {
	Source string `cbor:"1,keyasint"`
	Cursor string `cbor:"2,keyasint,omitempty"`
}

// Cursor says how far a source was read, in the source's own words; "" for one that never was.
func (db *DB) Cursor(ctx context.Context, source string) (string, error) {
	var record cursorRecord
	err := db.read(ctx, func(tx *bolt.Tx) error {
		_, err := getRecord(db.codec, tx.Bucket(bucketCursors), nameKey(source), &record)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("cursor of %s: %w", source, err)
	}
	return record.Cursor, nil
}

// SetCursor remembers how far a source was read.
func (db *DB) SetCursor(ctx context.Context, source, cursor string) error {
	if source == "" {
		return errors.New("set cursor: the source has no name")
	}
	err := db.change(ctx, func(tx *bolt.Tx) error {
		return putSmall(db.codec, tx.Bucket(bucketCursors), nameKey(source), cursorRecord{Source: source, Cursor: cursor})
	})
	if err != nil {
		return fmt.Errorf("set cursor of %s: %w", source, err)
	}
	return nil
}
