package post

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// version of the encoding. A reader knows its own and all before it.
const version = 1

// Encode is p as bytes to keep, from which Decode makes it again. It is the one place where the words of a post are written down.
func Encode(p Post) []byte {
	w := wirePost{Version: version, Key: p.Key, Mark: p.Mark, Actions: wireActions(p.Actions)}
	for _, part := range p.Parts {
		w.Parts = append(w.Parts, wirePart{
			Kind: part.Kind, Text: part.Text.Reveal(), Marks: wireMarks(part.Marks), Cites: part.Cites, Source: wireSourceOf(part.Source),
		})
	}
	body, err := json.Marshal(w)
	if err != nil {
		panic("post: encode: " + err.Error()) // strings and numbers only: there is nothing in it that JSON has no form for
	}
	return body
}

// Decode is the post that Encode was given.
func Decode(body []byte) (Post, error) {
	var w wirePost
	if err := json.Unmarshal(body, &w); err != nil {
		return Post{}, errors.New("decode post: not in the form of a kept post") // the error of package json can quote its words
	}
	if w.Version < 1 || w.Version > version {
		return Post{}, fmt.Errorf("decode post: form %d is not known here, which knows up to %d: use the nutgraf that wrote it, or a later one",
			w.Version, version)
	}
	p := Post{Key: w.Key, Mark: w.Mark, Actions: actionsOf(w.Actions)}
	for _, part := range w.Parts {
		p.Parts = append(p.Parts, Part{
			Kind: part.Kind, Text: Words(part.Text), Marks: marksOf(part.Marks), Cites: part.Cites, Source: part.Source.source(),
		})
	}
	return p, nil
}

// The form that is kept. Field names are short because every post carries them.
type (
	wirePost struct {
		Version int         `json:"v"`
		Key     string      `json:"key,omitempty"`
		Mark    string      `json:"mark,omitempty"`
		Parts   []wirePart  `json:"parts,omitempty"`
		Actions [][3]string `json:"actions,omitempty"` // id, label, command
	}
	wirePart struct {
		Kind   PartKind    `json:"kind"`
		Text   string      `json:"text,omitempty"`
		Marks  [][2]int    `json:"marks,omitempty"` // first byte, byte behind the last
		Cites  []int       `json:"cites,omitempty"`
		Source *wireSource `json:"source,omitempty"`
	}
	wireSource struct {
		N         int                `json:"n"`
		Fact      briefing.FactID    `json:"fact,omitempty"`
		Article   briefing.ArticleID `json:"article,omitempty"`
		Headline  string             `json:"headline,omitempty"`
		Outlet    string             `json:"outlet,omitempty"`
		URL       string             `json:"url,omitempty"`
		Link      string             `json:"link,omitempty"`
		Quote     string             `json:"quote,omitempty"`
		Published *[2]int64          `json:"published,omitempty"` // seconds of Unix time, and of the zone east of UTC
	}
)

func wireMarks(marks []briefing.Span) [][2]int {
	var out [][2]int
	for _, m := range marks {
		out = append(out, [2]int{m.Start, m.End})
	}
	return out
}

func marksOf(marks [][2]int) []briefing.Span {
	var out []briefing.Span
	for _, m := range marks {
		out = append(out, briefing.Span{Start: m[0], End: m[1]})
	}
	return out
}

func wireActions(actions []Action) [][3]string {
	var out [][3]string
	for _, a := range actions {
		out = append(out, [3]string{a.ID, a.Label, a.Command})
	}
	return out
}

func actionsOf(actions [][3]string) []Action {
	var out []Action
	for _, a := range actions {
		out = append(out, Action{ID: a[0], Label: a[1], Command: a[2]})
	}
	return out
}

func wireSourceOf(s *Source) *wireSource {
	if s == nil {
		return nil
	}
	w := &wireSource{
		N: s.N, Fact: s.Fact, Article: s.Article, Headline: s.Headline.Reveal(), Outlet: s.Outlet.Reveal(),
		URL: s.URL.Reveal(), Link: s.Link.Reveal(), Quote: s.Quote.Reveal(),
	}
	if !s.Published.IsZero() {
		_, east := s.Published.Zone()
		w.Published = &[2]int64{s.Published.Unix(), int64(east)}
	}
	return w
}

func (w *wireSource) source() *Source {
	if w == nil {
		return nil
	}
	s := &Source{
		N: w.N, Fact: w.Fact, Article: w.Article, Headline: Words(w.Headline), Outlet: Words(w.Outlet),
		URL: Words(w.URL), Link: Words(w.Link), Quote: Words(w.Quote),
	}
	if at := w.Published; at != nil {
		s.Published = time.Unix(at[0], 0).In(time.FixedZone("", int(at[1])))
	}
	return s
}
