package flag

type stringValue string

func (v *stringValue) String() string {
	return string(*v)
}

func (v *stringValue) Set(text string) error {
	*v = stringValue(text)
	return nil
}

func (v *stringValue) Get() interface{} {
	return string(*v)
}

// StringVar registers a flag that is stored in p.
func (f *FlagSet) StringVar(p *string, name string, value string, usage string) {
	*p = value
	f.Var((*stringValue)(p), name, usage)
}

// String registers a flag and returns where it is stored.
func (f *FlagSet) String(name string, value string, usage string) *string {
	p := new(string)
	f.StringVar(p, name, value, usage)
	return p
}

// StringVar registers a flag of the command line.
func StringVar(p *string, name string, value string, usage string) {
	CommandLine.StringVar(p, name, value, usage)
}

// String registers a flag of the command line.
func String(name string, value string, usage string) *string {
	return CommandLine.String(name, value, usage)
}
