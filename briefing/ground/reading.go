package ground

import (
	"unicode"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// word is a word of a sentence as the check sees it.
type word struct {
	span   briefing.Span
	norm   string // folded
	stem   string
	gap    string // what stands between it and the word before
	cue    class  // "" for none
	quoted bool   // between quotation marks
	inDate bool
	number int // 1 + index into reading.numbers; 0 for none
	name   int // 1 + index into reading.names; 0 for none
}

// content reports whether w means something by itself and is no number, date or cue.
func (w word) content() bool {
	return !w.inDate && w.number == 0 && !free[w.norm] && w.cue == ""
}

// reading is a sentence with its words, numbers, dates, names and quotations found.
type reading struct {
	text    string
	words   []word
	numbers []number
	dates   []date
	names   []run
	quotes  []text.Quotation
	at      map[string][]int // indexes of words by stem
	classes map[class]bool   // of the cues it has

	governments map[class]government // what governs has found so far
}

// run is a range [from, to) of words.
type run struct{ from, to int }

func read(s string) reading {
	r := reading{text: s, at: map[string][]int{}, quotes: text.Quotations(s), governments: map[class]government{}}
	end := 0
	for _, w := range text.Words(s) {
		stem := text.Stem(w.Norm, "")
		r.at[stem] = append(r.at[stem], len(r.words))
		r.words = append(r.words, word{span: w.Span, norm: w.Norm, stem: stem, gap: s[end:w.Span.Start], quoted: within(w.Span, r.quotes)})
		end = w.Span.End
	}
	r.readDates()
	r.readNumbers()
	r.readNames()
	r.readCues()
	return r
}

func within(s briefing.Span, quotes []text.Quotation) bool {
	for _, q := range quotes {
		if s.Within(q.Inside) {
			return true
		}
	}
	return false
}

// over is the text from word from up to word to.
func (r *reading) over(from, to int) string {
	if from >= to {
		return ""
	}
	return r.text[r.words[from].span.Start:r.words[to-1].span.End]
}

// after is the text behind word i, up to the next word.
func (r *reading) after(i int) string {
	if i+1 < len(r.words) {
		return r.words[i+1].gap
	}
	return r.text[r.words[i].span.End:]
}

// capital reports whether word i begins with a capital.
func (r *reading) capital(i int) bool {
	for _, c := range r.text[r.words[i].span.Start:] {
		return unicode.IsUpper(c)
	}
	return false
}

// evidence is a fact as the check reads it.
type evidence struct {
	reading
	fact briefing.Fact
	// What the fact says beside its text: the fuller names of its people, what its pointing words stand for, who speaks.
	extra []reading
}

func newEvidence(f briefing.Fact) evidence {
	e := evidence{reading: read(f.Text), fact: f}
	add := func(s string) {
		if s != "" && len(e.extra) < maxExtra {
			e.extra = append(e.extra, read(s))
		}
	}
	for _, q := range f.Quotes {
		if !q.Doubtful {
			add(q.Speaker)
			add(q.Role)
		}
	}
	for _, m := range f.Mentions {
		add(m.Name)
	}
	for _, c := range f.Context {
		add(c.For)
	}
	return e
}

// maxExtra bounds what is read for one fact: no sentence names more.
const maxExtra = 64

// has reports whether the fact has a word of this stem, in its text or beside it.
func (e *evidence) has(stem string) bool {
	if len(e.at[stem]) > 0 {
		return true
	}
	for _, x := range e.extra {
		if len(x.at[stem]) > 0 {
			return true
		}
	}
	return false
}
