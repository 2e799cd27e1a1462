package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// path.holder holds two lines while the database is open for writing, for the error message of a second
// process: the process number and the command. The lock itself is on the database file and ends with
// its process; a holder file left behind by one that was killed means nothing.
type holder struct{ path string }

func holderPath(path string) string { return path + ".holder" }

func hold(path, command string) (*holder, error) {
	if command == "" {
		command = filepath.Base(os.Args[0])
	}
	text := fmt.Sprintf("%d\n%s\n", os.Getpid(), command)
	if err := os.WriteFile(holderPath(path), []byte(text), 0o600); err != nil {
		return nil, fmt.Errorf("say who holds the database: %w", err)
	}
	return &holder{path: holderPath(path)}, nil
}

func (h *holder) close() error {
	if h == nil {
		return nil
	}
	if err := os.Remove(h.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// holderOf names the process that holds the database, as far as that can be told: readers leave no name.
func holderOf(path string) string {
	const unknown = "another process"
	text, err := os.ReadFile(holderPath(path))
	if err != nil {
		return unknown
	}
	number, command, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(number)
	if err != nil || !alive(pid) {
		return unknown
	}
	return fmt.Sprintf("%s (pid %d)", strings.TrimSpace(command), pid)
}

// alive reports whether there is a process of that number, as far as this one may know.
func alive(pid int) bool {
	process, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	defer process.Release()
	err = process.Signal(syscall.Signal(0))
	return !errors.Is(err, os.ErrProcessDone) && !errors.Is(err, syscall.ESRCH)
}
