package pflag

import "time"

type durationValue time.Duration

func (v *durationValue) String() string {
	return time.Duration(*v).String()
}

func (v *durationValue) Type() string {
	return "duration"
}

func (v *durationValue) Set(text string) error {
	parsed, err := time.ParseDuration(text)
	*v = durationValue(parsed)
	return err
}

// GetDuration returns the value of a flag of type duration.
func (f *FlagSet) GetDuration(name string) (value time.Duration, err error) {
	err = f.get(name, "duration", (*durationValue)(&value))
	return value, err
}

// DurationVar registers a flag that is stored in p.
func (f *FlagSet) DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	f.DurationVarP(p, name, "", value, usage)
}

// DurationVarP is DurationVar with a shorthand.
func (f *FlagSet) DurationVarP(p *time.Duration, name, shorthand string, value time.Duration, usage string) {
	*p = value
	f.VarPF((*durationValue)(p), name, shorthand, usage)
}

// Duration registers a flag and returns where it is stored.
func (f *FlagSet) Duration(name string, value time.Duration, usage string) *time.Duration {
	p := new(time.Duration)
	f.DurationVarP(p, name, "", value, usage)
	return p
}

// DurationP is Duration with a shorthand.
func (f *FlagSet) DurationP(name, shorthand string, value time.Duration, usage string) *time.Duration {
	p := new(time.Duration)
	f.DurationVarP(p, name, shorthand, value, usage)
	return p
}

// DurationVar registers a flag of the command line.
func DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	CommandLine.DurationVarP(p, name, "", value, usage)
}

// DurationVarP registers a flag of the command line.
func DurationVarP(p *time.Duration, name, shorthand string, value time.Duration, usage string) {
	CommandLine.DurationVarP(p, name, shorthand, value, usage)
}

// Duration registers a flag of the command line.
func Duration(name string, value time.Duration, usage string) *time.Duration {
	return CommandLine.DurationP(name, "", value, usage)
}

// DurationP registers a flag of the command line.
func DurationP(name, shorthand string, value time.Duration, usage string) *time.Duration {
	return CommandLine.DurationP(name, shorthand, value, usage)
}
