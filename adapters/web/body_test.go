package web

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing/read"
)

func zipped(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBody(t *testing.T) {
	const limit = 512 << 10
	endless := func(w http.ResponseWriter) {
		for {
			if _, err := io.WriteString(w, "<p>and so on</p>"); err != nil {
				return
			}
		}
	}
	cases := []struct {
		name, encoding string
		write          func(w http.ResponseWriter)
		want           string // why it is not read; "" if it is
	}{
		{"plain", "", func(w http.ResponseWriter) { io.WriteString(w, story) }, ""},
		{"packed", "gzip", func(w http.ResponseWriter) { w.Write(zipped(t, story)) }, ""},
		{"packed, written another way", " X-GZIP ", func(w http.ResponseWriter) { w.Write(zipped(t, story)) }, ""},
		{"as large as may be", "", func(w http.ResponseWriter) { io.WriteString(w, story+strings.Repeat(" ", limit-len(story))) }, ""},
		{"too large by one", "", func(w http.ResponseWriter) { io.WriteString(w, story+strings.Repeat(" ", limit-len(story)+1)) }, "is too large: at most 524288 bytes are read"},
		{"endless", "", endless, "is too large"},
		{"bomb", "gzip", func(w http.ResponseWriter) { w.Write(zipped(t, strings.Repeat("\x00", 16<<20))) }, "unpacks to more than 100 times its size"},
		{"packed and too large", "gzip", func(w http.ResponseWriter) {
			var b strings.Builder
			for i := range limit / 4 {
				fmt.Fprintf(&b, "%x ", i*2654435761)
			}
			w.Write(zipped(t, b.String()))
		}, "is too large"},
		{"endless emptiness", "gzip", func(w http.ResponseWriter) {
			gzip.NewWriter(w).Flush() // the header
			blocks := bytes.Repeat([]byte{0, 0, 0, 0xff, 0xff}, 10_000)
			for {
				if _, err := w.Write(blocks); err != nil {
					return
				}
			}
		}, "is too large"},
		{"not packed after all", "gzip", func(w http.ResponseWriter) { io.WriteString(w, story) }, "unpack: gzip: invalid header"},
		{"cut off", "gzip", func(w http.ResponseWriter) { w.Write(zipped(t, story)[:200]) }, "unexpected EOF"},
		{"packed otherwise", "br", func(w http.ResponseWriter) { io.WriteString(w, story) }, `is packed as "br"`},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					return
				}
				w.Header().Set("Content-Encoding", tc.encoding)
				tc.write(w)
			})
			c := clientFor(t, Options{MaxBytes: limit}, s)
			if tc.want == "" {
				wantText(t, first(t, c, s.URL+"/a", read.Source{}).Text, "Ferries carry passengers")
				return
			}
			wantText(t, refused(t, c, s.URL+"/a"), s.URL+"/a", tc.want)
		})
	}
}

func FuzzBody(f *testing.F) {
	f.Add(zipped(f, story), 100, "gzip")
	f.Add(zipped(f, strings.Repeat("a", 1<<20)), 1<<20, "gzip")
	f.Add([]byte(story), 64, "")
	f.Fuzz(func(t *testing.T, packed []byte, limit int, encoding string) {
		if limit < 0 || limit > 1<<20 {
			return
		}
		r := &http.Response{Header: http.Header{"Content-Encoding": {encoding}}, Body: io.NopCloser(bytes.NewReader(packed))}
		body, err := readBody(r, int64(limit))
		if len(body) > limit {
			t.Fatalf("%d bytes of at most %d", len(body), limit)
		}
		if err == nil && encoding == "" && !bytes.Equal(body, packed) {
			t.Fatal("plain bytes changed")
		}
	})
}
