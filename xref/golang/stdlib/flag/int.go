package flag

import "strconv"

type intValue int

func (v *intValue) String() string {
	return strconv.FormatInt(int64(*v), 10)
}

func (v *intValue) Set(text string) error {
	parsed, err := strconv.ParseInt(text, 0, 64)
	*v = intValue(parsed)
	return err
}

func (v *intValue) Get() interface{} {
	return int(*v)
}

// IntVar registers a flag that is stored in p.
func (f *FlagSet) IntVar(p *int, name string, value int, usage string) {
	*p = value
	f.Var((*intValue)(p), name, usage)
}

// Int registers a flag and returns where it is stored.
func (f *FlagSet) Int(name string, value int, usage string) *int {
	p := new(int)
	f.IntVar(p, name, value, usage)
	return p
}

// IntVar registers a flag of the command line.
func IntVar(p *int, name string, value int, usage string) {
	CommandLine.IntVar(p, name, value, usage)
}

// Int registers a flag of the command line.
func Int(name string, value int, usage string) *int {
	return CommandLine.Int(name, value, usage)
}
