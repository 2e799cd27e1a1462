package store

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/nutgraf/nutgraf/briefing"
)

// tellings              number                      -> tellingRecord; numbers rise from 1
// tellings-by-article   article (16 bytes), number  -> "": those not corrected in their thread yet
// tellings-by-place     place (16 bytes), number    -> ""
// corrections           place (16 bytes), number    -> correctionRecord: tellings that hold no more and are to be corrected
//
// A place is a channel without its thread, as an id of 16 bytes.
var (
	bucketTellings          = []byte("tellings")
	bucketTellingsByArticle = []byte("tellings-by-article")
	bucketTellingsByPlace   = []byte("tellings-by-place")
	bucketCorrections       = []byte("corrections")
)

// tellingsFor is how long it is known who was told what. Half a year outlasts the corrections of news.
const tellingsFor = 180 * 24 * time.Hour

type tellingRecord struct {
	Fact         string        `cbor:"1,keyasint"`
	Article      string        `cbor:"2,keyasint"`
	Channel      channelRecord `cbor:"3,keyasint,omitzero"`
	Post         string        `cbor:"4,keyasint,omitempty"`
	Job          string        `cbor:"5,keyasint,omitempty"`
	Subscription string        `cbor:"6,keyasint,omitempty"`
	At           moment        `cbor:"7,keyasint,omitzero"`
	Kept         moment        `cbor:"8,keyasint,omitzero"` // by our clock
	Corrected    moment        `cbor:"9,keyasint,omitzero"` // when its thread was told that it holds no more
}

type correctionRecord struct {
	Text     string `cbor:"1,keyasint,omitempty"`
	Headline string `cbor:"2,keyasint,omitempty"`
	Outlet   string `cbor:"3,keyasint,omitempty"`
	URL      string `cbor:"4,keyasint,omitempty"`
	Next     string `cbor:"5,keyasint,omitempty"`
	Seen     moment `cbor:"6,keyasint,omitzero"`
}

// Corrections lists tellings whose facts hold no more and that were not corrected in their thread yet, oldest first: those in a
// channel, or of an empty channel all. A channel without a thread means what was told in the channel itself, not in threads under it.
func (db *DB) Corrections(ctx context.Context, in briefing.Channel) ([]briefing.Correction, error) {
	var list []briefing.Correction
	err := db.read(ctx, func(tx *bolt.Tx) error {
		var prefix []byte
		if in != (briefing.Channel{}) {
			prefix = placeKey(in)
		}
		numbers := map[briefing.Correction]uint64{}
		corrections := tx.Bucket(bucketCorrections)
		for _, key := range keysUnderAny(corrections, prefix, lineBytes+8) {
			c, err := db.correction(tx, key)
			if err != nil {
				return err
			}
			if prefix == nil || c.Channel == in {
				list, numbers[c] = append(list, c), numberOf(key[lineBytes:])
			}
		}
		slices.SortStableFunc(list, func(a, b briefing.Correction) int { return int(numbers[a]) - int(numbers[b]) })
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("corrections: %w", err)
	}
	return list, nil
}

// correction reads what is kept under a key of corrections, and the telling it is of.
func (db *DB) correction(tx *bolt.Tx, key []byte) (briefing.Correction, error) {
	var record correctionRecord
	if _, err := getRecord(db.codec, tx.Bucket(bucketCorrections), key, &record); err != nil {
		return briefing.Correction{}, err
	}
	number := numberOf(key[lineBytes:])
	var telling tellingRecord
	found, err := getRecord(db.codec, tx.Bucket(bucketTellings), numberKey(number), &telling)
	if err == nil && !found {
		err = fmt.Errorf("%w: it is missing", ErrDamaged)
	}
	if err != nil {
		return briefing.Correction{}, fmt.Errorf("telling number %d: %w", number, err)
	}
	return briefing.Correction{
		Telling: telling.telling(), Text: record.Text, Headline: record.Headline, Outlet: record.Outlet, URL: record.URL,
		Next: briefing.RevisionID(record.Next), Seen: record.Seen.time(),
	}, nil
}

// tell writes into the ledger what a delivery has shown.
func (db *DB) tell(tx *bolt.Tx, d *deliveryRecord, o briefing.Outcome) error {
	if len(o.Facts) == 0 {
		return nil
	}
	if err := db.forgetTellings(tx, pruneStep+len(o.Facts)); err != nil {
		return err
	}
	for _, fact := range o.Facts {
		if err := db.tellFact(tx, d, fact, o.Subscription); err != nil {
			return fmt.Errorf("fact %s: %w", fact, err)
		}
	}
	return nil
}

func (db *DB) tellFact(tx *bolt.Tx, d *deliveryRecord, fact briefing.FactID, subscription string) error {
	number, article, err := db.articleOf(tx, fact)
	if err != nil || number == 0 {
		return err
	}
	part := d.showing(fact)
	if part == nil && len(d.Parts) > 0 {
		return nil // it was refused: nobody has seen it
	}
	now := momentOf(db.now())
	record := tellingRecord{
		Fact: string(fact), Article: article.Article, Channel: d.Channel, Job: d.Job, Subscription: subscription, At: now, Kept: now,
	}
	if part != nil {
		record.Post = part.Posted
		if part.At != (moment{}) {
			record.At = part.At
		}
	}
	tellings := tx.Bucket(bucketTellings)
	n, err := tellings.NextSequence()
	if err != nil {
		return err
	}
	if err := putRecord(db.codec, tellings, numberKey(n), record); err != nil {
		return err
	}
	if err := tx.Bucket(bucketTellingsByPlace).Put(lineKey(placeKey(d.Channel.channel()), n), nil); err != nil {
		return err
	}
	if err := tx.Bucket(bucketTellingsByArticle).Put(lineKey(articleKey(article.Article), n), nil); err != nil {
		return err
	}
	if numberOf(tx.Bucket(bucketByArticle).Get([]byte(article.Article))) == number {
		return nil
	}
	return db.review(tx, article.Article) // while it was being told, the article became another
}

// showing is the part that shows a fact, or nil: the one that names it, and for a fact no part names the first that was posted.
func (r *deliveryRecord) showing(fact briefing.FactID) *partRecord {
	var first *partRecord
	for i := range r.Parts {
		p := &r.Parts[i]
		posted := p.State == string(briefing.PartPosted)
		if slices.Contains(p.Facts, string(fact)) {
			if posted {
				return p
			}
			return nil
		}
		if posted && first == nil {
			first = p
		}
	}
	return first
}

// articleOf is the number and the record of the revision a fact is of; number 0 when nothing is kept of it.
func (db *DB) articleOf(tx *bolt.Tx, fact briefing.FactID) (number uint64, record *articleRecord, err error) {
	revision, _, ok := fact.Place()
	if !ok {
		return 0, nil, nil
	}
	number = numberOf(tx.Bucket(bucketByRevision).Get([]byte(revision)))
	if number == 0 {
		return 0, nil, nil
	}
	record = new(articleRecord)
	return number, record, db.articleRecord(tx, number, record)
}

// review decides of all that was told of an article whether it holds: in the article's current revision there is a fact of the same
// words. What does not is to be corrected, and what does again is not any more.
func (db *DB) review(tx *bolt.Tx, article string) error {
	keys := keysUnder(tx.Bucket(bucketTellingsByArticle), articleKey(article))
	if len(keys) == 0 {
		return nil
	}
	current := numberOf(tx.Bucket(bucketByArticle).Get([]byte(article)))
	var next articleRecord
	stands := map[string]bool{}
	if current != 0 {
		if err := db.articleRecord(tx, current, &next); err != nil {
			return err
		}
		for _, f := range db.factsOf(tx, current, &next) {
			stands[foldSpace(f.Text)] = true
		}
	}
	facts := map[briefing.RevisionID][]briefing.Fact{} // as they were told
	for _, key := range keys {
		if err := db.reviewTelling(tx, numberOf(key[lineBytes:]), &next, stands, facts); err != nil {
			return err
		}
	}
	return nil
}

func (db *DB) reviewTelling(tx *bolt.Tx, number uint64, next *articleRecord, stands map[string]bool, facts map[briefing.RevisionID][]briefing.Fact) error {
	var telling tellingRecord
	if _, err := getRecord(db.codec, tx.Bucket(bucketTellings), numberKey(number), &telling); err != nil {
		return fmt.Errorf("telling number %d: %w", number, err)
	}
	id := briefing.FactID(telling.Fact)
	revision, _, _ := id.Place()
	if string(revision) == next.Revision {
		return db.dropCorrection(tx, &telling, number)
	}
	told, article, err := db.articleOf(tx, id)
	if err != nil || told == 0 {
		return err
	}
	if facts[revision] == nil {
		facts[revision] = db.factsOf(tx, told, article)
	}
	text := ""
	for _, f := range facts[revision] {
		if f.ID == id {
			text = f.Text
		}
	}
	if stands[foldSpace(text)] {
		return db.dropCorrection(tx, &telling, number)
	}
	return putSmall(db.codec, tx.Bucket(bucketCorrections), lineKey(placeKey(telling.Channel.channel()), number), correctionRecord{
		Text: text, Headline: article.Headline, Outlet: article.Outlet, URL: article.URL, Next: next.Revision, Seen: momentOf(db.now()),
	})
}

func (db *DB) dropCorrection(tx *bolt.Tx, telling *tellingRecord, number uint64) error {
	return tx.Bucket(bucketCorrections).Delete(lineKey(placeKey(telling.Channel.channel()), number))
}

// factsOf are the facts of a numbered revision that can be read.
func (db *DB) factsOf(tx *bolt.Tx, number uint64, record *articleRecord) []briefing.Fact {
	var facts []briefing.Fact
	bucket := tx.Bucket(bucketFacts)
	for ordinal := range record.Facts {
		key := factKey(number, ordinal)
		f, err := db.codec.readFact(key, getLong(bucket, key), briefing.RevisionID(record.Revision))
		if err == nil {
			facts = append(facts, f)
		}
	}
	return facts
}

// foldSpace is a text whose words are the same: where its lines were broken says nothing.
func foldSpace(text string) string { return strings.Join(strings.Fields(text), " ") }

// markCorrected notes that a thread was told of facts that they hold no more.
func (db *DB) markCorrected(tx *bolt.Tx, in briefing.Channel, facts []briefing.FactID) error {
	if len(facts) == 0 {
		return nil
	}
	corrections, tellings := tx.Bucket(bucketCorrections), tx.Bucket(bucketTellings)
	for _, key := range keysUnder(corrections, placeKey(in)) {
		number := numberKey(numberOf(key[lineBytes:]))
		var record tellingRecord
		if _, err := getRecord(db.codec, tellings, number, &record); err != nil {
			return err
		}
		if record.Channel.channel() != in || !slices.Contains(facts, briefing.FactID(record.Fact)) {
			continue
		}
		record.Corrected = momentOf(db.now())
		if err := corrections.Delete(key); err != nil {
			return err
		}
		if err := tx.Bucket(bucketTellingsByArticle).Delete(append(articleKey(record.Article), number...)); err != nil {
			return err
		}
		if err := deleteLong(tellings, number); err != nil {
			return err
		}
		if err := putRecord(db.codec, tellings, number, record); err != nil {
			return err
		}
	}
	return nil
}

// forgetTellings removes some tellings that are too old.
func (db *DB) forgetTellings(tx *bolt.Tx, most int) error {
	before := db.now().Add(-tellingsFor)
	for range most {
		_, key, _ := cursor(tx.Bucket(bucketTellings))
		if key == nil {
			return nil
		}
		var record tellingRecord
		number := numberOf(key)
		if _, err := getRecord(db.codec, tx.Bucket(bucketTellings), key, &record); err != nil {
			return fmt.Errorf("telling number %d: %w", number, err)
		}
		if !record.Kept.time().Before(before) {
			return nil
		}
		if err := forgetTelling(tx, number, &record); err != nil {
			return err
		}
	}
	return nil
}

func forgetTelling(tx *bolt.Tx, number uint64, record *tellingRecord) error {
	place := lineKey(placeKey(record.Channel.channel()), number)
	for bucket, key := range map[string][]byte{
		string(bucketTellingsByPlace): place, string(bucketCorrections): place,
		string(bucketTellingsByArticle): lineKey(articleKey(record.Article), number),
	} {
		if err := tx.Bucket([]byte(bucket)).Delete(key); err != nil {
			return err
		}
	}
	return deleteLong(tx.Bucket(bucketTellings), numberKey(number))
}

// placeKey is a channel without its thread as 16 bytes.
func placeKey(c briefing.Channel) []byte {
	c.Thread = ""
	return threadKey(c)
}

func articleKey(article string) []byte { return []byte(briefing.DerivedID("told", article)) }

// keysUnder are the keys of a bucket that are a prefix of 16 bytes and a number.
func keysUnder(b *bolt.Bucket, prefix []byte) [][]byte { return keysUnderAny(b, prefix, lineBytes+8) }

// keysUnderAny are the keys of a length that begin with a prefix. Longer ones are further parts of long records.
func keysUnderAny(b *bolt.Bucket, prefix []byte, length int) [][]byte {
	var keys [][]byte
	c := b.Cursor()
	for key, _ := c.Seek(prefix); key != nil && bytes.HasPrefix(key, prefix); key, _ = c.Next() {
		if len(key) == length {
			keys = append(keys, bytes.Clone(key))
		}
	}
	return keys
}

func (r *tellingRecord) telling() briefing.Telling {
	return briefing.Telling{
		Fact: briefing.FactID(r.Fact), Article: briefing.ArticleID(r.Article), Channel: r.Channel.channel(), Post: r.Post,
		Job: r.Job, Subscription: r.Subscription, At: r.At.time(),
	}
}
