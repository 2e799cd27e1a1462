package briefing

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// ArticleID names an article: 16 lower-case base32 characters derived from its canonical URL,
// or from its text when it has no URL.
type ArticleID string

// RevisionID names one text of an article: 16 lower-case base32 characters derived from the
// article's id and its canonical text.
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
	var room [64]byte // a fact is read by the dozen
	id := append(append(room[:0], r...), '.')
	id = strconv.AppendInt(id, int64(s.Start), 10)
	id = strconv.AppendInt(append(id, '-'), int64(s.End), 10)
	return FactID(id)
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
	r, s = RevisionID(rev), Span{start, end}
	// Written anew it must be the same: "+1" and "01" are numbers, and no names of this fact.
	if err1 != nil || err2 != nil || start < 0 || end <= start || NewFactID(r, s) != id {
		return "", Span{}, false
	}
	return r, s, true
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
	u.Host = canonicalHost(u)
	if u.Hostname() == "" || strings.Contains(u.Host, "%") { // an IPv6 zone means something on one machine only
		return ""
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	u.RawQuery = canonicalQuery(u.RawQuery)
	u.ForceQuery = false
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String()
}

// canonicalHost is the host of an http(s) URL in lower case, with its port unless that is the scheme's own.
func canonicalHost(u *url.URL) string {
	host, port := strings.ToLower(u.Host), u.Port()
	if port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		return strings.TrimSuffix(host, ":"+port)
	}
	return host
}

// canonicalQuery sorts a query by its keys and leaves out campaign parameters. A part that is no pair of escaped texts,
// such as "id=7;page=2" or "q=5%", may still tell two articles apart: it stays as it is.
func canonicalQuery(raw string) string {
	type pair struct{ key, text string }
	var pairs []pair
	for part := range strings.SplitSeq(raw, "&") {
		name, value, _ := strings.Cut(part, "=")
		key, err1 := url.QueryUnescape(name)
		value, err2 := url.QueryUnescape(value)
		p := pair{key, url.QueryEscape(key) + "=" + url.QueryEscape(value)}
		if err1 != nil || err2 != nil || strings.Contains(part, ";") {
			p.text = printable(part)
			p.key, _, _ = strings.Cut(p.text, "=")
		}
		if part != "" && !campaignParameter(p.key) {
			pairs = append(pairs, p)
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return strings.Compare(a.key, b.key) })
	texts := make([]string, len(pairs))
	for i, p := range pairs {
		texts[i] = p.text
	}
	return strings.Join(texts, "&")
}

// printable percent-encodes the bytes of s that are not visible ASCII.
func printable(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c > ' ' && c < 0x7f {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
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
