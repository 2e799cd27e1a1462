package store

import (
	"context"
	"errors"
	"sync"

	bolt "go.etcd.io/bbolt"
)

// Most of a small change is the wait for the disk, and changes that come meanwhile can share the next one. So of all that make a
// change at the same time one leads: it commits what has come until it has the write lock, and hands the lead on. Whoever comes alone
// waits for nobody.

// together is who makes a change, and who waits to. The zero value is ready.
type together struct {
	mu      sync.Mutex
	leading bool
	waiting []*change // first come first
}

// mostTogether bounds the changes of one commit, so that none of them waits for long.
const mostTogether = 128

// change is one caller's part of a commit.
type change struct {
	do       func(*bolt.Tx) error
	err      error
	panicked any
	done     chan bool // sent false when it is settled, or true when its caller leads from now on
}

// refusal is an error of a change that was returned before anything was changed.
type refusal struct{ error }

func (r refusal) Unwrap() error { return r.error }

// change runs do in a write transaction that it may share with others, and which is on disk when change returns nil. A do that returns an
// error has left no trace, and does not touch the others. It may be run more than once, each time as if it was the first.
func (db *DB) change(ctx context.Context, do func(*bolt.Tx) error) error {
	if err := db.usable(ctx); err != nil {
		return err
	}
	c := &change{do: do, done: make(chan bool, 1)}
	if lead := db.together.join(c); lead || <-c.done {
		db.lead()
	}
	if c.panicked != nil {
		panic(c.panicked)
	}
	if r, ok := c.err.(refusal); ok { //nolint:errorlint // what wraps it says more
		return r.error
	}
	return c.err
}

// join waits in line; lead is true for whoever finds nobody leading.
func (t *together) join(c *change) (lead bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.waiting = append(t.waiting, c)
	lead = !t.leading
	t.leading = true
	return lead
}

// take is who has waited longest, at most mostTogether.
func (t *together) take() []*change {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := min(len(t.waiting), mostTogether)
	taken := t.waiting[:n:n]
	t.waiting = t.waiting[n:]
	return taken
}

// handOn gives the lead to whoever has waited longest.
func (t *together) handOn() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.leading = len(t.waiting) > 0; t.leading {
		t.waiting[0].done <- true
	}
}

// lead commits the changes that have come, the leader's own among them.
func (db *DB) lead() {
	defer db.together.handOn()
	var taken []*change
	err := db.write(func(tx *bolt.Tx) error {
		taken = db.together.take()
		return attempt(tx, taken)
	})
	if taken == nil { // there was no transaction
		taken = db.together.take()
	}
	left := taken
	for errors.As(err, new(*failedChange)) { // one of them is alone to blame: the others go on without it
		left = unsettled(left)
		err = db.write(func(tx *bolt.Tx) error { return attempt(tx, left) })
	}
	for _, c := range left {
		if c.err == nil && !errors.Is(err, errNothing) {
			c.err = err
		}
	}
	for _, c := range taken {
		c.done <- false
	}
}

// failedChange is the error of a transaction in which one change has failed after it may have changed something.
type failedChange struct{ error }

// errNothing is the error of a transaction in which nothing was changed.
var errNothing = errors.New("nothing was changed")

// attempt makes the changes, as far as they are not refused.
func attempt(tx *bolt.Tx, changes []*change) error {
	made := 0
	for _, c := range changes {
		c.err = c.run(tx)
		var refused refusal
		switch {
		case errors.As(c.err, &refused):
		case c.err != nil:
			for _, other := range changes {
				if other != c {
					other.err = nil
				}
			}
			return &failedChange{c.err}
		default:
			made++
		}
	}
	if made == 0 {
		return errNothing
	}
	return nil
}

// run makes a change. What broken bytes raise is its own error, and a panic its caller's.
func (c *change) run(tx *bolt.Tx) (err error) {
	defer func() {
		if c.panicked = recover(); c.panicked != nil {
			err = errors.New("it panicked")
		}
	}()
	return guarded(func() error { return c.do(tx) })
}

// unsettled are the changes that have not failed.
func unsettled(changes []*change) []*change {
	var left []*change
	for _, c := range changes {
		if c.err == nil {
			left = append(left, c)
		}
	}
	return left
}
