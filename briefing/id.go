package briefing

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// ArticleID names an article: 16 lower-case base32 characters derived from its canonical URL,
// or from its text when it has no URL.
type ArticleID string

// RevisionID names one text of an article: 16 lower-case base32 characters derived from the
// article's id and the text with its headline.
type RevisionID string

// FactID names a fact by its place: "REVISION.START-END". It can be read back with Place.
type FactID string

// AnswerID names an answer: derived from the question as understood and what the store held.
type AnswerID string

// base32 lower case without padding, digits 2-7: no 0/o or 1/l pairs to misread.
var idEncoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// DerivedID is the 16-character id (80 bits of SHA-256) of its parts, in order.
// Parts are length-prefixed, so ("ab","c") and ("a","bc") differ.
func DerivedID(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return idEncoding.EncodeToString(h.Sum(nil)[:10])
}

// NewArticleID derives an article's id from its canonical URL, or from its text if that is "".
func NewArticleID(canonicalURL, text string) ArticleID {
	if canonicalURL != "" {
		return ArticleID(DerivedID("article", canonicalURL))
	}
	return ArticleID(DerivedID("text", text))
}

// NewRevisionID derives the id of one text of an article. Two readings of an article are the same revision
// when their canonical texts are the same.
func NewRevisionID(a ArticleID, text string) RevisionID {
	return RevisionID(DerivedID("revision", string(a), text))
}

// NewFactID derives a fact's id from its revision and span.
func NewFactID(r RevisionID, s Span) FactID {
	return FactID(fmt.Sprintf("%s.%d-%d", r, s.Start, s.End))
}

// Place reads back the revision and span of a fact id; ok is false when id is not one.
func (id FactID) Place() (r RevisionID, s Span, ok bool) {
	rev, span, found := strings.Cut(string(id), ".")
	from, to, dash := strings.Cut(span, "-")
	if !found || !dash || rev == "" {
		return "", Span{}, false
	}
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || start < 0 || end <= start {
		return "", Span{}, false
	}
	return RevisionID(rev), Span{start, end}, true
}

// CanonicalURL is the form of an http(s) URL that identifies an article: lower-case scheme and host,
// no default port, fragment, user info or campaign parameters, query keys sorted.
// It returns "" for anything that is not an absolute http(s) URL.
func CanonicalURL(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" {
		return ""
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Host = strings.ToLower(u.Host)
	if host, port, err := net.SplitHostPort(u.Host); err == nil &&
		(u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443") {
		u.Host = host
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	q := u.Query()
	for key := range q {
		if campaignParameter(key) {
			q.Del(key)
		}
	}
	u.RawQuery = q.Encode()
	u.ForceQuery = false
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String()
}

// campaignParameter reports whether a query key only tracks where a reader came from.
func campaignParameter(key string) bool {
	key = strings.ToLower(key)
	switch key {
	case "fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "cmpid", "ocid", "smid", "ref_src", "at_medium", "at_campaign":
		return true
	}
	return strings.HasPrefix(key, "utm_")
}
