package pflag

type funcValue func(string) error

func (v funcValue) String() string {
	return ""
}

func (v funcValue) Type() string {
	return "func"
}

func (v funcValue) Set(text string) error {
	return v(text)
}

type boolFuncValue func(string) error

func (v boolFuncValue) String() string {
	return ""
}

func (v boolFuncValue) Type() string {
	return "boolfunc"
}

func (v boolFuncValue) Set(text string) error {
	return v(text)
}

func (v boolFuncValue) IsBoolFlag() bool {
	return true
}

// Func registers a flag that calls fn when it is set.
func (f *FlagSet) Func(name string, usage string, fn func(string) error) {
	f.VarPF(funcValue(fn), name, "", usage)
}

// FuncP is Func with a shorthand.
func (f *FlagSet) FuncP(name string, shorthand string, usage string, fn func(string) error) {
	f.VarPF(funcValue(fn), name, shorthand, usage)
}

// BoolFunc is Func for a flag without a value.
func (f *FlagSet) BoolFunc(name string, usage string, fn func(string) error) {
	f.BoolFuncP(name, "", usage, fn)
}

// BoolFuncP is BoolFunc with a shorthand.
func (f *FlagSet) BoolFuncP(name, shorthand string, usage string, fn func(string) error) {
	f.VarPF(boolFuncValue(fn), name, shorthand, usage).NoOptDefVal = "true"
}

// Func registers a flag of the command line.
func Func(name string, usage string, fn func(string) error) {
	CommandLine.FuncP(name, "", usage, fn)
}

// FuncP registers a flag of the command line.
func FuncP(name, shorthand string, usage string, fn func(string) error) {
	CommandLine.FuncP(name, shorthand, usage, fn)
}

// BoolFunc registers a flag of the command line.
func BoolFunc(name string, usage string, fn func(string) error) {
	CommandLine.BoolFuncP(name, "", usage, fn)
}

// BoolFuncP registers a flag of the command line.
func BoolFuncP(name, shorthand string, usage string, fn func(string) error) {
	CommandLine.BoolFuncP(name, shorthand, usage, fn)
}
