package read

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

const (
	sniffBytes = 4 << 10 // looked at to tell formats and binaries apart

	maxPage    = 8 << 20 // of one web page as it came, most of which may be scripts
	maxContent = 1 << 20 // of the text of one web page: some 170,000 words, more than any article
	maxText    = 4 << 20 // of one pasted text: about 700,000 words
	maxFeed    = 8 << 20 // of one feed or other JSON file, and of one JSON line
)

const (
	utf8BOM    = "\xEF\xBB\xBF"
	utf16LEBOM = "\xFF\xFE"
	utf16BEBOM = "\xFE\xFF"
)

// magics are the first bytes of files that people take for articles and that are none.
var magics = []struct{ magic, what string }{
	{"%PDF-", "a PDF file; copy its text into a .txt file"},
	{"PK\x03\x04", "a zip archive or an office file; unpack it, or save it as .txt or .html"},
	{"\x1f\x8b", "a gzip archive; unpack it first"},
	{"BZh", "a bzip2 archive; unpack it first"},
	{"\xfd7zXZ\x00", "an xz archive; unpack it first"},
	{"(\xb5/\xfd", "a zstd archive; unpack it first"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"},
	{"\x89PNG", "a picture; articles are read as text, not as images"},
	{"\xff\xd8\xff", "a picture; articles are read as text, not as images"},
	{"GIF8", "a picture; articles are read as text, not as images"},
	{"RIFF", "a picture, sound or film; articles are read as text"},
	{"\xd0\xcf\x11\xe0", "an old office file; save it as .txt or .html"},
	{"{\\rtf", "a rich text file; save it as .txt or .html"},
	{"\x7fELF", "a program; give a text, page or feed"},
	{"SQLite format 3\x00", "a database; export its articles as .jsonl"},
}

// checkHead refuses an input whose first bytes are no text.
func (from Source) checkHead(head []byte) error {
	if len(head) == 0 {
		return from.refuse("is empty; give a file with the text of an article")
	}
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.magic)) && (m.magic != "RIFF" && m.magic != "BZh" || bytes.IndexByte(head, 0) >= 0) {
			return from.refuse("is %s", m.what)
		}
	}
	if bytes.Count(head, []byte{0})*50 > len(head) { // a few stray ones are no binary file
		return from.refuse("is not text: it holds zero bytes; save it as UTF-8 text or HTML")
	}
	return nil
}

// utf16Order is the byte order of UTF-16 text that begins with head: as its mark says, or else as the zero bytes of its markup,
// spaces and line ends do. ok is false for all other text.
func utf16Order(head []byte) (order unicode.Endianness, ok bool) {
	switch {
	case bytes.HasPrefix(head, []byte(utf16LEBOM)):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(head, []byte(utf16BEBOM)):
		return unicode.BigEndian, true
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	least := len(head)/50 + 2 // one character in twenty-five
	switch {
	case zeros[1] >= least && zeros[0]*50 <= zeros[1]:
		return unicode.LittleEndian, true
	case zeros[0] >= least && zeros[1]*50 <= zeros[0]:
		return unicode.BigEndian, true
	}
	return order, false
}

// readAll reads all of in, and at most one byte more than limit.
func (from Source) readAll(in io.Reader, limit int, cure string) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(in, int64(limit)+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", from.called(), err)
	}
	if len(raw) > limit {
		return nil, from.refuse("is larger than %d MiB; %s", limit>>20, cure)
	}
	return raw, nil
}

// errNotText says that bytes are no text in any encoding that is read.
var errNotText = errors.New("is not text in an encoding that can be read; save it as UTF-8")

// decodeText makes UTF-8 of a text, page or feed; media is the type its server stated.
func decodeText(raw []byte, media string) (string, error) {
	s := decode(raw, declaredCharset(media, raw))
	if !printable(s) {
		return "", errNotText
	}
	return s, nil
}

// printable reports whether s may be text: at most one character in fifty a control
// character or a replacement for bytes that could not be read.
func printable(s string) bool {
	odd, all := 0, 0
	for _, r := range s {
		all++
		switch {
		case r == utf8.RuneError, r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != '\v', r >= 0x7f && r < 0xa0 && r != 0x85:
			odd++
		}
	}
	return odd*50 <= all
}
