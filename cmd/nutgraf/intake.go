package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/read"
)

// given is what the command line says about the article it names: it wins over what the bytes say.
type given struct{ url, outlet, title, published, config string }

func (g *given) flags(c *cobra.Command) {
	c.Flags().StringVar(&g.url, "url", "", "the article's address")
	c.Flags().StringVar(&g.outlet, "outlet", "", "the publisher's name")
	c.Flags().StringVar(&g.title, "title", "", "the headline")
	c.Flags().StringVarP(&g.config, "config", "c", "", "a configuration whose web settings hold for an address")
	c.Flags().StringVar(&g.published, "published", "", "when it was published: RFC 3339 time or 2006-01-02")
}

// source is what is known about the bytes called name.
func (g given) source(name string) (read.Source, error) {
	published, err := parseTime("--published", g.published)
	if err != nil {
		return read.Source{}, err
	}
	if g.url != "" && briefing.CanonicalURL(g.url) == "" {
		return read.Source{}, usagef("--url %q is not an http or https address", g.url)
	}
	return read.Source{Name: name, URL: g.url, Outlet: g.outlet, Title: g.title, Published: published}, nil
}

// single reports whether the flags speak of one article, which only a single input can be.
func (g given) single() bool { return g.url != "" || g.title != "" || g.published != "" }

// articlesAt reads the articles of a file, of all readable files below a folder in the order of their paths, of
// standard input ("-") or of one page of the open web.
func (g given) articlesAt(where string, std streams, page fetchPage) (iter.Seq2[briefing.Article, error], error) {
	source, err := g.source(where)
	if err != nil {
		return nil, err
	}
	switch {
	case where == "-":
		return read.Articles(std.in, source), nil
	case strings.HasPrefix(where, "http://"), strings.HasPrefix(where, "https://"):
		return page(where, source)
	}
	info, err := os.Stat(where)
	if err != nil {
		return nil, pathError(err)
	}
	if !info.IsDir() {
		return fileArticles(where, source), nil
	}
	if g.single() {
		return nil, usagef("--url, --title and --published speak of one article, and %s is a folder: leave them out", where)
	}
	return folderArticles(where, source)
}

func fileArticles(path string, source read.Source) iter.Seq2[briefing.Article, error] {
	return func(yield func(briefing.Article, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(briefing.Article{}, pathError(err))
			return
		}
		defer f.Close()
		source.Name = path
		for a, err := range read.Articles(f, source) {
			if !yield(a, err) {
				return
			}
		}
	}
}

// folderArticles reads the readable files below root. A folder below it that cannot be opened is refused by name.
func folderArticles(root string, source read.Source) (iter.Seq2[briefing.Article, error], error) {
	if _, err := os.ReadDir(root); err != nil {
		return nil, pathError(err)
	}
	return func(yield func(briefing.Article, error) bool) {
		some := false
		err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				if !yield(briefing.Article{}, pathError(err)) {
					return fs.SkipAll
				}
				return nil
			}
			if e.IsDir() || !e.Type().IsRegular() || !read.Readable(path) {
				return nil
			}
			some = true
			for a, err := range fileArticles(path, source) {
				if !yield(a, err) {
					return fs.SkipAll
				}
			}
			return nil
		})
		if err == nil && !some {
			err = &read.Refusal{Name: root, Reason: "no file here has an ending that can be read (.html .txt .md .jsonl .json .xml .rss .atom)"}
			yield(briefing.Article{}, err)
		}
	}, nil
}

// pathError says what is wrong with a path in words, without the system call.
func pathError(err error) error {
	var p *fs.PathError
	if !errors.As(err, &p) {
		return err
	}
	switch {
	case os.IsNotExist(err):
		return fmt.Errorf("%s: there is no such file or folder", p.Path)
	case os.IsPermission(err):
		return fmt.Errorf("%s: no permission to read it", p.Path)
	}
	return fmt.Errorf("%s: %w", p.Path, p.Err)
}

// refusals tells each article that is not taken in, and sums up those beyond the first few.
type refusals struct {
	out   io.Writer
	total int
}

const maxRefusals = 20 // lines told one by one

func (r *refusals) tell(err error) {
	r.total++
	if r.total <= maxRefusals {
		fmt.Fprintln(r.out, "refused "+oneLine(err.Error()))
	}
}

func (r *refusals) rest() {
	if r.total > maxRefusals {
		fmt.Fprintf(r.out, "refused %d more\n", r.total-maxRefusals)
	}
}
