package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store/storetest"
)

func TestLookup(t *testing.T) {
	db := openTest(t)
	old, now, other := storetest.NewFiling(1, 0), storetest.NewFiling(1, 1), storetest.NewFiling(2, 0)
	twin := storetest.NewFiling(3, 0) // its id begins as another's
	twin.Article.ID = briefing.ArticleID(string(other.Article.ID[:6]) + "7777777777")
	twin.Article.URL, twin.Article.Ref = "", strings.Repeat("long-ref.", 5000)
	must(t, db.AddArticles(t.Context(), []briefing.Filing{old, other, twin}, nil))
	must(t, db.AddArticles(t.Context(), []briefing.Filing{now}, nil))
	tests := []struct {
		name, text string
		want       briefing.RevisionID
		err        string // part of it
	}{
		{"article id", string(now.Article.ID), now.Article.Revision, ""},
		{"its beginning", string(now.Article.ID[:4]), now.Article.Revision, ""},
		{"in capitals", strings.ToUpper(string(now.Article.ID[:8])), now.Article.Revision, ""},
		{"too little of it", string(now.Article.ID[:3]), "", "not found"},
		{"the beginning of two", string(other.Article.ID[:5]), "", "give more of it"},
		{"the whole id of one of two", string(other.Article.ID), other.Article.Revision, ""},
		{"current revision", string(now.Article.Revision), now.Article.Revision, ""},
		{"withdrawn revision", string(old.Article.Revision), old.Article.Revision, ""},
		{"address", "HTTPS://news.example:443/1?utm_source=x#top", now.Article.Revision, ""},
		{"unknown address", "https://news.example/9", "", "not found"},
		{"ref", " ref-2\n", other.Article.Revision, ""},
		{"long ref", twin.Article.Ref, twin.Article.Revision, ""},
		{"fact", string(now.Facts[1].ID), now.Article.Revision, ""},
		{"withdrawn fact", string(old.Facts[1].ID), old.Article.Revision, ""},
		{"fact of an unknown revision", "abcdefgh.1-2", "", "not found"},
		{"nothing", "", "", "not found"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := db.View(t.Context(), func(v *View) error {
				got, err := v.Lookup(test.text)
				if got != test.want {
					t.Errorf("found %q, want %q", got, test.want)
				}
				return err
			})
			if (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
				t.Errorf("error %v, want %q", err, test.err)
			}
			if errors.Is(err, briefing.ErrNotFound) != (test.err == "not found") {
				t.Errorf("error %v is of the wrong kind", err)
			}
		})
	}
}

func TestArticlesGoOnWhereAViewStopped(t *testing.T) {
	db := openTest(t)
	for i := range 5 {
		must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(i, 0)}, nil))
	}
	must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(1, 1)}, nil))
	var headlines []string
	var last uint64
	for more := true; more; { // two a view
		more = false
		must(t, db.View(t.Context(), func(v *View) error {
			n := 0
			for number, a := range v.Articles(last) {
				if n++; n > 2 {
					more = true
					break
				}
				last, headlines = number, append(headlines, a.Headline)
			}
			return nil
		}))
	}
	want := []string{"Bridge 0 closes", "Bridge 2 closes", "Bridge 3 closes", "Bridge 4 closes", "Bridge 1 closes"}
	if d := cmp.Diff(want, headlines); d != "" {
		t.Error(d)
	}
}

func TestLongTextsAndFacts(t *testing.T) {
	db := openTest(t)
	f := storetest.NewFiling(1, 0)
	f.Article.Text = noise(700_000)
	span := briefing.Span{Start: 10, End: 10 + 2*partBytes - sumBytes}
	f.Facts = []briefing.Fact{{ID: briefing.NewFactID(f.Article.Revision, span), Revision: f.Article.Revision, Span: span, Text: span.Of(f.Article.Text)}}
	must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(0, 0), f, storetest.NewFiling(2, 0)}, nil))
	must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(1, 1)}, nil))
	must(t, db.AddArticles(t.Context(), []briefing.Filing{f}, nil)) // comes back: its parts are deleted and written anew
	must(t, db.View(t.Context(), func(v *View) error {
		a, err := v.Article(f.Article.Revision)
		if err != nil {
			return err
		}
		facts, err := v.Facts(f.Article.Revision)
		if err != nil {
			return err
		}
		if d := cmp.Diff(f, briefing.Filing{Article: a, Facts: facts}); d != "" {
			t.Error("a long article came back changed")
		}
		return nil
	}))
	must(t, db.Verify(t.Context()))
}

// noise is n bytes of text that does not compress much.
func noise(n int) string {
	b, x := make([]byte, n), uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = ' ' + byte(x>>24)%94
	}
	return string(b)
}

func TestPartsOfExactLength(t *testing.T) {
	db := openTest(t)
	for _, n := range []int{0, 1, partBytes - 1, partBytes, partBytes + 1, 2 * partBytes, 3*partBytes + 7} {
		f := storetest.NewFiling(n, 0)
		f.Article.Headline = noise(n)
		must(t, db.AddArticles(t.Context(), []briefing.Filing{f}, nil))
		must(t, db.View(t.Context(), func(v *View) error {
			a, err := v.Head(f.Article.Revision)
			if a.Headline != f.Article.Headline {
				t.Errorf("a headline of %d bytes came back with %d", n, len(a.Headline))
			}
			return err
		}))
	}
	must(t, db.Verify(t.Context()))
}

func TestLongViewIsCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := openTest(t)
		db.options.PanicOnLongView = false
		must(t, db.View(t.Context(), func(*View) error { time.Sleep(longView); return nil }))
		must(t, db.View(t.Context(), func(*View) error { time.Sleep(longView + 1); return nil }))
		s, err := db.Stats(t.Context())
		must(t, err)
		if s.LongViews != 1 {
			t.Errorf("%d long views were counted, want 1", s.LongViews)
		}
		db.options.PanicOnLongView = true
		defer func() {
			if recover() == nil {
				t.Error("a long view did not panic")
			}
		}()
		db.View(t.Context(), func(*View) error { time.Sleep(time.Second); return nil })
	})
}

func TestRefusedBatchLeavesTheFileAsItWas(t *testing.T) {
	path := filled(t, 2)
	db := openAt(t, path, testOptions)
	before, err := os.ReadFile(path)
	must(t, err)
	sequence := db.last()
	err = db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(5, 0), storetest.NewFiling(0, 1), storetest.NewFiling(1, 0)}, []byte("segment"))
	if !errors.Is(err, briefing.ErrExists) || !strings.Contains(err.Error(), "https://news.example/1") {
		t.Errorf("AddArticles = %v", err)
	}
	after, err := os.ReadFile(path)
	must(t, err)
	if db.last() != sequence || !cmp.Equal(before, after) {
		t.Error("a refused batch changed the file")
	}
}

func TestStats(t *testing.T) {
	db := openTest(t)
	for i := range 4 {
		must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(i, 0)}, []byte("12345")))
	}
	must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(0, 1)}, nil))
	for _, id := range []string{"a", "b", "c"} {
		_, err := db.AddJob(t.Context(), briefing.Job{ID: id})
		must(t, err)
	}
	_, err := db.ClaimJob(t.Context(), "w", "", time.Hour)
	must(t, err)
	must(t, db.update(t.Context(), func(tx *bolt.Tx) error { return tx.Bucket(bucketSegmentHeads).Delete(numberKey(3)) }))
	got, err := db.Stats(t.Context())
	must(t, err)
	if got.FileBytes == 0 || got.FreePages <= 0 {
		t.Errorf("%d bytes in the file, %d pages free", got.FileBytes, got.FreePages)
	}
	got.FileBytes, got.FreePages = 0, 0
	want := Stats{
		Format: 4, Articles: 4, Revisions: 5, Facts: 12, Waiting: 2, Claimed: 1, PageBytes: os.Getpagesize(),
		Outlets: []OutletStats{{"Outlet 0", 2}, {"Outlet 1", 1}, {"Outlet 2", 1}},
		Segments: []SegmentStats{
			{Number: 1, Bytes: 5, Articles: 1, Withdrawn: 1}, {Number: 2, Bytes: 5, Articles: 1},
			{Number: 3, Damage: "segment 3: damaged: its head is missing"}, {Number: 4, Bytes: 5, Articles: 1},
		},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestJobsAreListedInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := openTest(t)
		now := time.Now()
		for _, id := range []string{"z", "y", "x"} {
			_, err := db.AddJob(t.Context(), briefing.Job{ID: id, Due: now})
			must(t, err)
		}
		_, err := db.ClaimJob(t.Context(), "w", "", time.Minute)
		must(t, err)
		_, err = db.ClaimJob(t.Context(), "w", "", time.Minute)
		must(t, err)
		must(t, db.RetryJob(t.Context(), "w", "y", now.Add(time.Hour)))
		got, err := db.Jobs(t.Context())
		must(t, err)
		for i := range got {
			if !got[i].Due.Equal(now) {
				t.Errorf("job %s is due %v", got[i].ID, got[i].Due)
			}
			got[i].Due = time.Time{}
		}
		want := []QueuedJob{
			{Job: briefing.Job{ID: "z", Attempts: 1}, Worker: "w", LeaseEnd: now.Add(time.Minute).UTC()},
			{Job: briefing.Job{ID: "y", Attempts: 1}, Next: now.Add(time.Hour).UTC()},
			{Job: briefing.Job{ID: "x"}, Next: now.UTC()},
		}
		if d := cmp.Diff(want, got, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); d != "" {
			t.Error(d)
		}
	})
}

func TestOldEntriesGoInTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, ctx := openTest(t), t.Context()
		do := func(id string) {
			_, err := db.AddJob(ctx, briefing.Job{ID: id})
			must(t, err)
			_, err = db.ClaimJob(ctx, "w", "", time.Minute)
			must(t, err)
			must(t, db.FinishJob(ctx, "w", id, briefing.Delivery{}))
			must(t, db.AddTurn(ctx, briefing.Channel{ID: id}, briefing.Turn{Question: id}))
		}
		for _, id := range strings.Split("abcdefghijklmnopqrstuvwxyz", "") {
			do(id)
		}
		time.Sleep(turnsFor + time.Second)
		for _, id := range []string{"1", "2", "3", "4"} {
			do(id)
		}
		for bucket, want := range map[string]int{"job-ids": 4, "jobs-done": 4, "jobs": 0, "jobs-waiting": 0, "jobs-leased": 0, "job-lines": 0, "turns": 4, "turns-by-time": 4} {
			must(t, db.read(ctx, func(tx *bolt.Tx) error {
				if n := tx.Bucket([]byte(bucket)).Stats().KeyN; n != want {
					t.Errorf("%s has %d entries, want %d", bucket, n, want)
				}
				return nil
			}))
		}
	})
}

func TestBackup(t *testing.T) {
	db := openAt(t, filled(t, 3), testOptions)
	to := db.Path() + ".backup"
	size, err := db.Backup(t.Context(), to)
	must(t, err)
	if info, err := os.Stat(to); err != nil || info.Size() != size {
		t.Errorf("the copy is %v, %v; want %d bytes", info, err, size)
	}
	must(t, compareAll(t.Context(), openAt(t, to, Options{ReadOnly: true}), 3))
	if _, err := db.Backup(t.Context(), to); !errors.Is(err, briefing.ErrExists) {
		t.Errorf("a second backup to the same name: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := db.Backup(ended, to+"2"); !errors.Is(err, context.Canceled) {
		t.Errorf("a backup that was called off: %v", err)
	}
	if left, _ := filepath.Glob(db.Path() + "*.part"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestReadersSeeWholeBatches(t *testing.T) {
	db := openTest(t)
	var wg sync.WaitGroup
	defer wg.Wait()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for range 2 {
		wg.Go(func() {
			for ctx.Err() == nil {
				err := db.View(context.WithoutCancel(ctx), func(v *View) error {
					e, segments := v.Extent(), 0
					for range v.Segments() {
						segments++
					}
					if e.Articles != 2*segments || e.Facts != 3*e.Articles {
						t.Errorf("%d segments, %d articles, %d facts in one view", segments, e.Articles, e.Facts)
					}
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range 30 {
		must(t, db.AddArticles(t.Context(), []briefing.Filing{storetest.NewFiling(2*i, 0), storetest.NewFiling(2*i+1, 0)}, []byte("s")))
	}
}
