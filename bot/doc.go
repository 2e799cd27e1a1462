// Package bot holds the conversation: messages become jobs, jobs become messages, and schedules make jobs fall due.
//
// The tour, along the way of a question:
//
//   - A [Chat] brings a [Message] (chat.go, listen.go). [Bot.Run] listens to every chat, each on its own, and owes the answer as a
//     [briefing.Job] on disk before the chat acknowledges the message to its service.
//   - A worker of that chat claims the job (work.go; underway.go tells what a clock that is set has to do with it). What the message says
//     is read by package command: one of a few commands, or a question. The [Answerer] answers it, with the earlier turns of its thread
//     at hand (reply.go). Each command is a file: who may do it (roles.go), settings.go, feedback.go, privacy.go, sources.go, subscribe.go,
//     pause.go, preview.go.
//   - Package post lays the result out as posts, which are fixed as a [briefing.Delivery] before any of them is sent: whatever happens
//     then, the same words go out under the same marks (deliver.go). What may have been shown is looked for and never sent again on a
//     guess (recover.go). A service that does not answer is left alone for a while (gate.go); a channel that takes nothing any more stops
//     its subscription (gone.go).
//   - A job ends in one transaction with what is remembered of it: the turn, the facts that were told, where the next digest begins. It
//     ends only when its words were shown, or can never be, or when nobody can say: then it is set aside for the operator.
//   - Meanwhile the scheduler looks at the clock and owes a job for each digest that has fallen due (schedule.go), which is compiled from what
//     its channel knows (edition.go) and laid out for it (laidout.go). Each of these parts runs apart from the others (parts.go). Once a
//     minute it is looked what came into the library (followup.go, by a [FollowUp]): for news to questions that are followed (watch.go has
//     the commands, followed.go the news) and for what was told and holds no more (corrective.go).
//   - What a place may not see, by the [Sources], is not in the library for anybody there: answers, digests, news and corrections say
//     nothing of it, nor that there is something.
//
// Everything a restart must know is in the [Memory]; what the bot itself remembers may be lost.
//
// # What becomes of a message
//
// Each message that comes in has one visible outcome, however often the service brings it: an answer, the reply to a command, one line
// that it did not work, or a notice that it was not taken. The exceptions leave a line in the log.
//
//   - Once a minute a person, channel or workspace that asks more than its [Limits] gets a notice (limit.go) that the question was not taken; what
//     meets the same limit in that minute is covered by the notice, and gets none of its own. So does a person whose workspace has had
//     its questions of the day, while commands still work then.
//   - While more than [Limits].Backlog jobs wait, a person who asks is told so at once, before all that waits, once a minute.
//   - An answer more than ten minutes late says when the question was asked. After six hours a question is dropped, and what could not be
//     delivered is given up. A message a week old may have been answered already, and is dropped as it comes in.
//   - Work that fails is tried again, longer and longer apart; a service that asks for patience gets it. What cannot be composed in three
//     tries is told the person once, and set aside with its reason.
//   - What a service refuses is tried in plainer and shorter forms, down to a line that there is something it does not take.
//
// A clock that is set, by an hour or ten years, loses and doubles nothing while the program runs: waits and leases go by a clock that
// nobody sets. Only when the program dies within the two minutes in which a message may still come to be shown, and the clock is set
// forward before the next start, is it looked for too early.
package bot
