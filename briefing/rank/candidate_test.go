package rank

import (
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// Forms of words are stemmed although most words are not.
func TestOpenings(t *testing.T) {
	for _, word := range strings.Fields(`buy bought go went eat ate think thought teach taught men feet children people women die dying fly flew
		know knew see saw oversaw win won mice lives says was elected elections ukrainian i'm 320000 é a ads added adding skies sky dried cried flies tying aged using egged`) {
		var o openings
		o.add(text.Stem(word, "en"))
		if !o.has(word) {
			t.Errorf("%q is not known by its stem %q", word, text.Stem(word, "en"))
		}
	}
	var o openings
	o.add("bridg")
	if o.has("ferry") || o.has("bold") || o.has("") {
		t.Error("words that open otherwise are stemmed")
	}
}
