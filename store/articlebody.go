package store

// article reads an articleRecord. It is to be believed if the body was whole.
func (b *body) article() (r articleRecord) {
	for k := b.fields(); k.next(); {
		switch k.key {
		case 1:
			r.Article = b.text()
		case 2:
			r.Revision = b.text()
		case 3:
			r.Ref = b.text()
		case 4:
			r.URL = b.text()
		case 5:
			r.Outlet = b.text()
		case 6:
			r.Headline = b.text()
		case 7:
			r.Standfirst = b.text()
		case 8:
			r.Byline = list(b, (*body).text)
		case 9:
			r.Section = b.text()
		case 10:
			r.Published = b.moment()
		case 11:
			r.Updated = b.moment()
		case 12:
			r.Language = b.text()
		case 13:
			r.UsageTerms = b.text()
		case 14:
			r.Taken = b.moment()
		case 15:
			r.Facts = b.int()
		case 16:
			r.Labels = list(b, (*body).text)
		case 17:
			r.Notes = list(b, (*body).text)
		case 18:
			r.Feed = b.text()
		case 19:
			r.Since = b.moment()
		case 20:
			r.Before = b.text()
		default:
			b.odd = true
		}
	}
	return r
}
