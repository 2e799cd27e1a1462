package store

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/nutgraf/nutgraf/store/storetest"
)

// testOptions are for files that need not outlive the test.
var testOptions = Options{NoSync: true, PanicOnLongView: true, MapSize: 1 << 20, Command: "nutgraf test"}

// openTest opens a new database.
func openTest(t testing.TB) *DB {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "nutgraf.db"), testOptions)
}

func openAt(t testing.TB, path string, o Options) *DB {
	t.Helper()
	db, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// verified proves the database after a test of the contract has done its work.
func verified(t *testing.T) *DB {
	db := openTest(t)
	t.Cleanup(func() {
		if err := db.Verify(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestContract(t *testing.T) {
	t.Run("queue", func(t *testing.T) {
		storetest.TestQueue(t, func(t *testing.T) storetest.Queue { return verified(t) })
	})
	t.Run("outbox", func(t *testing.T) {
		storetest.TestOutbox(t, func(t *testing.T) storetest.Outbox { return verified(t) })
	})
	t.Run("ledger", func(t *testing.T) {
		storetest.TestLedger(t, func(t *testing.T) storetest.Ledger { return verified(t) })
	})
	t.Run("people", func(t *testing.T) {
		storetest.TestPeople(t, func(t *testing.T) storetest.People { return verified(t) })
	})
	t.Run("watches", func(t *testing.T) {
		storetest.TestWatches(t, func(t *testing.T) storetest.Watches { return verified(t) })
	})
	t.Run("history", func(t *testing.T) {
		storetest.TestHistory(t, func(t *testing.T) storetest.History { return verified(t) })
	})
	t.Run("subscriptions", func(t *testing.T) {
		storetest.TestSubscriptions(t, func(t *testing.T) storetest.Subscriptions { return verified(t) })
	})
	t.Run("told", func(t *testing.T) {
		storetest.TestTold(t, func(t *testing.T) storetest.Told { return verified(t) })
	})
	t.Run("cursors", func(t *testing.T) {
		storetest.TestCursors(t, func(t *testing.T) storetest.Cursors { return verified(t) })
	})
	t.Run("library", func(t *testing.T) {
		storetest.TestLibrary(t, func(t *testing.T) (storetest.Library, storetest.View) {
			db := verified(t)
			return db, func(fn func(storetest.Snapshot) error) error {
				return db.View(t.Context(), func(v *View) error { return fn(v) })
			}
		})
	})
}
