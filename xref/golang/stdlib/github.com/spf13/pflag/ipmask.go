package pflag

import (
	"fmt"
	"net"
	"strconv"
)

type ipMaskValue net.IPMask

func (v *ipMaskValue) String() string {
	return net.IPMask(*v).String()
}

func (v *ipMaskValue) Type() string {
	return "ipMask"
}

func (v *ipMaskValue) Set(text string) error {
	parsed := ParseIPv4Mask(text)
	if parsed == nil {
		return fmt.Errorf("failed to parse IP mask: %q", text)
	}
	*v = ipMaskValue(parsed)
	return nil
}

// ParseIPv4Mask reads a mask written as an address or as eight hexadecimal digits; nil if neither.
func ParseIPv4Mask(text string) net.IPMask {
	address := net.ParseIP(text).To4()
	if address != nil {
		return net.IPMask(address)
	}
	bits, err := strconv.ParseUint(text, 16, 32)
	if err != nil || len(text) != 8 {
		return nil
	}
	return net.IPMask{byte(bits >> 24), byte(bits >> 16), byte(bits >> 8), byte(bits)}
}

// GetIPv4Mask returns the value of a flag of type ipMask.
func (f *FlagSet) GetIPv4Mask(name string) (value net.IPMask, err error) {
	err = f.get(name, "ipMask", (*ipMaskValue)(&value))
	return value, err
}

// IPMaskVar registers a flag that is stored in p.
func (f *FlagSet) IPMaskVar(p *net.IPMask, name string, value net.IPMask, usage string) {
	f.IPMaskVarP(p, name, "", value, usage)
}

// IPMaskVarP is IPMaskVar with a shorthand.
func (f *FlagSet) IPMaskVarP(p *net.IPMask, name, shorthand string, value net.IPMask, usage string) {
	*p = value
	f.VarPF((*ipMaskValue)(p), name, shorthand, usage)
}

// IPMask registers a flag and returns where it is stored.
func (f *FlagSet) IPMask(name string, value net.IPMask, usage string) *net.IPMask {
	p := new(net.IPMask)
	f.IPMaskVarP(p, name, "", value, usage)
	return p
}

// IPMaskP is IPMask with a shorthand.
func (f *FlagSet) IPMaskP(name, shorthand string, value net.IPMask, usage string) *net.IPMask {
	p := new(net.IPMask)
	f.IPMaskVarP(p, name, shorthand, value, usage)
	return p
}

// IPMaskVar registers a flag of the command line.
func IPMaskVar(p *net.IPMask, name string, value net.IPMask, usage string) {
	CommandLine.IPMaskVarP(p, name, "", value, usage)
}

// IPMaskVarP registers a flag of the command line.
func IPMaskVarP(p *net.IPMask, name, shorthand string, value net.IPMask, usage string) {
	CommandLine.IPMaskVarP(p, name, shorthand, value, usage)
}

// IPMask registers a flag of the command line.
func IPMask(name string, value net.IPMask, usage string) *net.IPMask {
	return CommandLine.IPMaskP(name, "", value, usage)
}

// IPMaskP registers a flag of the command line.
func IPMaskP(name, shorthand string, value net.IPMask, usage string) *net.IPMask {
	return CommandLine.IPMaskP(name, shorthand, value, usage)
}
