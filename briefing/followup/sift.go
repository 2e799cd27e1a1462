package followup

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/briefing/thesaurus"
)

// siftArticles is how many new articles are looked at at once: in one view, some milliseconds.
const siftArticles = 32

// Sift lists, rising, which questions articles that were stored after a cursor may answer, for having a name of the question or a third of its
// words of meaning, and the cursor to go on from. It looks at a bounded number of articles: there may be more until the cursor stays
// the same. The cursor "" finds nothing and begins with what comes from now on.
func (d *Desk) Sift(ctx context.Context, questions []string, cursor string) (may []int, next string, err error) {
	var fresh []briefing.Filing
	err = d.look(ctx, func(s Snapshot) error {
		if cursor == "" {
			next = strconv.FormatUint(s.Last(), 10)
			return nil
		}
		after, err := strconv.ParseUint(cursor, 10, 64)
		if err != nil {
			return fmt.Errorf("cursor %q is not one of a followed question: %w", cursor, err)
		}
		last := s.Last()
		if after > last { // of another database
			after = last
		}
		for number, head := range s.Articles(after) {
			facts, err := s.Facts(head.Revision)
			if err != nil && !gone(err) {
				return err
			}
			fresh, after = append(fresh, briefing.Filing{Article: head, Facts: facts}), number
			if len(fresh) == siftArticles {
				break
			}
		}
		if len(fresh) < siftArticles { // behind the last current one there may be texts that hold no more
			after = last
		}
		next = strconv.FormatUint(after, 10)
		return nil
	})
	if err != nil || len(fresh) == 0 {
		return nil, next, err
	}
	var articles []wordSet
	any := wordSet{} // of all of them
	for _, f := range fresh {
		words := wordsOf(f)
		maps.Copy(any, words)
		articles = append(articles, words)
	}
	for i, q := range questions {
		if asked := sought(q); asked.mayBeIn(any) && slices.ContainsFunc(articles, asked.mayBeIn) {
			may = append(may, i)
		}
	}
	return may, next, ctx.Err()
}

// wordSet are the stems of an article.
type wordSet map[string]bool

func wordsOf(article briefing.Filing) wordSet {
	language := cmp.Or(article.Article.Language, "en")
	set := wordSet{}
	set.add(article.Article.Headline, language)
	for _, f := range article.Facts {
		set.add(f.Text, language)
		for _, m := range f.Mentions {
			set.add(m.Name, language)
		}
		for _, q := range f.Quotes {
			set.add(q.Speaker+" "+q.Role, language)
		}
	}
	return set
}

func (s wordSet) add(printed, language string) {
	for _, w := range text.Words(printed) {
		s[text.Stem(w.Norm, language)] = true
	}
}

// term is a word of a question.
type term struct {
	stems []string // of the word, and of what may stand for it
	name  bool
}

type terms []term

// sought are the words of meaning of a question.
func sought(question string) terms {
	var out terms
	for i, w := range text.Words(question) {
		first, _ := utf8.DecodeRuneInString(w.Span.Of(question))
		if text.Stop(w.Norm, "en") || asking[w.Norm] {
			continue
		}
		stem := text.Stem(w.Norm, "en")
		t := term{stems: []string{stem}, name: i > 0 && unicode.IsUpper(first)}
		for _, l := range thesaurus.Like(w.Norm, stem) {
			if len(l.Stems) == 1 {
				t.stems = append(t.stems, l.Stems[0])
			}
		}
		for _, f := range thesaurus.Derived(stem) {
			t.stems = append(t.stems, f.Stem)
		}
		out = append(out, t)
	}
	return out
}

// asking are words that ask and are in no answer.
var asking = text.WordSet("many much people year years time way thing say said says tell told happen happened happens latest news new update updates about brief timeline compare")

// mayBeIn reports whether an article has a name of the question, or a third of its words: to ask once more in vain costs little, and
// what answers may say most in other words.
func (t terms) mayBeIn(article wordSet) bool {
	found := 0
	for _, word := range t {
		if !slices.ContainsFunc(word.stems, func(s string) bool { return article[s] }) {
			continue
		}
		if word.name {
			return true
		}
		found++
	}
	return found > 0 && 3*found >= len(t)
}
