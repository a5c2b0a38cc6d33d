package pflag

import "strconv"

type uint16Value uint16

func (v *uint16Value) String() string {
	return strconv.FormatUint(uint64(*v), 10)
}

func (v *uint16Value) Type() string {
	return "uint16"
}

func (v *uint16Value) Set(text string) error {
	parsed, err := strconv.ParseUint(text, 0, 16)
	*v = uint16Value(parsed)
	return err
}

// GetUint16 returns the value of a flag of type uint16.
func (f *FlagSet) GetUint16(name string) (value uint16, err error) {
	err = f.get(name, "uint16", (*uint16Value)(&value))
	return value, err
}

// Uint16Var registers a flag that is stored in p.
func (f *FlagSet) Uint16Var(p *uint16, name string, value uint16, usage string) {
	f.Uint16VarP(p, name, "", value, usage)
}

// Uint16VarP is Uint16Var with a shorthand.
func (f *FlagSet) Uint16VarP(p *uint16, name, shorthand string, value uint16, usage string) {
	*p = value
	f.VarPF((*uint16Value)(p), name, shorthand, usage)
}

// Uint16 registers a flag and returns where it is stored.
func (f *FlagSet) Uint16(name string, value uint16, usage string) *uint16 {
	p := new(uint16)
	f.Uint16VarP(p, name, "", value, usage)
	return p
}

// Uint16P is Uint16 with a shorthand.
func (f *FlagSet) Uint16P(name, shorthand string, value uint16, usage string) *uint16 {
	p := new(uint16)
	f.Uint16VarP(p, name, shorthand, value, usage)
	return p
}

// Uint16Var registers a flag of the command line.
func Uint16Var(p *uint16, name string, value uint16, usage string) {
	CommandLine.Uint16VarP(p, name, "", value, usage)
}

// Uint16VarP registers a flag of the command line.
func Uint16VarP(p *uint16, name, shorthand string, value uint16, usage string) {
	CommandLine.Uint16VarP(p, name, shorthand, value, usage)
}

// Uint16 registers a flag of the command line.
func Uint16(name string, value uint16, usage string) *uint16 {
	return CommandLine.Uint16P(name, "", value, usage)
}

// Uint16P registers a flag of the command line.
func Uint16P(name, shorthand string, value uint16, usage string) *uint16 {
	return CommandLine.Uint16P(name, shorthand, value, usage)
}
