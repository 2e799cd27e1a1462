package store

import "github.com/nutgraf/nutgraf/briefing"

// fact reads what factRecord keeps of a fact, as the noun. It is to be believed if the body was whole.
func (b *body) fact(revision briefing.RevisionID) briefing.Fact {
	f := briefing.Fact{Revision: revision}
	for k := b.fields(); k.next(); {
		switch k.key {
		case 1:
			f.Kind = briefing.FactKind(b.text())
		case 2:
			f.Span = b.span()
		case 3:
			f.Also = list(b, (*body).span)
		case 4:
			f.Block = b.int()
		case 5:
			f.Text = b.text()
		case 6:
			f.Quotes = list(b, (*body).quote)
		case 7:
			f.Hedge = b.text()
		case 8:
			f.When = list(b, (*body).when)
		case 9:
			f.Quantities = list(b, (*body).quantity)
		case 10:
			f.Mentions = list(b, (*body).mention)
		case 11:
			f.Context = list(b, (*body).reference)
		case 12:
			f.Attribution = briefing.Attribution(b.text())
		case 13:
			f.Modality = list(b, (*body).modality)
		case 14:
			f.Dangling = b.bool()
		default:
			b.odd = true
		}
	}
	f.ID = briefing.NewFactID(revision, f.Span)
	return f
}

func (b *body) span() briefing.Span {
	b.tuple(2)
	return briefing.Span{Start: b.int(), End: b.int()}
}

func (b *body) quote() (q briefing.Quote) {
	for k := b.fields(); k.next(); {
		switch k.key {
		case 1:
			q.Kind = briefing.QuoteKind(b.text())
		case 2:
			q.Span = b.span()
		case 3:
			q.Speaker = b.text()
		case 4:
			q.SpeakerSpan = b.span()
		case 5:
			q.Role = b.text()
		case 6:
			q.Verb = b.text()
		case 7:
			q.Doubtful = b.bool()
		case 8:
			q.To = b.text()
		case 9:
			q.Whole = b.span()
		default:
			b.odd = true
		}
	}
	return q
}

func (b *body) modality() (m briefing.Modality) {
	for k := b.fields(); k.next(); {
		switch k.key {
		case 1:
			m.Kind = briefing.ModalityKind(b.text())
		case 2:
			m.Span = b.span()
		default:
			b.odd = true
		}
	}
	return m
}

func (b *body) when() (w briefing.When) {
	for k := b.fields(); k.next(); {
		switch k.key {
		case 1:
			w.Span = b.span()
		case 2:
			w.From = b.time()
		case 3:
			w.To = b.time()
		case 4:
			w.Grain = b.text()
		case 5:
			w.Anchor = briefing.WhenAnchor(b.text())
		case 6:
			w.Kind = briefing.WhenKind(b.text())
		case 7:
			w.Bound = b.text()
		case 8:
			w.Part = b.text()
		case 9:
			w.Value = b.text()
		default:
			b.odd = true
		}
	}
	return w
}

func (b *body) quantity() (q briefing.Quantity) {
	for k := b.fields(); k.next(); {
		switch k.key {
		case 1:
			q.Span = b.span()
		case 2:
			q.Low = b.float()
		case 3:
			q.High = b.float()
		case 4:
			q.Unit = b.text()
		case 5:
			q.Of = b.text()
		case 6:
			q.About = b.bool()
		default:
			b.odd = true
		}
	}
	return q
}

func (b *body) mention() (m briefing.Mention) {
	for k := b.fields(); k.next(); {
		switch k.key {
		case 1:
			m.Span = b.span()
		case 2:
			m.Name = b.text()
		case 3:
			m.Type = briefing.MentionType(b.text())
		case 4:
			m.Role = b.text()
		case 5:
			m.For = b.text()
		default:
			b.odd = true
		}
	}
	return m
}

func (b *body) reference() (r briefing.Reference) {
	for k := b.fields(); k.next(); {
		switch k.key {
		case 1:
			r.Span = b.span()
		case 2:
			r.For = b.text()
		default:
			b.odd = true
		}
	}
	return r
}
