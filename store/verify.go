package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// maxFindings bounds what Verify tells: a file that is worse is replaced, not read about.
const maxFindings = 100

// VerifyError lists what Verify found wrong.
type VerifyError struct {
	Path     string
	Findings []string // at most 100
	Index    bool     // all of them are of the index, which can be built anew
}

func (e *VerifyError) Error() string {
	places := fmt.Sprintf("%d places", len(e.Findings))
	if len(e.Findings) == 1 {
		places = "one place"
	}
	return fmt.Sprintf("%s is damaged in %s: %s; %s", e.Path, places, strings.Join(e.Findings, "; "), e.Cure())
}

// Cure is what a person does about it.
func (e *VerifyError) Cure() string {
	if e.Index {
		return reindexCure
	}
	return "restore it from a backup"
}

// Unwrap makes every VerifyError an ErrDamaged.
func (e *VerifyError) Unwrap() error { return ErrDamaged }

// Verify reads the whole database and proves it: the pages, every record against its checksum, every fact against
// its article's text, every segment against its sums and its withdrawn articles against theirs (verifysegment.go), and that whatever
// a record is found by leads to it and to nothing else (entries.go). It returns nil, a *VerifyError, or what kept it from looking. Records are read in many short views;
// for the pages, about a second for each GB, writers wait.
func (db *DB) Verify(ctx context.Context) error {
	p := proof{db: db}
	for i, look := range []func(context.Context) error{p.pages, p.counts, p.revisions, p.ids, p.articleEntries, p.segments, p.records, p.jobEntries, p.turnEntries, p.toldEntries, p.ledgerEntries, p.feedbackEntries} {
		if err := look(ctx); err != nil {
			return fmt.Errorf("verify %s: %w", db.path, err)
		}
		if i == 0 && len(p.findings) > 0 {
			break // of a broken page anything may be read, even what lies outside of it
		}
	}
	if len(p.findings) > 0 {
		return &VerifyError{Path: db.path, Findings: p.findings, Index: !p.beyond}
	}
	return nil
}

// proof is the state of one Verify.
type proof struct {
	db       *DB
	findings []string
	beyond   bool // one of them is not of the index
}

// found notes an error that is damage or a missing record, and returns any other.
func (p *proof) found(err error) error {
	if err == nil || !errors.Is(err, ErrDamaged) && !errors.Is(err, briefing.ErrNotFound) {
		return err
	}
	p.note(err.Error())
	return nil
}

// note notes a finding that is not of the index.
func (p *proof) note(finding string) {
	p.beyond = true
	p.add(finding)
}

func (p *proof) add(finding string) {
	if len(p.findings) < maxFindings && !slices.Contains(p.findings, finding) {
		p.findings = append(p.findings, finding)
	}
}

// pages proves the structure of the file. Nobody may write meanwhile: an idle write transaction keeps the others out.
func (p *proof) pages(ctx context.Context) error {
	if !p.db.options.ReadOnly {
		keep, err := p.db.bolt.Begin(true)
		if err != nil {
			return err
		}
		defer keep.Rollback()
	}
	return provePages(p.db.file, p.db.bolt.Info().PageSize, p.note)
}

// counts proves the record that new numbers are given out by.
func (p *proof) counts(ctx context.Context) error {
	return p.found(p.db.View(ctx, func(v *View) error {
		v.Extent()
		return nil
	}))
}

// revisions proves articles, their texts and their facts, and that they are found.
func (p *proof) revisions(ctx context.Context) error {
	return p.walk(ctx, bucketRevisions, func(v *View, key, _ []byte) error {
		if len(key) > 8 {
			return nil
		}
		var record articleRecord
		if err := v.db.articleRecord(v.tx, numberOf(key), &record); err != nil {
			return err
		}
		r := briefing.RevisionID(record.Revision)
		article, err := v.Article(r)
		if err != nil {
			return err
		}
		facts, err := v.Facts(r)
		if err != nil {
			return err
		}
		for i, f := range facts {
			if err := proveFact(article, f); err != nil {
				return fmt.Errorf("fact %d of revision %s: %w: %w", i, r, ErrDamaged, err)
			}
		}
		return v.proveRevision(numberOf(key), &record)
	})
}

// ids proves that the ids of articles and revisions lead to them.
func (p *proof) ids(ctx context.Context) error {
	err := p.walk(ctx, bucketByArticle, func(v *View, id, _ []byte) error {
		_, err := v.Current(briefing.ArticleID(id))
		return err
	})
	if err != nil {
		return err
	}
	return p.walk(ctx, bucketByRevision, func(v *View, id, _ []byte) error {
		_, _, err := v.revision(briefing.RevisionID(id))
		return err
	})
}

// records checks the sums of the buckets that no other step reads.
func (p *proof) records(ctx context.Context) error {
	const short = 0 // never kept in parts
	for _, bucket := range []struct {
		name []byte
		key  int // its length
	}{
		{bucketWithdrawn, short}, {bucketOutlets, short}, {bucketSubscriptions, short}, {bucketCursors, short}, {bucketCounters, short},
		{bucketArticlesWithdrawn, short}, {bucketSettings, short}, {bucketCorrections, short},
		{bucketJobs, 8}, {bucketDeliveries, 8}, {bucketTellings, 8}, {bucketFeedback, 8}, {bucketWatches, lineBytes},
		{bucketTurns, lineBytes + 8}, {bucketEditions, lineBytes + 8},
	} {
		name := bucket.name
		err := p.walk(ctx, name, func(v *View, key, value []byte) error {
			if bucket.key != short && len(key) > bucket.key {
				return nil // a further part of a long record
			}
			if len(value) == partBytes {
				value = getLong(v.tx.Bucket(name), key)
			}
			if _, err := unseal(key, value); err != nil {
				return fmt.Errorf("%s %x: %w", name, key, err)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// walk calls look with each entry of a bucket, and begins a new view before one gets old.
func (p *proof) walk(ctx context.Context, name []byte, look func(v *View, key, value []byte) error) error {
	var next []byte
	for more := true; more; {
		err := p.db.View(ctx, func(v *View) error {
			began := time.Now()
			c := v.tx.Bucket(name).Cursor()
			key, value := c.Seek(next)
			for ; key != nil && time.Since(began) < longView/4; key, value = c.Next() {
				if err := p.found(look(v, key, value)); err != nil {
					return err
				}
			}
			next, more = bytes.Clone(key), key != nil
			return nil
		})
		if err := p.found(err); err != nil {
			return err
		}
		if err != nil { // the walk itself met damage: what lies behind it cannot be reached
			return nil
		}
	}
	return nil
}
