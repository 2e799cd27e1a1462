package read

import "testing"

func TestFormatOf(t *testing.T) {
	const page = "<!doctype html><html><body>"
	tests := []struct {
		name, media, head string
		want              format
	}{
		{"story.md", "", page, formatMarkdown},
		{"https://news.example/story.md", "text/html; charset=utf-8", page, formatPage},
		{"https://news.example/feed.html", "application/rss+xml", "<rss>", formatFeed},
		{"https://news.example/feed", "application/feed+json", "{", formatJSON},
		{"https://news.example/story.txt", "text/plain", page, formatText},
		{"https://news.example/story", "text/plain", page, formatPage},
		{"https://news.example/story", "nonsense;;", "---\ntitle: x\n", formatMarkdown},
		{"-", "", "{\"title\":\"x\"}\n", formatJSON},
		{"-", "", "[12 June] Rain fell.", formatText},
		{"-", "", "", formatText},
	}
	for _, test := range tests {
		if got := formatOf(Source{Name: test.name, Type: test.media}, []byte(test.head)); got != test.want {
			t.Errorf("%s as %q: format %d, want %d", test.name, test.media, got, test.want)
		}
	}
}
