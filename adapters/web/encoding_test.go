package web

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing/read"
)

func TestInUTF8(t *testing.T) {
	cases := []struct{ name, body, contentType, want string }{
		{"named by the server", "<p>Caf\xe9 \x93Nord\x94", "text/html; charset=windows-1252", "<p>Café “Nord”"},
		{"Latin 1 is Windows 1252", "\x80 5", "text/plain; charset=iso-8859-1", "€ 5"},
		{"Cyrillic", "\xcf\xf0\xe8\xe2\xe5\xf2", "text/html; charset=windows-1251", "Привет"},
		{"Japanese in seven bits", "\x1b$B%K%e!<%9\x1b(B", "text/html; charset=ISO-2022-JP", "ニュース"},
		{"UTF-16", "N\x00e\x00w\x00s\x00", "text/html; charset=utf-16le", "News"},
		{"valid UTF-8 is believed before the server", "Café", "text/html; charset=iso-8859-1", "Café"},
		{"a lie is left to the reader", "Caf\xe9", "text/html; charset=utf-8", "Caf\xe9"},
		{"no name", "Caf\xe9", "text/html", "Caf\xe9"},
		{"an unknown name", "Caf\xe9", "text/html; charset=x-own", "Caf\xe9"},
		{"no content type", "Caf\xe9", "", "Caf\xe9"},
		{"a byte order mark wins", "\xff\xfeN\x00", "text/html; charset=windows-1252", "\xff\xfeN\x00"},
		{"a feed that names its own", "<?xml version='1.0' encoding='windows-1252'?><t>\xe9</t>", "text/xml; charset=windows-1252", "<?xml version='1.0' encoding='windows-1252'?><t>\xe9</t>"},
		{"a feed that names none", "<?xml version='1.0'?><t>\xe9</t>", "text/xml; charset=windows-1252", "<?xml version='1.0'?><t>é</t>"},
		{"a page with an XML declaration", "<?xml version='1.0' encoding='iso-8859-2'?><p>\xb1</p>", "application/xhtml+xml; charset=iso-8859-2", "<?xml version='1.0' encoding='iso-8859-2'?><p>ą</p>"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := string(inUTF8([]byte(tc.body), tc.contentType)); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestPageEncoding(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=windows-1251")
		w.Write([]byte("<!doctype html><html><body><article><h1>\xcc\xee\xf1\xf2 \xe7\xe0\xea\xf0\xfb\xf2</h1><p>\xcc\xee\xf1\xf2 \xe7\xe0\xea\xf0\xfb\xf2 \xe4\xee \xee\xf1\xe5\xed\xe8, \xf1\xee\xee\xe1\xf9\xe8\xeb\xe8 \xe2 \xec\xfd\xf0\xe8\xe8.</p></article></body></html>"))
	})
	wantText(t, first(t, clientFor(t, Options{}, s), s.URL+"/a", read.Source{}).Text, "Мост закрыт до осени, сообщили в мэрии.")
}

// TestPageType: what the server calls a page counts for more than what its address ends in.
func TestPageType(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, "<!doctype html><html><body><article><h1>Bridge closed</h1><p>The bridge is closed until autumn, the mayor's office said on Friday.</p></article></body></html>")
	})
	a := first(t, clientFor(t, Options{}, s), s.URL+"/notes.md", read.Source{})
	if a.Headline != "Bridge closed" || strings.Contains(a.Text, "<") {
		t.Errorf("a page at an address in .md was read as %q: %q", a.Headline, a.Text)
	}
}

func FuzzInUTF8(f *testing.F) {
	f.Add([]byte("Caf\xe9"), "text/html; charset=windows-1252")
	f.Add([]byte("\x1b$B%K"), "text/html; charset=iso-2022-jp")
	f.Add([]byte("<?xml encoding="), "a/b; charset=big5")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		got := inUTF8(body, contentType)
		if string(got) != string(body) && !utf8.Valid(got) {
			t.Fatalf("%q as %q became %q", body, contentType, got)
		}
	})
}
