package pflag

import "strconv"

type boolValue bool

func (v *boolValue) String() string {
	return strconv.FormatBool(bool(*v))
}

func (v *boolValue) Type() string {
	return "bool"
}

func (v *boolValue) Set(text string) error {
	parsed, err := strconv.ParseBool(text)
	*v = boolValue(parsed)
	return err
}

func (v *boolValue) IsBoolFlag() bool {
	return true
}

// GetBool returns the value of a flag of type bool.
func (f *FlagSet) GetBool(name string) (value bool, err error) {
	err = f.get(name, "bool", (*boolValue)(&value))
	return value, err
}

// BoolVar registers a flag that is stored in p.
func (f *FlagSet) BoolVar(p *bool, name string, value bool, usage string) {
	f.BoolVarP(p, name, "", value, usage)
}

// BoolVarP is BoolVar with a shorthand.
func (f *FlagSet) BoolVarP(p *bool, name, shorthand string, value bool, usage string) {
	*p = value
	f.VarPF((*boolValue)(p), name, shorthand, usage).NoOptDefVal = "true"
}

// Bool registers a flag and returns where it is stored.
func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	p := new(bool)
	f.BoolVarP(p, name, "", value, usage)
	return p
}

// BoolP is Bool with a shorthand.
func (f *FlagSet) BoolP(name, shorthand string, value bool, usage string) *bool {
	p := new(bool)
	f.BoolVarP(p, name, shorthand, value, usage)
	return p
}

// BoolVar registers a flag of the command line.
func BoolVar(p *bool, name string, value bool, usage string) {
	CommandLine.BoolVarP(p, name, "", value, usage)
}

// BoolVarP registers a flag of the command line.
func BoolVarP(p *bool, name, shorthand string, value bool, usage string) {
	CommandLine.BoolVarP(p, name, shorthand, value, usage)
}

// Bool registers a flag of the command line.
func Bool(name string, value bool, usage string) *bool {
	return CommandLine.BoolP(name, "", value, usage)
}

// BoolP registers a flag of the command line.
func BoolP(name, shorthand string, value bool, usage string) *bool {
	return CommandLine.BoolP(name, shorthand, value, usage)
}
