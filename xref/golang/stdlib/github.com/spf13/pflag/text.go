package pflag

type textMarshaler interface {
	MarshalText() (text []byte, err error)
}

type textUnmarshaler interface {
	UnmarshalText(text []byte) error
}

type textValue struct {
	p textUnmarshaler
}

func (v textValue) String() string {
	text := ""
	if from, ok := v.p.(textMarshaler); ok {
		octets, err := from.MarshalText()
		if err == nil {
			text = string(octets)
		}
	}
	return text
}

// Type is empty: pflag asks for the name of a pointer's type, which has none.
func (v textValue) Type() string {
	return ""
}

func (v textValue) Set(text string) error {
	return v.p.UnmarshalText([]byte(text))
}

// TextVar registers a flag that is stored in p; the default reaches p by way of its text.
func (f *FlagSet) TextVar(p textUnmarshaler, name string, value textMarshaler, usage string) {
	f.TextVarP(p, name, "", value, usage)
}

// TextVarP is TextVar with a shorthand.
func (f *FlagSet) TextVarP(p textUnmarshaler, name, shorthand string, value textMarshaler, usage string) {
	octets, err := value.MarshalText()
	if err == nil {
		err = p.UnmarshalText(octets)
	}
	if err != nil {
		panic(err)
	}
	f.VarPF(textValue{p}, name, shorthand, usage)
}

// TextVar registers a flag of the command line.
func TextVar(p textUnmarshaler, name string, value textMarshaler, usage string) {
	CommandLine.TextVarP(p, name, "", value, usage)
}

// TextVarP registers a flag of the command line.
func TextVarP(p textUnmarshaler, name, shorthand string, value textMarshaler, usage string) {
	CommandLine.TextVarP(p, name, shorthand, value, usage)
}
