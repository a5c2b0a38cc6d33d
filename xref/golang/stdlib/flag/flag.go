// Package flag is the standard library's, as far as it can be seen when flags are registered.
// The names of the value types are those of the standard library: pflag shows them to users.
package flag

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
)

// ErrHelp is the error of Parse when help is asked for and no such flag is registered.
var ErrHelp = errors.New("flag: help requested")

// ErrorHandling says what Parse does with an error.
type ErrorHandling int

const (
	ContinueOnError ErrorHandling = iota
	ExitOnError
	PanicOnError
)

// Value is where a flag is stored.
type Value interface {
	String() string
	Set(string) error
}

// Getter is a Value whose content can be read.
type Getter interface {
	Value
	Get() interface{}
}

// Flag is one flag.
type Flag struct {
	Name     string
	Usage    string
	Value    Value
	DefValue string
}

// FlagSet is a set of flags.
type FlagSet struct {
	Usage func()

	name          string
	parsed        bool
	actual        map[string]*Flag
	formal        map[string]*Flag
	args          []string
	errorHandling ErrorHandling
	output        io.Writer
}

// CommandLine is the set of the functions of this package.
var CommandLine = NewFlagSet(os.Args[0], ExitOnError)

// Usage prints the usage of CommandLine.
var Usage = func() {
	fmt.Fprintf(CommandLine.Output(), "Usage of %s:\n", os.Args[0])
	PrintDefaults()
}

// NewFlagSet makes an empty set.
func NewFlagSet(name string, errorHandling ErrorHandling) *FlagSet {
	return &FlagSet{name: name, errorHandling: errorHandling}
}

// Init sets the name and the handling of errors.
func (f *FlagSet) Init(name string, errorHandling ErrorHandling) {
	f.name = name
	f.errorHandling = errorHandling
}

// Name is the name of the set.
func (f *FlagSet) Name() string {
	return f.name
}

// ErrorHandling is the handling of errors of the set.
func (f *FlagSet) ErrorHandling() ErrorHandling {
	return f.errorHandling
}

// Output is where messages go.
func (f *FlagSet) Output() io.Writer {
	if f.output == nil {
		return os.Stderr
	}
	return f.output
}

// SetOutput sets where messages go; nil is the standard error.
func (f *FlagSet) SetOutput(output io.Writer) {
	f.output = output
}

// Var registers a flag of any Value; it panics where the name is taken.
func (f *FlagSet) Var(value Value, name string, usage string) {
	if f.formal[name] != nil {
		text := "flag redefined: " + name
		if f.name != "" {
			text = f.name + " " + text
		}
		panic(text)
	}
	if f.formal == nil {
		f.formal = map[string]*Flag{}
	}
	f.formal[name] = &Flag{name, usage, value, value.String()}
}

func sortFlags(flags map[string]*Flag) []*Flag {
	names := make([]string, 0, len(flags))
	for name := range flags {
		names = append(names, name)
	}
	sort.Strings(names)
	out := make([]*Flag, len(names))
	for i, name := range names {
		out[i] = flags[name]
	}
	return out
}

// VisitAll calls fn for each flag, by name.
func (f *FlagSet) VisitAll(fn func(*Flag)) {
	for _, flag := range sortFlags(f.formal) {
		fn(flag)
	}
}

// Visit calls fn for each flag that was set, by name.
func (f *FlagSet) Visit(fn func(*Flag)) {
	for _, flag := range sortFlags(f.actual) {
		fn(flag)
	}
}

// Lookup returns the flag of that name, or nil.
func (f *FlagSet) Lookup(name string) *Flag {
	return f.formal[name]
}

// Set sets a flag by its name.
func (f *FlagSet) Set(name, value string) error {
	flag := f.formal[name]
	if flag == nil {
		return fmt.Errorf("no such flag -%v", name)
	}
	if err := flag.Value.Set(value); err != nil {
		return err
	}
	if f.actual == nil {
		f.actual = map[string]*Flag{}
	}
	f.actual[name] = flag
	return nil
}

// Parsed tells whether Parse was called.
func (f *FlagSet) Parsed() bool {
	return f.parsed
}

// Args returns the arguments after the flags.
func (f *FlagSet) Args() []string {
	return f.args
}

// Arg returns one of Args, "" if there are fewer.
func (f *FlagSet) Arg(i int) string {
	if i < 0 || i >= len(f.args) {
		return ""
	}
	return f.args[i]
}

// NArg is the length of Args.
func (f *FlagSet) NArg() int {
	return len(f.args)
}

// NFlag is the number of flags that were set.
func (f *FlagSet) NFlag() int {
	return len(f.actual)
}
