package discord

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"unicode/utf8"
)

// row is a row of buttons as the fake reads it.
type row struct {
	Type       int `json:"type"`
	Components []struct {
		Type     int    `json:"type"`
		Style    int    `json:"style"`
		Label    string `json:"label"`
		CustomID string `json:"custom_id"`
	} `json:"components"`
}

// faultOf is what the service would refuse in rows of buttons; "" for nothing.
func faultOf(rows []row) string {
	if len(rows) > 5 {
		return "too many rows"
	}
	ids := map[string]bool{}
	for _, r := range rows {
		if r.Type != 1 || len(r.Components) == 0 || len(r.Components) > 5 {
			return "a row of 1 to 5 buttons is wanted"
		}
		for _, b := range r.Components {
			switch {
			case b.Type != 2 || b.Style != 2:
				return "no button"
			case b.Label == "" || utf8.RuneCountInString(b.Label) > 80:
				return "label of 1 to 80 is wanted"
			case b.CustomID == "" || utf8.RuneCountInString(b.CustomID) > 100 || ids[b.CustomID]:
				return "custom_id of 1 to 100 is wanted, each once"
			}
			ids[b.CustomID] = true
		}
	}
	return ""
}

// say shows what somebody says, without telling the bot; the newest message has the greatest id.
func (f *fake) say(channel, id, author, content string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.messages = append(f.messages, posted{ID: id, Author: author, Channel: channel, Content: content})
}

// remove takes a message away, as a moderator does.
func (f *fake) remove(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.messages = slices.DeleteFunc(f.messages, func(p posted) bool { return p.ID == id })
}

func (f *fake) json(p posted) string {
	content, _ := json.Marshal(p.Content)
	return fmt.Sprintf(`{"id":%q,"channel_id":%q,"content":%s,"timestamp":"2026-01-05T08:00:00.000000+00:00","author":{"id":%q}}`,
		p.ID, p.Channel, content, p.Author)
}

// history is a page of a channel, newest first.
func (f *fake) history(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	id, before := r.PathValue("channel"), r.URL.Query().Get("before")
	if _, open := f.channels[id]; !open {
		reply(w, 404, `{"message":"Unknown Channel","code":10003}`)
		return
	}
	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil || limit < 1 || limit > 100 {
		f.t.Errorf("a page of %s", r.URL.Query().Get("limit"))
	}
	var found []string
	all := slices.Clone(f.messages)
	slices.SortFunc(all, func(a, b posted) int { return -compareIDs(a.ID, b.ID) })
	for _, p := range all {
		if p.Channel == id && !f.blind && (before == "" || compareIDs(p.ID, before) < 0) && len(found) < limit {
			found = append(found, f.json(p))
		}
	}
	body := "["
	for i, m := range found {
		if i > 0 {
			body += ","
		}
		body += m
	}
	reply(w, 200, body+"]")
}

func compareIDs(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (f *fake) message(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, p := range f.messages {
		if p.ID == r.PathValue("message") && p.Channel == r.PathValue("channel") && !f.blind {
			reply(w, 200, f.json(p))
			return
		}
	}
	reply(w, 404, `{"message":"Unknown Message","code":10008}`)
}

// thread makes the thread under a message, which gets the id of the message.
func (f *fake) thread(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name    string `json:"name"`
		Archive int    `json:"auto_archive_duration"`
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	id := r.PathValue("message")
	_, made := f.channels[id]
	switch {
	case json.NewDecoder(r.Body).Decode(&in) != nil || in.Name == "" || len(in.Name) > 100 || !slices.Contains([]int{60, 1440, 4320, 10080}, in.Archive):
		f.t.Errorf("a request for the thread %+v", in)
		reply(w, 400, `{"message":"Invalid Form Body","code":50035}`)
	case f.forbid != "":
		reply(w, 403, f.forbid)
	case made:
		reply(w, 400, `{"message":"A thread has already been created for this message","code":160004}`)
	case !slices.ContainsFunc(f.messages, func(p posted) bool { return p.ID == id && p.Channel == r.PathValue("channel") }):
		reply(w, 404, `{"message":"Unknown Message","code":10008}`)
	default:
		f.channels[id] = guild
		reply(w, 201, `{"id":"`+id+`","type":11,"parent_id":"`+r.PathValue("channel")+`"}`)
	}
}

func (f *fake) direct(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Recipient string `json:"recipient_id"`
	}
	if json.NewDecoder(r.Body).Decode(&in) != nil || in.Recipient != asker {
		reply(w, 400, `{"message":"Invalid Recipient(s)","code":50033}`)
		return
	}
	reply(w, 200, `{"id":"610000000000000001","type":1}`)
}

// callback takes the answer to an interaction; the token in its path is the only right it needs.
func (f *fake) callback(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.answers = append(f.answers, r.PathValue("id")+" "+r.PathValue("token")+" "+string(body))
	w.WriteHeader(http.StatusNoContent)
}

func (f *fake) answered() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.answers)
}
