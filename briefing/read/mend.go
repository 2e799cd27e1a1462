package read

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// mendReason is why a paragraph that mends the article is body: it says what is right. It stands among the article's notes too.
const mendReason = "a correction: what it says is right is evidence"

// labelMends labels corrections and clarifications, so that no rule for furniture takes them.
func labelMends(ps []paragraph) {
	for i := range ps {
		p := &ps[i]
		if !p.open() {
			continue
		}
		switch noteOf(p) {
		case mending:
			p.label(briefing.BlockBody, mendReason)
		case noteHeading:
			if i+1 < len(ps) && ps[i+1].open() && ps[i+1].stop {
				p.label(briefing.BlockCrosshead, "the heading of a correction")
				ps[i+1].label(briefing.BlockBody, mendReason)
			}
		}
	}
}

// takeNotes collects the corrections, clarifications and editor's notes that the paragraphs print, each once.
func (d *draft) takeNotes() {
	for i := range d.paragraphs {
		p := &d.paragraphs[i]
		switch {
		case p.kind == briefing.BlockHeadline:
		case p.reason == mendReason:
			d.note(p.text, true)
		default:
			if n := noteOf(p); n == mending || n == remark {
				d.note(p.text, n == mending)
			}
		}
	}
}

// note adds a note to d.
func (d *draft) note(s string, mends bool) {
	if s == "" {
		return
	}
	if mends {
		d.says(briefing.LabelCorrection)
	}
	key := squeezed(s)
	for _, have := range d.notes {
		if k := squeezed(have); strings.Contains(k, key) || strings.HasSuffix(key, k) { // as data and as printed
			return
		}
	}
	if len(d.notes) < maxNotes {
		d.notes = append(d.notes, s)
	}
}

// maxNotes is how many notes an article keeps; a page of corrections has hundreds and is no article.
const maxNotes = 20

// noteKind is what a paragraph that speaks of the article itself does.
type noteKind int

const (
	noNote      noteKind = iota
	remark               // it says something about the article
	mending              // it says what was wrong, or that something was
	noteHeading          // a heading with the note below it
)

const longestNote = 150 // words

// noteOf tells corrections, clarifications and editor's notes from the rest of a text, by their first words.
func noteOf(p *paragraph) noteKind {
	if p.quoted || p.words == 0 || p.words > longestNote {
		return noNote
	}
	s := strings.TrimLeft(p.low, "*•·-–—([_ †‡")
	if head, rest, ok := cutNoteHead(s); ok {
		switch {
		case head.mends && (rest == "" || dateAlone(rest)):
			return noteHeading
		case rest == "" || hasAny(rest, "newsletter", "sign up", "subscribe"):
			return noNote
		case head.mends || hasAny(rest, mendWords...):
			return mending
		case head.bare:
			return noNote
		}
		return remark
	}
	if versionNote(s) || amendedNote(s) {
		return mending
	}
	return noNote
}

// cutNoteHead cuts words such as "Correction:" or "Editor's note (4 March):" off the front of s.
func cutNoteHead(s string) (head noteHead, rest string, ok bool) {
	for _, h := range noteHeads {
		rest, found := strings.CutPrefix(s, h.words)
		if !found {
			continue
		}
		rest = strings.TrimLeft(rest, " ")
		if rest == "" {
			return h, "", true
		}
		switch colon := strings.IndexAny(rest[:min(len(rest), 40)], ":—–"); {
		case strings.ContainsRune(":—–", firstRune(rest)):
			return h, strings.TrimLeft(rest, ":—– "), true
		case colon > 0 && (rest[0] == '(' || rest[0] == ',' || datePart(strings.Fields(rest)[0])):
			return h, strings.TrimLeft(rest[colon:], ":—– "), true
		case rest[0] == '(' && strings.IndexByte(rest, ')') > 0 && strings.IndexByte(rest, ')') <= 40:
			return h, strings.TrimLeft(rest[strings.IndexByte(rest, ')')+1:], ": "), true
		case rest[0] == '.' && !h.bare:
			return h, strings.TrimLeft(rest, ". "), true
		}
	}
	return noteHead{}, "", false
}

// dateAlone reports whether s is a date and no more.
func dateAlone(s string) bool {
	if len(s) > 40 {
		return false
	}
	_, ok := dateOf(strings.Trim(s, ".:,() "))
	return ok
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// versionNote knows "An earlier version of this article said …".
func versionNote(s string) bool {
	s = strings.TrimPrefix(s, "in ")
	return opensWithAny(s, "an earlier version", "a previous version", "an original version", "the original version", "earlier versions", "previous versions", "a prior version", "an earlier headline", "eine frühere version", "in einer früheren version",
		"una versión anterior", "une version précédente", "une première version") && (hasAny(s[:min(len(s), 80)], articleNouns...) || hasAny(s, mendWords...))
}

// amendedNote knows "This article was amended on …", "The headline of this story has been changed to …" and "(Corrects the
// name in paragraph 4)".
func amendedNote(s string) bool {
	if opensWithAny(s, "corrects ", "this version corrects", "this story corrects", "this corrects", "this version has been corrected", "refiles to ") {
		return true
	}
	s = s[:min(len(s), 200)]
	switch {
	case opensWithAny(s, "this ", "update"):
	case opensWithAny(s, "the ") && (hasAny(s, " of this ", " on this ", " to this ") || opensWithAny(s, "the headline", "the caption", "the standfirst")):
	default:
		return false
	}
	at := -1
	for _, noun := range articleNouns {
		if i := strings.Index(s, noun); i >= 0 && i <= 60 && (at < 0 || i+len(noun) < at) {
			at = i + len(noun)
		}
	}
	if at < 0 {
		return false
	}
	rest := s[at:]
	for _, aux := range []string{" was ", " were ", " has been ", " has since been ", " have been "} {
		i := strings.Index(rest, aux)
		if i < 0 || i > 40 {
			continue
		}
		said := rest[i+len(aux):]
		if opensWithAny(strings.TrimPrefix(strings.TrimPrefix(said, "later "), "subsequently "), "amended", "corrected", "clarified", "retracted") {
			return true
		}
		if opensWithAny(said, "updated", "edited", "changed", "modified", "altered", "revised") && hasAny(said, " to correct", " to clarify", " to reflect that", " to remove", " to fix", " to amend", "correction", "clarification", " error", " because it") {
			return true
		}
	}
	return false
}

// articleNouns name the article in its own notes.
var articleNouns = []string{
	"this article", "this story", "this post", "this piece", "this report", "this column", "this page", "this headline", "this review", "this interview", "this essay", "this obituary", "this blog", "this caption", "this text", "this feature", "this op-ed",
	" story", " article", "the headline", "the caption", "dieses artikels", "dieses textes", "este artículo", "esta noticia", "cet article",
}

// mendWords are words of editor's notes that mend something.
var mendWords = []string{"correct", "amend", "clarif", "earlier version", "previous version", "prior version", "misstated", "misidentified", "misspelled", "misquoted", "mistaken", "in error", " error", "inaccura", "retract", "wrongly", "erroneous", "korrigiert", "corregid", "corrigé"}

// noteHead is what notes open with.
type noteHead struct {
	words string
	mends bool // what follows mends the article, whatever its words
	bare  bool // a common word too: what follows must speak of mending
}

var noteHeads = func() []noteHead {
	var out []noteHead
	for w := range strings.SplitSeq("corrections and clarifications|corrections & clarifications|correction and clarification|correction appended|correction notice|correction|corrections|clarification|clarifications|"+
		"retraction|erratum|errata|for the record|rectification|korrektur|korrekturhinweis|berichtigung|richtigstellung|rectificatif|corrección|corrección y aclaración|fe de errores|fe de erratas|aclaración|rectificación|errata corrige|rettifica|correção|"+
		"errata|correctie|rectificatie|rättelse|rettelse|sprostowanie|исправление", "|") {
		out = append(out, noteHead{words: w, mends: true})
	}
	for w := range strings.SplitSeq("editor's note|editors' note|editors note|editorial note|editor note|note from the editor|note to readers|publisher's note|anmerkung der redaktion|hinweis der redaktion|note de la rédaction|ndlr|nota del editor|nota de la redacción|nota della redazione|nota da redação|noot van de redactie|от редакции", "|") {
		out = append(out, noteHead{words: w})
	}
	return append(out, noteHead{words: "updated", bare: true}, noteHead{words: "update", bare: true}, noteHead{words: "note", bare: true})
}()
