package flag

import "strconv"

type uintValue uint

func (v *uintValue) String() string {
	return strconv.FormatUint(uint64(*v), 10)
}

func (v *uintValue) Set(text string) error {
	parsed, err := strconv.ParseUint(text, 0, 64)
	*v = uintValue(parsed)
	return err
}

func (v *uintValue) Get() interface{} {
	return uint(*v)
}

// UintVar registers a flag that is stored in p.
func (f *FlagSet) UintVar(p *uint, name string, value uint, usage string) {
	*p = value
	f.Var((*uintValue)(p), name, usage)
}

// Uint registers a flag and returns where it is stored.
func (f *FlagSet) Uint(name string, value uint, usage string) *uint {
	p := new(uint)
	f.UintVar(p, name, value, usage)
	return p
}

// UintVar registers a flag of the command line.
func UintVar(p *uint, name string, value uint, usage string) {
	CommandLine.UintVar(p, name, value, usage)
}

// Uint registers a flag of the command line.
func Uint(name string, value uint, usage string) *uint {
	return CommandLine.Uint(name, value, usage)
}
