package read

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// labelCredits reads the byline and date lines around the top of a text. What the draft knows already stays.
func (d *draft) labelCredits() {
	ps := d.paragraphs
	prose := 0
	for i := range ps {
		p := &ps[i]
		if p.open() && p.sentence() {
			prose++
		}
		if prose > 1 {
			return // below the second paragraph of prose a name is a name and a date is a date
		}
		if names, ok := underBylineWord(ps, i); ok {
			if len(d.byline) == 0 {
				d.byline = names
			}
			continue
		}
		if !p.open() || p.words > 24 || len(p.text) > 200 {
			continue
		}
		if i > 0 && strings.HasPrefix(ps[i-1].reason, "the byline") && postLine(p) {
			p.furniture(authorPost)
			continue
		}
		c, ok := creditLine(spelled(p.text, dayOrderOf(d.language)))
		if !ok {
			continue
		}
		p.furniture(c.reason())
		if len(d.byline) == 0 {
			d.byline = c.byline
		}
		if d.published.IsZero() {
			d.published = c.published
		}
		if d.updated.IsZero() {
			d.updated = c.updated
		}
	}
}

// dateLine is the reason of a line of nothing but dates.
const dateLine = "the date line"

// credits is what a line such as "By Jane Doe | 4 March 2026, 10:15 GMT" says.
type credits struct {
	byline             []string
	published, updated time.Time
}

func (c credits) reason() string {
	switch {
	case len(c.byline) == 0:
		return dateLine
	case c.published.IsZero() && c.updated.IsZero():
		return "the byline"
	}
	return "the byline and date"
}

// creditLine reads a line of nothing but bylines, dates and reading times; ok is false for any other.
func creditLine(s string) (c credits, ok bool) {
	pieces := creditPieces(s)
	for i, piece := range pieces {
		low := strings.ToLower(piece)
		if readingTime(low) {
			continue
		}
		if names, isByline := bylineOf(piece); isByline && c.byline == nil {
			c.byline, ok = names, true
			continue
		}
		when, updated, isDate := datelineOf(piece)
		if !isDate && ok && zoned(piece) && !c.published.IsZero() && c.updated.IsZero() { // a clock behind its day
			if when, _, isDate = datelineOf(pieces[i-1] + " " + piece); isDate {
				c.published = when
				continue
			}
		}
		switch {
		case !isDate && ok && clockAlone(low):
			continue // without a zone it says no more than the day
		case !isDate:
			return credits{}, false
		case updated:
			c.updated, ok = when, true
		case c.published.IsZero():
			c.published, ok = when, true
		}
	}
	return c, ok
}

// creditPieces cuts a credit line at its separators.
func creditPieces(s string) []string {
	s = pieceBreaks.Replace(s)
	for _, word := range []string{" Updated", " Last updated", " Last modified", " Modified", " Published"} {
		s = strings.ReplaceAll(s, word, "\n"+word[1:])
	}
	var out []string
	for piece := range strings.SplitSeq(s, "\n") {
		if piece = strings.Trim(piece, " ,()"); piece != "" {
			out = append(out, piece)
		}
	}
	return out
}

var pieceBreaks = strings.NewReplacer(" | ", "\n", " · ", "\n", " • ", "\n", " — ", "\n", " – ", "\n", " / ", "\n", "; ", "\n")

// bylineOf reads "By Jane Doe and John Roe"; ok is false unless every name is capitalised.
func bylineOf(s string) (names []string, ok bool) {
	rest, ok := cutFold(s, "by ")
	if !ok {
		return nil, false
	}
	if len(rest) > 100 || strings.ContainsAny(rest, ".!?:\"“”") && !strings.Contains(rest, ". ") || endsSentence(rest) {
		return nil, false
	}
	names = splitByline(rest)
	for _, name := range names {
		if !personLike(name) {
			return nil, false
		}
	}
	return names, len(names) > 0
}

// cutFold is strings.CutPrefix for an ASCII prefix in lower case, letting capitals pass.
func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return strings.TrimLeft(s[len(prefix):], " "), true
}

// splitByline cuts a list of names: "Jane Doe, John Roe and Max Ray". A part that names an office or a place
// of work ("Political Editor", "in Berlin") is left out.
func splitByline(s string) []string {
	for range 2 { // "Text: Von Jane Doe"
		for _, opening := range bylineOpenings {
			if rest, ok := cutFold(s, opening); ok && rest != "" {
				s = strings.TrimLeft(rest, ": ")
				break
			}
		}
	}
	s = nameBreaks.Replace(s)
	var out []string
	for part := range strings.SplitSeq(s, "\n") {
		part = strings.Trim(part, " ,.-|")
		for _, place := range []string{" in ", " at ", " for ", " of "} {
			if i := strings.Index(part, place); i > 0 && place != " of " {
				part = part[:i]
			}
		}
		if first, second, ok := joinedNames(part); ok {
			if !contains(out, first) {
				out = append(out, first)
			}
			part = second
		}
		if part == "" || len(out) > 0 && (officeLike(part) || degree(part)) || contains(out, part) {
			continue
		}
		out = append(out, part)
	}
	return out
}

// joinedNames cuts "Jane Doe und John Roe" in two. A word such as "y" stands inside one name too, so both sides must be names of their own.
func joinedNames(s string) (first, second string, ok bool) {
	for _, word := range []string{" und ", " y ", " et ", " e ", " en ", " och ", " og ", " i ", " и "} {
		a, b, found := strings.Cut(s, word)
		if found && strings.Contains(a, " ") && strings.Contains(b, " ") && personLike(a) && personLike(b) {
			return a, b, true
		}
	}
	return "", "", false
}

// bylineOpenings stand before names in the bylines of several languages, in lower case.
var bylineOpenings = []string{"by ", "by: ", "words by ", "written by ", "story by ", "text by ", "from ", "reported by ", "von ", "von: ", "text: ", "text von ", "interview: ", "autor: ", "autorin: ", "author: ", "authors: ", "par ", "par: ", "por ", "por: ", "texto: ", "di ", "door ", "af "}

var nameBreaks = strings.NewReplacer(", and ", "\n", " and ", "\n", " And ", "\n", " AND ", "\n", " & ", "\n", ", ", "\n", "; ", "\n", ";", "\n", " | ", "\n", " / ", "\n", "\t", "\n")

// officeLike reports whether a part of a byline is a role rather than a name.
func officeLike(s string) bool {
	low := " " + strings.ToLower(s) + " "
	return hasAny(low, " editor", "correspondent", "reporter", " staff", "writer", "columnist", "journalist", "producer", " desk ", "contributor", "bureau", "chief", "special to", "photographer", "analyst", " phd ", " md ", " jr ", "news ", "press ", "associate", "business", "politics", " head ", "director", "president")
}

// degree knows the letters behind a name: "RDN", "LD", "Ph.D".
func degree(s string) bool {
	bare := strings.ReplaceAll(s, ".", "")
	return len(bare) <= 4 && (bare == strings.ToUpper(bare) || bare == "PhD")
}

// personLike reports whether s is one to five words, each but small particles capitalised.
func personLike(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 5 {
		return false
	}
	capital := false
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r):
			capital = true
		case unicode.IsLower(r) && !particles[strings.ToLower(w)], unicode.IsDigit(r):
			return false
		}
	}
	return capital
}

var particles = wordSet("de da di del della der den des van von la le el al bin ibn ter ten zu zur dos du y e st the of")

func contains(list []string, s string) bool {
	for _, have := range list {
		if strings.EqualFold(have, s) {
			return true
		}
	}
	return false
}

// datelineOf reads "Published: 4 March 2026, 10:15 GMT"; updated is true for "Updated ...".
func datelineOf(s string) (when time.Time, updated, ok bool) {
	if !strings.ContainsAny(s, "0123456789") {
		return time.Time{}, false, false
	}
	for _, o := range []struct {
		words   string
		updated bool
	}{
		{"last updated", true}, {"last modified", true}, {"updated", true}, {"modified", true},
		{"aktualisiert", true}, {"actualizado", true}, {"atualizado", true}, {"mis à jour le", true}, {"mis à jour", true}, {"aggiornato", true}, {"bijgewerkt", true}, {"обновлено", true}, {"stand", true},
		{"veröffentlicht am", false}, {"veröffentlicht", false}, {"erschienen am", false}, {"publié le", false}, {"publicado el", false}, {"publicado em", false}, {"publicado", false}, {"pubblicato il", false}, {"pubblicato", false}, {"gepubliceerd op", false}, {"publicerad", false}, {"опубликовано", false},
		{"first published", false}, {"published", false}, {"posted", false}, {"issued", false}, {"date", false}, {"on ", false},
	} {
		if rest, cut := cutFold(s, o.words); cut {
			s, updated = strings.TrimLeft(rest, ": "), o.updated
			if rest, cut := cutFold(s, "on "); cut {
				s = rest
			} else if rest, cut := cutFold(s, "at "); cut {
				s = rest
			}
			break
		}
	}
	when, ok = printedDate(s)
	return when, updated, ok
}

// printedDate is dateOf for people's dates: a time counts only with its zone, since a page that means its readers' clock leaves the
// zone out. Without it the day remains, as midnight UTC.
func printedDate(s string) (time.Time, bool) {
	when, ok := dateOf(s)
	if ok && !zoned(s) {
		when = when.Truncate(24 * time.Hour)
	}
	return when, ok
}

// zoned reports whether a date says in which zone its time is: by a name, an offset or the Z of machines.
func zoned(s string) bool {
	plain := plainDate(s)
	if rest, _ := cutZone(plain); rest != plain {
		return true
	}
	at := strings.LastIndexAny(s, "+-Zz")
	return at > len("2006-01-02") && (at+1 == len(s) || isDigit(s[at+1]))
}
