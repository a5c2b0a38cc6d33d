package pflag

import "strconv"

type float32Value float32

func (v *float32Value) String() string {
	return strconv.FormatFloat(float64(*v), 'g', -1, 32)
}

func (v *float32Value) Type() string {
	return "float32"
}

func (v *float32Value) Set(text string) error {
	parsed, err := strconv.ParseFloat(text, 32)
	*v = float32Value(parsed)
	return err
}

// GetFloat32 returns the value of a flag of type float32.
func (f *FlagSet) GetFloat32(name string) (value float32, err error) {
	err = f.get(name, "float32", (*float32Value)(&value))
	return value, err
}

// Float32Var registers a flag that is stored in p.
func (f *FlagSet) Float32Var(p *float32, name string, value float32, usage string) {
	f.Float32VarP(p, name, "", value, usage)
}

// Float32VarP is Float32Var with a shorthand.
func (f *FlagSet) Float32VarP(p *float32, name, shorthand string, value float32, usage string) {
	*p = value
	f.VarPF((*float32Value)(p), name, shorthand, usage)
}

// Float32 registers a flag and returns where it is stored.
func (f *FlagSet) Float32(name string, value float32, usage string) *float32 {
	p := new(float32)
	f.Float32VarP(p, name, "", value, usage)
	return p
}

// Float32P is Float32 with a shorthand.
func (f *FlagSet) Float32P(name, shorthand string, value float32, usage string) *float32 {
	p := new(float32)
	f.Float32VarP(p, name, shorthand, value, usage)
	return p
}

// Float32Var registers a flag of the command line.
func Float32Var(p *float32, name string, value float32, usage string) {
	CommandLine.Float32VarP(p, name, "", value, usage)
}

// Float32VarP registers a flag of the command line.
func Float32VarP(p *float32, name, shorthand string, value float32, usage string) {
	CommandLine.Float32VarP(p, name, shorthand, value, usage)
}

// Float32 registers a flag of the command line.
func Float32(name string, value float32, usage string) *float32 {
	return CommandLine.Float32P(name, "", value, usage)
}

// Float32P registers a flag of the command line.
func Float32P(name, shorthand string, value float32, usage string) *float32 {
	return CommandLine.Float32P(name, shorthand, value, usage)
}
