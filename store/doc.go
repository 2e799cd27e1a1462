// Package store keeps everything nutgraf remembers in one bbolt file.
//
// The tour, from the file inwards:
//
//   - [Open] takes the file (open.go): it refuses what is not ours, what is newer than this program, what was
//     cut short (length.go), and what is older than the high-water mark kept beside it (mark.go); it tells a second process who
//     holds the file (holder.go) and brings older formats up to date (schema.go).
//   - [DB.View] is the only way to read the library (db.go, view.go). A view is one read transaction:
//     [View] gives search its segments and the facts they point at from the same moment. [View.Lookup]
//     finds what a person typed: an id, the beginning of one, an address, a fact (lookup.go). Facts and the heads of
//     articles, which a question reads by the dozen, are decoded by hand (body.go, factbody.go, articlebody.go).
//   - [DB.AddArticles] is the only way articles come in: texts, facts and their index segment in one
//     transaction (article.go, fact.go, segment.go), with a note in the segments of which articles hold no
//     more (withdrawn.go). [DB.ReplaceSegments] folds segments together (replace.go), out of
//     sight until it is done (aside.go). What a process knows of segments it remembers (kept.go);
//     where their chunks lie it learns from a few pages (places.go). [DB.Reindex] builds the index anew
//     from the facts (reindex.go).
//   - [DB.WithdrawArticle] takes an article back without another text in its place (withdrawal.go).
//   - [DB.AddJob] and [DB.ClaimJob] keep owed work (job.go, claim.go), each thread in its line (line.go), by a clock that nobody sets
//     (clock.go); [DB.Backlog] says how much it is (backlog.go). What a job says is fixed by [DB.PutDelivery] (outbox.go), and
//     [DB.FinishJob] remembers what follows from it in the transaction that ends it (outcome.go). [DB.ParkJob] sets a job aside for an
//     operator (parked.go). Changes that come at the same time share a commit (together.go).
//   - The ledger knows who was told which fact, and what of it holds no more (ledger.go, ledgerentries.go). Beside it lie what was said
//     in threads (history.go), answers as they were given (told.go), what digests told (edition.go), what channels asked for
//     (subscription.go, watch.go), what people set and said (settings.go, feedback.go), what is counted (count.go), and how far each
//     feed was read (cursor.go). [DB.Forget] forgets a person (forget.go); how long the rest is kept says [DB.Retention].
//   - [DB.Stats] counts and [DB.Verify] proves: every record carries a CRC-32C (record.go), since bbolt
//     itself has no checksums over data. Every read checks it, so a flipped bit ends in [ErrDamaged],
//     never in a wrong quotation. The proof follows every page (pages.go) and every entry records are found by
//     (entries.go), which have no sums, and what segments say of revisions (verifysegment.go). [DB.Backup] copies the
//     file while it is in use (backup.go).
//
// Each file states the buckets it owns at its top. All keys are big endian, so they sort as numbers do,
// and articles, facts, segments and jobs are numbered in the order they came: bbolt writes rising keys
// five to eight times faster than random ones.
//
// Two rules keep bbolt healthy. A read transaction held open while others write makes the file grow,
// exponentially in the end, so nothing slow happens inside a view; [Stats.LongViews] counts the
// sinners and [Options.PanicOnLongView] stops them in tests. And a commit that failed may still be
// visible after the next start, so after any failure but a full disk the DB refuses all work with
// [ErrInDoubt] until the process has opened the file anew.
package store
