package pflag

type stringValue string

func (v *stringValue) String() string {
	return string(*v)
}

func (v *stringValue) Type() string {
	return "string"
}

func (v *stringValue) Set(text string) error {
	*v = stringValue(text)
	return nil
}

// GetString returns the value of a flag of type string.
func (f *FlagSet) GetString(name string) (value string, err error) {
	err = f.get(name, "string", (*stringValue)(&value))
	return value, err
}

// StringVar registers a flag that is stored in p.
func (f *FlagSet) StringVar(p *string, name string, value string, usage string) {
	f.StringVarP(p, name, "", value, usage)
}

// StringVarP is StringVar with a shorthand.
func (f *FlagSet) StringVarP(p *string, name, shorthand string, value string, usage string) {
	*p = value
	f.VarPF((*stringValue)(p), name, shorthand, usage)
}

// String registers a flag and returns where it is stored.
func (f *FlagSet) String(name string, value string, usage string) *string {
	p := new(string)
	f.StringVarP(p, name, "", value, usage)
	return p
}

// StringP is String with a shorthand.
func (f *FlagSet) StringP(name, shorthand string, value string, usage string) *string {
	p := new(string)
	f.StringVarP(p, name, shorthand, value, usage)
	return p
}

// StringVar registers a flag of the command line.
func StringVar(p *string, name string, value string, usage string) {
	CommandLine.StringVarP(p, name, "", value, usage)
}

// StringVarP registers a flag of the command line.
func StringVarP(p *string, name, shorthand string, value string, usage string) {
	CommandLine.StringVarP(p, name, shorthand, value, usage)
}

// String registers a flag of the command line.
func String(name string, value string, usage string) *string {
	return CommandLine.StringP(name, "", value, usage)
}

// StringP registers a flag of the command line.
func StringP(name, shorthand string, value string, usage string) *string {
	return CommandLine.StringP(name, shorthand, value, usage)
}
