package web

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/nutgraf/nutgraf/briefing/read"
)

// closedHosts are spellings of this machine and of every internal range, none of which may be connected to.
var closedHosts = []string{
	// this machine, as people and attackers write it
	"127.0.0.1", "127.0.0.2", "127.255.255.254", "0.0.0.0", "localhost", "LOCALHOST",
	"127.1", "127.0.1", "0", "2130706433", "0x7f000001", "0X7F.0.0.1", "0x7f.1", "017700000001", "0177.0.0.1", "127.0.0.1.", "127.0.0.0x1",
	"１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①", "%31%32%37.0.0.1", "127.0.0.1%00.example.org",
	"[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
	"[::1%25lo]", "[fe80::1%25eth0]", "127.0.0.1%25lo",
	// IPv4 inside IPv6
	"[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[::ffff:0:127.0.0.1]",
	// private, shared, local, reserved
	"10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.0.1", "100.64.0.1", "100.100.100.200",
	"169.254.169.254", "169.254.170.2", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
	"192.88.99.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
	"[fc00::1]", "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]", "[3fff::1]", "[5f00::1]", "[100::1]", "[2620:4f:8000::1]",
	// tricks with the rest of the address
	"example.org@127.0.0.1", "example.org:80@127.0.0.1", "@127.0.0.1", `example.org\@127.0.0.1`, "127.0.0.1\t", "127.0.0.1\r\nX-A: b", " 127.0.0.1", "[127.0.0.1]",
}

func TestClosedHosts(t *testing.T) {
	port, came := canary(t)
	open := New(Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Ports: []uint16{port}})
	refused(t, open, fmt.Sprintf("http://127.0.0.1:%d/", port)) // it hangs up, but it was reached
	if came.Swap(0) == 0 {
		t.Fatal("the canary cannot be reached even when it may be")
	}
	c := New(Options{Ports: []uint16{port}})
	var permitted atomic.Int32 // many of the addresses would not answer anyway: count who is let through to them
	c.dialer.Control = func(network, address string, conn syscall.RawConn) error {
		err := c.guard.control(network, address, conn)
		if err == nil {
			permitted.Add(1)
		}
		return err
	}
	for _, host := range closedHosts {
		for _, scheme := range []string{"http", "https"} {
			refused(t, c, fmt.Sprintf("%s://%s:%d/", scheme, host, port))
		}
		if n, m := came.Swap(0), permitted.Swap(0); n+m != 0 {
			t.Errorf("%q: %d dials permitted, %d connections", host, m, n)
		}
	}
}

func TestClosedAddressSaysWhatToDo(t *testing.T) {
	c := New(Options{})
	for url, want := range map[string]string{
		"http://10.0.0.1/":              "http://10.0.0.1/ is on a private network: add its range to web.allow in the configuration",
		"http://[fd00::1]/a":            "http://[fd00::1]/a is on a private network: add its range to web.allow in the configuration",
		"https://127.0.0.1/":            "https://127.0.0.1/ is this machine itself: add its range to web.allow in the configuration",
		"http://localhost/a":            "http://localhost/a leads to 127.0.0.1, which is this machine itself: add its range to web.allow in the configuration",
		"http://169.254.169.254/":       "http://169.254.169.254/ is a reserved address, where no site of the open web is",
		"http://example.org:22/":        "http://example.org:22/: port 22 is not fetched from: add it to web.ports in the configuration",
		"http://me:secret@example.org/": "the address of a page at example.org has a user name before @: leave it out",
		"ftp://example.org/":            `"ftp://example.org/" is not an absolute http or https address`,
		"example.org/page":              `"example.org/page" is not an absolute http or https address`,
		"http://a:b:c@d/":               "",
		"http://":                       `"http://" is not an absolute http or https address`,
	} {
		got := refused(t, c, url)
		if url == "http://localhost/a" {
			got = strings.Replace(got, "[::1]", "127.0.0.1", 1)
			got = strings.Replace(got, "::1", "127.0.0.1", 1)
		}
		if want != "" && got != want {
			t.Errorf("%s:\n got %s\nwant %s", url, got, want)
		}
	}
	if got := refused(t, c, "http://me:secret@exa mple.org/"); strings.Contains(got, "secret") {
		t.Errorf("a password is told: %s", got)
	}
}

func TestAllowedRange(t *testing.T) {
	s := serve(t, pages(map[string]string{"/a": story}))
	port := portOf(t, s.Listener.Addr())
	url := fmt.Sprintf("http://[::ffff:127.0.0.1]:%d/a", port)
	wantText(t, refused(t, New(Options{Ports: []uint16{port}}), url), "this machine")
	first(t, clientFor(t, Options{}, s), url, read.Source{})
}

// A name may lead to an open address when it is looked at and to a closed one when it is dialled. Only the address dialled counts.
func TestRebinding(t *testing.T) {
	s := serve(t, pages(map[string]string{"/a": story}))
	port := portOf(t, s.Listener.Addr())
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.2:%d", port))
	if err != nil {
		t.Skip("this machine has no second loopback address: ", err)
	}
	var came atomic.Int32
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			came.Add(1)
			conn.Close()
		}
	}()
	defer l.Close()

	open, closed := [4]byte{127, 0, 0, 1}, [4]byte{127, 0, 0, 2}
	var asked atomic.Int32
	c := clientFor(t, Options{}, s)
	c.dialer.Resolver = names(t, func() [][4]byte {
		switch asked.Add(1) % 3 {
		case 0:
			return [][4]byte{closed}
		case 1:
			return [][4]byte{open}
		}
		return [][4]byte{closed, open}
	})
	fetched, kept := 0, 0
	for range 30 {
		_, err := c.Page(t.Context(), fmt.Sprintf("http://flip.example.org:%d/a", port), read.Source{})
		if err == nil {
			fetched++
			continue
		}
		kept++
		wantText(t, err.Error(), "leads to 127.0.0.2, which is this machine itself")
	}
	if fetched == 0 || kept == 0 {
		t.Errorf("%d fetched, %d refused: the names did not flip", fetched, kept)
	}
	if n := came.Load(); n != 0 {
		t.Errorf("%d connections to the closed address", n)
	}
}

// names is a resolver that asks a name server on this machine, which gives each name what answer says.
func names(t *testing.T, answer func() [][4]byte) *net.Resolver {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	go func() {
		buffer := make([]byte, 1500)
		for {
			n, from, err := server.ReadFrom(buffer)
			if err != nil {
				return
			}
			if reply := resolved(buffer[:n], answer); reply != nil {
				server.WriteTo(reply, from)
			}
		}
	}()
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", server.LocalAddr().String())
	}
	return &net.Resolver{PreferGo: true, Dial: dial}
}

// resolved answers one query; only queries for IPv4 addresses have answers.
func resolved(query []byte, answer func() [][4]byte) []byte {
	var m dnsmessage.Message
	if m.Unpack(query) != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	m.Header.Response, m.Additionals = true, nil
	if q.Type == dnsmessage.TypeA {
		for _, a := range answer() {
			m.Answers = append(m.Answers, dnsmessage.Resource{
				Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
				Body:   &dnsmessage.AResource{A: a},
			})
		}
	}
	b, err := m.Pack()
	if err != nil {
		return nil
	}
	return b
}

func FuzzAddress(f *testing.F) {
	for _, host := range closedHosts {
		f.Add("http://" + host + "/")
	}
	f.Add("https://Example.org:443/a?b#c")
	f.Add("HTTP://bücher.example/")
	g := newGuard(nil, []uint16{80, 443})
	f.Fuzz(func(t *testing.T, raw string) {
		u, err := g.address(raw)
		if err != nil {
			return
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Fragment != "" {
			t.Fatalf("%q became %q", raw, u)
		}
		if addr, err := netip.ParseAddr(u.Hostname()); err == nil && (addr.Zone() != "" || addr.IsPrivate() || addr.IsLoopback() || addr.IsLinkLocalUnicast()) {
			t.Fatalf("%q leads to %s", raw, addr)
		}
		again, err := g.address(u.String())
		if err != nil || again.String() != u.String() {
			t.Fatalf("%q became %q, and that %v (%v)", raw, u, again, err)
		}
	})
}
