package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const key = "sk-not-a-real-key-0123456789"

// serve starts a server that answers every request with handle, and a Model that asks it.
func serve(t *testing.T, handle http.HandlerFunc, change ...func(*Options)) (*Model, *atomic.Int32) {
	t.Helper()
	var requests atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		handle(w, r)
	}))
	t.Cleanup(server.Close)
	o := Options{BaseURL: server.URL + "/v1", Model: "pocket-7b", Key: key, HTTPClient: server.Client()}
	for _, f := range change {
		f(&o)
	}
	return New(o), &requests
}

// completion is the body of a reply with one choice.
func completion(message, finish string) string {
	return fmt.Sprintf(`{"id":"c1","object":"chat.completion","choices":[{"index":0,"message":%s,"finish_reason":%q}]}`, message, finish)
}

func said(text string) string {
	b, _ := json.Marshal(map[string]string{"role": "assistant", "content": text})
	return completion(string(b), "stop")
}

func TestGenerateAsksPlainly(t *testing.T) {
	model, requests := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		if r.URL.Path != "/v1/chat/completions" || r.Header.Get("Authorization") != "Bearer "+key {
			t.Errorf("path %s, authorization %q", r.URL.Path, r.Header.Get("Authorization"))
		}
		temperature, sent := body["temperature"].(float64)
		if !sent || temperature < 0 || temperature > 1e-6 {
			t.Errorf("temperature = %v, want as good as 0 and sent", body["temperature"])
		}
		if body["model"] != "pocket-7b" || body["stream"] != false || body["max_tokens"] != float64(defaultMaxTokens) {
			t.Errorf("request = %v", body)
		}
		for _, unwanted := range []string{"tools", "functions", "tool_choice", "store"} {
			if _, there := body[unwanted]; there {
				t.Errorf("request has %q", unwanted)
			}
		}
		messages, _ := body["messages"].([]any)
		if len(messages) != 1 || messages[0].(map[string]any)["content"] != "Sum it up." {
			t.Errorf("messages = %v", messages)
		}
		fmt.Fprint(w, said("\n The vote was on Monday. \n"))
	})
	got, err := model.Generate(t.Context(), "Sum it up.")
	if err != nil || got != "The vote was on Monday." {
		t.Fatalf("Generate = %q, %v", got, err)
	}
	if model.Name() != "pocket-7b" || requests.Load() != 1 {
		t.Errorf("name %q, %d requests", model.Name(), requests.Load())
	}
}

func TestGenerateToReasoningModel(t *testing.T) {
	model, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if strings.Contains(string(body), "temperature") || strings.Contains(string(body), "max_tokens") {
			t.Errorf("request = %s", body)
		}
		fmt.Fprint(w, said("ok"))
	}, func(o *Options) { o.Model = "o3-mini" })
	if got, err := model.Generate(t.Context(), "hello"); err != nil || got != "ok" {
		t.Fatalf("Generate = %q, %v", got, err)
	}
}

// TestGenerateReplies: what a server says once, and what becomes of it.
func TestGenerateReplies(t *testing.T) {
	for _, test := range []struct {
		name   string
		status int
		reply  string
		want   string // text
		fails  string // part of the error
	}{
		{"thoughts first", 200, said("<think>hm, \"Monday\"</think>\n\nOn Monday."), "On Monday.", ""},
		{"thoughts without end", 200, said("<think>hm"), "", "inside the model's thoughts"},
		{"cut", 200, completion(`{"role":"assistant","content":"The vote was"}`, "length"), "", "cut by its length limit"},
		{"filtered", 200, completion(`{"role":"assistant","content":"The"}`, "content_filter"), "", `ended with "content_filter"`},
		{"no reason to end", 200, completion(`{"role":"assistant","content":"The"}`, ""), "", "not by itself"},
		{"tool", 200, completion(`{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"rm","arguments":"{}"}}]}`, "tool_calls"), "", "asks for a tool"},
		{"refusal", 200, completion(`{"role":"assistant","refusal":"I would rather not"}`, "stop"), "", "refused: I would rather not"},
		{"null", 200, completion(`{"role":"assistant","content":null}`, "stop"), "", "without text"},
		{"blank", 200, said(" \n\t "), "", "without text"},
		{"no choice", 200, `{"choices":[]}`, "", "without a choice"},
		{"error with status 200", 200, `{"error":{"message":"overloaded"}}`, "", "without a choice"},
		{"page", 200, "<html>hello</html>", "", "not a chat completion"},
		{"broken JSON", 200, `{"choices":[{"message":{"content":"The vo`, "", "not a chat completion"},
		{"wrong type", 200, `{"choices":"none"}`, "", "not a chat completion"},
		{"empty", 200, "", "", "not a chat completion"},
		{"bad key", 401, `{"error":{"message":"bad key ` + key + `","type":"auth"}}`, "", "check the key"},
		{"unknown model", 404, `{"error":"model \"pocket-7b\" not found, try pulling it first"}`, "", "try pulling it first"},
		{"bad request", 400, `{"error":{"message":"too\nlong ` + strings.Repeat("x", 5000) + `","type":"invalid"}}`, "", "HTTP 400: too long"},
		{"page as error", 403, "<html>no</html>", "", "HTTP 403"},
	} {
		t.Run(test.name, func(t *testing.T) {
			model, requests := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.WriteHeader(test.status)
				fmt.Fprint(w, test.reply)
			})
			got, err := model.Generate(t.Context(), "hello")
			checkReply(t, got, err, test.want, test.fails)
			if requests.Load() != 1 {
				t.Errorf("%d requests, want 1: nothing of this gets better by asking again", requests.Load())
			}
		})
	}
}

func checkReply(t *testing.T, got string, err error, want, fails string) {
	t.Helper()
	if fails == "" {
		if err != nil || got != want {
			t.Fatalf("Generate = %q, %v, want %q", got, err, want)
		}
		return
	}
	if err == nil || got != "" || !strings.Contains(err.Error(), fails) {
		t.Fatalf("Generate = %q, %v, want an error with %q", got, err, fails)
	}
	if strings.Contains(err.Error(), key) || strings.Contains(fmt.Sprintf("%+v", err), key) {
		t.Fatalf("error holds the key: %v", err)
	}
	if len(err.Error()) > 1000 || strings.ContainsAny(err.Error(), "\n\r") {
		t.Errorf("error is not one short line: %q", err)
	}
}

// TestGenerateAsksTwice: what is worth a second try gets exactly one.
func TestGenerateAsksTwice(t *testing.T) {
	busy := func(w http.ResponseWriter, status int, after string) {
		if after != "" {
			w.Header().Set("Retry-After", after)
		}
		w.WriteHeader(status)
		fmt.Fprint(w, `{"error":{"message":"slow down","type":"busy"}}`)
	}
	for _, test := range []struct {
		name     string
		first    func(w http.ResponseWriter)
		always   bool
		requests int32
		fails    string
	}{
		{"busy once", func(w http.ResponseWriter) { busy(w, 429, "0") }, false, 2, ""},
		{"busy, with a date that has passed", func(w http.ResponseWriter) { busy(w, 429, "Mon, 02 Jan 2006 15:04:05 GMT") }, false, 2, ""},
		{"busy, without a time", func(w http.ResponseWriter) { busy(w, 429, "soon") }, false, 2, ""},
		{"failing once", func(w http.ResponseWriter) { busy(w, 503, "0") }, false, 2, ""},
		{"connection lost once", func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, false, 2, ""},
		{"always busy", func(w http.ResponseWriter) { busy(w, 429, "0") }, true, 2, "HTTP 429: slow down"},
		{"busy for longer than we have", func(w http.ResponseWriter) { busy(w, 429, "3600") }, true, 1, "HTTP 429"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int32
			model, requests := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if asked.Add(1) == 1 || test.always {
					test.first(w)
					return
				}
				fmt.Fprint(w, said("ok"))
			})
			got, err := model.Generate(t.Context(), "hello")
			checkReply(t, got, err, "ok", test.fails)
			if requests.Load() != test.requests {
				t.Errorf("%d requests, want %d", requests.Load(), test.requests)
			}
		})
	}
}

func TestGenerateReadsNoMoreThanAllowed(t *testing.T) {
	for _, status := range []int{200, 400, 500} {
		written := make(chan int, 1)
		model, requests := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(status)
			line, n := strings.Repeat(" ", 4096), 0
			for n < 1<<26 {
				if _, err := io.WriteString(w, line); err != nil {
					break
				}
				n += len(line)
			}
			written <- n
		})
		_, err := model.Generate(t.Context(), "hello")
		if err == nil || !strings.Contains(err.Error(), "longer than 32768 bytes") {
			t.Errorf("status %d: Generate error = %v", status, err)
		}
		if n := <-written; n >= 1<<26 {
			t.Errorf("status %d: the whole %d bytes were taken", status, n)
		}
		if requests.Load() != 1 {
			t.Errorf("status %d: %d requests, want 1", status, requests.Load())
		}
	}
}

func TestGenerateTakesReplyOfExactlyTheLimit(t *testing.T) {
	reply := said("ok")
	for _, test := range []struct {
		limit int64
		ok    bool
	}{{int64(len(reply)), true}, {int64(len(reply)) - 1, false}} {
		model, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, reply) },
			func(o *Options) { o.MaxBytes = test.limit })
		if _, err := model.Generate(t.Context(), "hello"); (err == nil) != test.ok {
			t.Errorf("limit %d of %d: error %v", test.limit, len(reply), err)
		}
	}
}

func TestGenerateEndsInTime(t *testing.T) {
	hang := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		fmt.Fprint(w, `{"choices":[`)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
	model, requests := serve(t, hang, func(o *Options) { o.Timeout = 50 * time.Millisecond })
	if _, err := model.Generate(t.Context(), "hello"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("own deadline: %v", err)
	}
	if requests.Load() != 1 {
		t.Errorf("%d requests, want 1", requests.Load())
	}

	ctx, cancel := context.WithCancel(t.Context())
	patient, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { cancel(); hang(w, r) })
	if _, err := patient.Generate(ctx, "hello"); !errors.Is(err, context.Canceled) {
		t.Errorf("caller's end: %v", err)
	}
}

func TestGenerateFollowsNoRedirect(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("request came through, authorization %q", r.Header.Get("Authorization"))
	}))
	defer elsewhere.Close()
	model, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
	})
	_, err := model.Generate(t.Context(), "hello")
	checkReply(t, "", err, "", "set the base URL")
}

// TestGenerateKeepsKey: a server or proxy that echoes the key does not bring it into a log.
func TestGenerateKeepsKey(t *testing.T) {
	for _, status := range []int{400, 401, 403, 404, 418, 429, 500} {
		for _, body := range []string{`{"error":{"message":"%s"}}`, `{"error":"%s"}`, `<p>%s</p>`, `{"error":{"message":"x","code":"%s"}}`} {
			model, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Retry-After", "9999")
				w.WriteHeader(status)
				fmt.Fprintf(w, body, r.Header.Get("Authorization"))
			})
			_, err := model.Generate(t.Context(), "hello")
			checkReply(t, "", err, "", fmt.Sprint(status))
		}
	}
}

// FuzzReply: whatever a server says, it becomes either a text or an error, and never the text of a
// reply that did not end by itself.
func FuzzReply(f *testing.F) {
	for _, seed := range []string{said("ok"), `{"choices":[]}`, "null", "[]", `{"choices":[null]}`, completion("null", "stop"), completion(`{"content":[{"type":"text","text":"x"}]}`, "stop")} {
		f.Add(seed, 200)
		f.Add(seed, 500)
	}
	f.Fuzz(func(t *testing.T, reply string, status int) {
		answer := roundTrip(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200 + (status%400+400)%400, Header: http.Header{"Retry-After": {"9999"}},
				Body: io.NopCloser(strings.NewReader(reply))}, nil
		})
		model := New(Options{Model: "m", Key: key, HTTPClient: &http.Client{Transport: answer}})
		got, err := model.Generate(t.Context(), "hello")
		if (err == nil) != (got != "") {
			t.Fatalf("Generate = %q, %v", got, err)
		}
		if err == nil && !strings.Contains(strings.ToLower(reply), "stop") && !strings.Contains(reply, `\u`) {
			t.Fatalf("text %q from %q", got, reply)
		}
		if err != nil && strings.Contains(err.Error(), key) {
			t.Fatalf("error holds the key: %v", err)
		}
	})
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
