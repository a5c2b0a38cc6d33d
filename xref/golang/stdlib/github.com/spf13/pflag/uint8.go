package pflag

import "strconv"

type uint8Value uint8

func (v *uint8Value) String() string {
	return strconv.FormatUint(uint64(*v), 10)
}

func (v *uint8Value) Type() string {
	return "uint8"
}

func (v *uint8Value) Set(text string) error {
	parsed, err := strconv.ParseUint(text, 0, 8)
	*v = uint8Value(parsed)
	return err
}

// GetUint8 returns the value of a flag of type uint8.
func (f *FlagSet) GetUint8(name string) (value uint8, err error) {
	err = f.get(name, "uint8", (*uint8Value)(&value))
	return value, err
}

// Uint8Var registers a flag that is stored in p.
func (f *FlagSet) Uint8Var(p *uint8, name string, value uint8, usage string) {
	f.Uint8VarP(p, name, "", value, usage)
}

// Uint8VarP is Uint8Var with a shorthand.
func (f *FlagSet) Uint8VarP(p *uint8, name, shorthand string, value uint8, usage string) {
	*p = value
	f.VarPF((*uint8Value)(p), name, shorthand, usage)
}

// Uint8 registers a flag and returns where it is stored.
func (f *FlagSet) Uint8(name string, value uint8, usage string) *uint8 {
	p := new(uint8)
	f.Uint8VarP(p, name, "", value, usage)
	return p
}

// Uint8P is Uint8 with a shorthand.
func (f *FlagSet) Uint8P(name, shorthand string, value uint8, usage string) *uint8 {
	p := new(uint8)
	f.Uint8VarP(p, name, shorthand, value, usage)
	return p
}

// Uint8Var registers a flag of the command line.
func Uint8Var(p *uint8, name string, value uint8, usage string) {
	CommandLine.Uint8VarP(p, name, "", value, usage)
}

// Uint8VarP registers a flag of the command line.
func Uint8VarP(p *uint8, name, shorthand string, value uint8, usage string) {
	CommandLine.Uint8VarP(p, name, shorthand, value, usage)
}

// Uint8 registers a flag of the command line.
func Uint8(name string, value uint8, usage string) *uint8 {
	return CommandLine.Uint8P(name, "", value, usage)
}

// Uint8P registers a flag of the command line.
func Uint8P(name, shorthand string, value uint8, usage string) *uint8 {
	return CommandLine.Uint8P(name, shorthand, value, usage)
}
