package pflag

import (
	"fmt"
	"net"
	"strings"
)

type ipNetSliceValue struct {
	value   *[]net.IPNet
	changed bool
}

func (v *ipNetSliceValue) String() string {
	return "[" + strings.Join(v.GetSlice(), ",") + "]"
}

func (v *ipNetSliceValue) Type() string {
	return "ipNetSlice"
}

func (v *ipNetSliceValue) Set(text string) error {
	texts, err := splitCSV(unquote(text))
	if err != nil {
		return err
	}
	parsed, err := parseIPNets(texts)
	if err != nil {
		return err
	}
	if v.changed {
		parsed = append(*v.value, parsed...)
	}
	*v.value = parsed
	v.changed = true
	return nil
}

// GetSlice is the texts of the networks; for want of the other methods this is no SliceValue, as in pflag.
func (v *ipNetSliceValue) GetSlice() []string {
	out := make([]string, len(*v.value))
	for i, element := range *v.value {
		out[i] = element.String()
	}
	return out
}

func parseIPNets(texts []string) ([]net.IPNet, error) {
	out := make([]net.IPNet, len(texts))
	for i, text := range texts {
		_, parsed, err := net.ParseCIDR(strings.TrimSpace(text))
		if err != nil {
			return nil, fmt.Errorf("invalid string being converted to CIDR: %s", text)
		}
		out[i] = *parsed
	}
	return out, nil
}

// GetIPNetSlice returns the value of a flag of type ipNetSlice.
func (f *FlagSet) GetIPNetSlice(name string) ([]net.IPNet, error) {
	text, err := f.text(name, "ipNetSlice")
	text = strings.Trim(text, "[]")
	if err != nil || text == "" {
		return []net.IPNet{}, err
	}
	return parseIPNets(strings.Split(text, ","))
}

// IPNetSliceVar registers a flag that is stored in p.
func (f *FlagSet) IPNetSliceVar(p *[]net.IPNet, name string, value []net.IPNet, usage string) {
	f.IPNetSliceVarP(p, name, "", value, usage)
}

// IPNetSliceVarP is IPNetSliceVar with a shorthand.
func (f *FlagSet) IPNetSliceVarP(p *[]net.IPNet, name, shorthand string, value []net.IPNet, usage string) {
	*p = value
	f.VarPF(&ipNetSliceValue{value: p}, name, shorthand, usage)
}

// IPNetSlice registers a flag and returns where it is stored.
func (f *FlagSet) IPNetSlice(name string, value []net.IPNet, usage string) *[]net.IPNet {
	p := new([]net.IPNet)
	f.IPNetSliceVarP(p, name, "", value, usage)
	return p
}

// IPNetSliceP is IPNetSlice with a shorthand.
func (f *FlagSet) IPNetSliceP(name, shorthand string, value []net.IPNet, usage string) *[]net.IPNet {
	p := new([]net.IPNet)
	f.IPNetSliceVarP(p, name, shorthand, value, usage)
	return p
}

// IPNetSliceVar registers a flag of the command line.
func IPNetSliceVar(p *[]net.IPNet, name string, value []net.IPNet, usage string) {
	CommandLine.IPNetSliceVarP(p, name, "", value, usage)
}

// IPNetSliceVarP registers a flag of the command line.
func IPNetSliceVarP(p *[]net.IPNet, name, shorthand string, value []net.IPNet, usage string) {
	CommandLine.IPNetSliceVarP(p, name, shorthand, value, usage)
}

// IPNetSlice registers a flag of the command line.
func IPNetSlice(name string, value []net.IPNet, usage string) *[]net.IPNet {
	return CommandLine.IPNetSliceP(name, "", value, usage)
}

// IPNetSliceP registers a flag of the command line.
func IPNetSliceP(name, shorthand string, value []net.IPNet, usage string) *[]net.IPNet {
	return CommandLine.IPNetSliceP(name, shorthand, value, usage)
}
