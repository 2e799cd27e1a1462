package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/read"
)

// pageTruth is the name of the file that names the pages of a set and says what they hold.
const pageTruth = "truth.jsonl"

// evalPages reads the pages of a set, or of each set in a folder of them. A page that is refused gets an empty line, and its reason
// goes to standard error.
func evalPages(ctx context.Context, dir string, std streams) error {
	sets, err := filepath.Glob(filepath.Join(dir, "*", pageTruth))
	if err != nil {
		return err
	}
	if own := filepath.Join(dir, pageTruth); len(sets) == 0 || exists(own) {
		sets = append(sets, own)
	}
	for _, set := range sets {
		if err := evalPageSet(ctx, set, std); err != nil {
			return err
		}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// evalPageSet reads the pages that a truth file names.
func evalPageSet(ctx context.Context, truth string, std streams) error {
	type item struct {
		ID   string `json:"id"`
		HTML string `json:"html"`
		URL  string `json:"url"`
	}
	return eachJSON(truth, func(i item) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		f, err := os.Open(filepath.Join(filepath.Dir(truth), i.HTML))
		if err != nil {
			return pathError(err)
		}
		defer f.Close()
		v := pageVerdict{ID: i.ID, Authors: []string{}}
		from := read.Source{Name: i.HTML}
		if briefing.CanonicalURL(i.URL) != "" { // some are notes of where a page was found
			from.URL = i.URL
		}
		for a, err := range read.Articles(f, from) {
			var refused *read.Refusal
			switch {
			case errors.As(err, &refused):
				fmt.Fprintln(std.err, err)
			case err != nil:
				return err
			default:
				v = toPageVerdict(i.ID, a)
			}
		}
		return printJSON(std.out, v)
	})
}

// pageVerdict is what is printed for each page.
type pageVerdict struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Date    string   `json:"date"` // YYYY-MM-DD in the zone the page states, "" when unknown
	Authors []string `json:"authors"`
	Body    string   `json:"body"` // paragraphs with an empty line between them
}

func toPageVerdict(id string, a briefing.Article) pageVerdict {
	v := pageVerdict{ID: id, Title: a.Headline, Authors: append([]string{}, a.Byline...), Body: read.Body(a)}
	if !a.Published.IsZero() {
		v.Date = a.Published.Format("2006-01-02")
	}
	return v
}
