package store

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// minPrefix is how much of an article's id finds it when nothing else begins so: 20 bits.
const minPrefix = 4

// Lookup finds the revision that text names: a fact's by the fact's id, and otherwise an article's current one
// by its address, its id, its supplier's ref, or the first four or more characters of its id; a revision's
// own id finds it even when it is withdrawn. It fails with briefing.ErrNotFound when nothing is
// named so, and with another error when several articles are. Whether the revision has a fact at the
// place a fact's id gives is not looked at.
func (v *View) Lookup(text string) (briefing.RevisionID, error) {
	text = strings.TrimSpace(text)
	for _, find := range []func(string) (briefing.RevisionID, error){v.byFact, v.byURL, v.byID, v.byRevision, v.byRef, v.byPrefix} {
		r, err := find(text)
		if err == nil || !errors.Is(err, briefing.ErrNotFound) {
			return r, err
		}
	}
	return "", fmt.Errorf("%.80q names no stored article or fact: %w", text, briefing.ErrNotFound)
}

func (v *View) byFact(text string) (briefing.RevisionID, error) {
	r, _, ok := briefing.FactID(text).Place()
	if !ok {
		return "", briefing.ErrNotFound
	}
	return v.byRevision(string(r))
}

func (v *View) byURL(text string) (briefing.RevisionID, error) {
	url := briefing.CanonicalURL(text)
	if url == "" {
		return "", briefing.ErrNotFound
	}
	return v.byID(string(briefing.NewArticleID(url, "")))
}

func (v *View) byID(text string) (briefing.RevisionID, error) {
	return v.Current(briefing.ArticleID(text))
}

func (v *View) byRevision(text string) (briefing.RevisionID, error) {
	r := briefing.RevisionID(text)
	_, _, err := v.revision(r)
	return r, err
}

func (v *View) byRef(text string) (briefing.RevisionID, error) {
	return v.byID(string(v.tx.Bucket(bucketByRef).Get(nameKey(text))))
}

func (v *View) byPrefix(text string) (briefing.RevisionID, error) {
	prefix := []byte(strings.ToLower(text))
	if len(prefix) < minPrefix {
		return "", briefing.ErrNotFound
	}
	const shown = 5
	var ids []string
	c := v.tx.Bucket(bucketByArticle).Cursor()
	for key, _ := c.Seek(prefix); bytes.HasPrefix(key, prefix) && len(ids) <= shown; key, _ = c.Next() {
		ids = append(ids, string(key))
	}
	switch {
	case len(ids) == 0:
		return "", briefing.ErrNotFound
	case len(ids) == 1:
		return v.byID(ids[0])
	case len(ids) > shown:
		ids[shown] = "others"
	}
	return "", fmt.Errorf("%.80q begins the ids of several articles (%s): give more of it", text, strings.Join(ids, ", "))
}
