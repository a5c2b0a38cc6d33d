package pflag

import (
	"fmt"
	"net"
	"strings"
)

type ipValue net.IP

func (v *ipValue) String() string {
	return net.IP(*v).String()
}

func (v *ipValue) Type() string {
	return "ip"
}

func (v *ipValue) Set(text string) error {
	parsed := net.ParseIP(strings.TrimSpace(text))
	if parsed == nil {
		return fmt.Errorf("failed to parse IP: %q", text)
	}
	*v = ipValue(parsed)
	return nil
}

// GetIP returns the value of a flag of type ip.
func (f *FlagSet) GetIP(name string) (value net.IP, err error) {
	err = f.get(name, "ip", (*ipValue)(&value))
	return value, err
}

// IPVar registers a flag that is stored in p.
func (f *FlagSet) IPVar(p *net.IP, name string, value net.IP, usage string) {
	f.IPVarP(p, name, "", value, usage)
}

// IPVarP is IPVar with a shorthand.
func (f *FlagSet) IPVarP(p *net.IP, name, shorthand string, value net.IP, usage string) {
	*p = value
	f.VarPF((*ipValue)(p), name, shorthand, usage)
}

// IP registers a flag and returns where it is stored.
func (f *FlagSet) IP(name string, value net.IP, usage string) *net.IP {
	p := new(net.IP)
	f.IPVarP(p, name, "", value, usage)
	return p
}

// IPP is IP with a shorthand.
func (f *FlagSet) IPP(name, shorthand string, value net.IP, usage string) *net.IP {
	p := new(net.IP)
	f.IPVarP(p, name, shorthand, value, usage)
	return p
}

// IPVar registers a flag of the command line.
func IPVar(p *net.IP, name string, value net.IP, usage string) {
	CommandLine.IPVarP(p, name, "", value, usage)
}

// IPVarP registers a flag of the command line.
func IPVarP(p *net.IP, name, shorthand string, value net.IP, usage string) {
	CommandLine.IPVarP(p, name, shorthand, value, usage)
}

// IP registers a flag of the command line.
func IP(name string, value net.IP, usage string) *net.IP {
	return CommandLine.IPP(name, "", value, usage)
}

// IPP registers a flag of the command line.
func IPP(name, shorthand string, value net.IP, usage string) *net.IP {
	return CommandLine.IPP(name, shorthand, value, usage)
}
