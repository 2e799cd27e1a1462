// Package search finds the facts that answer a question.
//
// It knows bytes and not where they are kept: [Build] turns articles with their facts into a
// segment, [Merge] makes one segment of several, [Check] proves one whole, [MergePlan] says when
// merging pays, and [Find] answers a [Query] from the segments of a [Snapshot]. The tour:
//
//   - words.go decides which words of a text can be found, and as what: stems of the text's language,
//     names that look like stop words, numbers, characters by twos. A question's words are looked up
//     under their stems in every language of the library.
//   - segment.go lays out a segment and opens one in place, from the pieces a store keeps it in;
//     dictionary.go holds its words and postings.go where they stand.
//   - build.go (parts.go on several cores) and merge.go write segments, with writer.go; the same articles give the same bytes
//     either way. check.go reads every byte of one, plan.go keeps their number small,
//     format.go tells those of older versions.
//   - query.go says what is asked and told, instead.go what counts for a word that does not stand itself, filter.go which
//     facts may be found, times.go which days they speak of. hidden.go has a search know nothing of some feeds, without.go
//     ([Without]) all that reads a snapshot.
//   - find.go opens the segments and looks up the words; walk.go goes through the lines window by window (window.go bounds
//     what each can earn, scan.go holds the lists) and passes over what cannot be among the best; rank.go scores what is left,
//     by the formula of score.go, which says where its numbers come from; top.go keeps the best, of the same words one.
//   - spell.go finds the words that a misspelt one may stand for: spell_near.go says how far a stem is from a word, spell_walk.go
//     reads of the dictionary only where near ones can be, spell_ending.go and spell_slip.go know what people get wrong.
//
// A segment is made of lines. Every article has one line for its headline, then one for each
// of its facts, so that a line's neighbours are the sentences around it and an article is a
// run of lines.
//
// A segment that cannot be read, or is not what its store wrote, is left out, and the result names it: the others answer. What a
// segment says is believed only as far as it can be read: bytes that were damaged before they were written give errors or
// wrong hits, and never a panic. Check is for when its bytes are new or suspect.
package search
