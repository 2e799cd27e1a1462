package store

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestFailedCommitStopsEverything(t *testing.T) {
	path := filled(t, 1)
	db := openAt(t, path, testOptions)
	// Put a descriptor that cannot be written in the place of the database's.
	null, err := os.Open(os.DevNull)
	must(t, err)
	defer null.Close()
	must(t, syscall.Dup3(int(null.Fd()), descriptor(t, path), 0))

	if err := db.SetCursor(t.Context(), "feed", "1"); !errors.Is(err, ErrInDoubt) {
		t.Fatalf("a commit that could not be written: %v", err)
	}
	for name, err := range map[string]error{
		"read":  db.View(t.Context(), func(*View) error { return nil }),
		"write": db.SetCursor(t.Context(), "feed", "1"),
		"probe": db.Probe(t.Context()),
		"claim": func() error { _, err := db.ClaimJob(t.Context(), "w", "", time.Minute); return err }(),
	} {
		if !errors.Is(err, ErrInDoubt) {
			t.Errorf("%s afterwards: %v", name, err)
		}
	}
	select {
	case <-db.Doubted():
	default:
		t.Error("nobody who waits for the doubt was told")
	}
}

// descriptor is the number of the open file at path.
func descriptor(t *testing.T, path string) int {
	entries, err := os.ReadDir("/proc/self/fd")
	must(t, err)
	for _, e := range entries {
		if target, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil && target == path {
			var n int
			fmt.Sscan(e.Name(), &n)
			return n
		}
	}
	t.Fatalf("%s is not open", path)
	return 0
}

// A disk without room for a new database says nothing about what the file is.
func TestFullDiskIsNotAnotherFormat(t *testing.T) {
	_, err := Open("/dev/full", testOptions)
	if !errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "not a nutgraf database") {
		t.Errorf("Open = %v", err)
	}
}
