package slacktest

import (
	"encoding/json"
	"net/url"
	"strconv"
	"time"
	"unicode/utf8"
)

// Limits of views: https://docs.slack.dev/reference/views/modal-views
const (
	mostViewBlocks      = 100
	mostTitle           = 24
	mostPrivateMetadata = 3000
	triggerTime         = 3 * time.Second
)

// View is a modal that is open, or a home page.
type View struct {
	ID, Hash string
	Person   string
	JSON     json.RawMessage
}

// trigger makes a trigger_id for a person, good once and for three seconds.
func (s *Server) trigger(person string) string {
	id := "trigger." + s.run + strconv.Itoa(len(s.triggers)+1) + ".sesame" // never the same again, as that of a command names it
	s.triggers[id] = trigger{person: person, made: s.now()}
	return id
}

type trigger struct {
	person string
	made   time.Time
}

// use spends a trigger.
func (s *Server) use(id string) (person, code string) {
	t, ok := s.triggers[id]
	switch {
	case !ok || t.person == "":
		return "", "exchanged_trigger_id"
	case s.now().Sub(t.made) > triggerTime:
		return "", "expired_trigger_id"
	}
	s.triggers[id] = trigger{}
	return t.person, ""
}

func (s *Server) openView(form url.Values) map[string]any { return s.showView(form, false) }

func (s *Server) pushView(form url.Values) map[string]any { return s.showView(form, true) }

func (s *Server) showView(form url.Values, pushed bool) map[string]any {
	if faults := ViewFaults([]byte(form.Get("view")), "modal"); len(faults) > 0 {
		return refusal("invalid_arguments", faults...)
	}
	person, code := s.use(form.Get("trigger_id"))
	if code != "" {
		return refusal(code)
	}
	if pushed && s.modal(person) == nil {
		return refusal("not_found")
	}
	return s.open(person, json.RawMessage(form.Get("view"))).reply()
}

// open shows a form to a person.
func (s *Server) open(person string, view json.RawMessage) *View {
	s.views++
	v := &View{ID: "V" + s.run + strconv.Itoa(s.views), Hash: strconv.Itoa(s.views) + ".a", Person: person, JSON: view}
	s.modals = append(s.modals, v)
	s.changed.Broadcast()
	return v
}

func (v *View) reply() map[string]any {
	return map[string]any{"ok": true, "view": map[string]any{"id": v.ID, "hash": v.Hash, "team_id": Team}}
}

// modal is the one that a person sees: the latest opened.
func (s *Server) modal(person string) *View {
	for i := len(s.modals) - 1; i >= 0; i-- {
		if s.modals[i].Person == person {
			return s.modals[i]
		}
	}
	return nil
}

func (s *Server) updateView(form url.Values) map[string]any {
	if faults := ViewFaults([]byte(form.Get("view")), "modal"); len(faults) > 0 {
		return refusal("invalid_arguments", faults...)
	}
	for _, v := range s.modals {
		if v.ID != form.Get("view_id") {
			continue
		}
		if hash := form.Get("hash"); hash != "" && hash != v.Hash {
			return refusal("hash_conflict")
		}
		s.views++
		v.JSON, v.Hash = json.RawMessage(form.Get("view")), strconv.Itoa(s.views)+".a"
		s.changed.Broadcast()
		return v.reply()
	}
	return refusal("not_found")
}

func (s *Server) publishHome(form url.Values) map[string]any {
	if faults := ViewFaults([]byte(form.Get("view")), "home"); len(faults) > 0 {
		return refusal("invalid_arguments", faults...)
	}
	person := form.Get("user_id")
	old := s.homes[person]
	if hash := form.Get("hash"); hash != "" && (old == nil || hash != old.Hash) {
		return refusal("hash_conflict")
	}
	s.views++
	v := &View{ID: "V" + s.run + strconv.Itoa(s.views), Hash: strconv.Itoa(s.views) + ".a", Person: person, JSON: json.RawMessage(form.Get("view"))}
	s.homes[person] = v
	s.changed.Broadcast()
	return v.reply()
}

// Modal is the view that a person has open; ok is false if there is none.
func (s *Server) Modal(person string) (v View, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.modal(person); m != nil {
		return *m, true
	}
	return View{}, false
}

// Home is a person's home page.
func (s *Server) Home(person string) (v View, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h := s.homes[person]; h != nil {
		return *h, true
	}
	return View{}, false
}

// closeModal ends the view that a person has open.
func (s *Server) closeModal(person string) {
	for i := len(s.modals) - 1; i >= 0; i-- {
		if s.modals[i].Person == person {
			s.modals = append(s.modals[:i], s.modals[i+1:]...)
			return
		}
	}
}

// ViewFaults says what Slack would refuse in a view of a type, and where.
func ViewFaults(raw []byte, of string) []string {
	var v struct {
		Type            string            `json:"type"`
		CallbackID      string            `json:"callback_id"`
		PrivateMetadata string            `json:"private_metadata"`
		ExternalID      string            `json:"external_id"`
		Title           *textObject       `json:"title"`
		Submit          *textObject       `json:"submit"`
		Close           *textObject       `json:"close"`
		ClearOnClose    bool              `json:"clear_on_close"`
		NotifyOnClose   bool              `json:"notify_on_close"`
		Blocks          []json.RawMessage `json:"blocks"`
	}
	c := checker{view: true}
	if !c.decode("/view", raw, &v) {
		return c.faults
	}
	if v.Type != of {
		c.fault("/view/type", "a %q where a %q belongs", v.Type, of)
	}
	if of == "modal" {
		for at, text := range map[string]*textObject{"title": v.Title, "submit": v.Submit, "close": v.Close} {
			if text != nil {
				c.text("/view/"+at, *text, mostTitle, "plain_text")
			} else if at == "title" {
				c.fault("/view/title", "missing")
			}
		}
	} else if v.Title != nil || v.Submit != nil || v.Close != nil {
		c.fault("/view", "a home page has no title and no buttons of its own")
	}
	if n := utf8.RuneCountInString(v.PrivateMetadata); n > mostPrivateMetadata {
		c.fault("/view/private_metadata", "%d characters", n)
	}
	if len(v.CallbackID) > mostActionID {
		c.fault("/view/callback_id", "%d characters", len(v.CallbackID))
	}
	if len(v.Blocks) == 0 || len(v.Blocks) > mostViewBlocks {
		c.fault("/view/blocks", "there are %d blocks", len(v.Blocks))
	}
	hasInput := false
	for i, b := range v.Blocks {
		hasInput = hasInput || kind(b) == "input"
		c.block("/view/blocks/"+strconv.Itoa(i), b)
	}
	if hasInput && v.Submit == nil {
		c.fault("/view/submit", "missing: there is an input")
	}
	return c.faults
}
