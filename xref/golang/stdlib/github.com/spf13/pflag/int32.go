package pflag

import "strconv"

type int32Value int32

func (v *int32Value) String() string {
	return strconv.FormatInt(int64(*v), 10)
}

func (v *int32Value) Type() string {
	return "int32"
}

func (v *int32Value) Set(text string) error {
	parsed, err := strconv.ParseInt(text, 0, 32)
	*v = int32Value(parsed)
	return err
}

// GetInt32 returns the value of a flag of type int32.
func (f *FlagSet) GetInt32(name string) (value int32, err error) {
	err = f.get(name, "int32", (*int32Value)(&value))
	return value, err
}

// Int32Var registers a flag that is stored in p.
func (f *FlagSet) Int32Var(p *int32, name string, value int32, usage string) {
	f.Int32VarP(p, name, "", value, usage)
}

// Int32VarP is Int32Var with a shorthand.
func (f *FlagSet) Int32VarP(p *int32, name, shorthand string, value int32, usage string) {
	*p = value
	f.VarPF((*int32Value)(p), name, shorthand, usage)
}

// Int32 registers a flag and returns where it is stored.
func (f *FlagSet) Int32(name string, value int32, usage string) *int32 {
	p := new(int32)
	f.Int32VarP(p, name, "", value, usage)
	return p
}

// Int32P is Int32 with a shorthand.
func (f *FlagSet) Int32P(name, shorthand string, value int32, usage string) *int32 {
	p := new(int32)
	f.Int32VarP(p, name, shorthand, value, usage)
	return p
}

// Int32Var registers a flag of the command line.
func Int32Var(p *int32, name string, value int32, usage string) {
	CommandLine.Int32VarP(p, name, "", value, usage)
}

// Int32VarP registers a flag of the command line.
func Int32VarP(p *int32, name, shorthand string, value int32, usage string) {
	CommandLine.Int32VarP(p, name, shorthand, value, usage)
}

// Int32 registers a flag of the command line.
func Int32(name string, value int32, usage string) *int32 {
	return CommandLine.Int32P(name, "", value, usage)
}

// Int32P registers a flag of the command line.
func Int32P(name, shorthand string, value int32, usage string) *int32 {
	return CommandLine.Int32P(name, shorthand, value, usage)
}
