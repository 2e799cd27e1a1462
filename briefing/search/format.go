package search

// Outdated reports whether a segment, by its first chunk, is of a format that this version no longer reads: the index must
// be built anew from the facts. Of what is no segment, and of newer formats, it says false.
func Outdated(chunk []byte) bool {
	return len(chunk) > len(magic) && string(chunk[:len(magic)]) == magic && chunk[len(magic)] < format
}
