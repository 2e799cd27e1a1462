package read

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestWalls(t *testing.T) {
	scripts := "<script>" + strings.Repeat("var a = 1;", 50) + "</script>"
	var front strings.Builder
	for i := range 14 {
		fmt.Fprintf(&front, "<div><h3><a href=/s%d>Harbour story number %d of the day is told here</a></h3><p>A short line under the headline of the story says little more.</p></div>", i, i)
	}
	for _, c := range []struct{ name, page, want string }{
		{"script alone", "<html><head><title>Harbour Post</title></head><body><div id=root></div>" + scripts + "</body></html>", "only by script"},
		{"words for browsers without scripts", "<html><body><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>" + scripts + "</body></html>", "JavaScript"},
		{"robot", "<html><head><title>Just a moment...</title></head><body><h1>harbour.example</h1><p>Verifying you are human. This may take a few seconds.</p><p>harbour.example needs to review the security of your connection before proceeding.</p></body></html>", "robot"},
		{"denied", "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1><p>You don't have permission to access this page on this server. Reference number 18.2f1c.</p></body></html>", "denied"},
		{"missing", "<html><head><title>Page not found - Harbour Post</title></head><body><h1>Sorry</h1><p>We looked everywhere and could not find that. Try the front page, or look for what you wanted with the search.</p></body></html>", "not found"},
		{"broken server", "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>", "server failed"},
		{"consent", "<html><head><title>Harbour Post</title></head><body><h1>We value your privacy</h1><p>We and our partners store cookies on your device and process personal data such as identifiers, for the purposes named below.</p><p>With your consent we and our partners may use precise location data. You may change your choices in our privacy policy at any time.</p><p>Some of our partners process your data on the ground of legitimate interest, to which you may object here.</p><button>Accept all</button><a>Reject all</a></body></html>", "cookies"},
		{"teaser", `<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"The bridge of Harbourton closes","isAccessibleForFree":false,"datePublished":"2026-03-04"}</script></head><body><article><h1>The bridge of Harbourton closes</h1><p>The council of Harbourton voted on Monday to close the old bridge to …</p><div>Subscribe to continue reading</div><div>Already a subscriber? Log in</div></article></body></html>`, "subscribe"},
		{"front", "<html><head><title>Harbour Post</title></head><body><h1>Harbour Post</h1>" + front.String() + "</body></html>", "front of headlines"},
		{"template", "<html><body><article><h1>{{ article.title }}</h1><p>{{ article.lead }}</p><p>{{ article.body }}</p><p>Copy this template and fill in what your article has to say about it.</p></article></body></html>", "template"},
	} {
		_, err := one(t, "page.html", c.page, Source{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want a refusal with %q", c.name, err, c.want)
		}
	}
}

func TestNoWalls(t *testing.T) {
	for _, c := range []struct{ name, title, text string }{
		{"about cookies", "Court fines shop over cookies", "<p>A court in Harbourton fined a shop for setting cookies without the consent of its visitors.</p><p>Consent must be free, the judge said, and a button to accept all cookies is none without one to reject all of them.</p><p>The shop’s privacy policy spoke of partners, but not of who they are, the ruling says.</p>"},
		{"about subscribers", "Paper asks readers to pay", "<p>The Harbour Post will ask readers to subscribe to continue reading after five articles a month, its editor said on Monday.</p>" + threeParagraphs},
		{"about robots", "Are you a robot? A museum asks", "<p>A new show in Harbourton asks its visitors whether they are robots, with captcha pictures on every wall of the hall.</p>" + threeParagraphs},
		{"about JavaScript", "Harbour office drops scripts", "<p>The harbour office has built a site that works where users do not enable JavaScript, its engineers said on Monday.</p>" + threeParagraphs},
	} {
		a, err := one(t, "page.html", "<html><head><title>"+c.title+"</title></head><body><article><h1>"+c.title+"</h1>"+c.text+"</article></body></html>", Source{})
		if err != nil || slices.Contains(a.Labels, briefing.LabelPartial) {
			t.Errorf("%s: %v, labels %v", c.name, err, a.Labels)
		}
	}
}

func TestPartial(t *testing.T) {
	lock := `<script type="application/ld+json">{"@type":"NewsArticle","headline":"The bridge of Harbourton closes","isAccessibleForFree":false%s}</script>`
	body := "<article><h1>The bridge of Harbourton closes</h1>" + threeParagraphs + "%s</article>"
	for _, c := range []struct {
		name, data, end string
		want            bool
	}{
		{"asked to subscribe where it stops", "", "<div>Subscribe to continue reading</div>", true},
		{"counted", `,"wordCount":900`, "", true},
		{"counted as shown", `,"wordCount":50`, "", false},
		{"locked for others", "", "", false},
		{"cut", "", "<p>The ferries will go every half hour from the old pier, and the mayor …</p>", true},
	} {
		a := readOnePage(t, fmt.Sprintf(lock, c.data)+fmt.Sprintf(body, c.end), "")
		if got := slices.Contains(a.Labels, briefing.LabelPartial); got != c.want {
			t.Errorf("%s: partial %v, want %v (%v)", c.name, got, c.want, a.Labels)
		}
	}
}
