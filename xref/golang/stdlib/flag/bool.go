package flag

import "strconv"

type boolValue bool

func (v *boolValue) String() string {
	return strconv.FormatBool(bool(*v))
}

func (v *boolValue) Set(text string) error {
	parsed, err := strconv.ParseBool(text)
	*v = boolValue(parsed)
	return err
}

func (v *boolValue) Get() interface{} {
	return bool(*v)
}

func (v *boolValue) IsBoolFlag() bool {
	return true
}

// BoolVar registers a flag that is stored in p.
func (f *FlagSet) BoolVar(p *bool, name string, value bool, usage string) {
	*p = value
	f.Var((*boolValue)(p), name, usage)
}

// Bool registers a flag and returns where it is stored.
func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	p := new(bool)
	f.BoolVar(p, name, value, usage)
	return p
}

// BoolVar registers a flag of the command line.
func BoolVar(p *bool, name string, value bool, usage string) {
	CommandLine.BoolVar(p, name, value, usage)
}

// Bool registers a flag of the command line.
func Bool(name string, value bool, usage string) *bool {
	return CommandLine.Bool(name, value, usage)
}
