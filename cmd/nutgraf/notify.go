package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
)

// supervisor is the service manager that started the program, if it wants to be told how it goes: systemd, by the protocol of
// sd_notify(3): https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html
type supervisor struct {
	socket string // "" tells nobody
}

func newSupervisor() supervisor { return supervisor{os.Getenv("NOTIFY_SOCKET")} }

func (s supervisor) ready() error { return s.tell("READY=1") }

// reloading is followed by ready.
func (s supervisor) reloading() error {
	return s.tell("RELOADING=1\nMONOTONIC_USEC=" + strconv.FormatInt(monotonic().Microseconds(), 10))
}

func (s supervisor) stopping() error { return s.tell("STOPPING=1") }

// watch says that the program is alive, as often as the service manager wants to hear it, as long as alive reports so.
func (s supervisor) watch(ctx context.Context, alive func() bool) error {
	every := watchdogEvery()
	if s.socket == "" || every == 0 {
		return nil
	}
	for pauseFor(ctx, every) {
		if !alive() {
			continue // a later look may find it well again; until then the service manager counts
		}
		if err := s.tell("WATCHDOG=1"); err != nil {
			return err
		}
	}
	return nil
}

// watchdogEvery is half the time after which the service manager takes silence for death; 0 when it does not listen for that.
func watchdogEvery() time.Duration {
	if pid := os.Getenv("WATCHDOG_PID"); pid != "" && pid != strconv.Itoa(os.Getpid()) {
		return 0
	}
	micros, err := strconv.ParseInt(os.Getenv("WATCHDOG_USEC"), 10, 64)
	if err != nil || micros <= 0 {
		return 0
	}
	return time.Duration(micros) * time.Microsecond / 2
}

func (s supervisor) tell(state string) error {
	if s.socket == "" {
		return nil
	}
	name := s.socket
	if rest, abstract := strings.CutPrefix(name, "@"); abstract { // a socket without a file, as Linux has them
		name = "\x00" + rest
	}
	c, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: name, Net: "unixgram"})
	if err != nil {
		return fmt.Errorf("tell the service manager: %w", err)
	}
	defer func() { _ = c.Close() }()
	if _, err := c.Write([]byte(state)); err != nil {
		return fmt.Errorf("tell the service manager: %w", err)
	}
	return nil
}
