package main

import (
	"embed"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack"
	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
)

//go:embed page
var files embed.FS

// person is somebody of the workspace. The flag is what users.info says of them.
type person struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	flag string
}

var people = []person{{"U0ADA", "Ada (administers)", "is_admin"}, {"U0BEN", "Ben", ""}, {"U0GUEST", "Gus (guest)", "is_restricted"}}

// place is a channel as the page lists it.
type place struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Note string `json:"note,omitempty"`
}

var places = []place{
	{slacktest.Channel, "newsroom", ""},
	{"C0HARBOUR", "harbour", ""},
	{"C0PARTNER", "with-partners", "shared with another workspace"},
	{slacktest.Archive, "old-stuff", "archived"},
}

// state is all that the page shows one person.
type state struct {
	People     []person          `json:"people"`
	Places     []place           `json:"places"`
	Direct     string            `json:"direct"`
	Bot        string            `json:"bot"`
	Command    string            `json:"command"`
	Messages   []message         `json:"messages"`
	Home       json.RawMessage   `json:"home,omitempty"`
	Modal      json.RawMessage   `json:"modal,omitempty"`
	ModalID    string            `json:"modal_id,omitempty"` // changes with what it shows
	Beside     map[string]beside `json:"beside"`
	Sockets    int               `json:"sockets"`
	Waiting    int               `json:"waiting"`
	Violations []string          `json:"violations"`
}

type message struct {
	Channel string           `json:"channel"`
	Thread  string           `json:"thread,omitempty"`
	TS      string           `json:"ts"`
	User    string           `json:"user,omitempty"` // "" for the bot
	Only    bool             `json:"only,omitempty"`
	Text    string           `json:"text"`
	Blocks  json.RawMessage  `json:"blocks,omitempty"`
	Files   []slacktest.File `json:"files,omitempty"`
	At      time.Time        `json:"at"`
}

type beside struct {
	Status  string             `json:"status,omitempty"`
	Title   string             `json:"title,omitempty"`
	Prompts []slacktest.Prompt `json:"prompts,omitempty"`
}

// handler serves the page, what a person sees, and what they do.
func handler(s *slacktest.Server, command string) http.Handler {
	static, err := fs.Sub(files, "page")
	if err != nil {
		panic(err) // the folder is in this binary
	}
	mux := http.NewServeMux()
	mux.Handle("GET /", http.FileServerFS(static))
	mux.HandleFunc("GET /state", func(w http.ResponseWriter, r *http.Request) {
		respond(w, stateOf(s, r.URL.Query().Get("as"), command))
	})
	mux.HandleFunc("POST /act", func(w http.ResponseWriter, r *http.Request) {
		var a act
		d := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20))
		d.DisallowUnknownFields()
		if err := d.Decode(&a); err != nil {
			http.Error(w, "not understood", http.StatusBadRequest)
			return
		}
		done, err := a.do(s)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		respond(w, done)
	})
	return guarded(mux)
}

// guarded lets in only pages of this server: a stranger's page in the same browser could otherwise talk as anybody.
func guarded(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	return protection.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if host, _, _ := strings.Cut(r.Host, ":"); !loopback(host) {
			http.Error(w, "only by an address of this machine", http.StatusForbidden)
			return
		}
		w.Header().Set("Content-Security-Policy", "default-src 'self'")
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	}))
}

func respond(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(v) // who asked has gone
}

func stateOf(s *slacktest.Server, as, command string) state {
	if as == "" {
		as = people[0].ID
	}
	seen := s.Seen(as)
	out := state{People: people, Places: places, Direct: "D0" + as, Bot: slacktest.BotUser, Command: command, Messages: []message{},
		Beside: map[string]beside{}, Sockets: s.Sockets(), Waiting: s.Unacknowledged(), Violations: s.Violations()}
	for _, p := range seen.Messages {
		out.Messages = append(out.Messages, message{Channel: p.Channel, Thread: p.Thread, TS: p.TS, User: p.User, Only: p.Only != "", Text: p.Text,
			Blocks: p.Blocks, Files: p.Files, At: p.At})
	}
	for place, b := range seen.Beside {
		out.Beside[place] = beside{b.Status, b.Title, b.Prompts}
	}
	if seen.Home != nil {
		out.Home = seen.Home.JSON
	}
	if seen.Modal != nil {
		out.Modal, out.ModalID = seen.Modal.JSON, seen.Modal.ID+seen.Modal.Hash
	}
	return out
}

// act is something that a person does.
type act struct {
	As      string                    `json:"as"`
	Kind    string                    `json:"kind"`
	Channel string                    `json:"channel"`
	Thread  string                    `json:"thread"`
	TS      string                    `json:"ts"`
	Text    string                    `json:"text"`
	Pressed slacktest.Pressed         `json:"pressed"`
	Values  map[string]map[string]any `json:"values"`
}

// done is what came of it at once: the faults of a form.
type done struct {
	Errors map[string]string `json:"errors,omitempty"`
	Notice string            `json:"notice,omitempty"`
}

func (a act) do(s *slacktest.Server) (done, error) {
	who := s.As(a.As)
	switch a.Kind {
	case "say":
		who.Says(a.Channel, a.Thread, a.Text)
	case "command":
		command, text, _ := strings.Cut(a.Text, " ")
		return answered(s, who.Commands(a.Channel, command, strings.TrimSpace(text)))
	case "shortcut":
		return answered(s, who.Picks(slack.FindFacts, a.TS))
	case "press":
		return answered(s, who.Presses(a.TS, a.Pressed))
	case "press home":
		return answered(s, who.PressesHome(a.Pressed))
	case "press modal":
		return answered(s, who.PressesModal(a.Pressed, a.Values))
	case "submit":
		return answered(s, who.Submits(a.Values))
	case "close":
		s.CloseModal(a.As)
	case "open":
		who.Opens(a.Text)
	case "invite":
		who.Invites(a.Channel, slacktest.BotUser)
	default:
		return done{}, errors.New("there is no such thing to do")
	}
	return done{}, nil
}

// answered waits for what the app says at once.
func answered(s *slacktest.Server, id string) (done, error) {
	if id == "" {
		return done{}, errors.New("it is not there any more")
	}
	ack, ok := s.Await(id, slacktest.AckWithin)
	if !ok {
		return done{Notice: "nutgraf did not respond in time"}, nil
	}
	return done{Errors: ack.FormErrors()}, nil
}
