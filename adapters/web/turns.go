package web

import (
	"context"
	"sync"
)

const (
	maxConnections     = 16 // at once, in all
	maxHostConnections = 2  // at once, to one host
)

// turns hands out the right to connect. Who waits for a busy host holds nothing that others wait for.
type turns struct {
	all     chan struct{}
	perHost int
	mu      sync.Mutex
	hosts   map[string]*hostTurns
}

type hostTurns struct {
	slots chan struct{}
	users int // that hold a slot or wait for one
}

func newTurns(all, perHost int) *turns {
	return &turns{all: make(chan struct{}, all), perHost: perHost, hosts: map[string]*hostTurns{}}
}

// take waits until a connection to host may be opened. The caller calls done once it is closed.
func (t *turns) take(ctx context.Context, host string) (done func(), err error) {
	h := t.enter(host)
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		t.leave(host)
		return nil, context.Cause(ctx)
	}
	select {
	case t.all <- struct{}{}:
	case <-ctx.Done():
		<-h.slots
		t.leave(host)
		return nil, context.Cause(ctx)
	}
	return func() {
		<-t.all
		<-h.slots
		t.leave(host)
	}, nil
}

func (t *turns) enter(host string) *hostTurns {
	t.mu.Lock()
	defer t.mu.Unlock()
	h := t.hosts[host]
	if h == nil {
		h = &hostTurns{slots: make(chan struct{}, t.perHost)}
		t.hosts[host] = h
	}
	h.users++
	return h
}

func (t *turns) leave(host string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if h := t.hosts[host]; h.users > 1 {
		h.users--
	} else {
		delete(t.hosts, host)
	}
}
