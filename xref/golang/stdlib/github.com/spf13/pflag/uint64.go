package pflag

import "strconv"

type uint64Value uint64

func (v *uint64Value) String() string {
	return strconv.FormatUint(uint64(*v), 10)
}

func (v *uint64Value) Type() string {
	return "uint64"
}

func (v *uint64Value) Set(text string) error {
	parsed, err := strconv.ParseUint(text, 0, 64)
	*v = uint64Value(parsed)
	return err
}

// GetUint64 returns the value of a flag of type uint64.
func (f *FlagSet) GetUint64(name string) (value uint64, err error) {
	err = f.get(name, "uint64", (*uint64Value)(&value))
	return value, err
}

// Uint64Var registers a flag that is stored in p.
func (f *FlagSet) Uint64Var(p *uint64, name string, value uint64, usage string) {
	f.Uint64VarP(p, name, "", value, usage)
}

// Uint64VarP is Uint64Var with a shorthand.
func (f *FlagSet) Uint64VarP(p *uint64, name, shorthand string, value uint64, usage string) {
	*p = value
	f.VarPF((*uint64Value)(p), name, shorthand, usage)
}

// Uint64 registers a flag and returns where it is stored.
func (f *FlagSet) Uint64(name string, value uint64, usage string) *uint64 {
	p := new(uint64)
	f.Uint64VarP(p, name, "", value, usage)
	return p
}

// Uint64P is Uint64 with a shorthand.
func (f *FlagSet) Uint64P(name, shorthand string, value uint64, usage string) *uint64 {
	p := new(uint64)
	f.Uint64VarP(p, name, shorthand, value, usage)
	return p
}

// Uint64Var registers a flag of the command line.
func Uint64Var(p *uint64, name string, value uint64, usage string) {
	CommandLine.Uint64VarP(p, name, "", value, usage)
}

// Uint64VarP registers a flag of the command line.
func Uint64VarP(p *uint64, name, shorthand string, value uint64, usage string) {
	CommandLine.Uint64VarP(p, name, shorthand, value, usage)
}

// Uint64 registers a flag of the command line.
func Uint64(name string, value uint64, usage string) *uint64 {
	return CommandLine.Uint64P(name, "", value, usage)
}

// Uint64P registers a flag of the command line.
func Uint64P(name, shorthand string, value uint64, usage string) *uint64 {
	return CommandLine.Uint64P(name, shorthand, value, usage)
}
