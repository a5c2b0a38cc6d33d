package flag

import "strconv"

type uint64Value uint64

func (v *uint64Value) String() string {
	return strconv.FormatUint(uint64(*v), 10)
}

func (v *uint64Value) Set(text string) error {
	parsed, err := strconv.ParseUint(text, 0, 64)
	*v = uint64Value(parsed)
	return err
}

func (v *uint64Value) Get() interface{} {
	return uint64(*v)
}

// Uint64Var registers a flag that is stored in p.
func (f *FlagSet) Uint64Var(p *uint64, name string, value uint64, usage string) {
	*p = value
	f.Var((*uint64Value)(p), name, usage)
}

// Uint64 registers a flag and returns where it is stored.
func (f *FlagSet) Uint64(name string, value uint64, usage string) *uint64 {
	p := new(uint64)
	f.Uint64Var(p, name, value, usage)
	return p
}

// Uint64Var registers a flag of the command line.
func Uint64Var(p *uint64, name string, value uint64, usage string) {
	CommandLine.Uint64Var(p, name, value, usage)
}

// Uint64 registers a flag of the command line.
func Uint64(name string, value uint64, usage string) *uint64 {
	return CommandLine.Uint64(name, value, usage)
}
