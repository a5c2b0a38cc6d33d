package pflag

import "strconv"

type int64Value int64

func (v *int64Value) String() string {
	return strconv.FormatInt(int64(*v), 10)
}

func (v *int64Value) Type() string {
	return "int64"
}

func (v *int64Value) Set(text string) error {
	parsed, err := strconv.ParseInt(text, 0, 64)
	*v = int64Value(parsed)
	return err
}

// GetInt64 returns the value of a flag of type int64.
func (f *FlagSet) GetInt64(name string) (value int64, err error) {
	err = f.get(name, "int64", (*int64Value)(&value))
	return value, err
}

// Int64Var registers a flag that is stored in p.
func (f *FlagSet) Int64Var(p *int64, name string, value int64, usage string) {
	f.Int64VarP(p, name, "", value, usage)
}

// Int64VarP is Int64Var with a shorthand.
func (f *FlagSet) Int64VarP(p *int64, name, shorthand string, value int64, usage string) {
	*p = value
	f.VarPF((*int64Value)(p), name, shorthand, usage)
}

// Int64 registers a flag and returns where it is stored.
func (f *FlagSet) Int64(name string, value int64, usage string) *int64 {
	p := new(int64)
	f.Int64VarP(p, name, "", value, usage)
	return p
}

// Int64P is Int64 with a shorthand.
func (f *FlagSet) Int64P(name, shorthand string, value int64, usage string) *int64 {
	p := new(int64)
	f.Int64VarP(p, name, shorthand, value, usage)
	return p
}

// Int64Var registers a flag of the command line.
func Int64Var(p *int64, name string, value int64, usage string) {
	CommandLine.Int64VarP(p, name, "", value, usage)
}

// Int64VarP registers a flag of the command line.
func Int64VarP(p *int64, name, shorthand string, value int64, usage string) {
	CommandLine.Int64VarP(p, name, shorthand, value, usage)
}

// Int64 registers a flag of the command line.
func Int64(name string, value int64, usage string) *int64 {
	return CommandLine.Int64P(name, "", value, usage)
}

// Int64P registers a flag of the command line.
func Int64P(name, shorthand string, value int64, usage string) *int64 {
	return CommandLine.Int64P(name, shorthand, value, usage)
}
