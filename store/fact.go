package store

import (
	"encoding/binary"
	"fmt"

	"github.com/nutgraf/nutgraf/briefing"
)

// facts   revision number, ordinal (4 bytes) -> factRecord
//
// One record a fact, with its text: a search returns a handful of facts of as many articles, and each then
// costs one look-up and some microseconds of decoding, where a packed record would decode thirty, and a
// bare span would unpack the article. The price is that the words are kept twice, once compressed.
var bucketFacts = []byte("facts")

type factRecord struct {
	Kind       string            `cbor:"1,keyasint"`
	Span       spanRecord        `cbor:"2,keyasint"`
	Also       []spanRecord      `cbor:"3,keyasint,omitempty"`
	Block      int               `cbor:"4,keyasint,omitempty"`
	Text       string            `cbor:"5,keyasint"`
	Quotes     []quoteRecord     `cbor:"6,keyasint,omitempty"`
	Hedge      string            `cbor:"7,keyasint,omitempty"`
	When       []whenRecord      `cbor:"8,keyasint,omitempty"`
	Quantities []quantityRecord  `cbor:"9,keyasint,omitempty"`
	Mentions   []mentionRecord   `cbor:"10,keyasint,omitempty"`
	Context    []referenceRecord `cbor:"11,keyasint,omitempty"`

	Attribution string           `cbor:"12,keyasint,omitempty"`
	Modality    []modalityRecord `cbor:"13,keyasint,omitempty"`
	Dangling    bool             `cbor:"14,keyasint,omitempty"`
}

type spanRecord struct {
	_     struct{} `cbor:",toarray"`
	Start int
	End   int
}

type quoteRecord struct {
	Kind        string     `cbor:"1,keyasint"`
	Span        spanRecord `cbor:"2,keyasint"`
	Speaker     string     `cbor:"3,keyasint,omitempty"`
	SpeakerSpan spanRecord `cbor:"4,keyasint,omitzero"`
	Role        string     `cbor:"5,keyasint,omitempty"`
	Verb        string     `cbor:"6,keyasint,omitempty"`
	Doubtful    bool       `cbor:"7,keyasint,omitempty"`
	To          string     `cbor:"8,keyasint,omitempty"`
	Whole       spanRecord `cbor:"9,keyasint,omitzero"`
}

type modalityRecord struct {
	Kind string     `cbor:"1,keyasint"`
	Span spanRecord `cbor:"2,keyasint"`
}

type whenRecord struct {
	Span   spanRecord `cbor:"1,keyasint"`
	From   moment     `cbor:"2,keyasint,omitzero"`
	To     moment     `cbor:"3,keyasint,omitzero"`
	Grain  string     `cbor:"4,keyasint,omitempty"`
	Anchor string     `cbor:"5,keyasint,omitempty"`
	Kind   string     `cbor:"6,keyasint,omitempty"`
	Bound  string     `cbor:"7,keyasint,omitempty"`
	Part   string     `cbor:"8,keyasint,omitempty"`
	Value  string     `cbor:"9,keyasint,omitempty"`
}

type quantityRecord struct {
	Span spanRecord `cbor:"1,keyasint"`
	Low  float64    `cbor:"2,keyasint,omitempty"`
	High float64    `cbor:"3,keyasint,omitempty"`
	Unit string     `cbor:"4,keyasint,omitempty"`
	Of   string     `cbor:"5,keyasint,omitempty"`

	About bool `cbor:"6,keyasint,omitempty"`
}

type mentionRecord struct {
	Span spanRecord `cbor:"1,keyasint"`
	Name string     `cbor:"2,keyasint,omitempty"`
	Type string     `cbor:"3,keyasint,omitempty"`
	Role string     `cbor:"4,keyasint,omitempty"`
	For  string     `cbor:"5,keyasint,omitempty"`
}

type referenceRecord struct {
	Span spanRecord `cbor:"1,keyasint"`
	For  string     `cbor:"2,keyasint,omitempty"`
}

func factKey(number uint64, ordinal int) []byte {
	return appendFactKey(make([]byte, 0, 12), number, ordinal)
}

func appendFactKey(to []byte, number uint64, ordinal int) []byte {
	return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(to, number), uint32(ordinal))
}

// proveFact refuses a fact that is not a piece of its article's text, under the id that says so.
func proveFact(a briefing.Article, f briefing.Fact) error {
	switch {
	case f.Span.Empty() || f.Text == "" || f.Span.Of(a.Text) != f.Text:
		return fmt.Errorf("%q is not bytes %d to %d of the text", f.Text, f.Span.Start, f.Span.End)
	case f.Revision != a.Revision:
		return fmt.Errorf("it belongs to revision %q", f.Revision)
	case f.ID != briefing.NewFactID(a.Revision, f.Span):
		return fmt.Errorf("its id is %q, not %q", f.ID, briefing.NewFactID(a.Revision, f.Span))
	}
	return nil
}

// readFact checks and decodes the fact of a revision that was found under a key.
func (c *codec) readFact(key, value []byte, r briefing.RevisionID) (briefing.Fact, error) {
	bytes, err := unseal(key, value)
	if err != nil {
		return briefing.Fact{}, err
	}
	b := bodyOf(bytes)
	if f := b.fact(r); b.whole() {
		return f, nil
	}
	var record factRecord
	if err := c.decode(bytes, &record); err != nil {
		return briefing.Fact{}, err
	}
	return record.fact(r), nil
}

func factRecordOf(f briefing.Fact) factRecord {
	return factRecord{
		Kind: string(f.Kind), Span: spanRecordOf(f.Span), Also: each(f.Also, spanRecordOf), Block: f.Block, Text: f.Text,
		Quotes: each(f.Quotes, quoteRecordOf), Hedge: f.Hedge, When: each(f.When, whenRecordOf),
		Quantities: each(f.Quantities, quantityRecordOf), Mentions: each(f.Mentions, mentionRecordOf),
		Context: each(f.Context, referenceRecordOf), Attribution: string(f.Attribution), Modality: each(f.Modality, modalityRecordOf),
		Dangling: f.Dangling,
	}
}

// fact is the noun. Its revision, and with it its id, is known from where the record lies.
func (r *factRecord) fact(revision briefing.RevisionID) briefing.Fact {
	span := r.Span.span()
	return briefing.Fact{
		ID: briefing.NewFactID(revision, span), Revision: revision, Kind: briefing.FactKind(r.Kind), Span: span,
		Also: each(r.Also, spanRecord.span), Block: r.Block, Text: r.Text,
		Quotes: each(r.Quotes, quoteRecord.quote), Hedge: r.Hedge, When: each(r.When, whenRecord.when),
		Quantities: each(r.Quantities, quantityRecord.quantity), Mentions: each(r.Mentions, mentionRecord.mention),
		Context: each(r.Context, referenceRecord.reference), Attribution: briefing.Attribution(r.Attribution),
		Modality: each(r.Modality, modalityRecord.modality), Dangling: r.Dangling,
	}
}

func spanRecordOf(s briefing.Span) spanRecord { return spanRecord{Start: s.Start, End: s.End} }

func (r spanRecord) span() briefing.Span { return briefing.Span{Start: r.Start, End: r.End} }

func quoteRecordOf(q briefing.Quote) quoteRecord {
	return quoteRecord{
		Kind: string(q.Kind), Span: spanRecordOf(q.Span), Speaker: q.Speaker, SpeakerSpan: spanRecordOf(q.SpeakerSpan),
		Role: q.Role, Verb: q.Verb, Doubtful: q.Doubtful, To: q.To, Whole: spanRecordOf(q.Whole),
	}
}

func (r quoteRecord) quote() briefing.Quote {
	return briefing.Quote{
		Kind: briefing.QuoteKind(r.Kind), Span: r.Span.span(), Speaker: r.Speaker, SpeakerSpan: r.SpeakerSpan.span(),
		Role: r.Role, Verb: r.Verb, Doubtful: r.Doubtful, To: r.To, Whole: r.Whole.span(),
	}
}

func modalityRecordOf(m briefing.Modality) modalityRecord {
	return modalityRecord{Kind: string(m.Kind), Span: spanRecordOf(m.Span)}
}

func (r modalityRecord) modality() briefing.Modality {
	return briefing.Modality{Kind: briefing.ModalityKind(r.Kind), Span: r.Span.span()}
}

func whenRecordOf(w briefing.When) whenRecord {
	return whenRecord{
		Span: spanRecordOf(w.Span), From: momentOf(w.From), To: momentOf(w.To), Grain: w.Grain, Anchor: string(w.Anchor),
		Kind: string(w.Kind), Bound: w.Bound, Part: w.Part, Value: w.Value,
	}
}

func (r whenRecord) when() briefing.When {
	return briefing.When{
		Span: r.Span.span(), From: r.From.time(), To: r.To.time(), Grain: r.Grain, Anchor: briefing.WhenAnchor(r.Anchor),
		Kind: briefing.WhenKind(r.Kind), Bound: r.Bound, Part: r.Part, Value: r.Value,
	}
}

func quantityRecordOf(q briefing.Quantity) quantityRecord {
	return quantityRecord{Span: spanRecordOf(q.Span), Low: q.Low, High: q.High, Unit: q.Unit, Of: q.Of, About: q.About}
}

func (r quantityRecord) quantity() briefing.Quantity {
	return briefing.Quantity{Span: r.Span.span(), Low: r.Low, High: r.High, Unit: r.Unit, Of: r.Of, About: r.About}
}

func mentionRecordOf(m briefing.Mention) mentionRecord {
	return mentionRecord{Span: spanRecordOf(m.Span), Name: m.Name, Type: string(m.Type), Role: m.Role, For: m.For}
}

func (r mentionRecord) mention() briefing.Mention {
	return briefing.Mention{Span: r.Span.span(), Name: r.Name, Type: briefing.MentionType(r.Type), Role: r.Role, For: r.For}
}

func referenceRecordOf(r briefing.Reference) referenceRecord {
	return referenceRecord{Span: spanRecordOf(r.Span), For: r.For}
}

func (r referenceRecord) reference() briefing.Reference {
	return briefing.Reference{Span: r.Span.span(), For: r.For}
}
