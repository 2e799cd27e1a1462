// Package peer_test measures briefing/read beside go-trafilatura with its fallback, in the same run and by the same rules. It is a package
// of its own because the peer compiles its patterns before anything runs, and it has no other files because nothing shipped may hold it.
package peer_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/markusmobius/go-trafilatura"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/read"
)

// evalFolder names the environment variable that holds the folder of measuring data, whose folder pages holds sets of pages.
const evalFolder = "NUTGRAF_EVAL"

// readers are what is measured: each makes the text of an article out of a page, "" when it finds none.
var readers = map[string]func(raw []byte, address string) (string, error){"nutgraf": ours, "go-trafilatura": peers}

func ours(raw []byte, address string) (string, error) {
	from := read.Source{Name: "page.html"}
	if briefing.CanonicalURL(address) != "" {
		from.URL = address
	}
	for a, err := range read.Articles(bytes.NewReader(raw), from) {
		var refused *read.Refusal
		if errors.As(err, &refused) {
			return "", nil
		}
		return read.Body(a), err
	}
	return "", nil
}

// peers leaves an empty text for a page its reader refuses, as ours does.
func peers(raw []byte, address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	out, err := trafilatura.Extract(bytes.NewReader(raw), trafilatura.Options{OriginalURL: u, EnableFallback: true, ExcludeComments: true})
	if err != nil || out == nil {
		return "", nil
	}
	return out.ContentText, nil
}

// page is one line of a set's truth.jsonl. A set tells either the body or pieces that must and must not be in it.
type page struct {
	HTML    string   `json:"html"`
	URL     string   `json:"url"`
	Body    string   `json:"body"`
	With    []string `json:"with"`
	Without []string `json:"without"`
}

// TestBesidePeer prints how well both readers find the text of the pages of each set, and fails where ours does much worse.
func TestBesidePeer(t *testing.T) {
	folder := os.Getenv(evalFolder)
	if folder == "" {
		t.Skipf("not measured beside go-trafilatura: set %s to the folder of measuring data, with sets of pages in pages/*/truth.jsonl", evalFolder)
	}
	sets, err := filepath.Glob(filepath.Join(folder, "pages", "*", "truth.jsonl"))
	if err != nil || len(sets) == 0 {
		t.Fatalf("no pages/*/truth.jsonl under %s=%s", evalFolder, folder)
	}
	for _, set := range sets {
		t.Run(filepath.Base(filepath.Dir(set)), func(t *testing.T) {
			f := map[string]float64{}
			for _, name := range slices.Sorted(maps.Keys(readers)) {
				s := measure(t, set, readers[name])
				f[name] = s.f1()
				t.Logf("%-15s %s F1 %.4f over %d pages (precision %.4f, recall %.4f)", name, s.kind(), f[name], s.pages, s.precision(), s.recall())
			}
			if f["nutgraf"] < f["go-trafilatura"]-slack {
				t.Errorf("more than %.2f below the peer", slack)
			}
		})
	}
}

// slack is how far below the peer a set may come: where the truth counts credits and comments to the text, ours leaves them out on purpose.
const slack = 0.01

func measure(t *testing.T, set string, reader func([]byte, string) (string, error)) *score {
	f, err := os.Open(set)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var s score
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var p page
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(filepath.Join(filepath.Dir(set), p.HTML))
		if err != nil {
			t.Fatal(err)
		}
		body, err := reader(raw, p.URL)
		if err != nil {
			t.Fatalf("%s: %v", p.HTML, err)
		}
		s.add(p, body)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return &s
}

// score sums over pages. For bodies it is the shingle measure of https://github.com/scrapinghub/article-extraction-benchmark: the F1 of the
// mean precision and mean recall of runs of four words. For pieces it is the F1 over all of them.
type score struct {
	pages              int
	bodies             bool
	precise, recalled  float64 // sums over the pages that have a precision, and a recall
	preciseN, recallN  int
	right, wrong, lost float64 // pieces
}

func (s *score) add(p page, body string) {
	s.pages++
	if p.Body != "" {
		s.bodies = true
		s.addShingles(shingles(p.Body), shingles(body))
		return
	}
	body = oneLine(body)
	for _, piece := range p.With {
		if strings.Contains(body, oneLine(piece)) {
			s.right++
		} else {
			s.lost++
		}
	}
	for _, piece := range p.Without {
		if strings.Contains(body, oneLine(piece)) {
			s.wrong++
		}
	}
}

func (s *score) addShingles(want, got map[string]int) {
	both, all, found := 0, 0, 0
	for k, n := range want {
		all += n
		both += min(n, got[k])
	}
	for _, n := range got {
		found += n
	}
	if found > 0 {
		s.precise += float64(both) / float64(found)
		s.preciseN++
	}
	if all > 0 {
		s.recalled += float64(both) / float64(all)
		s.recallN++
	}
}

func (s *score) kind() string {
	if s.bodies {
		return "shingle"
	}
	return "segment"
}

func (s *score) precision() float64 {
	if s.bodies {
		return s.precise / float64(max(1, s.preciseN))
	}
	return s.right / max(1, s.right+s.wrong)
}

func (s *score) recall() float64 {
	if s.bodies {
		return s.recalled / float64(max(1, s.recallN))
	}
	return s.right / max(1, s.right+s.lost)
}

func (s *score) f1() float64 {
	p, r := s.precision(), s.recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// shingles counts the runs of four words of s; a shorter text is one run.
func shingles(s string) map[string]int {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_' })
	out := map[string]int{}
	for i := 0; i < max(1, len(words)-3) && len(words) > 0; i++ {
		out[strings.Join(words[i:min(i+4, len(words))], " ")]++
	}
	return out
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestShingles keeps the measure what its definition says.
func TestShingles(t *testing.T) {
	var s score
	s.add(page{Body: "the old mill turns again today"}, "the old mill turns again, they say")
	if p, r := s.precision(), s.recall(); p != 2.0/4 || r != 2.0/3 {
		t.Errorf("precision %v, recall %v", p, r)
	}
	var pieces score
	pieces.add(page{With: []string{"old mill", "new dam"}, Without: []string{"Share this"}}, "The old\nmill. Share this")
	if p, r := pieces.precision(), pieces.recall(); p != 0.5 || r != 0.5 {
		t.Errorf("precision %v, recall %v", p, r)
	}
}

// BenchmarkPage reads the same page with both.
func BenchmarkPage(b *testing.B) {
	raw, err := os.ReadFile("../testdata/market.html")
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(readers)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				body, err := readers[name](raw, "https://news.example/market")
				if err != nil || body == "" {
					b.Fatalf("read %q: %v", body, err)
				}
			}
		})
	}
}
