package flag

type funcValue func(string) error

func (v funcValue) String() string {
	return ""
}

func (v funcValue) Set(text string) error {
	return v(text)
}

type boolFuncValue func(string) error

func (v boolFuncValue) String() string {
	return ""
}

func (v boolFuncValue) Set(text string) error {
	return v(text)
}

func (v boolFuncValue) IsBoolFlag() bool {
	return true
}

// Func registers a flag that calls fn when it is set.
func (f *FlagSet) Func(name, usage string, fn func(string) error) {
	f.Var(funcValue(fn), name, usage)
}

// BoolFunc is Func for a flag without a value.
func (f *FlagSet) BoolFunc(name, usage string, fn func(string) error) {
	f.Var(boolFuncValue(fn), name, usage)
}

// Func registers a flag of the command line.
func Func(name, usage string, fn func(string) error) {
	CommandLine.Func(name, usage, fn)
}

// BoolFunc registers a flag of the command line.
func BoolFunc(name, usage string, fn func(string) error) {
	CommandLine.BoolFunc(name, usage, fn)
}

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

func (v textValue) Set(text string) error {
	return v.p.UnmarshalText([]byte(text))
}

func (v textValue) Get() interface{} {
	return v.p
}

// TextVar registers a flag that is stored in p; the default reaches p by way of its text.
func (f *FlagSet) TextVar(p textUnmarshaler, name string, value textMarshaler, usage string) {
	octets, err := value.MarshalText()
	if err == nil {
		err = p.UnmarshalText(octets)
	}
	if err != nil {
		panic(err)
	}
	f.Var(textValue{p}, name, usage)
}

// TextVar registers a flag of the command line.
func TextVar(p textUnmarshaler, name string, value textMarshaler, usage string) {
	CommandLine.TextVar(p, name, value, usage)
}
