package read

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestGlued holds paragraphs in which a page sets two things, and what stands in them.
func TestGlued(t *testing.T) {
	const (
		more  = "Read more: Bakery wins prize again"
		plain = "Bakery wins prize again"
	)
	behind, before := []string{weir1, weir2, "related: " + more, weir3}, []string{weir1, "related: " + more, weir2, weir3}
	for label, c := range map[string]struct {
		html string // of the second paragraph
		want []string
	}{
		"words behind the text":             {weir2 + " " + more, behind},
		"a link behind the text":            {weir2 + ` <a href=/b>` + more + `</a>`, behind},
		"a link inside bold":                {weir2 + ` <strong>Read more: <a href=/b>` + plain + `</a></strong>`, behind},
		"a link below the text":             {weir2 + `<br><b>Read more:</b> <a href=/b>` + plain + `</a>`, behind},
		"a link above the text":             {`<b>Read more: <a href=/b>` + plain + `</a></b><br>` + weir2, before},
		"a link in front of the text":       {`<a href=/b>` + more + `</a> ` + weir2, before},
		"bold words before a link in front": {`<b>Read more:</b> <a href=/b>` + plain + `</a> ` + weir2, before},
		"an element named after its link":   {weir2 + ` <span class="read-more">` + plain + `</span>`, []string{weir1, weir2, "related: " + plain, weir3}},
		"the colon of a sentence":           {weir2 + " Related: nothing, she said.", []string{weir1, weir2 + " Related: nothing, she said.", weir3}},
		"words inside a sentence":           {"The sign says <b>Read more:</b> that is what " + weir2, []string{weir1, "The sign says Read more: that is what " + weir2, weir3}},
	} {
		t.Run(label, func(t *testing.T) {
			a := readOnePage(t, "<article><h1>"+weirHeadline+"</h1>"+paras(weir4, weir1)+"<p>"+c.html+"</p><p>"+weir3+"</p></article>", "")
			if diff := cmp.Diff(append([]string{"headline: " + weirHeadline, weir4}, c.want...), printed(a)); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBylineBehindStandfirst(t *testing.T) {
	const said = "Engineers had warned of cracks for years"
	for label, c := range map[string]struct {
		html, standfirst string
		byline           []string
	}{
		"a sentence before it":  {said + ". By Ada Quill", said + ".", []string{"Ada Quill"}},
		"an element of its own": {said + ` <span>By Ada Quill and Bo Lind</span>`, said, []string{"Ada Quill", "Bo Lind"}},
		"a line of its own":     {said + "<br>By Ada Quill", said, []string{"Ada Quill"}},
		"capitals on words":     {"Engineers Had Warned Of Cracks By Ada Quill", "Engineers Had Warned Of Cracks By Ada Quill", nil},
		"no name":               {said + ". By May it was too late", said + ". By May it was too late", nil},
	} {
		t.Run(label, func(t *testing.T) {
			a := readOnePage(t, "<article><h1>"+weirHeadline+`</h1><p class="standfirst">`+c.html+"</p>"+paras(weir1, weir2, weir3)+"</article>", "")
			if a.Standfirst != c.standfirst {
				t.Errorf("standfirst %q, want %q", a.Standfirst, c.standfirst)
			}
			if diff := cmp.Diff(c.byline, a.Byline); diff != "" {
				t.Errorf("byline (-want +got):\n%s", diff)
			}
		})
	}
}
