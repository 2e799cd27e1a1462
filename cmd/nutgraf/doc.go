// Command nutgraf is a conversational briefing bot: it answers from the articles it has read, shows where every
// sentence came from, and posts scheduled digests.
//
// # The house, from the ground up
//
// briefing holds the nouns; it does no I/O and everything else speaks its language. Around it, each a room of
// its own: text cuts sentences and words, read turns bytes into an article of labelled blocks, extract turns an article into
// facts, search builds and asks the index, ground checks what a model says, summary has a model
// summarise (prompts holds the words it is sent), answer and digest make what a person reads, ingest brings articles in.
//
// store remembers everything in one bbolt file. bot is the conversation: messages become jobs in the store, jobs
// become posts, schedules make jobs fall due. adapters know the outside: slack, discord and console are chats, openai is
// a model, web fetches from the open web. None of them knows another.
//
// This command is the only place that imports them all. wire.go puts the parts together in plain code; each
// subcommand has its file, and eval one for each kind of data. config.go holds every setting, json.go what other programs
// read. imports_test.go keeps the arrows between the rooms; briefingtest, storetest and slacktest help the tests.
//
// # Contract
//
// Results go to standard output, and with --json only JSON does. Errors are one line on standard error that names the
// thing and the cure. The exit code is 0 for done, 1 for failed, 2 for wrong usage.
package main
