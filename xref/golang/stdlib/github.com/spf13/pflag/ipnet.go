package pflag

import (
	"net"
	"strings"
)

type ipNetValue net.IPNet

func (v *ipNetValue) String() string {
	return (*net.IPNet)(v).String()
}

func (v *ipNetValue) Type() string {
	return "ipNet"
}

func (v *ipNetValue) Set(text string) error {
	_, parsed, err := net.ParseCIDR(strings.TrimSpace(text))
	if err == nil {
		*v = ipNetValue(*parsed)
	}
	return err
}

// GetIPNet returns the value of a flag of type ipNet.
func (f *FlagSet) GetIPNet(name string) (value net.IPNet, err error) {
	err = f.get(name, "ipNet", (*ipNetValue)(&value))
	return value, err
}

// IPNetVar registers a flag that is stored in p.
func (f *FlagSet) IPNetVar(p *net.IPNet, name string, value net.IPNet, usage string) {
	f.IPNetVarP(p, name, "", value, usage)
}

// IPNetVarP is IPNetVar with a shorthand.
func (f *FlagSet) IPNetVarP(p *net.IPNet, name, shorthand string, value net.IPNet, usage string) {
	*p = value
	f.VarPF((*ipNetValue)(p), name, shorthand, usage)
}

// IPNet registers a flag and returns where it is stored.
func (f *FlagSet) IPNet(name string, value net.IPNet, usage string) *net.IPNet {
	p := new(net.IPNet)
	f.IPNetVarP(p, name, "", value, usage)
	return p
}

// IPNetP is IPNet with a shorthand.
func (f *FlagSet) IPNetP(name, shorthand string, value net.IPNet, usage string) *net.IPNet {
	p := new(net.IPNet)
	f.IPNetVarP(p, name, shorthand, value, usage)
	return p
}

// IPNetVar registers a flag of the command line.
func IPNetVar(p *net.IPNet, name string, value net.IPNet, usage string) {
	CommandLine.IPNetVarP(p, name, "", value, usage)
}

// IPNetVarP registers a flag of the command line.
func IPNetVarP(p *net.IPNet, name, shorthand string, value net.IPNet, usage string) {
	CommandLine.IPNetVarP(p, name, shorthand, value, usage)
}

// IPNet registers a flag of the command line.
func IPNet(name string, value net.IPNet, usage string) *net.IPNet {
	return CommandLine.IPNetP(name, "", value, usage)
}

// IPNetP registers a flag of the command line.
func IPNetP(name, shorthand string, value net.IPNet, usage string) *net.IPNet {
	return CommandLine.IPNetP(name, shorthand, value, usage)
}
