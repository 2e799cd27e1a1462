package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

// engine is an index of facts on the disk.
type engine interface {
	// add takes in articles. They are found, and safe on the disk, when it returns.
	add(ctx context.Context, batch []briefing.Filing) error
	// settle does what an engine does at leisure or on demand to answer faster. It may be called at any time.
	settle(ctx context.Context) error
	// find returns the names of the k best facts for any of the words of a question, best first.
	find(ctx context.Context, question string, k int) ([]string, error)
	// name is the name that find returns for the fact a question was taken from.
	name(q briefingtest.Question) string
	// indexBytes is the size of the index alone.
	indexBytes(ctx context.Context) (int64, error)
	close() error
}

// open opens an engine's index at a path, or makes an empty one.
func open(name, path string) (engine, error) {
	if err := os.MkdirAll(path, 0o777); err != nil {
		return nil, err
	}
	switch name {
	case "nutgraf":
		return openNutgraf(path)
	case "ranked":
		return openRanked(path)
	case "answered":
		return openAnswered(path)
	case "bleve":
		return openBleve(path)
	case "sqlite":
		return openSQLite(path)
	}
	return nil, fmt.Errorf("no engine %q", name)
}

// factName names a fact by its article and its place there.
func factName(revision briefing.RevisionID, ordinal int) string {
	return fmt.Sprintf("%s/%d", revision, ordinal)
}

// revisionOf is the revision that a question was taken from.
func revisionOf(q briefingtest.Question) briefing.RevisionID {
	r, _, _ := q.Fact.Place()
	return r
}

// filesUnder are the files of an engine.
func filesUnder(path string) (files []string, bytes int64, err error) {
	err = filepath.WalkDir(path, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			files, bytes = append(files, file), bytes+info.Size()
		}
		return err
	})
	return files, bytes, err
}

// words are those of a question: made-up questions have no other marks.
func words(question string) []string { return strings.Fields(question) }
