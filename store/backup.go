package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// Backup writes a copy of the database as of now to path, where nothing may be yet, and returns its size in
// bytes. The copy gets its name only when it is whole, proven by Verify and on disk. Work goes on
// meanwhile, but the copy is a long view: what is written during it makes the file grow, so a quiet hour is
// the time for it.
func (db *DB) Backup(ctx context.Context, path string) (size int64, err error) {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("back up to %s: a file of this name is %w", path, briefing.ErrExists)
	}
	part := path + ".part"
	defer os.Remove(part)
	if size, err = db.copyTo(ctx, part); err != nil {
		return 0, fmt.Errorf("back up to %s: %w", path, err)
	}
	if err := verifyCopy(ctx, part); err != nil {
		return 0, fmt.Errorf("back up to %s: %w", path, err)
	}
	if err := errors.Join(os.Rename(part, path), syncDirectory(path)); err != nil {
		return 0, fmt.Errorf("back up to %s: %w", path, err)
	}
	return size, nil
}

func (db *DB) copyTo(ctx context.Context, path string) (size int64, err error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, err
	}
	err = db.read(ctx, func(tx *bolt.Tx) error {
		size, err = tx.WriteTo(writerFunc(func(p []byte) (int, error) {
			if err := ctx.Err(); err != nil {
				return 0, err
			}
			return file.Write(p)
		}))
		return err
	})
	return size, errors.Join(err, file.Sync(), file.Close())
}

func verifyCopy(ctx context.Context, path string) error {
	db, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(db.Verify(ctx), db.Close())
}

type writerFunc func(p []byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }
