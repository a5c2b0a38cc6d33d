package pflag

import "strconv"

type intValue int

func (v *intValue) String() string {
	return strconv.FormatInt(int64(*v), 10)
}

func (v *intValue) Type() string {
	return "int"
}

func (v *intValue) Set(text string) error {
	parsed, err := strconv.ParseInt(text, 0, 64)
	*v = intValue(parsed)
	return err
}

// GetInt returns the value of a flag of type int.
func (f *FlagSet) GetInt(name string) (value int, err error) {
	err = f.get(name, "int", (*intValue)(&value))
	return value, err
}

// IntVar registers a flag that is stored in p.
func (f *FlagSet) IntVar(p *int, name string, value int, usage string) {
	f.IntVarP(p, name, "", value, usage)
}

// IntVarP is IntVar with a shorthand.
func (f *FlagSet) IntVarP(p *int, name, shorthand string, value int, usage string) {
	*p = value
	f.VarPF((*intValue)(p), name, shorthand, usage)
}

// Int registers a flag and returns where it is stored.
func (f *FlagSet) Int(name string, value int, usage string) *int {
	p := new(int)
	f.IntVarP(p, name, "", value, usage)
	return p
}

// IntP is Int with a shorthand.
func (f *FlagSet) IntP(name, shorthand string, value int, usage string) *int {
	p := new(int)
	f.IntVarP(p, name, shorthand, value, usage)
	return p
}

// IntVar registers a flag of the command line.
func IntVar(p *int, name string, value int, usage string) {
	CommandLine.IntVarP(p, name, "", value, usage)
}

// IntVarP registers a flag of the command line.
func IntVarP(p *int, name, shorthand string, value int, usage string) {
	CommandLine.IntVarP(p, name, shorthand, value, usage)
}

// Int registers a flag of the command line.
func Int(name string, value int, usage string) *int {
	return CommandLine.IntP(name, "", value, usage)
}

// IntP registers a flag of the command line.
func IntP(name, shorthand string, value int, usage string) *int {
	return CommandLine.IntP(name, shorthand, value, usage)
}
