package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Open opens the database at path, and makes it if there is none. Beside the file it keeps two small ones:
// path.mark (mark.go) and, while it is open for writing, path.holder (holder.go).
func Open(path string, o Options) (*DB, error) { return open(path, o, steps) }

// open is Open with the history of the format as an argument, so that tests can go on with it.
func open(path string, o Options, steps []step) (*DB, error) {
	if err := preflight(path, o); err != nil {
		return nil, err
	}
	codec, err := newCodec()
	if err != nil {
		return nil, err
	}
	db := &DB{path: path, options: o, codec: codec, doubted: make(chan struct{})}
	if err := db.openFile(); err != nil {
		return nil, err
	}
	if err := guarded(func() error { return db.checkMark(steps) }); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// preflight refuses what bbolt would take for a new database, that is no file, or an empty one, where a mark
// says that there was more; and a file that was cut short.
func preflight(path string, o Options) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%s is a directory: name a file in it", path)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("open database: %w", err)
	case err == nil && info.Size() > 0:
		return checkLength(path, info.Size())
	}
	state := "is empty"
	if err != nil {
		state = "does not exist"
	}
	if _, err := os.Stat(markPath(path)); err == nil && !o.AcceptRollback {
		return fmt.Errorf("%s %s, but %s says it held data: restore it from a backup, or accept the loss with --accept-rollback", path, state, markPath(path))
	}
	if o.ReadOnly {
		return fmt.Errorf("%s %s: add articles to it first, or name another file with --db", path, state)
	}
	if dir, err := os.Stat(filepath.Dir(path)); err != nil || !dir.IsDir() {
		return fmt.Errorf("the directory %s of the database does not exist: make it, or name another file with --db", filepath.Dir(path))
	}
	return nil
}

// openFile locks and maps the file.
func (db *DB) openFile() error {
	o := db.options
	if o.Timeout == 0 {
		o.Timeout = time.Second
	}
	if o.MapSize == 0 && strconv.IntSize == 64 && runtime.GOOS != "windows" {
		// Only addresses; growing the map makes readers and the writer wait for each other. Windows would
		// make the file as long.
		reserved := int64(4 << 30)
		o.MapSize = int(reserved)
	}
	err := guarded(func() (err error) {
		db.bolt, err = bolt.Open(db.path, 0o600, &bolt.Options{
			Timeout:         o.Timeout,
			ReadOnly:        o.ReadOnly,
			MaxSize:         int(o.MaxSize),
			NoSync:          o.NoSync,
			InitialMmapSize: o.MapSize,
			FreelistType:    bolt.FreelistMapType,
			OpenFile: func(name string, flag int, mode os.FileMode) (_ *os.File, err error) {
				db.file, err = os.OpenFile(name, flag, mode)
				return db.file, err
			},
		})
		return err
	})
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bolterrors.ErrTimeout):
		return fmt.Errorf("database %s is in use by %s: stop it, or name another file with --db", db.path, holderOf(db.path))
	case errors.Is(err, ErrDamaged):
		db.file.Close() // bbolt has lost it when it panics; the lock stays with the map, which is lost too, until the process ends
		return fmt.Errorf("open %s: %w; restore it from a backup", db.path, err)
	case db.file == nil: // not even opened
		return fmt.Errorf("open database: %w", err)
	case refusedBySystem(err):
		return fmt.Errorf("open %s: %w", db.path, err)
	}
	return fmt.Errorf("%s is not a nutgraf database: %w: name another file with --db, or restore a backup", db.path, err)
}

// refusedBySystem reports whether a call of the operating system failed: that says nothing about what the file holds.
func refusedBySystem(err error) bool {
	var number syscall.Errno
	return errors.As(err, &number)
}

// checkMark compares the file with its mark, brings its format up to date, and from then on keeps the mark.
func (db *DB) checkMark(steps []step) error {
	found, err := readMark(db.path)
	if err != nil {
		return err
	}
	if err := db.compare(found); err != nil && !db.options.AcceptRollback {
		return err
	}
	if db.options.ReadOnly {
		return db.migrate(steps)
	}
	// The holder's name comes first: from here on a second process may ask.
	if db.holder, err = hold(db.path, db.options.Command); err != nil {
		return err
	}
	if err := db.migrate(steps); err != nil {
		return err
	}
	identity, sequence, err := db.identity()
	if err != nil {
		return err
	}
	if err := db.countWaiting(); err != nil {
		return err
	}
	db.mark, err = keepMark(db.path, identity, sequence, !db.options.NoSync)
	return err
}

// compare says what is wrong with the file if found is its mark.
func (db *DB) compare(found marked) error {
	if !found.ok {
		return nil
	}
	identity, sequence, err := db.identity()
	switch {
	case err != nil:
		return err
	case identity == "":
		return fmt.Errorf("%s holds nothing, but %s says it held data: restore it from a backup, or accept the loss with --accept-rollback", db.path, markPath(db.path))
	case identity != found.identity:
		return fmt.Errorf("%s is not the database %s was written for: put the right one back, or accept this one with --accept-rollback", db.path, markPath(db.path))
	case sequence < found.sequence:
		return fmt.Errorf("%s is older than it was (change %d, but there were %d): put the newer one back, or accept the loss with --accept-rollback", db.path, sequence, found.sequence)
	}
	return nil
}

// identity is the file's identity, "" for one that holds nothing yet, and the number of its last commit.
func (db *DB) identity() (identity string, sequence uint64, err error) {
	err = db.read(context.Background(), func(tx *bolt.Tx) error {
		sequence = uint64(tx.ID())
		if meta := tx.Bucket(bucketMeta); meta != nil {
			identity = fmt.Sprintf("%x", meta.Get(keyIdentity))
		}
		return nil
	})
	return identity, sequence, err
}

// Secret is a key for a purpose: the same in every run on this file, and another in every other file.
func (db *DB) Secret(purpose string) ([]byte, error) {
	identity, _, err := db.identity()
	if err != nil {
		return nil, fmt.Errorf("secret of %s: %w", db.path, err)
	}
	h := hmac.New(sha256.New, []byte(identity))
	h.Write([]byte(purpose))
	return h.Sum(nil), nil
}
