package store

import (
	"bytes"
	"context"
	"fmt"

	"github.com/nutgraf/nutgraf/briefing"
)

// Entries are what records are found by. They have no checksums: what one of them leads to says whether it leads there
// rightly. An entry that is gone, or whose key was changed, leads nowhere, and what it led to is found no more. So a
// proof goes both ways: from each record to its entries, and from each entry to its record.

// proveRevision proves that the record of a numbered revision is found by all that should lead to it.
func (v *View) proveRevision(number uint64, record *articleRecord) error {
	lost := func(what string) error {
		return fmt.Errorf("revision %s: %w: %s", record.Revision, ErrDamaged, what)
	}
	if numberOf(v.tx.Bucket(bucketByRevision).Get([]byte(record.Revision))) != number {
		return lost("its id does not lead to it")
	}
	_, withdrawn := v.Withdrawn(briefing.RevisionID(record.Revision))
	switch current := v.current(number, record); {
	case current && withdrawn:
		return lost("it is both current and withdrawn")
	case !current && !withdrawn:
		return neither(record.Revision)
	case !current:
		return nil
	}
	if v.tx.Bucket(bucketByTime).Get(knownKey(record.known(), number)) == nil {
		return lost("its time does not lead to it")
	}
	if record.Ref != "" && v.tx.Bucket(bucketByRef).Get(nameKey(record.Ref)) == nil {
		return lost("its ref leads nowhere")
	}
	return nil
}

// articleEntries proves that times, refs and withdrawals are those of stored articles.
func (p *proof) articleEntries(ctx context.Context) error {
	err := p.walk(ctx, bucketByTime, func(v *View, key, _ []byte) error {
		return v.proveTime(key, new(articleRecord))
	})
	if err != nil {
		return err
	}
	err = p.walk(ctx, bucketByRef, func(v *View, ref, id []byte) error {
		_, err := v.Current(briefing.ArticleID(id))
		return err
	})
	if err != nil {
		return err
	}
	return p.walk(ctx, bucketWithdrawn, func(v *View, r, _ []byte) error {
		_, _, err := v.revision(briefing.RevisionID(r))
		return err
	})
}

// proveTime reads into record the current revision that an entry of article-by-time leads to, and proves that the time
// is its own.
func (v *View) proveTime(key []byte, record *articleRecord) error {
	if len(key) != timeKeyBytes+8 {
		return fmt.Errorf("time of an article: %w: a key of %d bytes", ErrDamaged, len(key))
	}
	number := numberOf(key[timeKeyBytes:])
	if err := v.db.articleRecord(v.tx, number, record); err != nil {
		return err
	}
	if !bytes.Equal(key, knownKey(record.known(), number)) || !v.current(number, record) {
		return fmt.Errorf("revision %s: %w: a time that is not its own leads to it", record.Revision, ErrDamaged)
	}
	return nil
}

// current reports whether a numbered revision is its article's current one.
func (v *View) current(number uint64, record *articleRecord) bool {
	return numberOf(v.articleIDs.get(v.tx, bucketByArticle, []byte(record.Article))) == number
}

// jobEntries proves that each job that is not done waits or is leased, and stands in its line.
func (p *proof) jobEntries(ctx context.Context) error {
	err := p.walk(ctx, bucketJobs, func(v *View, key, _ []byte) error {
		if len(key) > 8 { // a further part of a long record
			return nil
		}
		var record jobRecord
		number := numberOf(key)
		if _, err := getRecord(v.db.codec, v.tx.Bucket(bucketJobs), key, &record); err != nil {
			return fmt.Errorf("job number %d: %w", number, err)
		}
		return v.proveJob(number, &record)
	})
	if err != nil {
		return err
	}
	for name, numberAt := range map[string]int{
		string(bucketJobsWaiting): timeKeyBytes, string(bucketJobsLeased): timeKeyBytes, string(bucketJobLines): lineBytes,
		string(bucketJobsParked): timeKeyBytes,
	} {
		err := p.walk(ctx, []byte(name), func(v *View, key, value []byte) error {
			if name == string(bucketJobLines) && len(key) == lineBytes+8 && numberOf(key[lineBytes:]) == 0 {
				return v.proveHead(key[:lineBytes], readLineHead(value))
			}
			if number := numberOf(key[min(numberAt, len(key)):]); v.tx.Bucket(bucketJobs).Get(numberKey(number)) == nil {
				return fmt.Errorf("%s %x: %w: it leads to no job", name, key, ErrDamaged)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return p.walk(ctx, bucketJobsReady, func(v *View, key, _ []byte) error {
		if line := key[min(lineBytes+timeKeyBytes+8, len(key)):]; len(line) == lineBytes {
			if h, ok := headOf(v.tx, line); ok && h.state != jobClaimed && bytes.Equal(h.ready(line), key) {
				return nil
			}
		}
		return fmt.Errorf("%s %x: %w: it leads to no line", bucketJobsReady, key, ErrDamaged)
	})
}

// proveHead proves that a line is held by one of its jobs, and is found from when on it is not.
func (v *View) proveHead(line []byte, h lineHead) error {
	state, at := readLineEntry(v.tx.Bucket(bucketJobLines).Get(lineKey(line, h.number)))
	switch {
	case h.number == 0 || (state == jobClaimed) != (h.state == jobClaimed) || h.state != jobClaimed && !at.Equal(h.at):
		return fmt.Errorf("line %x: %w: what holds it does not stand in it", line, ErrDamaged)
	case h.state != jobClaimed && v.tx.Bucket(bucketJobsReady).Get(h.ready(line)) == nil:
		return fmt.Errorf("line %x: %w: its time does not lead to it", line, ErrDamaged)
	}
	return nil
}

// proveJob proves that the record of a numbered job is found by all that should lead to it.
func (v *View) proveJob(number uint64, record *jobRecord) error {
	e := record.entries(number)
	value := v.tx.Bucket(e.index).Get(e.key)
	h, stands := headOf(v.tx, record.line(number))
	switch {
	case numberOf(v.tx.Bucket(bucketJobIDs).Get(nameKey(record.ID))) != number:
		return fmt.Errorf("job %s: %w: its id does not lead to it", record.ID, ErrDamaged)
	case value == nil || !bytes.Equal(value, e.value):
		return fmt.Errorf("job %s: %w: its time does not lead to it", record.ID, ErrDamaged)
	case e.place != nil && (!stands || !bytes.Equal(v.tx.Bucket(bucketJobLines).Get(e.place), e.state)),
		record.State == jobClaimed && (h.state != jobClaimed || h.number != number):
		return fmt.Errorf("job %s: %w: it does not stand in its line", record.ID, ErrDamaged)
	}
	return nil
}

// turnEntries proves that each turn is found by its thread and will be by its age.
func (p *proof) turnEntries(ctx context.Context) error {
	err := p.walk(ctx, bucketTurns, func(v *View, key, _ []byte) error {
		if len(key) > lineBytes+8 { // a further part of a long record
			return nil
		}
		var record turnRecord
		if _, err := getRecord(v.db.codec, v.tx.Bucket(bucketTurns), key, &record); err != nil {
			return fmt.Errorf("turn %x: %w", key, err)
		}
		thread, number := key[:lineBytes], numberOf(key[lineBytes:])
		if !bytes.Equal(v.tx.Bucket(bucketTurnsByTime).Get(jobKey(record.Kept.time(), number)), thread) {
			return fmt.Errorf("turn %x: %w: its time does not lead to it", key, ErrDamaged)
		}
		if c := record.Thread; c != (channelRecord{}) && v.tx.Bucket(bucketThreads).Get(append(placeKey(c.channel()), thread...)) == nil {
			return fmt.Errorf("turn %x: %w: its place does not lead to it", key, ErrDamaged)
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = p.walk(ctx, bucketTurnsByTime, func(v *View, key, thread []byte) error {
		if v.tx.Bucket(bucketTurns).Get(lineKey(thread, numberOf(key[min(timeKeyBytes, len(key)):]))) == nil {
			return fmt.Errorf("time of a turn %x: %w: it leads to no turn", key, ErrDamaged)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.walk(ctx, bucketThreads, func(v *View, key, _ []byte) error {
		if len(key) != 2*lineBytes || len(keysUnder(v.tx.Bucket(bucketTurns), key[lineBytes:])) == 0 {
			return fmt.Errorf("%s %x: %w: it leads to no turn", bucketThreads, key, ErrDamaged)
		}
		return nil
	})
}

// toldEntries proves that each answer that was given will be found by its age.
func (p *proof) toldEntries(ctx context.Context) error {
	err := p.walk(ctx, bucketTold, func(v *View, key, _ []byte) error {
		if len(key) > lineBytes { // a further part of a long record
			return nil
		}
		var record toldRecord
		if _, err := getRecord(v.db.codec, v.tx.Bucket(bucketTold), key, &record); err != nil {
			return fmt.Errorf("answer %x: %w", key, err)
		}
		if !bytes.Equal(v.tx.Bucket(bucketToldByTime).Get(jobKey(record.Kept.time(), record.Number)), key) {
			return fmt.Errorf("answer %s: %w: its time does not lead to it", record.Answer, ErrDamaged)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.walk(ctx, bucketToldByTime, func(v *View, key, id []byte) error {
		if v.tx.Bucket(bucketTold).Get(id) == nil {
			return fmt.Errorf("%s %x: %w: it leads to no answer", bucketToldByTime, key, ErrDamaged)
		}
		return nil
	})
}
