package web

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// inUTF8 is body made UTF-8 where only the server's Content-Type says what it is. Everything a reader can see in the bytes
// themselves is left to package read: valid UTF-8, byte order marks, labels in a page when the server gives none.
func inUTF8(body []byte, contentType string) []byte {
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil || params["charset"] == "" {
		return body
	}
	e, name := charset.Lookup(params["charset"])
	if e == nil || name == "utf-8" || name == "replacement" {
		return body
	}
	if utf8.Valid(body) && !looksLikeUTF8(name) || marked(body) {
		return body
	}
	if !isPage(media) && namesEncoding(body) { // it would be decoded again by its own label
		return body
	}
	decoded, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return body
	}
	return decoded
}

// looksLikeUTF8 reports whether texts in an encoding are valid UTF-8 by accident: they are made of ASCII bytes.
func looksLikeUTF8(encoding string) bool {
	return encoding == "utf-16le" || encoding == "utf-16be" || encoding == "iso-2022-jp"
}

// marked reports whether b opens with a byte order mark.
func marked(b []byte) bool {
	for _, mark := range []string{"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"} {
		if bytes.HasPrefix(b, []byte(mark)) {
			return true
		}
	}
	return false
}

// isPage reports whether a media type is that of a web page.
func isPage(media string) bool {
	return media == "text/html" || media == "application/xhtml+xml"
}

// namesEncoding reports whether b opens with an XML declaration that names an encoding.
func namesEncoding(b []byte) bool {
	head, _, _ := bytes.Cut(bytes.TrimLeft(b[:min(len(b), 512)], " \t\r\n"), []byte("?>"))
	return bytes.HasPrefix(head, []byte("<?xml")) && strings.Contains(string(head), "encoding")
}
