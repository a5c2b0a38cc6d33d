package flag

import "time"

type durationValue time.Duration

func (v *durationValue) String() string {
	return time.Duration(*v).String()
}

func (v *durationValue) Set(text string) error {
	parsed, err := time.ParseDuration(text)
	*v = durationValue(parsed)
	return err
}

func (v *durationValue) Get() interface{} {
	return time.Duration(*v)
}

// DurationVar registers a flag that is stored in p.
func (f *FlagSet) DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	*p = value
	f.Var((*durationValue)(p), name, usage)
}

// Duration registers a flag and returns where it is stored.
func (f *FlagSet) Duration(name string, value time.Duration, usage string) *time.Duration {
	p := new(time.Duration)
	f.DurationVar(p, name, value, usage)
	return p
}

// DurationVar registers a flag of the command line.
func DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	CommandLine.DurationVar(p, name, value, usage)
}

// Duration registers a flag of the command line.
func Duration(name string, value time.Duration, usage string) *time.Duration {
	return CommandLine.Duration(name, value, usage)
}
