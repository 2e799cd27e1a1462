package web

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

const (
	maxRatio  = 100      // unpacked bytes for one packed byte; deflate can reach 1,032
	ratioFrom = 64 << 10 // unpacked bytes from which the ratio is looked at
)

var (
	errTooLarge = errors.New("is too large")
	errBomb     = fmt.Errorf("unpacks to more than %d times its size", maxRatio)
)

// readBody reads and unpacks a reply, at most limit bytes of it before and after unpacking. What is beyond is
// errTooLarge, with the first limit bytes.
func readBody(r *http.Response, limit int64) ([]byte, error) {
	packed := &countedReader{from: io.LimitReader(r.Body, limit+1)}
	var in io.Reader = packed
	switch encoding := strings.ToLower(strings.TrimSpace(r.Header.Get("Content-Encoding"))); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		zip, err := gzip.NewReader(packed)
		if err != nil {
			return nil, fmt.Errorf("unpack: %w", err)
		}
		in = &ratioReader{from: zip, packed: packed}
	default:
		return nil, fmt.Errorf("is packed as %q, which was not asked for", encoding)
	}
	body, err := io.ReadAll(io.LimitReader(in, limit+1))
	switch {
	case int64(len(body)) > limit:
		return body[:limit], errTooLarge
	case packed.n > limit: // an endless row of empty blocks
		return body, errTooLarge
	case err != nil:
		return nil, err
	}
	return body, nil
}

// countedReader counts what was read.
type countedReader struct {
	from io.Reader
	n    int64
}

func (c *countedReader) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.n += int64(n)
	return n, err
}

// ratioReader fails with errBomb once too much has come out for what went in.
type ratioReader struct {
	from   io.Reader
	packed *countedReader
	n      int64
}

func (r *ratioReader) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	r.n += int64(n)
	if r.n > ratioFrom && r.n > maxRatio*r.packed.n {
		return n, errBomb
	}
	return n, err
}
