package bottest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// Options is what a service can do. The zero value is the plainest there is: messages in channels, and no more.
type Options struct {
	Name       string                // the service's name; "" is "test"
	Threads    bool                  // messages can be answered in a thread under them
	Size       int                   // characters of plain text in a message; 0 is 4,000
	Proves     bool                  // the bot may look into the history
	RepeatSafe time.Duration         // how long a repeated mark is not shown again; 0 is not at all
	Roles      bool                  // it says what people may do
	Fault      func(call Call) Fault // what happens to a call; nil is nothing
	Now        func() time.Time      // the service's clock; nil is time.Now
}

// defaultSize is what a message holds unless Options say otherwise.
const defaultSize = 4000

// Service is a chat service. Its methods may be called from many goroutines.
type Service struct {
	options Options
	now     func() time.Time

	late atomic.Int32 // messages that are still to be shown

	mu       sync.Mutex
	channels map[string]*channel // by id
	messages []*Message          // in the order they were shown
	marked   map[string]*Message // the latest by channel and mark, as "C/abc"
	threads  map[string]bool     // channel and id of messages that exist, as "C/17"
	asked    []string            // ids of what people said to the bot
	calls    int
	sends    map[string]int // calls of Send by mark
	counter  int            // of message ids
	replies  map[string]*wayBack
	attended []briefing.Channel
	events   []*event      // not acknowledged
	held     int           // events handed over
	acked    int           // events acknowledged
	changed  chan struct{} // closed and made anew when an event comes
}

// Late is how many messages were taken by a fault of kind Late and are still to be shown.
func (s *Service) Late() int { return int(s.late.Load()) }

type channel struct {
	closed  string   // the reason for which nothing can be posted; "" while it is open
	readers []string // who read along, where it is not everybody
	roles   map[string]briefing.Role
}

// Message is one that is shown.
type Message struct {
	ID      string
	Channel briefing.Channel // with the thread it stands in
	From    string           // the person; "" is the bot
	Key     string           // of a message of the bot, see post.Post
	Mark    string
	Text    string // plain
	At      time.Time
	Actions []post.Action
	over    string // the way back it was sent over
}

// New makes a service without channels.
func New(o Options) *Service {
	if o.Name == "" {
		o.Name = "test"
	}
	if o.Size == 0 {
		o.Size = defaultSize
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Service{
		options: o, now: o.Now, channels: map[string]*channel{}, threads: map[string]bool{}, marked: map[string]*Message{}, sends: map[string]int{}, replies: map[string]*wayBack{},
		changed: make(chan struct{}),
	}
}

// Channel opens a channel, which the bot is a member of, unless it is open already.
func (s *Service) Channel(id string) briefing.Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open(id)
	return briefing.Channel{Service: s.options.Name, Workspace: "W", ID: id}
}

// open is the channel of an id. s.mu is held.
func (s *Service) open(id string) *channel {
	if s.channels[id] == nil {
		s.channels[id] = &channel{roles: map[string]briefing.Role{}}
	}
	return s.channels[id]
}

// Close shuts a channel for the bot, for a reason such as "is_archived"; "" opens it again.
func (s *Service) Close(id, reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open(id).closed = reason
}

// SetRole says what a person may do in a channel.
func (s *Service) SetRole(id, person string, r briefing.Role) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open(id).roles[person] = r
}

// Say shows what a person says in a channel, to the bot, and brings it there. Without a thread it begins one, where there are threads.
func (s *Service) Say(to briefing.Channel, person, text string) bot.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open(to.ID)
	shown := s.show(Message{Channel: to, From: person, Text: text})
	m := bot.Message{ID: s.options.Name + ":" + to.ID + "/" + shown.ID, Channel: to, From: person, Text: text, At: shown.At}
	if s.options.Threads && to.Thread == "" {
		m.Channel.Thread = shown.ID
	}
	s.asked = append(s.asked, m.ID)
	s.bring(m)
	return m
}

// Chatter shows what a person says in a channel to others.
func (s *Service) Chatter(to briefing.Channel, person, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open(to.ID)
	s.show(Message{Channel: to, From: person, Text: text})
}

// show keeps a message that is shown from now on. s.mu is held.
func (s *Service) show(m Message) *Message {
	s.counter++
	m.ID, m.At = strconv.Itoa(s.counter), s.now()
	s.messages = append(s.messages, &m)
	s.threads[m.Channel.ID+"/"+m.ID] = true
	return &m
}

// Delete takes a message out of the channel, as a moderator does.
func (s *Service) Delete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages = slices.DeleteFunc(s.messages, func(m *Message) bool { return m.ID == id })
}

// Messages lists what the bot has shown, in the order it was shown.
func (s *Service) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for _, m := range s.messages {
		if m.From == "" {
			out = append(out, *m)
		}
	}
	return out
}

// Asked lists the ids of the messages that people have said to the bot, in their order.
func (s *Service) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

// Shown counts by key the messages of the bot: of an answer the id of its event, of a digest that of its occurrence.
func (s *Service) Shown() map[string]int {
	count := map[string]int{}
	for _, m := range s.Messages() {
		count[m.Key]++
	}
	return count
}

// Twice lists the keys that are shown more than once.
func (s *Service) Twice() []string {
	var out []string
	for key, n := range s.Shown() {
		if n > 1 {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}

// Texts lists what the bot has shown in a channel, in all its threads, in plain words.
func (s *Service) Texts(id string) []string {
	var out []string
	for _, m := range s.Messages() {
		if m.Channel.ID == id {
			out = append(out, m.Text)
		}
	}
	return out
}

// Calls is how often the bot has called Send.
func (s *Service) Calls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

// plain is the text of a post as people read it.
func plain(p post.Post) string { return strings.TrimSpace(p.Plain().Reveal()) }

// refused is a definite refusal.
func (s *Service) refused(reason string, gone bool) error {
	return fmt.Errorf("post: %w", &bot.RefusedError{Service: s.options.Name, Reason: reason, Gone: gone})
}
