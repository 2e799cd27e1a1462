package store

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// typical makes an article of 30 facts and about 5 KB, of words that compress as news does.
func typical(n int) briefing.Filing {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	words := strings.Fields("the of a to in and that for said on minister budget vote Berlin council plan court 2026 million euros after before union strike talks company report growth Monday Ines Holt mayor bridge repairs cost")
	url := fmt.Sprintf("https://news.example/articles/%d", n)
	a := briefing.Article{
		URL: url, Outlet: fmt.Sprintf("Outlet %d", n%40), Headline: "Council votes on the budget after talks",
		Byline: []string{"Ana Brandt"}, Language: "en", Ref: fmt.Sprint(n),
	}
	var spans []briefing.Span
	var b strings.Builder
	for range 30 {
		start := b.Len()
		for i := range 25 {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(words[random.IntN(len(words))])
		}
		b.WriteByte('.')
		spans = append(spans, briefing.Span{Start: start, End: b.Len()})
		b.WriteString("\n\n")
	}
	a.Text = b.String()
	a.ID = briefing.NewArticleID(url, "")
	a.Revision = briefing.NewRevisionID(a.ID, a.Text)
	f := briefing.Filing{Article: a}
	for i, s := range spans {
		f.Article.Blocks = append(f.Article.Blocks, briefing.Block{Kind: briefing.BlockBody, Span: s})
		f.Facts = append(f.Facts, briefing.Fact{
			ID: briefing.NewFactID(a.Revision, s), Revision: a.Revision, Kind: briefing.FactStatement, Span: s, Block: i, Text: s.Of(a.Text),
			Mentions:   []briefing.Mention{{Span: s, Name: "Ines Holt", Type: briefing.MentionPerson}},
			Quantities: []briefing.Quantity{{Span: s, Low: 2, High: 2, Unit: "EUR"}},
		})
	}
	return f
}

// typicals fills a database with articles, in batches of 64 with a segment of 2 KB an article.
func typicals(b *testing.B, db *DB, n int) {
	for i := 0; i < n; i += 64 {
		var batch []briefing.Filing
		for j := i; j < min(i+64, n); j++ {
			batch = append(batch, typical(j))
		}
		must(b, db.AddArticles(b.Context(), batch, make([]byte, 2048*len(batch))))
	}
}

func BenchmarkAddArticles(b *testing.B) {
	for _, size := range []int{1, 16, 64} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			db := openAt(b, filepath.Join(b.TempDir(), "nutgraf.db"), Options{})
			typicals(b, db, 640)
			next := 640
			for b.Loop() {
				b.StopTimer()
				batch := make([]briefing.Filing, size)
				for i := range batch {
					batch[i] = typical(next)
					next++
				}
				segment := make([]byte, 2048*size)
				b.StartTimer()
				must(b, db.AddArticles(b.Context(), batch, segment))
			}
			b.ReportMetric(float64(b.N*size)/b.Elapsed().Seconds(), "articles/s")
			info, err := os.Stat(db.Path())
			must(b, err)
			b.ReportMetric(float64(info.Size())/float64(next), "bytes/article")
		})
	}
}

func BenchmarkRead(b *testing.B) {
	db := openAt(b, filepath.Join(b.TempDir(), "nutgraf.db"), Options{NoSync: true})
	typicals(b, db, 1920)
	revisions := make([]briefing.RevisionID, 1920)
	for i := range revisions {
		revisions[i] = typical(i).Article.Revision
	}
	reads := []struct {
		name string
		read func(v *View, r briefing.RevisionID) error
	}{
		{"Fact", func(v *View, r briefing.RevisionID) error { _, err := v.Fact(r, 7); return err }},
		{"Facts", func(v *View, r briefing.RevisionID) error { _, err := v.Facts(r); return err }},
		{"Head", func(v *View, r briefing.RevisionID) error { _, err := v.Head(r); return err }},
		{"Article", func(v *View, r briefing.RevisionID) error { _, err := v.Article(r); return err }},
		{"Withdrawn", func(v *View, r briefing.RevisionID) error { v.Withdrawn(r); return nil }},
		{"Extent", func(v *View, _ briefing.RevisionID) error { v.Extent(); return nil }},
		{"Segments", func(v *View, _ briefing.RevisionID) error { return segmentsOf(v) }},
	}
	for _, r := range reads {
		b.Run(r.name, func(b *testing.B) {
			i := 0
			for b.Loop() {
				must(b, db.View(b.Context(), func(v *View) error { return r.read(v, revisions[i*7%len(revisions)]) }))
				i++
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	db := openAt(b, filepath.Join(b.TempDir(), "nutgraf.db"), Options{NoSync: true})
	typicals(b, db, 1920)
	must(b, db.Close())
	for name, o := range map[string]Options{"read": {ReadOnly: true}, "write": {}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				db, err := Open(db.Path(), o)
				must(b, err)
				must(b, db.View(b.Context(), func(v *View) error { v.Extent(); return nil }))
				must(b, db.Close())
			}
		})
	}
}

func BenchmarkJob(b *testing.B) {
	db := openAt(b, filepath.Join(b.TempDir(), "nutgraf.db"), Options{})
	for i := 0; b.Loop(); i++ {
		id := fmt.Sprint(i)
		_, err := db.AddJob(b.Context(), briefing.Job{ID: id, Text: "who resigned?", Channel: briefing.Channel{Service: "slack", ID: id}})
		must(b, err)
		_, err = db.ClaimJob(b.Context(), "w", "", lease)
		must(b, err)
		must(b, db.FinishJob(b.Context(), "w", id, briefing.Delivery{}))
	}
}

const lease = 60e9

// BenchmarkSegments is what every question pays before it reads a byte of the index: a view and its segments, here 24 of
// 8 MiB, as many as a few million facts have; quiet, and after each commit of an article.
func BenchmarkSegments(b *testing.B) {
	db := openAt(b, filepath.Join(b.TempDir(), "nutgraf.db"), Options{NoSync: true})
	segment := []byte(strings.Repeat("0123456789abcdef", 8<<20/16))
	for i := range 24 {
		must(b, db.AddArticles(b.Context(), []briefing.Filing{typical(i)}, segment))
	}
	look := func(b *testing.B) {
		chunks := 0
		must(b, db.View(b.Context(), func(v *View) error {
			for s := range v.Segments() {
				chunks += len(s.Chunks)
			}
			return nil
		}))
		if chunks != 24*129 {
			b.Fatalf("%d chunks", chunks)
		}
	}
	b.Run("quiet", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			look(b)
		}
	})
	b.Run("after a commit", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			must(b, db.SetCursor(b.Context(), "feed", "1"))
			b.StartTimer()
			look(b)
		}
	})
}

// BenchmarkConversation is a question from its event to its end: added, claimed, its answer armed, and finished with all that is
// remembered, by as many as ask at once. 300 questions in 2 s are 6.7 ms for each.
func BenchmarkConversation(b *testing.B) {
	for _, n := range []int{1, 8, 64} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			db := openAt(b, filepath.Join(b.TempDir(), "nutgraf.db"), Options{})
			var next atomic.Int64
			ctx := b.Context()
			b.ResetTimer()
			var all sync.WaitGroup
			for w := range n {
				all.Go(func() {
					worker := fmt.Sprint("w", w)
					for {
						i := next.Add(1)
						if i > int64(b.N) {
							return
						}
						to := briefing.Channel{Service: "slack", Workspace: "T", ID: "C", Thread: fmt.Sprint(i)}
						_, err := db.AddJob(ctx, briefing.Job{ID: fmt.Sprint(i), Text: "who resigned?", Channel: to})
						must(b, err)
						j, err := db.ClaimJob(ctx, worker, "slack", lease)
						must(b, err)
						d := briefing.Delivery{
							Job: j.ID, Channel: j.Channel, Parts: []briefing.DeliveryPart{{Body: make([]byte, 3000), State: briefing.PartSending}},
							Outcome: briefing.Outcome{Thread: j.Channel, Turn: &briefing.Turn{Question: "who resigned?"}, Told: []briefing.Told{{Answer: briefing.AnswerID(j.ID), Text: "text"}}},
						}
						must(b, db.PutDelivery(ctx, d))
						d.Parts[0].State = briefing.PartPosted
						must(b, db.FinishJob(ctx, worker, j.ID, d))
					}
				})
			}
			all.Wait()
		})
	}
}

// BenchmarkClaim is a claim, and its end, with 100,000 jobs waiting: each in a thread of its own, or all in one.
func BenchmarkClaim(b *testing.B) {
	for name, thread := range map[string]func(i int) string{
		"threads":    func(i int) string { return fmt.Sprint(i) },
		"one thread": func(int) string { return "" },
	} {
		b.Run(name, func(b *testing.B) {
			db := openAt(b, filepath.Join(b.TempDir(), "nutgraf.db"), Options{NoSync: true})
			crowdedQueue(b, db, 100_000, thread)
			b.Run("claim", func(b *testing.B) {
				for b.Loop() {
					j, err := db.ClaimJob(b.Context(), "w", "slack", lease)
					must(b, err)
					must(b, db.FinishJob(b.Context(), "w", j.ID, briefing.Delivery{}))
				}
			})
			b.Run("add a known id", func(b *testing.B) {
				for b.Loop() {
					_, err := db.AddJob(b.Context(), briefing.Job{ID: "99999"})
					must(b, err)
				}
			})
			b.Run("backlog", func(b *testing.B) {
				for b.Loop() {
					_, err := db.Backlog(b.Context())
					must(b, err)
				}
			})
		})
	}
}

func crowdedQueue(b *testing.B, db *DB, n int, thread func(i int) string) {
	b.Helper()
	for first := 0; first < n; first += 10_000 {
		must(b, db.update(b.Context(), func(tx *bolt.Tx) error {
			for i := first; i < first+10_000; i++ {
				to := briefing.Channel{Service: "slack", Workspace: "T", ID: "C", Thread: thread(i)}
				if err := db.addJob(tx, briefing.Job{ID: fmt.Sprint(i), Text: "who resigned?", Channel: to, Due: time.Unix(1, int64(i))}); err != nil {
					return err
				}
			}
			return nil
		}))
	}
}
