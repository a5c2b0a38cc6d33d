package pflag

import "strconv"

type float64Value float64

func (v *float64Value) String() string {
	return strconv.FormatFloat(float64(*v), 'g', -1, 64)
}

func (v *float64Value) Type() string {
	return "float64"
}

func (v *float64Value) Set(text string) error {
	parsed, err := strconv.ParseFloat(text, 64)
	*v = float64Value(parsed)
	return err
}

// GetFloat64 returns the value of a flag of type float64.
func (f *FlagSet) GetFloat64(name string) (value float64, err error) {
	err = f.get(name, "float64", (*float64Value)(&value))
	return value, err
}

// Float64Var registers a flag that is stored in p.
func (f *FlagSet) Float64Var(p *float64, name string, value float64, usage string) {
	f.Float64VarP(p, name, "", value, usage)
}

// Float64VarP is Float64Var with a shorthand.
func (f *FlagSet) Float64VarP(p *float64, name, shorthand string, value float64, usage string) {
	*p = value
	f.VarPF((*float64Value)(p), name, shorthand, usage)
}

// Float64 registers a flag and returns where it is stored.
func (f *FlagSet) Float64(name string, value float64, usage string) *float64 {
	p := new(float64)
	f.Float64VarP(p, name, "", value, usage)
	return p
}

// Float64P is Float64 with a shorthand.
func (f *FlagSet) Float64P(name, shorthand string, value float64, usage string) *float64 {
	p := new(float64)
	f.Float64VarP(p, name, shorthand, value, usage)
	return p
}

// Float64Var registers a flag of the command line.
func Float64Var(p *float64, name string, value float64, usage string) {
	CommandLine.Float64VarP(p, name, "", value, usage)
}

// Float64VarP registers a flag of the command line.
func Float64VarP(p *float64, name, shorthand string, value float64, usage string) {
	CommandLine.Float64VarP(p, name, shorthand, value, usage)
}

// Float64 registers a flag of the command line.
func Float64(name string, value float64, usage string) *float64 {
	return CommandLine.Float64P(name, "", value, usage)
}

// Float64P registers a flag of the command line.
func Float64P(name, shorthand string, value float64, usage string) *float64 {
	return CommandLine.Float64P(name, shorthand, value, usage)
}
