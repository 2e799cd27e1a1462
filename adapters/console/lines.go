package console

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"
)

// maxLine is the longest line that is read, in bytes with its end; what the bot takes as a question is far shorter.
const maxLine = 64 << 10

// errLongLine is returned for a line of more than maxLine bytes. All of it has been passed over.
var errLongLine = errors.New("the line is too long")

// lines reads an input line by line, each when it is asked for, in a goroutine that ends with the line: a read cannot be
// broken off, but it need not be waited for. Only one caller at a time may ask.
type lines struct {
	in      *bufio.Reader
	pending chan line // of a read that was not waited for to its end; nil when there is none
}

type line struct {
	text string
	err  error // io.EOF, errLongLine or what the input failed with
}

func newLines(in io.Reader) *lines { return &lines{in: bufio.NewReaderSize(in, maxLine)} }

// next is the next line without the white space around it. After the last one it fails with io.EOF, again and again.
func (l *lines) next(ctx context.Context) (string, error) {
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if l.pending == nil {
		l.pending = make(chan line, 1)
		go func(read chan<- line) {
			text, err := readLine(l.in)
			if errors.Is(err, io.EOF) && text != "" { // the last line lacks its end: it counts all the same
				err = nil
			}
			read <- line{strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD")), err}
		}(l.pending)
	}
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case got := <-l.pending:
		l.pending = nil
		return got.text, got.err
	}
}

// readLine reads up to the end of the line. A line that does not fit into r is read to its end and dropped.
func readLine(r *bufio.Reader) (string, error) {
	text, err := r.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return string(text), err
	}
	for errors.Is(err, bufio.ErrBufferFull) {
		_, err = r.ReadSlice('\n')
	}
	if err != nil && err != io.EOF {
		return "", err
	}
	return "", errLongLine
}
