package ingest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/ingest"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// newsroom is an intake over a real store, with the library between them in a test's hands.
type newsroom struct {
	*ingest.Intake
	db      *store.DB
	library *library
	clock   time.Time
}

func newNewsroom(t testing.TB) *newsroom {
	t.Helper()
	db, err := store.Open(filepath.Join(t.TempDir(), "nutgraf.db"), store.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	room := &newsroom{db: db, library: &library{DB: db}, clock: time.Date(2026, 2, 1, 8, 0, 0, 0, time.UTC)}
	t.Cleanup(func() {
		if err := room.db.Close(); err != nil {
			t.Error(err)
		}
	})
	room.Intake = ingest.New(room.library, room.view, func() time.Time { return room.clock })
	return room
}

func (room *newsroom) view(fn func(search.Snapshot) error) error {
	return room.db.View(context.Background(), func(v *store.View) error { return fn(v) })
}

func (room *newsroom) extent(t testing.TB) (e briefing.Extent) {
	t.Helper()
	room.look(t, func(s search.Snapshot) { e = s.Extent() })
	return e
}

func (room *newsroom) look(t testing.TB, fn func(search.Snapshot)) {
	t.Helper()
	if err := room.view(func(s search.Snapshot) error { fn(s); return nil }); err != nil {
		t.Fatal(err)
	}
}

// sizes are the bytes of each index segment, oldest first.
func (room *newsroom) sizes(t testing.TB) (sizes []int) {
	t.Helper()
	room.look(t, func(s search.Snapshot) {
		for kept := range s.Segments() {
			sizes = append(sizes, len(slices.Concat(kept.Chunks...)))
		}
	})
	return sizes
}

// found are the texts of the facts that a query finds, best first.
func (room *newsroom) found(t testing.TB, q search.Query) (texts []string) {
	t.Helper()
	room.look(t, func(s search.Snapshot) {
		result, err := search.Find(s, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range result.Hits {
			f, err := s.Fact(h.Revision, h.Ordinal)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, f.Text)
		}
	})
	return texts
}

// add takes in what must not fail.
func (room *newsroom) add(t testing.TB, articles iter.Seq2[briefing.Article, error]) ingest.Counts {
	t.Helper()
	refused := func(err error) { t.Errorf("refused: %v", err) }
	counts, err := room.Add(t.Context(), articles, refused, nil)
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

// library is a store that remembers the batches it took and can be told to fail.
type library struct {
	*store.DB
	batches [][]briefing.Filing
	log     []string // calls that change something, in order
	add     func(batch int) error

	replacing func() // called before segments are replaced
	replace   error
	revision  error
}

func (l *library) Revision(ctx context.Context, id briefing.ArticleID) (briefing.RevisionID, error) {
	if l.revision != nil {
		return "", l.revision
	}
	return l.DB.Revision(ctx, id)
}

func (l *library) AddArticles(ctx context.Context, batch []briefing.Filing, segment []byte) error {
	if l.add != nil {
		if err := l.add(len(l.batches)); err != nil {
			return err
		}
	}
	if err := l.DB.AddArticles(ctx, batch, segment); err != nil {
		return err
	}
	l.batches = append(l.batches, batch)
	l.log = append(l.log, fmt.Sprintf("add %d", len(batch)))
	return nil
}

func (l *library) ReplaceSegments(ctx context.Context, old []uint64, merged []byte) error {
	if l.replacing != nil {
		l.replacing()
	}
	if l.replace != nil {
		return l.replace
	}
	return l.DB.ReplaceSegments(ctx, old, merged)
}

func (l *library) SetCursor(ctx context.Context, source, cursor string) error {
	l.log = append(l.log, "cursor "+cursor)
	return l.DB.SetCursor(ctx, source, cursor)
}

// line is one article as a supplier sends it.
type line struct {
	ID        string `json:"id,omitempty"`
	URL       string `json:"url,omitempty"`
	Title     string `json:"title"`
	Outlet    string `json:"outlet"`
	Published string `json:"published,omitempty"`
	Text      string `json:"text"`
}

// lines reads articles from JSON lines.
func lines(ls ...line) iter.Seq2[briefing.Article, error] {
	var b strings.Builder
	for _, l := range ls {
		b.WriteString(jsonLine(l) + "\n")
	}
	return read.Articles(strings.NewReader(b.String()), read.Source{Name: "wire.jsonl"})
}

func jsonLine(l line) string {
	b, err := json.Marshal(l)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// articles reads articles that must all be good.
func articles(t testing.TB, ls ...line) (out []briefing.Article) {
	t.Helper()
	for a, err := range lines(ls...) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

var (
	towns    = []string{"Brakewater", "Old Tarn", "Quillmouth", "Sable Ferry", "Norhaven", "Pellworth", "Stavely"}
	people   = []string{"Ada Quill", "Jonas Ferrow", "Mirela Stanhope", "Ines Holt", "Tobias Ree", "Yusuf Karden", "Petra Lund"}
	roles    = []string{"harbour master", "mayor", "council leader", "ferry captain", "union secretary"}
	things   = []string{"pier", "bridge", "library", "tramway", "reservoir", "fish market", "lighthouse", "hospital", "orchard"}
	deeds    = []string{"closed", "reopened", "sold", "inspected", "flooded", "repaired", "painted", "insured"}
	weekdays = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
)

func pick(from []string, n int) string { return from[n%len(from)] }

// story is made-up article number n with the given number of paragraphs of some 170 bytes. Different numbers make different texts.
func story(n, paragraphs int) line {
	var b strings.Builder
	for p := range paragraphs {
		k := n*31 + p*7
		fmt.Fprintf(&b, "The %s of %s was %s on %s after a review of %d complaints. ",
			pick(things, k), pick(towns, k/2), pick(deeds, k/3), pick(weekdays, k), 20+k%400)
		fmt.Fprintf(&b, "“The work on number %d costs us %d.%d million crowns,” said %s, the %s.\n\n",
			k, 1+k%9, k%10, pick(people, k/5), pick(roles, k/7))
	}
	return line{
		ID: fmt.Sprintf("tw-%d", n), URL: fmt.Sprintf("https://tidewater.example/2026/%d", n),
		Title:  fmt.Sprintf("%s of %s %s", pick(things, n*31), pick(towns, n*31/2), pick(deeds, n*31/3)),
		Outlet: []string{"Tidewater Gazette", "Norhaven Courier"}[n%2], Published: fmt.Sprintf("2026-01-%02dT07:00:00Z", 1+n%28), Text: b.String(),
	}
}

// stories are made-up articles from number from up to number to.
func stories(from, to, paragraphs int) (out []line) {
	for n := from; n < to; n++ {
		out = append(out, story(n, paragraphs))
	}
	return out
}
