package web

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"code.dny.dev/ssrf"
	"golang.org/x/net/idna"
)

// maxAddress is the longest address fetched, in bytes. RFC 9110 section 4.1 asks for at least 8,000 octets.
const maxAddress = 8000

// unlisted are addresses that stand in no registry of special ranges and are internal all the same.
var unlisted = []netip.Prefix{
	netip.MustParsePrefix("168.63.129.16/32"), // Azure, https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
}

// guard decides where connections may go.
type guard struct {
	ports    []uint16
	guardian *ssrf.Guardian
}

func newGuard(allow []netip.Prefix, ports []uint16) *guard {
	var v4, v6 []netip.Prefix
	for _, p := range allow {
		if p.Addr().Is4() {
			v4 = append(v4, p)
		} else {
			v6 = append(v6, p)
		}
	}
	return &guard{ports, ssrf.New(
		ssrf.WithPorts(ports...),
		ssrf.WithAllowedV4Prefixes(v4...),
		ssrf.WithAllowedV6Prefixes(v6...),
		ssrf.WithDeniedV4Prefixes(unlisted...),
	)}
}

// control is called with the address about to be dialled, after names are resolved.
func (g *guard) control(network, address string, c syscall.RawConn) error {
	err := g.guardian.Safe(network, address, c)
	if err == nil {
		return nil
	}
	at, parseErr := netip.ParseAddrPort(address)
	if parseErr != nil {
		return err
	}
	return &closedError{at.Addr().Unmap()}
}

// closedError says that an address is not public and not allowed.
type closedError struct{ addr netip.Addr }

func (e *closedError) Error() string { return e.addr.String() + ", which " + standing(e.addr) }

// standing says where an address is that may not be fetched from, and the cure if there is one.
func standing(a netip.Addr) string {
	const cure = ": add its range to web.allow in the configuration"
	switch {
	case a.IsLoopback(), a.IsUnspecified():
		return "is this machine itself" + cure
	case a.IsPrivate(), sharedSpace.Contains(a):
		return "is on a private network" + cure
	}
	return "is a reserved address, where no site of the open web is"
}

var sharedSpace = netip.MustParsePrefix("100.64.0.0/10") // RFC 6598: behind a provider's address translation

// address reads raw and refuses what must not be fetched. The result has no fragment, its host in lower case and ASCII.
func (g *guard) address(raw string) (*url.URL, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > maxAddress {
		return nil, fmt.Errorf("the address %.60q… has %d bytes: at most %d are fetched", raw, len(raw), maxAddress)
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("%s is not an address: %w", quoted(raw), reason(err))
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return nil, fmt.Errorf("%s is not an absolute http or https address", quoted(raw))
	}
	if u.User != nil {
		return nil, fmt.Errorf("the address of a page at %s has a user name before @: leave it out", u.Host)
	}
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = strings.ReplaceAll(u.RawQuery, " ", "%20") // the parser lets a space stand there, HTTP does not
	if err := g.host(u); err != nil {
		return nil, err
	}
	return u, nil
}

// host checks the host and port of u, and writes the host as it is looked up.
func (g *guard) host(u *url.URL) error {
	name, err := asciiHost(u.Hostname())
	if err != nil {
		return fmt.Errorf("%s: its host %q is not a domain name", u, u.Hostname())
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil || !slices.Contains(g.ports, uint16(number)) {
		return fmt.Errorf("%s: port %s is not fetched from: add it to web.ports in the configuration", u, port)
	}
	addr, err := netip.ParseAddr(name)
	switch {
	case err == nil && addr.Zone() != "":
		return fmt.Errorf("%s is on the local link, where no site of the open web is", u)
	case err == nil && g.guardian.SafeAddr(addr.Unmap()) != nil:
		return fmt.Errorf("%s %s", u, standing(addr.Unmap()))
	case err != nil && endsInNumber(name):
		return fmt.Errorf("%s: its host is a number in an unusual spelling: write it as four numbers with dots", u)
	case err != nil && strings.Contains(name, ":"):
		return fmt.Errorf("%s: its host is not an address", u)
	}
	rejoin(u, name)
	return nil
}

// rejoin sets the host of u, keeping its port.
func rejoin(u *url.URL, name string) {
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	if port := u.Port(); port != "" {
		name += ":" + port
	}
	u.Host = name
}

// asciiHost is the form of a host that is looked up: Punycode, and digits of other scripts made plain.
func asciiHost(name string) (string, error) {
	ascii := true
	for i := range len(name) {
		ascii = ascii && name[i] < 0x80
	}
	if ascii {
		return strings.ToLower(name), nil
	}
	return idna.Lookup.ToASCII(name)
}

// endsInNumber reports whether resolvers may take a host for a number: "127.1", "0x7f000001", "2130706433", "017700000001".
// This is the check of https://url.spec.whatwg.org/#ends-in-a-number-checker.
func endsInNumber(host string) bool {
	host = strings.TrimSuffix(host, ".")
	last := host[strings.LastIndexByte(host, '.')+1:]
	if hex, ok := strings.CutPrefix(last, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

// quoted is an address nobody could read, short enough for a line.
func quoted(raw string) string {
	if before, after, found := strings.Cut(raw, "@"); found { // what may be a password is not repeated
		scheme, _, _ := strings.Cut(before, "//")
		raw = scheme + "//…@" + after
	}
	if len(raw) > 120 {
		return fmt.Sprintf("%.120q…", raw)
	}
	return strconv.Quote(raw)
}

// reason is err without the address that url.Parse repeats.
func reason(err error) error {
	var e *url.Error
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}
