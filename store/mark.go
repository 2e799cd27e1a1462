package store

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// path.mark holds one line of fixed length:
//
//	nutgraf-mark IDENTITY(32 hex) SEQUENCE(20 digits) CRC-32C of all before it (8 hex)
//
// It says which database lies beside it and how many changes that has seen, so that an empty file, an
// older copy or another database put in its place is noticed at the next start. A line fits one sector
// and is written over in place after every commit, and not waited for: after a loss of power the mark may
// say less than the file, which is harmless, and never more, since a commit is on disk before it is marked.
type mark struct {
	mu       sync.Mutex
	file     *os.File
	identity string
	sequence uint64
}

func markPath(path string) string { return path + ".mark" }

const markFormat = "nutgraf-mark %32s %020d "

func markLine(identity string, sequence uint64) string {
	line := fmt.Sprintf(markFormat, identity, sequence)
	return line + fmt.Sprintf("%08x\n", crc32.Checksum([]byte(line), castagnoli))
}

// marked is what a mark file says.
type marked struct {
	ok       bool // false when there is none, or it cannot be read: then it says nothing
	identity string
	sequence uint64
}

func readMark(path string) (marked, error) {
	line, err := os.ReadFile(markPath(path))
	if errors.Is(err, fs.ErrNotExist) {
		return marked{}, nil
	}
	if err != nil {
		return marked{}, fmt.Errorf("read the mark of the database: %w", err)
	}
	m := marked{ok: true}
	_, err = fmt.Sscanf(string(line), markFormat, &m.identity, &m.sequence)
	if err != nil || markLine(m.identity, m.sequence) != string(line) {
		return marked{}, nil
	}
	return m, nil
}

// keepMark opens the mark file and brings it up to date.
func keepMark(path, identity string, sequence uint64, durable bool) (*mark, error) {
	_, err := os.Stat(markPath(path))
	fresh := errors.Is(err, fs.ErrNotExist)
	file, err := os.OpenFile(markPath(path), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the mark of the database: %w", err)
	}
	m := &mark{file: file, identity: identity}
	line := markLine(identity, sequence)
	err = errors.Join(file.Truncate(int64(len(line))), m.write(sequence))
	if err == nil && fresh && durable {
		// Both files were just made: their names must last as long as what is in them.
		err = errors.Join(file.Sync(), syncDirectory(path))
	}
	if err != nil {
		file.Close()
		return nil, fmt.Errorf("write the mark of the database: %w", err)
	}
	return m, nil
}

// set says that commit number sequence is on disk. A mark that cannot be written stays behind, which
// weakens the next start's check and nothing else.
func (m *mark) set(sequence uint64) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if sequence > m.sequence { // two commits may come here in either order
		_ = m.write(sequence)
	}
}

func (m *mark) write(sequence uint64) error {
	m.sequence = sequence
	_, err := m.file.WriteAt([]byte(markLine(m.identity, sequence)), 0)
	return err
}

func (m *mark) close() error {
	if m == nil {
		return nil
	}
	return m.file.Close()
}

// syncDirectory makes the name of a file last. Systems that cannot sync a directory need not.
func syncDirectory(path string) error {
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := dir.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}
