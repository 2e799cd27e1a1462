package main

import (
	"encoding/json"
	"io"
	"math"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// The JSON of the command line. Other programs are written against these names.

type answerJSON struct {
	ID        string         `json:"id"`
	Ref       any            `json:"ref,omitempty"` // the id of the question's own JSON line
	Question  string         `json:"question"`
	Reading   string         `json:"reading"`
	Kind      string         `json:"kind"`
	Text      string         `json:"text"`
	Opening   string         `json:"opening,omitempty"`
	Short     *shortJSON     `json:"short,omitempty"`
	Verdict   string         `json:"verdict,omitempty"` // of a yes/no question: yes, no or both
	Points    []pointJSON    `json:"points"`
	Conflicts []conflictJSON `json:"conflicts,omitempty"`
	Notes     []string       `json:"notes,omitempty"`
	Citations []citationJSON `json:"citations"`
	// Confidence is how likely it is, from 0 to 1, that the first point answers.
	Confidence float64      `json:"confidence"`
	Summary    *summaryJSON `json:"summary"`
	Choices    []string     `json:"choices"`
	Searched   searchedJSON `json:"searched"`
	Unread     []string     `json:"unread,omitempty"` // parts of the index that could not be searched
	TookMS     float64      `json:"took_ms"`
}

type pointJSON struct {
	Group     string            `json:"group,omitempty"` // the heading it stands under
	Lead      string            `json:"lead,omitempty"`  // the bot's words before it
	Text      string            `json:"text"`
	Marks     [][2]int          `json:"marks"`
	Context   map[string]string `json:"context,omitempty"`
	Citations []int             `json:"citations"`
	Prints    int               `json:"prints"` // articles that print these words
}

// shortJSON is the shortest answer: words of the point with this index, and the bot's words that travel with them.
type shortJSON struct {
	Text     string `json:"text"`
	Point    int    `json:"point"`
	Start    int    `json:"start"` // bytes of the point's text
	End      int    `json:"end"`
	Label    string `json:"label,omitempty"`
	Citation int    `json:"citation,omitempty"`
}

type conflictJSON struct {
	Kind  string     `json:"kind"`
	About string     `json:"about,omitempty"`
	Note  string     `json:"note,omitempty"`
	Sides []sideJSON `json:"sides"`
}

type sideJSON struct {
	Citation int    `json:"citation"`
	Text     string `json:"text"`
	Start    int    `json:"start"` // bytes of the citation's quote
	End      int    `json:"end"`
}

type citationJSON struct {
	N         int     `json:"n"`
	Fact      string  `json:"fact"`
	Article   string  `json:"article"`
	Ref       string  `json:"ref,omitempty"`
	Title     string  `json:"title"`
	Outlet    string  `json:"outlet"`
	URL       string  `json:"url"`
	Published *string `json:"published"`
	Quote     string  `json:"quote"`
	Start     int     `json:"start"`
	End       int     `json:"end"`
	Link      string  `json:"link"`
}

type summaryJSON struct {
	Sentences []summarySentenceJSON `json:"sentences"`
	Model     string                `json:"model"`
	Dropped   int                   `json:"dropped"`
}

type summarySentenceJSON struct {
	Text      string `json:"text"`
	Citations []int  `json:"citations"`
}

type searchedJSON struct {
	Articles int     `json:"articles"`
	Facts    int     `json:"facts"`
	Outlets  int     `json:"outlets"`
	Newest   *string `json:"newest"`
}

type searchJSON struct {
	Ref    any       `json:"ref,omitempty"`
	Query  string    `json:"query"`
	Hits   []hitJSON `json:"hits"`
	TookMS float64   `json:"took_ms"`
}

type hitJSON struct {
	Fact    string  `json:"fact"`
	Article string  `json:"article"`
	Ref     string  `json:"ref,omitempty"`
	URL     string  `json:"url"`
	Title   string  `json:"title"`
	Score   float64 `json:"score"`
	Quote   string  `json:"quote"`

	Reprints int                   `json:"reprints,omitempty"` // other facts that say the same
	Signals  map[string]signalJSON `json:"signals,omitempty"`  // with --explain
}

type articleJSON struct {
	ID         string      `json:"id"`
	Ref        string      `json:"ref,omitempty"`
	URL        string      `json:"url"`
	Outlet     string      `json:"outlet"`
	Headline   string      `json:"headline"`
	Standfirst string      `json:"standfirst"`
	Byline     []string    `json:"byline"`
	Published  *string     `json:"published"`
	Updated    *string     `json:"updated"`
	Section    string      `json:"section,omitempty"`
	Labels     []string    `json:"labels,omitempty"`
	Notes      []string    `json:"notes,omitempty"`
	Language   string      `json:"language"`
	UsageTerms string      `json:"usage_terms,omitempty"`
	Text       string      `json:"text"`
	Blocks     []blockJSON `json:"blocks"`
	Facts      []factJSON  `json:"facts"`
}

type blockJSON struct {
	Kind   string `json:"kind"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Reason string `json:"reason"`
}

type factJSON struct {
	ID         string            `json:"id"`
	Start      int               `json:"start"`
	End        int               `json:"end"`
	Text       string            `json:"text"`
	Kind       string            `json:"kind"`
	Also       [][2]int          `json:"also,omitempty"`
	Context    map[string]string `json:"context"`
	Hedge      string            `json:"hedge"`
	Quotes     []quoteJSON       `json:"quotes"`
	When       []whenJSON        `json:"when"`
	Quantities []quantityJSON    `json:"quantities"`
	Mentions   []mentionJSON     `json:"mentions"`

	Attribution string         `json:"attribution,omitempty"`
	Modality    []modalityJSON `json:"modality,omitempty"`
	Dangling    bool           `json:"dangling,omitempty"`
}

type modalityJSON struct {
	Kind  string `json:"kind"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type quoteJSON struct {
	Kind         string `json:"kind"`
	Start        int    `json:"start"`
	End          int    `json:"end"`
	Text         string `json:"text"`
	Speaker      string `json:"speaker"`
	SpeakerStart *int   `json:"speaker_start"` // null where the text names nobody
	Role         string `json:"role"`
	Verb         string `json:"verb"`
	To           string `json:"to,omitempty"`
	Doubtful     bool   `json:"doubtful"`
	Whole        []int  `json:"whole,omitempty"` // first and last byte of a quote over several paragraphs
}

type whenJSON struct {
	Start  int     `json:"start"`
	End    int     `json:"end"`
	Text   string  `json:"text"`
	From   *string `json:"from"`
	To     *string `json:"to"`
	Grain  string  `json:"grain"`
	Anchor string  `json:"anchor"`
	Kind   string  `json:"kind,omitempty"`
	Value  string  `json:"value,omitempty"` // in the notation of TIMEX3
	Bound  string  `json:"bound,omitempty"`
	Part   string  `json:"part,omitempty"`
}

type quantityJSON struct {
	Start int      `json:"start"`
	End   int      `json:"end"`
	Text  string   `json:"text"`
	Low   *float64 `json:"low"`  // null: unbounded
	High  *float64 `json:"high"` // null: unbounded
	Unit  string   `json:"unit"`
	Of    string   `json:"of"`
	About bool     `json:"about,omitempty"`
}

type mentionJSON struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Name  string `json:"name"`
	Type  string `json:"type"`
	Role  string `json:"role,omitempty"`
	For   string `json:"for,omitempty"`
}

// printJSON writes v as one line.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

func toAnswerJSON(a briefing.Answer, plain string, took time.Duration) answerJSON {
	out := answerJSON{
		ID: string(a.ID), Question: a.Question, Reading: a.Reading, Kind: string(a.Kind), Text: plain,
		Points: []pointJSON{}, Citations: toCitationsJSON(a.Citations), Choices: append([]string{}, a.Choices...),
		Searched: searchedJSON{a.Searched.Articles, a.Searched.Facts, a.Searched.Outlets, timeJSON(a.Searched.Newest)},
		Unread:   a.Unread,
		Opening:  a.Opening, Verdict: string(a.Verdict), Notes: a.Notes, Confidence: math.Round(a.Confidence*1000) / 1000,
		TookMS: milliseconds(took),
	}
	for _, p := range a.Points {
		out.Points = append(out.Points, toPointJSON(p))
	}
	if s := a.Short; s != nil && s.Point < len(a.Points) {
		p := a.Points[s.Point]
		out.Short = &shortJSON{Text: s.Span.Of(p.Text), Point: s.Point, Start: s.Span.Start, End: s.Span.End, Label: s.Label}
		if len(p.Citations) > 0 {
			out.Short.Citation = p.Citations[0]
		}
	}
	for _, c := range a.Conflicts {
		out.Conflicts = append(out.Conflicts, toConflictJSON(c, a.Citations))
	}
	if s := a.Summary; s != nil {
		out.Summary = &summaryJSON{Sentences: []summarySentenceJSON{}, Model: s.Model, Dropped: s.Dropped}
		for _, sentence := range s.Sentences {
			out.Summary.Sentences = append(out.Summary.Sentences, summarySentenceJSON(sentence))
		}
	}
	return out
}

func toConflictJSON(c briefing.Conflict, citations []briefing.Citation) conflictJSON {
	out := conflictJSON{Kind: string(c.Kind), About: c.About, Note: c.Note, Sides: []sideJSON{}}
	for _, side := range c.Sides {
		j := sideJSON{Citation: side.Citation, Start: side.Span.Start, End: side.Span.End}
		for _, cited := range citations {
			if cited.N == side.Citation {
				j.Text = side.Span.Of(cited.Quote)
			}
		}
		out.Sides = append(out.Sides, j)
	}
	return out
}

func toPointJSON(p briefing.Point) pointJSON {
	return pointJSON{
		Group: p.Group, Lead: p.Lead,
		Text: p.Text, Marks: spansJSON(p.Marks), Context: contextJSON(p.Text, p.Context),
		Citations: append([]int{}, p.Citations...), Prints: p.Prints,
	}
}

func toCitationsJSON(citations []briefing.Citation) []citationJSON {
	out := []citationJSON{}
	for _, c := range citations {
		out = append(out, citationJSON{
			N: c.N, Fact: string(c.Fact), Article: string(c.Article), Ref: c.Ref, Title: c.Headline, Outlet: c.Outlet, URL: c.URL,
			Published: timeJSON(c.Published), Quote: c.Quote, Start: c.Span.Start, End: c.Span.End, Link: c.Link,
		})
	}
	return out
}

func toArticleJSON(a briefing.Article, facts []briefing.Fact) articleJSON {
	out := articleJSON{
		ID: string(a.ID), Ref: a.Ref, URL: a.URL, Outlet: a.Outlet, Headline: a.Headline, Standfirst: a.Standfirst,
		Byline: append([]string{}, a.Byline...), Published: timeJSON(a.Published), Updated: timeJSON(a.Updated),
		Language: a.Language, UsageTerms: a.UsageTerms, Text: a.Text, Blocks: []blockJSON{}, Facts: []factJSON{},
		Section: a.Section, Labels: labels(a), Notes: a.Notes,
	}
	for _, b := range a.Blocks {
		out.Blocks = append(out.Blocks, blockJSON{string(b.Kind), b.Span.Start, b.Span.End, b.Reason})
	}
	for _, f := range facts {
		out.Facts = append(out.Facts, toFactJSON(a.Text, f))
	}
	return out
}

func toFactJSON(article string, f briefing.Fact) factJSON {
	out := factJSON{
		ID: string(f.ID), Start: f.Span.Start, End: f.Span.End, Text: f.Text, Kind: string(f.Kind), Also: spansJSON(f.Also),
		Context: contextJSON(article, f.Context), Hedge: f.Hedge, Attribution: string(f.Attribution), Dangling: f.Dangling,
		Quotes: []quoteJSON{}, When: []whenJSON{}, Quantities: []quantityJSON{}, Mentions: []mentionJSON{},
	}
	for _, q := range f.Quotes {
		j := quoteJSON{
			Kind: string(q.Kind), Start: q.Span.Start, End: q.Span.End, Text: q.Span.Of(article),
			Speaker: q.Speaker, Role: q.Role, Verb: q.Verb, To: q.To, Doubtful: q.Doubtful,
		}
		if !q.Whole.Empty() {
			j.Whole = []int{q.Whole.Start, q.Whole.End}
		}
		if !q.SpeakerSpan.Empty() {
			j.SpeakerStart = &q.SpeakerSpan.Start
		}
		out.Quotes = append(out.Quotes, j)
	}
	for _, w := range f.When {
		out.When = append(out.When, whenJSON{
			w.Span.Start, w.Span.End, w.Span.Of(article), timeJSON(w.From), timeJSON(w.To), w.Grain, string(w.Anchor),
			string(w.Kind), w.Value, w.Bound, w.Part,
		})
	}
	for _, q := range f.Quantities {
		out.Quantities = append(out.Quantities, quantityJSON{
			q.Span.Start, q.Span.End, q.Span.Of(article), boundJSON(q.Low), boundJSON(q.High), q.Unit, q.Of, q.About,
		})
	}
	for _, m := range f.Mentions {
		out.Mentions = append(out.Mentions, mentionJSON{m.Span.Start, m.Span.End, m.Span.Of(article), m.Name, string(m.Type), m.Role, m.For})
	}
	for _, m := range f.Modality {
		out.Modality = append(out.Modality, modalityJSON{string(m.Kind), m.Span.Start, m.Span.End, m.Span.Of(article)})
	}
	return out
}

func spansJSON(spans []briefing.Span) [][2]int {
	out := [][2]int{}
	for _, s := range spans {
		out = append(out, [2]int{s.Start, s.End})
	}
	return out
}

// contextJSON maps the pointing words to what they stand for.
func contextJSON(text string, context []briefing.Reference) map[string]string {
	out := map[string]string{}
	for _, r := range context {
		out[r.Span.Of(text)] = r.For
	}
	return out
}

func timeJSON(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.Format(time.RFC3339)
	return &s
}

func boundJSON(f float64) *float64 {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return nil
	}
	return &f
}

func milliseconds(d time.Duration) float64 {
	return math.Round(float64(d)/float64(time.Microsecond)) / 1000
}
