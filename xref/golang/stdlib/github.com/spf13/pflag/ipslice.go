package pflag

import (
	"fmt"
	"net"
	"strings"
)

type ipSliceValue struct {
	value   *[]net.IP
	changed bool
}

func (v *ipSliceValue) String() string {
	return "[" + strings.Join(v.GetSlice(), ",") + "]"
}

func (v *ipSliceValue) Type() string {
	return "ipSlice"
}

func (v *ipSliceValue) Set(text string) error {
	texts, err := splitCSV(unquote(text))
	if err != nil {
		return err
	}
	parsed, err := parseIPs(texts)
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

func (v *ipSliceValue) Append(text string) error {
	parsed, err := parseIPs([]string{text})
	if err == nil {
		*v.value = append(*v.value, parsed...)
	}
	return err
}

func (v *ipSliceValue) Replace(texts []string) error {
	parsed, err := parseIPs(texts)
	if err == nil {
		*v.value = parsed
	}
	return err
}

func (v *ipSliceValue) GetSlice() []string {
	out := make([]string, len(*v.value))
	for i, element := range *v.value {
		out[i] = element.String()
	}
	return out
}

func parseIPs(texts []string) ([]net.IP, error) {
	out := make([]net.IP, len(texts))
	for i, text := range texts {
		parsed := net.ParseIP(strings.TrimSpace(text))
		if parsed == nil {
			return nil, fmt.Errorf("invalid string being converted to IP address: %s", text)
		}
		out[i] = parsed
	}
	return out, nil
}

// GetIPSlice returns the value of a flag of type ipSlice.
func (f *FlagSet) GetIPSlice(name string) ([]net.IP, error) {
	text, err := f.text(name, "ipSlice")
	text = strings.Trim(text, "[]")
	if err != nil || text == "" {
		return []net.IP{}, err
	}
	return parseIPs(strings.Split(text, ","))
}

// IPSliceVar registers a flag that is stored in p.
func (f *FlagSet) IPSliceVar(p *[]net.IP, name string, value []net.IP, usage string) {
	f.IPSliceVarP(p, name, "", value, usage)
}

// IPSliceVarP is IPSliceVar with a shorthand.
func (f *FlagSet) IPSliceVarP(p *[]net.IP, name, shorthand string, value []net.IP, usage string) {
	*p = value
	f.VarPF(&ipSliceValue{value: p}, name, shorthand, usage)
}

// IPSlice registers a flag and returns where it is stored.
func (f *FlagSet) IPSlice(name string, value []net.IP, usage string) *[]net.IP {
	p := new([]net.IP)
	f.IPSliceVarP(p, name, "", value, usage)
	return p
}

// IPSliceP is IPSlice with a shorthand.
func (f *FlagSet) IPSliceP(name, shorthand string, value []net.IP, usage string) *[]net.IP {
	p := new([]net.IP)
	f.IPSliceVarP(p, name, shorthand, value, usage)
	return p
}

// IPSliceVar registers a flag of the command line.
func IPSliceVar(p *[]net.IP, name string, value []net.IP, usage string) {
	CommandLine.IPSliceVarP(p, name, "", value, usage)
}

// IPSliceVarP registers a flag of the command line.
func IPSliceVarP(p *[]net.IP, name, shorthand string, value []net.IP, usage string) {
	CommandLine.IPSliceVarP(p, name, shorthand, value, usage)
}

// IPSlice registers a flag of the command line.
func IPSlice(name string, value []net.IP, usage string) *[]net.IP {
	return CommandLine.IPSliceP(name, "", value, usage)
}

// IPSliceP registers a flag of the command line.
func IPSliceP(name, shorthand string, value []net.IP, usage string) *[]net.IP {
	return CommandLine.IPSliceP(name, shorthand, value, usage)
}
