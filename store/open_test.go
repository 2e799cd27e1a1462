package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store/storetest"
)

// holdEnv makes the test binary a process that holds the database it names until its input ends.
const holdEnv = "STORE_TEST_HOLD"

func TestMain(m *testing.M) {
	if path := os.Getenv(holdEnv); path != "" {
		os.Exit(holdForever(path))
	}
	os.Exit(m.Run())
}

func holdForever(path string) int {
	db, err := Open(path, Options{Command: "nutgraf run"})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	defer db.Close()
	fmt.Println("open")
	os.Stdin.Read(make([]byte, 1))
	return 0
}

func TestSecondProcessIsToldWhoHoldsTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nutgraf.db")
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), holdEnv+"="+path)
	in, err := other.StdinPipe()
	must(t, err)
	out, err := other.StdoutPipe()
	must(t, err)
	must(t, other.Start())
	said := make([]byte, 5)
	if _, err := out.Read(said); err != nil || string(said) != "open\n" {
		t.Fatalf("the other process said %q, %v", said, err)
	}
	for _, readOnly := range []bool{false, true} {
		_, err = Open(path, Options{ReadOnly: readOnly, Timeout: 100 * time.Millisecond})
		want := fmt.Sprintf("database %s is in use by nutgraf run (pid %d): stop it, or name another file with --db", path, other.Process.Pid)
		if err == nil || err.Error() != want {
			t.Errorf("Open = %v\nwant   %s", err, want)
		}
	}
	// A process that is killed leaves its name, which must not be believed, and no lock.
	must(t, other.Process.Kill())
	other.Wait()
	in.Close()
	if _, err := os.Stat(holderPath(path)); err != nil {
		t.Fatalf("the killed process left no name: %v", err)
	}
	reader := openAt(t, path, Options{ReadOnly: true})
	_, err = Open(path, Options{Timeout: 100 * time.Millisecond})
	if err == nil || !strings.Contains(err.Error(), "in use by another process:") {
		t.Errorf("with a reader that leaves no name, Open = %v", err)
	}
	openAt(t, path, Options{ReadOnly: true}) // readers share
	must(t, reader.Close())
}

func TestCloseRemovesTheHoldersName(t *testing.T) {
	db := openTest(t)
	must(t, db.Close())
	if _, err := os.Stat(holderPath(db.Path())); err == nil {
		t.Error("a closed database still names a holder")
	}
}

// filled is the path of a closed database with n articles and n+1 or more commits.
func filled(t testing.TB, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "nutgraf.db")
	db, err := Open(path, testOptions)
	must(t, err)
	for i := range n {
		must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(i, 0)}, fmt.Appendf(nil, "segment %d", i)))
	}
	must(t, db.Close())
	return path
}

func TestOpenRefuses(t *testing.T) {
	older := filled(t, 3)
	tests := []struct {
		name  string
		spoil func(t *testing.T, path string)
		o     Options
		want  string // part of the error
		cured bool   // by AcceptRollback
	}{
		{"garbage", write(bytes.Repeat([]byte("not a database "), 9000)), Options{}, "is not a nutgraf database", false},
		{"short garbage", write([]byte("{}")), Options{}, "is not a nutgraf database", false},
		{"a file cut short", truncate(3 * 4096), Options{}, "", false},
		{"a file that lacks its last page", cutLastPage, Options{}, "is truncated", false},
		{"an emptied file", truncate(0), Options{}, "is empty, but", true},
		{"an emptied file, to read", truncate(0), Options{ReadOnly: true}, "is empty, but", false},
		{"a lost file", func(t *testing.T, path string) { must(t, os.Remove(path)) }, Options{}, "does not exist, but", true},
		{"another database", copyOf(older), Options{}, "is not the database", true},
		{"another database, to read", copyOf(older), Options{ReadOnly: true}, "is not the database", true},
		{"another program's file", foreign, Options{}, `it is a bbolt file of another program, with a bucket "users"`, false},
		{"a newer format", format(99), Options{}, "was written by a newer nutgraf (format 99, this one reads up to 4): upgrade nutgraf", false},
		{"a directory", func(t *testing.T, path string) {
			must(t, os.Remove(path))
			must(t, os.Mkdir(path, 0o700))
		}, Options{}, "is a directory", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filled(t, 2)
			test.spoil(t, path)
			db, err := Open(path, test.o)
			if err == nil {
				db.Close()
				t.Fatal("it was opened")
			}
			if !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %q does not say %q of %s in one line", err, test.want, path)
			}
			test.o.AcceptRollback = true
			db, err = Open(path, test.o)
			if err == nil {
				db.Close()
			}
			if cured := err == nil; cured != test.cured {
				t.Errorf("with AcceptRollback Open = %v", err)
			}
			if !test.cured || test.o.ReadOnly {
				return
			}
			test.o.AcceptRollback = false // accepted once is accepted
			openAt(t, path, test.o)
		})
	}
}

func write(b []byte) func(*testing.T, string) {
	return func(t *testing.T, path string) { must(t, os.WriteFile(path, b, 0o600)) }
}

func truncate(n int64) func(*testing.T, string) {
	return func(t *testing.T, path string) { must(t, os.Truncate(path, n)) }
}

func cutLastPage(t *testing.T, path string) {
	var size int64
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	must(t, err)
	must(t, db.View(func(tx *bolt.Tx) error {
		size = tx.Size()
		return nil
	}))
	must(t, db.Close())
	must(t, os.Truncate(path, size-int64(os.Getpagesize())))
}

func copyOf(from string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		b, err := os.ReadFile(from)
		must(t, err)
		must(t, os.WriteFile(path, b, 0o600))
	}
}

func foreign(t *testing.T, path string) {
	must(t, os.Remove(path))
	must(t, os.Remove(markPath(path)))
	edit(t, path, func(tx *bolt.Tx) error {
		_, err := tx.CreateBucket([]byte("users"))
		return err
	})
}

func format(n uint64) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		edit(t, path, func(tx *bolt.Tx) error { return tx.Bucket(bucketMeta).Put(keyFormat, numberKey(n)) })
	}
}

// edit changes a closed file behind the store's back.
func edit(t testing.TB, path string, fn func(*bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, &bolt.Options{NoSync: true})
	must(t, err)
	must(t, db.Update(fn))
	must(t, db.Close())
}

func TestOlderCopyIsRefused(t *testing.T) {
	path := filled(t, 2)
	before, err := os.ReadFile(path)
	must(t, err)
	db := openAt(t, path, testOptions)
	must(t, db.SetCursor(t.Context(), "feed", "1"))
	must(t, db.Close())
	must(t, os.WriteFile(path, before, 0o600))
	if _, err := Open(path, testOptions); err == nil || !strings.Contains(err.Error(), "is older than it was") {
		t.Fatalf("Open = %v", err)
	}
	accept := testOptions
	accept.AcceptRollback = true
	db = openAt(t, path, accept)
	must(t, db.Close())
	openAt(t, path, testOptions)
}

func TestMarkThatCannotBeReadSaysNothing(t *testing.T) {
	path := filled(t, 1)
	must(t, os.WriteFile(markPath(path), []byte("nutgraf-mark 00 zz"), 0o600))
	db := openAt(t, path, testOptions)
	must(t, db.Close())
	if m, err := readMark(path); err != nil || !m.ok {
		t.Errorf("opening did not mend the mark: %+v, %v", m, err)
	}
}

func TestReadOnlyMakesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nutgraf.db")
	if _, err := Open(path, Options{ReadOnly: true}); err == nil || !strings.Contains(err.Error(), "add articles to it first") {
		t.Errorf("Open = %v", err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) > 0 {
		t.Errorf("it left %v", entries)
	}
	if _, err := Open(filepath.Join(path, "in", "none.db"), Options{}); err == nil || !strings.Contains(err.Error(), "the directory") {
		t.Errorf("Open in no directory = %v", err)
	}
	db := openAt(t, filled(t, 1), Options{ReadOnly: true})
	if err := db.SetCursor(t.Context(), "feed", "1"); err == nil {
		t.Error("a database opened for reading was written")
	}
	must(t, db.Verify(t.Context()))
}

func TestMigration(t *testing.T) {
	path := filled(t, 2)
	broken := errors.New("broken step")
	next := step{"name another thing", func(tx *bolt.Tx, _ *codec, _ time.Time) error {
		return tx.Bucket(bucketMeta).Put([]byte("another"), []byte("2"))
	}}
	last := step{"fail half-way", func(tx *bolt.Tx, _ *codec, _ time.Time) error {
		return errors.Join(tx.DeleteBucket(bucketFacts), broken)
	}}
	was := len(steps)
	longer := append(steps[:was:was], next)

	if _, err := open(path, Options{ReadOnly: true}, longer); !errors.Is(err, ErrOldFormat) || !strings.Contains(err.Error(), fmt.Sprintf("older format %d", was)) {
		t.Errorf("opened for reading: %v", err)
	}
	if _, err := open(path, testOptions, append(longer[:was+1:was+1], last)); !errors.Is(err, broken) || !strings.Contains(err.Error(), fmt.Sprintf("to format %d (fail half-way)", was+2)) {
		t.Errorf("a broken step: %v", err)
	}
	db, err := open(path, testOptions, longer) // the first of the two steps was taken and stays
	must(t, err)
	s, err := db.Stats(t.Context())
	must(t, err)
	if s.Format != was+1 || s.Articles != 2 || s.Facts != 6 {
		t.Errorf("after migration: %+v", s)
	}
	must(t, db.Verify(t.Context()))
	must(t, db.Close())
	if _, err := Open(path, testOptions); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("newer nutgraf (format %d, this one reads up to %d)", was+1, was)) {
		t.Errorf("opened by the older program: %v", err)
	}
}

func TestFullFileStopsWritesOnly(t *testing.T) {
	o := testOptions
	o.MaxSize = 2 << 20
	db := openAt(t, filepath.Join(t.TempDir(), "nutgraf.db"), o)
	must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(0, 0)}, nil))
	err := db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(1, 0)}, make([]byte, 4<<20))
	if !full(err) || errors.Is(err, ErrInDoubt) {
		t.Fatalf("AddArticles = %v", err)
	}
	must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(1, 0)}, nil))
	must(t, db.Verify(t.Context()))
}

func TestSecretIsTheFilesOwn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nutgraf.db")
	secret := func(db *DB, purpose string) string {
		t.Helper()
		key, err := db.Secret(purpose)
		must(t, err)
		must(t, db.Close())
		return string(key)
	}
	first := secret(openAt(t, path, testOptions), "marks")
	if again := secret(openAt(t, path, testOptions), "marks"); again != first || len(first) != 32 {
		t.Error("another run has another secret")
	}
	if secret(openAt(t, path, testOptions), "other") == first || secret(openTest(t), "marks") == first {
		t.Error("two purposes, or two files, share a secret")
	}
}
