package pflag

import "strconv"

type int8Value int8

func (v *int8Value) String() string {
	return strconv.FormatInt(int64(*v), 10)
}

func (v *int8Value) Type() string {
	return "int8"
}

func (v *int8Value) Set(text string) error {
	parsed, err := strconv.ParseInt(text, 0, 8)
	*v = int8Value(parsed)
	return err
}

// GetInt8 returns the value of a flag of type int8.
func (f *FlagSet) GetInt8(name string) (value int8, err error) {
	err = f.get(name, "int8", (*int8Value)(&value))
	return value, err
}

// Int8Var registers a flag that is stored in p.
func (f *FlagSet) Int8Var(p *int8, name string, value int8, usage string) {
	f.Int8VarP(p, name, "", value, usage)
}

// Int8VarP is Int8Var with a shorthand.
func (f *FlagSet) Int8VarP(p *int8, name, shorthand string, value int8, usage string) {
	*p = value
	f.VarPF((*int8Value)(p), name, shorthand, usage)
}

// Int8 registers a flag and returns where it is stored.
func (f *FlagSet) Int8(name string, value int8, usage string) *int8 {
	p := new(int8)
	f.Int8VarP(p, name, "", value, usage)
	return p
}

// Int8P is Int8 with a shorthand.
func (f *FlagSet) Int8P(name, shorthand string, value int8, usage string) *int8 {
	p := new(int8)
	f.Int8VarP(p, name, shorthand, value, usage)
	return p
}

// Int8Var registers a flag of the command line.
func Int8Var(p *int8, name string, value int8, usage string) {
	CommandLine.Int8VarP(p, name, "", value, usage)
}

// Int8VarP registers a flag of the command line.
func Int8VarP(p *int8, name, shorthand string, value int8, usage string) {
	CommandLine.Int8VarP(p, name, shorthand, value, usage)
}

// Int8 registers a flag of the command line.
func Int8(name string, value int8, usage string) *int8 {
	return CommandLine.Int8P(name, "", value, usage)
}

// Int8P registers a flag of the command line.
func Int8P(name, shorthand string, value int8, usage string) *int8 {
	return CommandLine.Int8P(name, shorthand, value, usage)
}
