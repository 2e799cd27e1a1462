// Package bot holds the conversation: messages become jobs, jobs become posts, and schedules make jobs fall due.
//
// The tour, along the way of a question:
//
//   - A [Chat] brings a [Message]. [Bot.Run] listens to every chat, each on its own, and owes the answer as a
//     [briefing.Job] on disk before the chat acknowledges the message to its service.
//   - A worker claims the job. What it says is one of a few commands (see package command) or a question. The [Answerer]
//     answers it, with the earlier turns of its thread at hand.
//   - [AnswerPost] and [DigestPost] lay the result out as a [Post]: parts in reading order, each plain text with its
//     kind. An adapter shows them in its service's form; [Post.Plain] is the same in plain words.
//   - The post is sent under the job's id as its key. Work that fails is tried again, a few times; then the person gets
//     one line that says so. A job is finished only when its answer was shown, or can never be.
//   - Meanwhile the scheduler looks at the clock and owes a job for each digest that has fallen due.
//
// Everything a restart must know is in the [Queue], the [Subscriptions] and the [History]; the bot itself remembers nothing.
package bot
