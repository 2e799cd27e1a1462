package main

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	_ "modernc.org/sqlite"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

// sqliteIndex is a contentless FTS5 table: the index of the facts' texts and nothing else.
type sqliteIndex struct {
	db     *sql.DB // of one connection that writes
	reader *sql.DB
	asked  *sql.Stmt
	path   string
}

// pragmas: a write-ahead log lets questions be asked while articles come in, FULL makes each transaction safe on the disk as
// the others' are, and the file is read by mapping it, as the others read theirs.
const pragmas = "?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=page_size(8192)" +
	"&_pragma=cache_size(-65536)&_pragma=mmap_size(8589934592)&_pragma=temp_store(MEMORY)&_pragma=busy_timeout(10000)"

func openSQLite(path string) (engine, error) {
	path = filepath.Join(path, "facts.sqlite")
	db, err := sql.Open("sqlite", "file:"+path+pragmas)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	// Positions are kept: without them bm25 would read the texts again.
	_, err = db.Exec(`CREATE VIRTUAL TABLE IF NOT EXISTS facts USING fts5(text, content='', tokenize='porter unicode61')`)
	if err != nil {
		return nil, err
	}
	s := &sqliteIndex{db: db, path: filepath.Dir(path)}
	if s.reader, err = sql.Open("sqlite", "file:"+path+pragmas); err != nil {
		return nil, err
	}
	s.reader.SetMaxOpenConns(1)
	// "ORDER BY rank" is bm25() in the form that sorts fastest: https://www.sqlite.org/fts5.html#sorting_by_auxiliary_function_results
	s.asked, err = s.reader.Prepare(`SELECT rowid FROM facts WHERE facts MATCH ? ORDER BY rank LIMIT ?`)
	return s, err
}

// rowID names a fact: an article has fewer than 64.
func rowID(article, ordinal int) int { return article<<6 | ordinal }

func (s *sqliteIndex) add(ctx context.Context, batch []briefing.Filing) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	insert, err := tx.PrepareContext(ctx, `INSERT INTO facts(rowid, text) VALUES (?, ?)`)
	if err != nil {
		return err
	}
	for _, f := range batch {
		article, err := strconv.Atoi(f.Article.Ref)
		if err != nil {
			return err
		}
		for ordinal, fact := range f.Facts {
			if _, err := insert.ExecContext(ctx, rowID(article, ordinal), fact.Text); err != nil {
				return err
			}
		}
	}
	return tx.Commit()
}

// settle leaves one segment and no log.
func (s *sqliteIndex) settle(ctx context.Context) error {
	if _, err := s.db.ExecContext(ctx, `INSERT INTO facts(facts) VALUES ('optimize')`); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}

func (s *sqliteIndex) find(ctx context.Context, question string, k int) ([]string, error) {
	rows, err := s.asked.QueryContext(ctx, `"`+strings.Join(words(question), `" OR "`)+`"`, k)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		names = append(names, fmt.Sprint(id))
	}
	return names, rows.Err()
}

func (s *sqliteIndex) name(q briefingtest.Question) string {
	return fmt.Sprint(rowID(q.Article, q.Ordinal))
}

// indexBytes leaves out pages that optimizing freed.
func (s *sqliteIndex) indexBytes(ctx context.Context) (int64, error) {
	var pages, free, bytes int64
	for pragma, into := range map[string]*int64{"page_count": &pages, "freelist_count": &free, "page_size": &bytes} {
		if err := s.db.QueryRowContext(ctx, "PRAGMA "+pragma).Scan(into); err != nil {
			return 0, err
		}
	}
	return (pages - free) * bytes, nil
}

func (s *sqliteIndex) close() error {
	err := s.reader.Close()
	if err2 := s.db.Close(); err == nil {
		err = err2
	}
	return err
}
