package net

import (
	"strconv"
	"strings"
)

// ParseIP reads 1.2.3.4, 2001:db8::1 or ::ffff:1.2.3.4; nil if it is none of these.
func ParseIP(s string) IP {
	if strings.Contains(s, ":") {
		return parseColoned(s)
	}
	four := parseDotted(s)
	return four.To16()
}

func parseDotted(s string) IP {
	parts := strings.Split(s, ".")
	if len(parts) != 4 {
		return nil
	}
	out := IP{}
	for _, part := range parts {
		octet, err := strconv.ParseUint(part, 10, 8)
		if err != nil || (len(part) > 1 && part[0] == '0') {
			return nil
		}
		out = append(out, byte(octet))
	}
	return out
}

func parseColoned(s string) IP {
	halves := strings.Split(s, "::")
	if len(halves) > 2 {
		return nil
	}
	head, ok := words(halves[0], len(halves) == 1)
	if len(halves) == 1 {
		if !ok || len(head) != IPv6len {
			return nil
		}
		return head
	}
	tail, tailOK := words(halves[1], true)
	if !ok || !tailOK || len(head)+len(tail) > IPv6len-2 {
		return nil
	}
	out := append(IP{}, head...)
	for len(out) < IPv6len-len(tail) {
		out = append(out, 0)
	}
	return append(out, tail...)
}

// words reads words of 16 bits with colons between; the last may be an address of IPv4 if it ends the text.
func words(s string, last bool) (out IP, ok bool) {
	if s == "" {
		return nil, true
	}
	parts := strings.Split(s, ":")
	for i, part := range parts {
		if last && i == len(parts)-1 && strings.Contains(part, ".") {
			four := parseDotted(part)
			return append(out, four...), four != nil
		}
		word, err := strconv.ParseUint(part, 16, 16)
		if err != nil || len(part) > 4 {
			return nil, false
		}
		out = append(out, byte(word>>8), byte(word))
	}
	return out, true
}

// IPMask is a mask of 4 or 16 octets.
type IPMask []byte

// IPv4Mask is the mask a.b.c.d.
func IPv4Mask(a, b, c, d byte) IPMask {
	return IPMask{a, b, c, d}
}

// CIDRMask is a mask of so many bits, of which the first ones are set.
func CIDRMask(ones, bits int) IPMask {
	if (bits != 32 && bits != 128) || ones < 0 || ones > bits {
		return nil
	}
	out := make(IPMask, bits/8)
	for i := 0; i < ones; i++ {
		out[i/8] |= 0x80 >> uint(i%8)
	}
	return out
}

// Size is the number of bits that are set at the beginning, and of all; 0, 0 if others are set too.
func (m IPMask) Size() (ones, bits int) {
	ones = IP(m).ones()
	bits = len(m) * 8
	if ones < 0 {
		return 0, 0
	}
	return ones, bits
}

// String writes hexadecimal digits; "<nil>" for none.
func (m IPMask) String() string {
	if len(m) == 0 {
		return "<nil>"
	}
	out := ""
	for _, octet := range m {
		digits := strconv.FormatUint(uint64(octet), 16)
		if octet < 16 {
			digits = "0" + digits
		}
		out += digits
	}
	return out
}

// IPNet is a network.
type IPNet struct {
	IP   IP
	Mask IPMask
}

func (n *IPNet) Network() string {
	return "ip+net"
}

// Contains tells whether an address is in the network.
func (n *IPNet) Contains(ip IP) bool {
	network := n.IP.Mask(n.Mask)
	if four := ip.To4(); four != nil {
		ip = four
	}
	return len(network) > 0 && len(ip) == len(network) && string(ip.Mask(n.Mask)) == string(network)
}

// String writes 10.0.0.0/8; the mask in hexadecimal digits if it is no beginning; "<nil>" for none.
func (n *IPNet) String() string {
	if n == nil {
		return "<nil>"
	}
	ip := n.IP.To4()
	if ip == nil {
		ip = n.IP
	}
	mask := n.Mask
	if len(ip) == IPv4len && len(mask) == IPv6len {
		mask = mask[12:]
	}
	if (len(ip) != IPv4len && len(ip) != IPv6len) || len(mask) != len(ip) {
		return "<nil>"
	}
	ones := IP(mask).ones()
	if ones < 0 {
		return ip.String() + "/" + mask.String()
	}
	return ip.String() + "/" + strconv.Itoa(ones)
}

// ParseCIDR reads 10.1.2.3/8 into the address and the network.
func ParseCIDR(s string) (IP, *IPNet, error) {
	at := strings.Index(s, "/")
	if at < 0 {
		return nil, nil, &ParseError{Type: "CIDR address", Text: s}
	}
	bits := 32
	if strings.Contains(s[:at], ":") {
		bits = 128
	}
	ip := ParseIP(s[:at])
	ones, err := strconv.ParseUint(s[at+1:], 10, 8)
	if ip == nil || err != nil || int(ones) > bits {
		return nil, nil, &ParseError{Type: "CIDR address", Text: s}
	}
	mask := CIDRMask(int(ones), bits)
	return ip, &IPNet{IP: ip.Mask(mask), Mask: mask}, nil
}

// JoinHostPort writes host:port, with brackets around a host that holds a colon.
func JoinHostPort(host, port string) string {
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return host + ":" + port
}

// SplitHostPort reads host:port and [host]:port.
func SplitHostPort(hostport string) (host, port string, err error) {
	at := strings.LastIndex(hostport, ":")
	if at < 0 {
		return "", "", &AddrError{"missing port in address", hostport}
	}
	problem := ""
	host = hostport[:at]
	inside := hostport
	behind := hostport
	if strings.HasPrefix(hostport, "[") {
		end := strings.Index(hostport, "]")
		switch {
		case end < 0:
			problem = "missing ']' in address"
		case end+1 == at:
			host = hostport[1:end]
			inside = hostport[1:]
			behind = hostport[at:]
		case end+1 < at && hostport[end+1] == ':':
			problem = "too many colons in address"
		default:
			problem = "missing port in address"
		}
	} else if strings.Contains(host, ":") {
		problem = "too many colons in address"
	}
	if problem == "" && strings.Contains(inside, "[") {
		problem = "unexpected '[' in address"
	}
	if problem == "" && strings.Contains(behind, "]") {
		problem = "unexpected ']' in address"
	}
	if problem != "" {
		return "", "", &AddrError{problem, hostport}
	}
	return host, hostport[at+1:], nil
}

// Addr is an address of a network.
type Addr interface {
	Network() string
	String() string
}

// Error is an error of the network.
type Error interface {
	error
	Timeout() bool
	Temporary() bool
}
