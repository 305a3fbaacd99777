package fetch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// maxHeader bounds the header of an answer in bytes.
const maxHeader = 64 << 10

// newTransport returns a transport that checks each address it is about to dial:
// after the name has been looked up, so that a name cannot be checked as one
// address and dialled as another. resolver is nil but in tests.
func newTransport(o Options, resolver *net.Resolver) *http.Transport {
	dialer := &net.Dialer{
		Timeout:   min(10*time.Second, o.Timeout),
		KeepAlive: 30 * time.Second,
		Resolver:  resolver,
	}
	if !o.AllowPrivate {
		dialer.ControlContext = func(_ context.Context, _, address string, _ syscall.RawConn) error {
			return checkDial(address)
		}
	}
	return &http.Transport{
		Proxy:                  nil, // of the environment neither: it would hide whom we speak to
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // body.go unpacks, within bounds
		MaxIdleConns:           32,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        30 * time.Second,
		TLSHandshakeTimeout:    min(10*time.Second, o.Timeout),
		MaxResponseHeaderBytes: maxHeader,
	}
}

// checkDial checks the address of a connection that is about to be made.
func checkDial(address string) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return &refusal{fmt.Errorf("%w: %s cannot be read", ErrAddress, address)}
	}
	return checkAddr(ap.Addr())
}
