// Package net holds addresses and masks of the standard library's. Connections and names of hosts are
// not here.
package net

import (
	"fmt"
	"strconv"
	"strings"
)

const (
	IPv4len = 4
	IPv6len = 16
)

// IP is an address of 4 or 16 octets.
type IP []byte

var IPv4bcast = IPv4(255, 255, 255, 255)

var IPv4allsys = IPv4(224, 0, 0, 1)

var IPv4allrouter = IPv4(224, 0, 0, 2)

var IPv4zero = IPv4(0, 0, 0, 0)

var IPv6zero = IP{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

var IPv6unspecified = IP{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

var IPv6loopback = IP{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}

// IPv4 is a.b.c.d in 16 octets.
func IPv4(a, b, c, d byte) IP {
	return IP{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d}
}

// To4 is the address in 4 octets, nil if it is not of IPv4.
func (ip IP) To4() IP {
	if len(ip) == IPv4len {
		return ip
	}
	if len(ip) != IPv6len || ip[10] != 0xff || ip[11] != 0xff {
		return nil
	}
	for _, octet := range ip[:10] {
		if octet != 0 {
			return nil
		}
	}
	return ip[12:16]
}

// To16 is the address in 16 octets, nil if it is none.
func (ip IP) To16() IP {
	if len(ip) == IPv4len {
		return IPv4(ip[0], ip[1], ip[2], ip[3])
	}
	if len(ip) == IPv6len {
		return ip
	}
	return nil
}

func (ip IP) Equal(x IP) bool {
	return string(ip) == string(x) || (ip.To16() != nil && string(ip.To16()) == string(x.To16()))
}

func (ip IP) IsUnspecified() bool {
	return ip.Equal(IPv4zero) || ip.Equal(IPv6unspecified)
}

func (ip IP) IsLoopback() bool {
	if four := ip.To4(); four != nil {
		return four[0] == 127
	}
	return ip.Equal(IPv6loopback)
}

// Mask keeps the bits of the address that mask sets; nil if their lengths do not match.
func (ip IP) Mask(mask IPMask) IP {
	if four := ip.To4(); four != nil && len(mask) == IPv4len {
		ip = four
	}
	if len(mask) == IPv6len && len(ip) == IPv4len && IP(mask[:12]).ones() == 96 {
		mask = mask[12:]
	}
	if len(mask) != len(ip) {
		return nil
	}
	out := make(IP, len(ip))
	for i, octet := range ip {
		out[i] = octet & mask[i]
	}
	return out
}

// ones counts the bits at the beginning, -1 if others follow a bit that is not set.
func (ip IP) ones() int {
	count := 0
	ended := false
	for _, octet := range ip {
		for bit := byte(0x80); bit > 0; bit = bit >> 1 {
			set := octet&bit != 0
			if set && ended {
				return -1
			}
			if set {
				count++
			}
			ended = !set
		}
	}
	return count
}

// String writes 1.2.3.4 or 2001:db8::1; "<nil>" for none.
func (ip IP) String() string {
	if len(ip) == 0 {
		return "<nil>"
	}
	if four := ip.To4(); four != nil {
		return dotted(four)
	}
	if len(ip) != IPv6len {
		return fmt.Sprintf("?%x", []byte(ip))
	}
	return coloned(ip)
}

func dotted(ip IP) string {
	out := strconv.Itoa(int(ip[0]))
	for _, octet := range ip[1:4] {
		out += "." + strconv.Itoa(int(octet))
	}
	return out
}

// coloned writes an address of IPv6; "::" stands for the first longest run of two or more zero words.
func coloned(ip IP) string {
	words := make([]string, 0, 8)
	for i := 0; i < IPv6len; i += 2 {
		words = append(words, strconv.FormatUint(uint64(ip[i])<<8|uint64(ip[i+1]), 16))
	}
	start := 0
	length := 1
	run := 0
	for i, word := range words {
		run++
		if word != "0" {
			run = 0
		}
		if run > length {
			start = i + 1 - run
			length = run
		}
	}
	if length < 2 {
		return strings.Join(words, ":")
	}
	return strings.Join(words[:start], ":") + "::" + strings.Join(words[start+length:], ":")
}

func (ip IP) MarshalText() ([]byte, error) {
	if len(ip) == 0 {
		return []byte(""), nil
	}
	if len(ip) != IPv4len && len(ip) != IPv6len {
		return nil, &AddrError{Err: "invalid IP address", Addr: fmt.Sprintf("%x", []byte(ip))}
	}
	return []byte(ip.String()), nil
}

func (ip *IP) UnmarshalText(text []byte) error {
	parsed := ParseIP(string(text))
	if parsed == nil && len(text) > 0 {
		return &ParseError{Type: "IP address", Text: string(text)}
	}
	*ip = parsed
	return nil
}

// AddrError is an error with an address.
type AddrError struct {
	Err  string
	Addr string
}

func (e *AddrError) Error() string {
	text := e.Err
	if e.Addr != "" {
		text = "address " + e.Addr + ": " + text
	}
	return text
}

// ParseError is an error of a text that is no address.
type ParseError struct {
	Type string
	Text string
}

func (e *ParseError) Error() string {
	return "invalid " + e.Type + ": " + e.Text
}
