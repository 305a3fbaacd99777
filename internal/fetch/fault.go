package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"parley"
)

// Faults of fetching, wrapped by Error besides parley.ErrTooLarge and errors of the net.
var (
	// ErrAddress: no address of the web, or one that is private or local.
	ErrAddress = errors.New("address is not fetched")
	// ErrRobots: the host's robots.txt forbids it.
	ErrRobots = errors.New("forbidden by robots.txt")
	// ErrRedirects: too many redirects, or one in a circle.
	ErrRedirects = errors.New("too many redirects")
	// ErrStatus: the answer is no success; Error.Status has the code.
	ErrStatus = errors.New("the server refuses")
	// ErrSlow: the answer did not end in time.
	ErrSlow = errors.New("too slow")
	// ErrEncoding: the body is packed in a way that is not read, or broken.
	ErrEncoding = errors.New("cannot be unpacked")
	// ErrBroken: the answer broke off before its end, or is no HTTP.
	ErrBroken = errors.New("the answer is broken")
	// ErrSecure: no secure connection: the certificate is not to be trusted, or
	// the server does not speak TLS.
	ErrSecure = errors.New("no secure connection")
	// ErrConnect: the host cannot be found or reached.
	ErrConnect = errors.New("cannot connect")
)

// Error is a failed request.
type Error struct {
	// URL is the address at which it failed, after redirects, without credentials.
	URL    string
	Status int // of the answer; 0 for none
	// RetryAfter is how long the server asks to wait; 0 for not told. At most a week.
	RetryAfter time.Duration
	// Again is true where asking later may help: 408, 425, 429, 5xx, a broken
	// answer, net and time, or a context that ended.
	Again bool
	Err   error
}

// Error returns "URL: cause".
func (e *Error) Error() string { return e.URL + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// statusFault is the fault of an answer that is no success.
func statusFault(at string, status int, h http.Header, now time.Time) *Error {
	e := &Error{URL: at, Status: status, RetryAfter: retryAfter(h.Get("Retry-After"), now)}
	e.Again = status >= 500 || status == http.StatusRequestTimeout || status == http.StatusTooEarly ||
		status == http.StatusTooManyRequests
	said := strconv.Itoa(status)
	if text := http.StatusText(status); text != "" {
		said += " " + text
	}
	if e.RetryAfter > 0 {
		said += fmt.Sprintf(", it asks to wait %v", e.RetryAfter)
	}
	e.Err = fmt.Errorf("%w: %s", ErrStatus, said)
	return e
}

// longestWait bounds what a server can ask to wait.
const longestWait = 7 * 24 * time.Hour

// retryAfter reads the header Retry-After: seconds or a date.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if value == "" {
		return 0
	}
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		// Compared as a number: a huge one is no duration.
		if seconds >= longestWait.Seconds() {
			return longestWait
		}
		if seconds > 0 { // false for NaN too
			return time.Duration(seconds * float64(time.Second))
		}
		return 0
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return min(max(0, at.Sub(now).Round(time.Second)), longestWait)
}

// netFault says in words what went wrong on the way, without the ports of the own
// machine, which differ from one try to the next. ctx is that of the caller.
func (c *Client) netFault(ctx context.Context, at string, err error) *Error {
	e := &Error{URL: at, Again: true}
	var timeout net.Error
	var refused *refusal
	var op *net.OpError
	switch {
	case errors.As(err, &refused):
		e.Again, e.Err = false, refused
	case ctx.Err() != nil:
		e.Err = ctx.Err()
	case errors.As(err, &op) && op.Op == "dial" && op.Timeout():
		e.Err = fmt.Errorf("%w: no connection in time", ErrSlow)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		e.Err = fmt.Errorf("%w: no end after %v", ErrSlow, c.opts.Timeout)
	case isSecure(err):
		e.Again, e.Err = false, fmt.Errorf("%w: %w", ErrSecure, innermost(err))
	default:
		e.Err = connectFault(err)
		e.Again = !isTooLarge(e.Err)
	}
	return e
}

// connectFault tells a host that is not reached from an answer that is broken.
func connectFault(err error) error {
	var dns *net.DNSError
	var op *net.OpError
	switch {
	case errors.As(err, &dns):
		what := "no such host"
		if !dns.IsNotFound {
			what = "the name server does not answer"
		}
		return fmt.Errorf("%w: %s: %w", ErrConnect, what, quiet{dns})
	case errors.As(err, &op) && op.Op == "dial":
		return fmt.Errorf("%w: %w", ErrConnect, innermost(op))
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fmt.Errorf("%w: it ends too early: %w", ErrBroken, quiet{err})
	case errors.As(err, &op):
		return fmt.Errorf("%w: %w", ErrBroken, innermost(op))
	}
	said := err.Error()
	// The transport has no error of a type for it, in HTTP/1 and in HTTP/2.
	if strings.Contains(said, "headers exceeded") || strings.Contains(said, "header list larger") {
		return fmt.Errorf("%w: a header of more than %d bytes, the limit", parley.ErrTooLarge, maxHeader)
	}
	return fmt.Errorf("%w: %.200s", ErrBroken, said)
}

// quiet is an error that can be asked for but adds no words.
type quiet struct{ err error }

func (q quiet) Error() string {
	var dns *net.DNSError
	if errors.As(q.err, &dns) {
		return dns.Name
	}
	return "no more bytes"
}

func (q quiet) Unwrap() error { return q.err }

// innermost leaves out the addresses of both ends that an error of the net has.
func innermost(err error) error {
	var op *net.OpError
	for errors.As(err, &op) && op.Err != nil {
		err = op.Err
	}
	var call *os.SyscallError
	if errors.As(err, &call) {
		return call.Err
	}
	return err
}

// isSecure reports whether err is of TLS or of a certificate.
func isSecure(err error) bool {
	var (
		record    tls.RecordHeaderError
		alert     tls.AlertError
		verify    *tls.CertificateVerificationError
		authority x509.UnknownAuthorityError
		name      x509.HostnameError
		invalid   x509.CertificateInvalidError
	)
	return errors.As(err, &record) || errors.As(err, &alert) || errors.As(err, &verify) ||
		errors.As(err, &authority) || errors.As(err, &name) || errors.As(err, &invalid)
}
