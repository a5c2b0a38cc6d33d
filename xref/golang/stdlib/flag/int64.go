package flag

import "strconv"

type int64Value int64

func (v *int64Value) String() string {
	return strconv.FormatInt(int64(*v), 10)
}

func (v *int64Value) Set(text string) error {
	parsed, err := strconv.ParseInt(text, 0, 64)
	*v = int64Value(parsed)
	return err
}

func (v *int64Value) Get() interface{} {
	return int64(*v)
}

// Int64Var registers a flag that is stored in p.
func (f *FlagSet) Int64Var(p *int64, name string, value int64, usage string) {
	*p = value
	f.Var((*int64Value)(p), name, usage)
}

// Int64 registers a flag and returns where it is stored.
func (f *FlagSet) Int64(name string, value int64, usage string) *int64 {
	p := new(int64)
	f.Int64Var(p, name, value, usage)
	return p
}

// Int64Var registers a flag of the command line.
func Int64Var(p *int64, name string, value int64, usage string) {
	CommandLine.Int64Var(p, name, value, usage)
}

// Int64 registers a flag of the command line.
func Int64(name string, value int64, usage string) *int64 {
	return CommandLine.Int64(name, value, usage)
}
