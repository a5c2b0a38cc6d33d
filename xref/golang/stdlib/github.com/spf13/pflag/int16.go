package pflag

import "strconv"

type int16Value int16

func (v *int16Value) String() string {
	return strconv.FormatInt(int64(*v), 10)
}

func (v *int16Value) Type() string {
	return "int16"
}

func (v *int16Value) Set(text string) error {
	parsed, err := strconv.ParseInt(text, 0, 16)
	*v = int16Value(parsed)
	return err
}

// GetInt16 returns the value of a flag of type int16.
func (f *FlagSet) GetInt16(name string) (value int16, err error) {
	err = f.get(name, "int16", (*int16Value)(&value))
	return value, err
}

// Int16Var registers a flag that is stored in p.
func (f *FlagSet) Int16Var(p *int16, name string, value int16, usage string) {
	f.Int16VarP(p, name, "", value, usage)
}

// Int16VarP is Int16Var with a shorthand.
func (f *FlagSet) Int16VarP(p *int16, name, shorthand string, value int16, usage string) {
	*p = value
	f.VarPF((*int16Value)(p), name, shorthand, usage)
}

// Int16 registers a flag and returns where it is stored.
func (f *FlagSet) Int16(name string, value int16, usage string) *int16 {
	p := new(int16)
	f.Int16VarP(p, name, "", value, usage)
	return p
}

// Int16P is Int16 with a shorthand.
func (f *FlagSet) Int16P(name, shorthand string, value int16, usage string) *int16 {
	p := new(int16)
	f.Int16VarP(p, name, shorthand, value, usage)
	return p
}

// Int16Var registers a flag of the command line.
func Int16Var(p *int16, name string, value int16, usage string) {
	CommandLine.Int16VarP(p, name, "", value, usage)
}

// Int16VarP registers a flag of the command line.
func Int16VarP(p *int16, name, shorthand string, value int16, usage string) {
	CommandLine.Int16VarP(p, name, shorthand, value, usage)
}

// Int16 registers a flag of the command line.
func Int16(name string, value int16, usage string) *int16 {
	return CommandLine.Int16P(name, "", value, usage)
}

// Int16P registers a flag of the command line.
func Int16P(name, shorthand string, value int16, usage string) *int16 {
	return CommandLine.Int16P(name, shorthand, value, usage)
}
