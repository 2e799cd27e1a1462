// Package text cuts plain news text into sentences, words and names, with byte offsets.
//
// It knows nothing of articles and facts; everything it returns is a [briefing.Span] of the string it
// was given, so a caller can always show the bytes it speaks of. The tour, in the order in which text passes:
//
//   - [Clean] makes canonical text of one paragraph, once, when an article is read. All offsets
//     of the house count in what it returned.
//   - [Sentences] cuts a paragraph into sentences: the boundaries of Unicode Annex 29, less those that an
//     abbreviation, an initial, a quotation or a bracket only pretends to be.
//   - [Dateline] finds the place, date and agency that a report begins with: they are no part of its first sentence.
//   - [SentencesIn] does the same in other languages; what their sentences are made of is the table of tongues.go.
//   - [Quotations] pairs the quotation marks of a paragraph, and tells them from apostrophes.
//   - [Words] cuts any text into words. [Fold] maps the spellings of a word to one form, [Stem] its
//     inflections, and [Stop] tells words without a meaning of their own.
//   - [Guesses] and [Language] tell a language by its commonest words or its script.
//   - [Names] finds the capitalised runs that look like names of people, bodies and places.
//
// The rules are few and general; what is particular about English (abbreviations, openers, particles) is data
// in the tables beside the code. Every function takes time linear in its input and never fails.
package text
