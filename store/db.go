package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// ErrInDoubt says that a commit failed in a way that leaves open whether it will be there after the next
// start. The DB does no more work; the process must end and open the file anew, which settles it.
var ErrInDoubt = errors.New("the last change of the database is in doubt: restart nutgraf")

// longView is how long a view may stay open. A reader pins every page freed after it began.
const longView = 250 * time.Millisecond

// Options says how to open a database. The zero value is right for a service.
type Options struct {
	ReadOnly        bool             // several processes may read at once; none can while one writes
	Timeout         time.Duration    // how long to wait for another process to let go of the file; 0 means 1 s
	AcceptRollback  bool             // take a file that is empty, older or another than its mark says
	MaxSize         int64            // bytes the file may grow to, in steps of 16 MiB; 0 means no limit
	Now             func() time.Time // nil means time.Now
	Command         string           // what a second process is told holds the file, such as "nutgraf run"
	MapSize         int              // bytes of address space to reserve; 0 means 4 GiB where that costs nothing
	NoSync          bool             // do not wait for the disk: only for files that may be lost
	PanicOnLongView bool             // for tests: panic when a view was open longer than 250 ms
	Log             *slog.Logger     // warnings about long views; nil for none
}

// DB is an open database. Its methods may be called concurrently.
type DB struct {
	path    string
	options Options
	bolt    *bolt.DB
	file    *os.File // of bolt, which closes it
	codec   *codec
	mark    *mark   // nil when opened for reading
	holder  *holder // nil when opened for reading

	longViews atomic.Uint64
	doubt     atomic.Bool
	doubted   chan struct{} // closed with doubt
	jobs      broadcast     // something about jobs changed
	ours      sync.Map      // numbers of the jobs claimed through this DB
	jobClock  clock
	together  together
	waiting   waitingJobs
	kept      keptSegments
	advised   atomic.Uint64 // where the map began that the kernel was last advised about

	merging sync.Mutex   // held while segments are replaced: whatever else lies aside is left over
	adding  sync.RWMutex // locked while the index is built anew: articles wait
}

// Path is the path of the file as given to Open.
func (db *DB) Path() string { return db.path }

// Close waits for the open views and closes the file.
func (db *DB) Close() error {
	db.jobs.send()
	err := errors.Join(db.mark.close(), db.holder.close(), db.bolt.Close())
	if err != nil {
		return fmt.Errorf("close %s: %w", db.path, err)
	}
	return nil
}

// View calls fn with one consistent read view, which ends when fn returns. Nothing slow may happen inside
// fn: no network, no model, no waiting. What a View returns that is not a string or a struct of the nouns,
// that is the bytes of segments, must not be used after fn has returned.
func (db *DB) View(ctx context.Context, fn func(*View) error) error {
	began := time.Now()
	err := db.read(ctx, func(tx *bolt.Tx) error {
		v := &View{tx: tx, db: db}
		if err := fn(v); err != nil {
			return err
		}
		return v.err
	})
	if took := time.Since(began); took > longView {
		db.longViews.Add(1)
		if db.options.PanicOnLongView {
			panic(fmt.Sprintf("store: a view was open for %v", took))
		}
		if db.options.Log != nil {
			db.options.Log.Warn("view open too long", "took", took)
		}
	}
	return err
}

// read runs fn in a read transaction.
func (db *DB) read(ctx context.Context, fn func(*bolt.Tx) error) error {
	if err := db.usable(ctx); err != nil {
		return err
	}
	return guarded(func() error { return db.bolt.View(fn) })
}

// update runs fn in a write transaction, which is on disk when update returns nil and has left no trace
// when fn returned an error.
func (db *DB) update(ctx context.Context, fn func(*bolt.Tx) error) error {
	if err := db.usable(ctx); err != nil {
		return err
	}
	return db.write(fn)
}

func (db *DB) usable(ctx context.Context) error {
	if db.doubt.Load() {
		return ErrInDoubt
	}
	return ctx.Err()
}

// write is update without the questions before it.
func (db *DB) write(fn func(*bolt.Tx) error) error {
	committing := false
	var id uint64
	err := guarded(func() error {
		tx, err := db.bolt.Begin(true)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		id = uint64(tx.ID())
		if db.doubt.Load() { // while this one waited for its turn
			return ErrInDoubt
		}
		if err := fn(tx); err != nil {
			return err
		}
		committing = true
		return tx.Commit()
	})
	if err == nil {
		db.mark.set(id)
		return nil
	}
	if committing && !(full(err) && db.last() < id) {
		if db.doubt.CompareAndSwap(false, true) {
			close(db.doubted)
		}
		db.jobs.send()
		return fmt.Errorf("%w: %w", ErrInDoubt, err)
	}
	return err
}

// full reports whether err says that there was no room for the change.
func full(err error) bool {
	for _, cause := range []error{bolterrors.ErrMaxSizeReached, syscall.ENOSPC, syscall.EFBIG, syscall.EDQUOT} {
		if errors.Is(err, cause) {
			return true
		}
	}
	return false
}

// last is the number of the last commit a reader would see; the highest there is if that cannot be told.
func (db *DB) last() uint64 {
	id := ^uint64(0)
	err := guarded(func() error {
		return db.bolt.View(func(tx *bolt.Tx) error {
			id = uint64(tx.ID())
			return nil
		})
	})
	if err != nil {
		return ^uint64(0)
	}
	return id
}

// guarded runs fn and returns as ErrDamaged what broken bytes of a mapped file raise: a fault of the
// memory behind it, or a panic of bbolt over a page that makes no sense or a bucket that is gone. Other
// panics go on.
func guarded(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		_, fault := cause.(interface{ Addr() uintptr }) // of runtime.Error, says debug.SetPanicOnFault
		if !fault && !panickedIn("go.etcd.io/bbolt") {
			panic(cause)
		}
		if fault {
			cause = "bytes of the file cannot be read"
		}
		err = fmt.Errorf("the database is %w: %v", ErrDamaged, cause)
	}()
	return fn()
}

// panickedIn reports whether the panic being recovered from was raised by a package under path, be it by a
// call of panic or by an index out of range and the like.
func panickedIn(path string) bool {
	var callers [64]uintptr
	frames := runtime.CallersFrames(callers[:runtime.Callers(1, callers[:])])
	panicking := false
	for {
		frame, more := frames.Next()
		switch inRuntime := strings.HasPrefix(frame.Function, "runtime."); {
		case frame.Function == "runtime.gopanic":
			panicking = true
		case panicking && !inRuntime:
			return strings.HasPrefix(frame.Function, path)
		}
		if !more {
			return false
		}
	}
}

func (db *DB) now() time.Time {
	if db.options.Now != nil {
		return db.options.Now()
	}
	return time.Now()
}

// broadcast wakes everybody who waits. The zero value is ready.
type broadcast struct {
	mu sync.Mutex
	ch chan struct{}
}

// next is closed by the next send.
func (b *broadcast) next() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ch == nil {
		b.ch = make(chan struct{})
	}
	return b.ch
}

func (b *broadcast) send() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ch != nil {
		close(b.ch)
		b.ch = nil
	}
}
