package pflag

type stringArrayValue struct {
	value   *[]string
	changed bool
}

func (v *stringArrayValue) String() string {
	return "[" + joinCSV(*v.value) + "]"
}

func (v *stringArrayValue) Type() string {
	return "stringArray"
}

func (v *stringArrayValue) Set(text string) error {
	if v.changed {
		*v.value = append(*v.value, text)
	} else {
		*v.value = []string{text}
	}
	v.changed = true
	return nil
}

func (v *stringArrayValue) Append(text string) error {
	*v.value = append(*v.value, text)
	return nil
}

func (v *stringArrayValue) Replace(texts []string) error {
	*v.value = texts
	return nil
}

func (v *stringArrayValue) GetSlice() []string {
	return *v.value
}

// GetStringArray returns the value of a flag of type stringArray.
func (f *FlagSet) GetStringArray(name string) ([]string, error) {
	text, err := f.text(name, "stringArray")
	if err != nil {
		return []string{}, err
	}
	return splitCSV(text[1 : len(text)-1])
}

// StringArrayVar registers a flag that is stored in p.
func (f *FlagSet) StringArrayVar(p *[]string, name string, value []string, usage string) {
	f.StringArrayVarP(p, name, "", value, usage)
}

// StringArrayVarP is StringArrayVar with a shorthand.
func (f *FlagSet) StringArrayVarP(p *[]string, name, shorthand string, value []string, usage string) {
	*p = value
	f.VarPF(&stringArrayValue{value: p}, name, shorthand, usage)
}

// StringArray registers a flag and returns where it is stored.
func (f *FlagSet) StringArray(name string, value []string, usage string) *[]string {
	p := new([]string)
	f.StringArrayVarP(p, name, "", value, usage)
	return p
}

// StringArrayP is StringArray with a shorthand.
func (f *FlagSet) StringArrayP(name, shorthand string, value []string, usage string) *[]string {
	p := new([]string)
	f.StringArrayVarP(p, name, shorthand, value, usage)
	return p
}

// StringArrayVar registers a flag of the command line.
func StringArrayVar(p *[]string, name string, value []string, usage string) {
	CommandLine.StringArrayVarP(p, name, "", value, usage)
}

// StringArrayVarP registers a flag of the command line.
func StringArrayVarP(p *[]string, name, shorthand string, value []string, usage string) {
	CommandLine.StringArrayVarP(p, name, shorthand, value, usage)
}

// StringArray registers a flag of the command line.
func StringArray(name string, value []string, usage string) *[]string {
	return CommandLine.StringArrayP(name, "", value, usage)
}

// StringArrayP registers a flag of the command line.
func StringArrayP(name, shorthand string, value []string, usage string) *[]string {
	return CommandLine.StringArrayP(name, shorthand, value, usage)
}
