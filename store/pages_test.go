package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// grown is the used part of a bbolt file that has seen some life: nested buckets, long values, deep trees, free pages.
func grown(t testing.TB, seed uint64) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pages.db")
	db, err := bolt.Open(path, 0o600, &bolt.Options{NoSync: true, PageSize: 1024})
	must(t, err)
	random := rand.New(rand.NewPCG(seed, 1))
	for range 40 {
		must(t, db.Update(func(tx *bolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists(fmt.Append(nil, "bucket ", random.IntN(5)))
			must(t, err)
			if random.IntN(3) == 0 {
				b, err = b.CreateBucketIfNotExists([]byte("inner"))
				must(t, err)
			}
			for range 40 {
				key := fmt.Append(nil, "key ", random.IntN(200))
				if random.IntN(3) == 0 {
					must(t, b.Delete(key))
					continue
				}
				must(t, b.Put(key, bytes.Repeat([]byte("x"), random.IntN(100)*random.IntN(100))))
			}
			return nil
		}))
	}
	var used int64
	must(t, db.View(func(tx *bolt.Tx) error {
		used = tx.Size()
		for err := range tx.Check() {
			t.Errorf("bbolt: %v", err)
		}
		return nil
	}))
	must(t, db.Close())
	whole, err := os.ReadFile(path)
	must(t, err)
	return whole[:used]
}

func findings(t testing.TB, file []byte) []string {
	t.Helper()
	var list []string
	must(t, provePages(bytes.NewReader(file), 1024, func(what string) { list = append(list, what) }))
	return list
}

func TestSoundPagesAreProven(t *testing.T) {
	for seed := range uint64(4) {
		if found := findings(t, grown(t, seed)); found != nil {
			t.Errorf("seed %d: %q", seed, found)
		}
	}
}

func TestDamagedPagesAreNamed(t *testing.T) {
	file := grown(t, 1)
	m, ok := newestMeta(bytes.NewReader(file), 1024)
	if !ok {
		t.Fatal("no meta page")
	}
	native := binary.NativeEndian
	root, free := int(m.root)*1024, int(m.freeList)*1024
	bucket := int(native.Uint64(file[root+pageHeaderBytes+int(native.Uint32(file[root+pageHeaderBytes+4:]))+len("bucket 0"):])) * 1024
	tests := []struct {
		name, want string
		spoil      func(b []byte)
	}{
		{"another number", "it says that it is page 77", func(b []byte) { native.PutUint64(b[root:], 77) }},
		{"no kind", "kind 0x0", func(b []byte) { native.PutUint16(b[root+8:], 0) }},
		{"two kinds", "kind 0x3", func(b []byte) { native.PutUint16(b[root+8:], 3) }},
		{"too many entries", "60000 entries are more than fit", func(b []byte) { native.PutUint16(b[root+10:], 60000) }},
		{"as long as four billion pages", "are said to belong to it", func(b []byte) { native.PutUint32(b[root+12:], 1<<32-1) }},
		{"key behind the page", "entry 0 reaches out of it", func(b []byte) { native.PutUint32(b[root+pageHeaderBytes+4:], 1<<30) }},
		{"key in the head", "entry 0 reaches out of it", func(b []byte) { native.PutUint32(b[root+pageHeaderBytes+4:], 0) }},
		{"key longer than the page", "entry 0 reaches out of it", func(b []byte) { native.PutUint32(b[root+pageHeaderBytes+8:], 1<<32-1) }},
		{"value longer than the page", "entry 0 reaches out of it", func(b []byte) { native.PutUint32(b[root+pageHeaderBytes+12:], 1<<31) }},
		{"unknown entry", "entry 0 reaches out of it", func(b []byte) { native.PutUint32(b[root+pageHeaderBytes:], 5) }},
		{"keys out of order", "out of order", func(b []byte) { b[root+pageHeaderBytes+int(native.Uint32(b[root+pageHeaderBytes+4:]))] = 'z' }},
		{"branch that leads out of the file", "something leads to it", func(b []byte) { native.PutUint64(b[bucket+pageHeaderBytes+8:], 1<<40) }},
		{"branch that leads back", "used twice", func(b []byte) { native.PutUint64(b[bucket+pageHeaderBytes+8:], m.root) }},
		{"used and free", "used and free", func(b []byte) { native.PutUint64(b[free+pageHeaderBytes:], m.root) }},
		{"lost free page", "neither used nor free", func(b []byte) { native.PutUint16(b[free+10:], native.Uint16(b[free+10:])-1) }},
		{"more free pages than fit", "has room for", func(b []byte) {
			native.PutUint16(b[free+10:], manyFree)
			native.PutUint64(b[free+pageHeaderBytes:], 1<<62)
		}},
		{"meta pages", "neither of its first two pages", func(b []byte) { b[pageHeaderBytes+60] ^= 1; b[1024+pageHeaderBytes+60] ^= 1 }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			spoiled := bytes.Clone(file)
			test.spoil(spoiled)
			if found := strings.Join(findings(t, spoiled), "\n"); !strings.Contains(found, test.want) {
				t.Errorf("found %q, want %q", found, test.want)
			}
		})
	}
	if found := findings(t, file[:len(file)-2048]); len(found) == 0 {
		t.Error("nothing found in a file that was cut short")
	}
}

// FuzzPages changes bytes of a sound file. The proof must end, whatever leads where; and a file it passes is one that bbolt
// reads from end to end.
func FuzzPages(f *testing.F) {
	whole := grown(f, 2)
	for i := range 40 {
		f.Add(uint32(i*len(whole)/40), uint64(1)<<i)
	}
	f.Fuzz(func(t *testing.T, at uint32, change uint64) {
		file := bytes.Clone(whole)
		place := int(at) % (len(file) - 8)
		binary.LittleEndian.PutUint64(file[place:], binary.LittleEndian.Uint64(file[place:])^change)
		if findings(t, file) != nil {
			return
		}
		path := filepath.Join(t.TempDir(), "pages.db")
		must(t, os.WriteFile(path, file, 0o600))
		db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
		must(t, err)
		defer db.Close()
		must(t, db.View(func(tx *bolt.Tx) error {
			for err := range tx.Check() {
				t.Errorf("bbolt: %v", err)
			}
			return nil
		}))
	})
}
