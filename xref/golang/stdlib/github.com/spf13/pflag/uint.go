package pflag

import "strconv"

type uintValue uint

func (v *uintValue) String() string {
	return strconv.FormatUint(uint64(*v), 10)
}

func (v *uintValue) Type() string {
	return "uint"
}

func (v *uintValue) Set(text string) error {
	parsed, err := strconv.ParseUint(text, 0, 64)
	*v = uintValue(parsed)
	return err
}

// GetUint returns the value of a flag of type uint.
func (f *FlagSet) GetUint(name string) (value uint, err error) {
	err = f.get(name, "uint", (*uintValue)(&value))
	return value, err
}

// UintVar registers a flag that is stored in p.
func (f *FlagSet) UintVar(p *uint, name string, value uint, usage string) {
	f.UintVarP(p, name, "", value, usage)
}

// UintVarP is UintVar with a shorthand.
func (f *FlagSet) UintVarP(p *uint, name, shorthand string, value uint, usage string) {
	*p = value
	f.VarPF((*uintValue)(p), name, shorthand, usage)
}

// Uint registers a flag and returns where it is stored.
func (f *FlagSet) Uint(name string, value uint, usage string) *uint {
	p := new(uint)
	f.UintVarP(p, name, "", value, usage)
	return p
}

// UintP is Uint with a shorthand.
func (f *FlagSet) UintP(name, shorthand string, value uint, usage string) *uint {
	p := new(uint)
	f.UintVarP(p, name, shorthand, value, usage)
	return p
}

// UintVar registers a flag of the command line.
func UintVar(p *uint, name string, value uint, usage string) {
	CommandLine.UintVarP(p, name, "", value, usage)
}

// UintVarP registers a flag of the command line.
func UintVarP(p *uint, name, shorthand string, value uint, usage string) {
	CommandLine.UintVarP(p, name, shorthand, value, usage)
}

// Uint registers a flag of the command line.
func Uint(name string, value uint, usage string) *uint {
	return CommandLine.UintP(name, "", value, usage)
}

// UintP registers a flag of the command line.
func UintP(name, shorthand string, value uint, usage string) *uint {
	return CommandLine.UintP(name, shorthand, value, usage)
}
