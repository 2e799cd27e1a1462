package bottest

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// pollTime is how long a request for the next event waits for one.
const pollTime = 5 * time.Second

// The bodies of requests and responses.
type (
	sendRequest struct {
		To    briefing.Channel
		Mark  string
		Reply string
		Again bool
		Post  []byte // as package post encodes it
	}
	eraseRequest struct {
		In    briefing.Channel
		Reply string
		IDs   []string
	}
	findRequest struct {
		To    briefing.Channel
		Mark  string
		Since time.Time
		Known string
	}
	personRequest struct {
		In     briefing.Channel
		Person string
	}
	nextResponse struct {
		Message bot.Message
		Ack     int
	}
	findResponse struct {
		Proof   bot.Proof
		Receipt bot.Receipt
	}
	refusal struct {
		Reason string
		Gone   bool
	}
)

// Handler serves s to the chats that Dial makes, for a bot in another process of this machine.
func Handler(s *Service) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /about", func(w http.ResponseWriter, _ *http.Request) { reply(w, s.about()) })
	mux.HandleFunc("GET /next", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), pollTime)
		defer cancel()
		m, ack, err := s.Next(ctx)
		if err != nil {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		reply(w, nextResponse{m, ack})
	})
	mux.HandleFunc("POST /ack/{n}", func(_ http.ResponseWriter, r *http.Request) {
		if n, err := strconv.Atoi(r.PathValue("n")); err == nil {
			s.Ack(n)
		}
	})
	mux.HandleFunc("POST /send", serve(func(ctx context.Context, q sendRequest) (bot.Receipt, error) {
		p, err := post.Decode(q.Post)
		if err != nil {
			return bot.Receipt{}, s.refused(err.Error(), false)
		}
		p.Mark, p.Reply, p.Again = q.Mark, q.Reply, q.Again
		return s.Send(ctx, q.To, p)
	}))
	mux.HandleFunc("POST /find", serve(func(ctx context.Context, q findRequest) (findResponse, error) {
		proof, receipt, err := s.Find(ctx, q.To, q.Mark, q.Since, q.Known)
		return findResponse{proof, receipt}, err
	}))
	mux.HandleFunc("POST /role", serve(func(ctx context.Context, q personRequest) (briefing.Role, error) {
		return s.Role(ctx, q.In, q.Person)
	}))
	mux.HandleFunc("POST /direct", serve(func(ctx context.Context, q personRequest) (briefing.Channel, error) {
		return s.Direct(ctx, q.In.Workspace, q.Person)
	}))
	mux.HandleFunc("POST /erase", serve(func(ctx context.Context, q eraseRequest) (struct{}, error) {
		return struct{}{}, s.Erase(ctx, q.In, q.Reply, q.IDs...)
	}))
	mux.HandleFunc("POST /attend", serve(func(ctx context.Context, q eraseRequest) (struct{}, error) {
		s.Attend(ctx, q.In, q.Reply)
		return struct{}{}, nil
	}))
	mux.HandleFunc("POST /sees", serve(func(ctx context.Context, q personRequest) (bool, error) { return s.Sees(ctx, q.In, q.Person) }))
	mux.HandleFunc("POST /name", serve(func(ctx context.Context, q personRequest) (string, error) { return s.Name(ctx, q.In, q.Person), nil }))
	return mux
}

// serve answers a request by do, and its errors as a service does: 422 is a refusal, 429 says when to come again, and of any other
// error the client hears nothing but a broken connection.
func serve[Q, A any](do func(context.Context, Q) (A, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var q Q
		if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		a, err := do(r.Context(), q)
		refused, isRefused := errors.AsType[*bot.RefusedError](err)
		busy, isBusy := errors.AsType[*bot.BusyError](err)
		switch {
		case isRefused:
			w.WriteHeader(http.StatusUnprocessableEntity)
			reply(w, refusal{refused.Reason, refused.Gone})
		case isBusy:
			w.Header().Set("Retry-After-Ms", strconv.FormatInt(busy.Wait.Milliseconds(), 10))
			w.WriteHeader(http.StatusTooManyRequests)
		case err != nil:
			panic(http.ErrAbortHandler)
		default:
			reply(w, a)
		}
	}
}

func reply(w http.ResponseWriter, v any) {
	if err := json.NewEncoder(w).Encode(v); err != nil {
		panic(http.ErrAbortHandler) // the client has gone
	}
}
