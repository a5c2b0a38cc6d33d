package flag

import "strconv"

type float64Value float64

func (v *float64Value) String() string {
	return strconv.FormatFloat(float64(*v), 'g', -1, 64)
}

func (v *float64Value) Set(text string) error {
	parsed, err := strconv.ParseFloat(text, 64)
	*v = float64Value(parsed)
	return err
}

func (v *float64Value) Get() interface{} {
	return float64(*v)
}

// Float64Var registers a flag that is stored in p.
func (f *FlagSet) Float64Var(p *float64, name string, value float64, usage string) {
	*p = value
	f.Var((*float64Value)(p), name, usage)
}

// Float64 registers a flag and returns where it is stored.
func (f *FlagSet) Float64(name string, value float64, usage string) *float64 {
	p := new(float64)
	f.Float64Var(p, name, value, usage)
	return p
}

// Float64Var registers a flag of the command line.
func Float64Var(p *float64, name string, value float64, usage string) {
	CommandLine.Float64Var(p, name, value, usage)
}

// Float64 registers a flag of the command line.
func Float64(name string, value float64, usage string) *float64 {
	return CommandLine.Float64(name, value, usage)
}
