package pflag

import "strconv"

type uint32Value uint32

func (v *uint32Value) String() string {
	return strconv.FormatUint(uint64(*v), 10)
}

func (v *uint32Value) Type() string {
	return "uint32"
}

func (v *uint32Value) Set(text string) error {
	parsed, err := strconv.ParseUint(text, 0, 32)
	*v = uint32Value(parsed)
	return err
}

// GetUint32 returns the value of a flag of type uint32.
func (f *FlagSet) GetUint32(name string) (value uint32, err error) {
	err = f.get(name, "uint32", (*uint32Value)(&value))
	return value, err
}

// Uint32Var registers a flag that is stored in p.
func (f *FlagSet) Uint32Var(p *uint32, name string, value uint32, usage string) {
	f.Uint32VarP(p, name, "", value, usage)
}

// Uint32VarP is Uint32Var with a shorthand.
func (f *FlagSet) Uint32VarP(p *uint32, name, shorthand string, value uint32, usage string) {
	*p = value
	f.VarPF((*uint32Value)(p), name, shorthand, usage)
}

// Uint32 registers a flag and returns where it is stored.
func (f *FlagSet) Uint32(name string, value uint32, usage string) *uint32 {
	p := new(uint32)
	f.Uint32VarP(p, name, "", value, usage)
	return p
}

// Uint32P is Uint32 with a shorthand.
func (f *FlagSet) Uint32P(name, shorthand string, value uint32, usage string) *uint32 {
	p := new(uint32)
	f.Uint32VarP(p, name, shorthand, value, usage)
	return p
}

// Uint32Var registers a flag of the command line.
func Uint32Var(p *uint32, name string, value uint32, usage string) {
	CommandLine.Uint32VarP(p, name, "", value, usage)
}

// Uint32VarP registers a flag of the command line.
func Uint32VarP(p *uint32, name, shorthand string, value uint32, usage string) {
	CommandLine.Uint32VarP(p, name, shorthand, value, usage)
}

// Uint32 registers a flag of the command line.
func Uint32(name string, value uint32, usage string) *uint32 {
	return CommandLine.Uint32P(name, "", value, usage)
}

// Uint32P registers a flag of the command line.
func Uint32P(name, shorthand string, value uint32, usage string) *uint32 {
	return CommandLine.Uint32P(name, shorthand, value, usage)
}
