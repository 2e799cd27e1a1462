// Package bottest is a chat service for tests: strict as a real one, and as unreliable as it is told to be.
//
// The tour: a [Service] (service.go) has channels, people, messages and their threads. [Service.Say] brings a message to the bot as a
// person would, events.go hands it over until it is acknowledged, and may bring it again. What the bot sends is checked as a real
// service checks it (send.go), meets the faults of a script or of a seeded random source (fault.go), and is kept for the test to
// count: [Service.Messages], [Service.Twice]. [Service.Find] (history.go) looks into the history as an adapter would.
//
// [Service.Chat] is the [bot.Chat] of a service in the same process. A bot in another process, which a test may kill, reaches the
// service over HTTP: [Handler] and [Dial] (http.go, client.go).
//
// Everything waits by package time alone, so a service runs in a bubble of testing/synctest.
package bottest
