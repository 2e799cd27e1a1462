package thesaurus

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write news.index anew")

// TestIndex proves that news.index is news.txt compiled.
func TestIndex(t *testing.T) {
	groups := newsGroups(t)
	if errs := check(groups); len(errs) > 0 {
		t.Fatalf("news.txt is not in order: %d faults", len(errs))
	}
	want := compile(groups)
	if *update {
		if err := os.WriteFile("news.index", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(want, []byte(index)) {
		t.Error("news.index is not current: run go generate ./briefing/thesaurus")
	}
}

// entry leads from a key to a record.
type entry struct{ hash, offset uint32 }

// compile writes groups as records.go reads them.
func compile(groups []group) []byte {
	var entries []entry
	var records []byte
	for _, g := range groups {
		offset := uint32(len(records))
		for _, h := range g.hashes() {
			entries = append(entries, entry{h, offset})
		}
		records = appendRecord(records, g.record())
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.offset, b.offset)) })
	entries = slices.Compact(entries)
	b := binary.LittleEndian.AppendUint32([]byte(indexMagic), uint32(len(entries)))
	recordsAt := uint32(entriesAt + len(entries)*entrySize)
	for _, e := range entries {
		b = binary.LittleEndian.AppendUint32(b, e.hash)
		b = binary.LittleEndian.AppendUint32(b, recordsAt+e.offset)
	}
	return append(b, records...)
}

// hashes are those of the keys that lead to a group.
func (g group) hashes() (out []uint32) {
	for _, m := range g.asked {
		out = append(out, hashOf(roomAsk, keyOf(patternOf(m)), ""))
	}
	for _, m := range g.members {
		switch {
		case g.kind == kindAsk:
		case g.kind == kindForm:
			out = append(out, hashOf(roomForm, m.stems[0], ""))
		case g.kind == kindApart:
			out = append(out, hashOf(roomApart, m.stems[0], ""))
		case len(m.stems) == 1:
			out = append(out, hashOf(roomWord, m.stems[0], ""))
		default:
			out = append(out, hashOf(roomPhrase, m.stems[0], m.stems[1]))
		}
	}
	return out
}

// keyOf is the most telling stem of the left side of an ask line: the longest that is no question word, the last of them.
func keyOf(pattern []string) (key string) {
	for _, s := range pattern {
		if !asking(s) && len(s) >= len(key) {
			key = s
		}
	}
	return key
}

func (g group) record() record {
	r := record{kind: g.kind, line: g.line, asked: len(g.asked), members: len(g.asked) + len(g.members)}
	var b []byte
	for _, m := range g.asked {
		p := patternOf(m)
		b = append(b, byte(len(p)<<2))
		for _, s := range p {
			b = appendWord(b, s, s)
		}
	}
	for _, m := range g.members {
		b = append(b, m.mark|byte(len(m.words)<<2))
		for i, w := range m.words {
			b = appendWord(b, w, m.stems[i])
		}
	}
	r.rest = string(b)
	return r
}

// patternOf is the left side of an ask line as find matches it: with slots, without articles and auxiliary verbs, but with a "do" at its end.
func patternOf(m written) (out []string) {
	for i, s := range m.stems {
		switch {
		case i == 0 && (being(s) || auxiliary(s)):
			out = append(out, slotFirst)
		case pronoun(s):
			out = append(out, slotWords)
		case being(s):
			out = append(out, slotBe)
		case !empty(s), s == "do" && i == len(m.stems)-1:
			out = append(out, s)
		}
		if base, ok := strings.CutSuffix(m.words[i], "'s"); ok && asking(base) {
			out = append(out, slotBe)
		}
	}
	return out
}

// asking reports whether a word is one that questions begin with.
func asking(word string) bool {
	return slices.Contains([]string{"who", "whom", "whose", "what", "which", "when", "where", "why", "how"}, word)
}

// newsGroups are the lines of news.txt.
func newsGroups(t *testing.T) []group {
	t.Helper()
	file, err := os.ReadFile("news.txt")
	if err != nil {
		t.Fatal(err)
	}
	groups, errs := parse(string(file))
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return groups
}
