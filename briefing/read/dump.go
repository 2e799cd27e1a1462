package read

// dump reads a text as a person gets it by selecting a whole page and pasting it.
func dump(raw []byte, from Source) (*draft, error) {
	s, err := decodeText(raw, from.Type)
	if err != nil {
		return nil, from.refuse("%v", err)
	}
	d := from.draft()
	d.paragraphs = newParagraphs(paragraphsOf(s))
	if len(d.paragraphs) == 0 {
		return nil, from.refuse("holds nothing but white space; give a file with the text of an article")
	}
	d.label(pasted)
	return d, nil
}

// draft begins a draft with what is known beside the bytes.
func (from Source) draft() *draft {
	return &draft{url: from.URL, outlet: from.Outlet, headline: from.Title, published: from.Published, told: !from.Published.IsZero()}
}

// newParagraphs makes paragraphs of texts, leaving out the empty ones.
func newParagraphs(texts []string) []paragraph {
	out := make([]paragraph, 0, len(texts))
	for _, s := range texts {
		if p := newParagraph(s); p.text != "" {
			out = append(out, p)
		}
	}
	return out
}
