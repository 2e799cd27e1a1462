package briefing

import "errors"

var (
	// ErrNotFound is returned when what was asked for by id is not there.
	ErrNotFound = errors.New("not found")
	// ErrExists is returned when what was to be added is there already.
	ErrExists = errors.New("already there")
)
