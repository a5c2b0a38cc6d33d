package pflag

import (
	goflag "flag"
	"fmt"
	"io"
	"os"
	"sort"
)

// FlagSet is a set of flags.
type FlagSet struct {
	Usage                func()
	SortFlags            bool
	ParseErrorsAllowlist ParseErrorsAllowlist
	ParseErrorsWhitelist ParseErrorsAllowlist

	name          string
	parsed        bool
	formal        map[NormalizedName]*Flag
	ordered       []*Flag
	sorted        []*Flag
	actual        map[NormalizedName]*Flag
	orderedActual []*Flag
	shorthands    map[byte]*Flag
	args          []string
	argsLenAtDash int
	errorHandling ErrorHandling
	output        io.Writer
	interspersed  bool
	normalize     func(f *FlagSet, name string) NormalizedName
	goFlagSets    []*goflag.FlagSet
}

// CommandLine is the set of the functions of this package.
var CommandLine = NewFlagSet(os.Args[0], ExitOnError)

// Usage prints the usage of CommandLine.
var Usage = func() {
	fmt.Fprintf(os.Stderr, "Usage of %s:\n", os.Args[0])
	PrintDefaults()
}

// NewFlagSet makes an empty set.
func NewFlagSet(name string, errorHandling ErrorHandling) *FlagSet {
	return &FlagSet{
		SortFlags:     true,
		name:          name,
		errorHandling: errorHandling,
		argsLenAtDash: -1,
		interspersed:  true,
	}
}

// Init sets the name and the handling of errors.
func (f *FlagSet) Init(name string, errorHandling ErrorHandling) {
	f.name = name
	f.errorHandling = errorHandling
	f.argsLenAtDash = -1
}

// Name is the name of the set.
func (f *FlagSet) Name() string {
	return f.name
}

func (f *FlagSet) normalized(name string) NormalizedName {
	key := NormalizedName(name)
	if f.normalize != nil {
		key = f.normalize(f, name)
	}
	return key
}

// SetNormalizeFunc sets the function for names and renames what the set holds already.
func (f *FlagSet) SetNormalizeFunc(n func(f *FlagSet, name string) NormalizedName) {
	f.normalize = n
	f.sorted = nil
	for _, name := range sortedNames(f.formal) {
		before := NormalizedName(name)
		flag := f.formal[before]
		after := f.normalized(flag.Name)
		if before == after {
			continue
		}
		flag.Name = string(after)
		delete(f.formal, before)
		f.formal[after] = flag
		if f.actual[before] != nil {
			delete(f.actual, before)
			f.actual[after] = flag
		}
	}
}

// GetNormalizeFunc returns the function for names; one that changes nothing if none was set.
func (f *FlagSet) GetNormalizeFunc() func(f *FlagSet, name string) NormalizedName {
	if f.normalize != nil {
		return f.normalize
	}
	return func(f *FlagSet, name string) NormalizedName { return NormalizedName(name) }
}

func sortedNames(flags map[NormalizedName]*Flag) []string {
	names := make([]string, 0, len(flags))
	for name := range flags {
		names = append(names, string(name))
	}
	sort.Strings(names)
	return names
}

func sortFlags(flags map[NormalizedName]*Flag) []*Flag {
	names := sortedNames(flags)
	out := make([]*Flag, len(names))
	for i, name := range names {
		out[i] = flags[NormalizedName(name)]
	}
	return out
}

// all returns the flags in the order of VisitAll.
func (f *FlagSet) all() []*Flag {
	if !f.SortFlags {
		return f.ordered
	}
	if len(f.sorted) != len(f.formal) {
		f.sorted = sortFlags(f.formal)
	}
	return f.sorted
}

// VisitAll calls fn for each flag, by name, or as registered if SortFlags is off.
func (f *FlagSet) VisitAll(fn func(*Flag)) {
	for _, flag := range f.all() {
		fn(flag)
	}
}

// Visit is VisitAll for the flags that were set.
func (f *FlagSet) Visit(fn func(*Flag)) {
	flags := f.orderedActual
	if f.SortFlags {
		flags = sortFlags(f.actual)
	}
	for _, flag := range flags {
		fn(flag)
	}
}

// Lookup returns the flag of that name, or nil.
func (f *FlagSet) Lookup(name string) *Flag {
	return f.formal[f.normalized(name)]
}

// ShorthandLookup returns the flag of that shorthand, or nil; it panics if name is longer than a letter.
func (f *FlagSet) ShorthandLookup(name string) *Flag {
	if name == "" {
		return nil
	}
	if len(name) > 1 {
		panic(fmt.Sprintf("can not look up shorthand which is more than one ASCII character: %q", name))
	}
	return f.shorthands[name[0]]
}

// HasFlags tells whether the set holds flags.
func (f *FlagSet) HasFlags() bool {
	return len(f.formal) > 0
}

// HasAvailableFlags tells whether the set holds flags that are not hidden.
func (f *FlagSet) HasAvailableFlags() bool {
	for _, flag := range f.formal {
		if !flag.Hidden {
			return true
		}
	}
	return false
}

// SetInterspersed says whether flags may follow arguments.
func (f *FlagSet) SetInterspersed(interspersed bool) {
	f.interspersed = interspersed
}

// SetOutput sets where messages go; nil is the standard error.
func (f *FlagSet) SetOutput(output io.Writer) {
	f.output = output
}

// Output is where messages go.
func (f *FlagSet) Output() io.Writer {
	if f.output == nil {
		return os.Stderr
	}
	return f.output
}

// Parsed tells whether Parse was called.
func (f *FlagSet) Parsed() bool {
	return f.parsed
}

// Args returns the arguments that are no flags.
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

// ArgsLenAtDash is the number of arguments before "--", -1 without one.
func (f *FlagSet) ArgsLenAtDash() int {
	return f.argsLenAtDash
}
