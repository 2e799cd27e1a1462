// Package briefing holds the nouns of nutgraf: what the bot reads, finds, says and owes.
//
// It does no I/O and imports nothing of the house, so every other package can speak its
// language. The tour, in the order in which news passes through:
//
//   - [Article] is one text at one address, made of labelled [Block]s. Its canonical Text is
//     the only thing offsets count in: every [Span] is a half-open range of bytes of it.
//   - [Fact] is one sentence, or one whole quotation, of an article's evidence; its Text is
//     always the bytes of its Span. What surrounds it ([Quote], [Mention], [Quantity], [When],
//     [Reference]) is data beside the text and is never spliced into it.
//   - [Filing] is an article with its facts, as it is handed to the library.
//   - [Question] comes from a [Channel]; earlier [Turn]s of its thread come with it. [Answer]
//     is made of [Point]s, each a fact with the answering words marked, and [Citation]s. An
//     answer without points is the honest unknown.
//   - [Subscription] says what a channel asked to be told, [Schedule] when, [Digest] what it
//     was told, and [Job] is one owed piece of work.
//   - A [Telling] is one fact that was told in one message, a [Correction] one that holds no more and an [Amendment] what became of it.
//     A [Watch] is a question that a thread wants answered when a fact can.
//
// Ids are derived, never drawn (see [NewArticleID], [NewRevisionID], [NewFactID]): two runs over
// the same input agree on every id, and so would two replicas.
package briefing
