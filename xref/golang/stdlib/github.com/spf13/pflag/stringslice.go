package pflag

type stringSliceValue struct {
	value   *[]string
	changed bool
}

func (v *stringSliceValue) String() string {
	return "[" + joinCSV(*v.value) + "]"
}

func (v *stringSliceValue) Type() string {
	return "stringSlice"
}

func (v *stringSliceValue) Set(text string) error {
	parsed, err := splitCSV(text)
	if err != nil {
		return err
	}
	if v.changed {
		parsed = append(*v.value, parsed...)
	}
	*v.value = parsed
	v.changed = true
	return nil
}

func (v *stringSliceValue) Append(text string) error {
	*v.value = append(*v.value, text)
	return nil
}

func (v *stringSliceValue) Replace(texts []string) error {
	*v.value = texts
	return nil
}

func (v *stringSliceValue) GetSlice() []string {
	return *v.value
}

// GetStringSlice returns the value of a flag of type stringSlice.
func (f *FlagSet) GetStringSlice(name string) ([]string, error) {
	text, err := f.text(name, "stringSlice")
	if err != nil {
		return []string{}, err
	}
	return splitCSV(text[1 : len(text)-1])
}

// StringSliceVar registers a flag that is stored in p.
func (f *FlagSet) StringSliceVar(p *[]string, name string, value []string, usage string) {
	f.StringSliceVarP(p, name, "", value, usage)
}

// StringSliceVarP is StringSliceVar with a shorthand.
func (f *FlagSet) StringSliceVarP(p *[]string, name, shorthand string, value []string, usage string) {
	*p = value
	f.VarPF(&stringSliceValue{value: p}, name, shorthand, usage)
}

// StringSlice registers a flag and returns where it is stored.
func (f *FlagSet) StringSlice(name string, value []string, usage string) *[]string {
	p := new([]string)
	f.StringSliceVarP(p, name, "", value, usage)
	return p
}

// StringSliceP is StringSlice with a shorthand.
func (f *FlagSet) StringSliceP(name, shorthand string, value []string, usage string) *[]string {
	p := new([]string)
	f.StringSliceVarP(p, name, shorthand, value, usage)
	return p
}

// StringSliceVar registers a flag of the command line.
func StringSliceVar(p *[]string, name string, value []string, usage string) {
	CommandLine.StringSliceVarP(p, name, "", value, usage)
}

// StringSliceVarP registers a flag of the command line.
func StringSliceVarP(p *[]string, name, shorthand string, value []string, usage string) {
	CommandLine.StringSliceVarP(p, name, shorthand, value, usage)
}

// StringSlice registers a flag of the command line.
func StringSlice(name string, value []string, usage string) *[]string {
	return CommandLine.StringSliceP(name, "", value, usage)
}

// StringSliceP registers a flag of the command line.
func StringSliceP(name, shorthand string, value []string, usage string) *[]string {
	return CommandLine.StringSliceP(name, shorthand, value, usage)
}
