// Package pflag has the API of github.com/spf13/pflag 1.0.3, and most of what 1.0.10 added, for trees
// that do not hold its source.
// What can be seen when flags are registered is exact: names, types, default texts, clashes.
package pflag

import (
	"errors"
	"fmt"
)

// ErrHelp is the error of Parse when help is asked for and no such flag is registered.
var ErrHelp = errors.New("pflag: help requested")

// ErrorHandling says what Parse does with an error.
type ErrorHandling int

const (
	ContinueOnError ErrorHandling = iota
	ExitOnError
	PanicOnError
)

// ParseErrorsAllowlist names the errors that Parse passes over.
type ParseErrorsAllowlist struct {
	UnknownFlags bool
}

// ParseErrorsWhitelist is the name that ParseErrorsAllowlist had before 1.0.8.
type ParseErrorsWhitelist = ParseErrorsAllowlist

// NormalizedName is a flag's name after the set's normalising function.
type NormalizedName string

// Value is where a flag is stored.
type Value interface {
	String() string
	Set(string) error
	Type() string
}

// SliceValue is a Value that holds a list.
type SliceValue interface {
	Append(string) error
	Replace([]string) error
	GetSlice() []string
}

// Flag is one flag.
type Flag struct {
	Name                string
	Shorthand           string
	Usage               string
	Value               Value
	DefValue            string
	Changed             bool
	NoOptDefVal         string
	Deprecated          string
	Hidden              bool
	ShorthandDeprecated string
	Annotations         map[string][]string
}

// Var registers a flag of any Value.
func (f *FlagSet) Var(value Value, name string, usage string) {
	f.VarPF(value, name, "", usage)
}

// VarP is Var with a shorthand.
func (f *FlagSet) VarP(value Value, name, shorthand, usage string) {
	f.VarPF(value, name, shorthand, usage)
}

// VarPF is VarP and returns the flag.
func (f *FlagSet) VarPF(value Value, name, shorthand, usage string) *Flag {
	flag := &Flag{Name: name, Shorthand: shorthand, Usage: usage, Value: value, DefValue: value.String()}
	f.AddFlag(flag)
	return flag
}

// AddFlag adds a flag; it panics where the name or the shorthand is taken.
func (f *FlagSet) AddFlag(flag *Flag) {
	name := f.normalized(flag.Name)
	if f.formal[name] != nil {
		panic(fmt.Sprintf("%s flag redefined: %s", f.name, flag.Name))
	}
	if f.formal == nil {
		f.formal = map[NormalizedName]*Flag{}
	}
	flag.Name = string(name)
	f.formal[name] = flag
	f.ordered = append(f.ordered, flag)
	if flag.Shorthand != "" {
		f.addShorthand(flag)
	}
}

func (f *FlagSet) addShorthand(flag *Flag) {
	if len(flag.Shorthand) > 1 {
		panic(fmt.Sprintf("%q shorthand is more than one ASCII character", flag.Shorthand))
	}
	letter := flag.Shorthand[0]
	if used := f.shorthands[letter]; used != nil {
		panic(fmt.Sprintf("unable to redefine %q shorthand in %q flagset: it's already used for %q flag",
			letter, f.name, used.Name))
	}
	if f.shorthands == nil {
		f.shorthands = map[byte]*Flag{}
	}
	f.shorthands[letter] = flag
}

// AddFlagSet adds the flags of another set whose names are not yet taken.
func (f *FlagSet) AddFlagSet(other *FlagSet) {
	if other == nil {
		return
	}
	for _, flag := range other.all() {
		if f.Lookup(flag.Name) == nil {
			f.AddFlag(flag)
		}
	}
}

func missing(name string) error {
	return fmt.Errorf("flag %q does not exist", name)
}

// MarkDeprecated gives a flag a message and hides it, as pflag does since 1.0.3.
func (f *FlagSet) MarkDeprecated(name string, usageMessage string) error {
	flag := f.Lookup(name)
	if flag == nil {
		return missing(name)
	}
	if usageMessage == "" {
		return fmt.Errorf("deprecated message for flag %q must be set", name)
	}
	flag.Deprecated = usageMessage
	flag.Hidden = true
	return nil
}

// MarkShorthandDeprecated gives a flag's shorthand a message.
func (f *FlagSet) MarkShorthandDeprecated(name string, usageMessage string) error {
	flag := f.Lookup(name)
	if flag == nil {
		return missing(name)
	}
	if usageMessage == "" {
		return fmt.Errorf("deprecated message for flag %q must be set", name)
	}
	flag.ShorthandDeprecated = usageMessage
	return nil
}

// MarkHidden hides a flag.
func (f *FlagSet) MarkHidden(name string) error {
	flag := f.Lookup(name)
	if flag == nil {
		return missing(name)
	}
	flag.Hidden = true
	return nil
}

// SetAnnotation stores values under a key of a flag.
func (f *FlagSet) SetAnnotation(name, key string, values []string) error {
	flag := f.Lookup(name)
	if flag == nil {
		return fmt.Errorf("no such flag -%v", name)
	}
	if flag.Annotations == nil {
		flag.Annotations = map[string][]string{}
	}
	flag.Annotations[key] = values
	return nil
}

// Set sets a flag by its name.
func (f *FlagSet) Set(name, value string) error {
	key := f.normalized(name)
	flag := f.formal[key]
	if flag == nil {
		return fmt.Errorf("no such flag -%v", name)
	}
	if err := flag.Value.Set(value); err != nil {
		spelling := "--" + flag.Name
		if flag.Shorthand != "" && flag.ShorthandDeprecated == "" {
			spelling = "-" + flag.Shorthand + ", " + spelling
		}
		return fmt.Errorf("invalid argument %q for %q flag: %v", value, spelling, err)
	}
	if !flag.Changed {
		if f.actual == nil {
			f.actual = map[NormalizedName]*Flag{}
		}
		f.actual[key] = flag
		f.orderedActual = append(f.orderedActual, flag)
		flag.Changed = true
	}
	if flag.Deprecated != "" {
		fmt.Fprintf(f.Output(), "Flag --%s has been deprecated, %s\n", flag.Name, flag.Deprecated)
	}
	return nil
}

// Changed tells whether the flag was set.
func (f *FlagSet) Changed(name string) bool {
	flag := f.Lookup(name)
	return flag != nil && flag.Changed
}

// text returns the value of a flag as text, if it is of the given type.
func (f *FlagSet) text(name, kind string) (string, error) {
	flag := f.Lookup(name)
	if flag == nil {
		return "", fmt.Errorf("flag accessed but not defined: %s", name)
	}
	if flag.Value.Type() != kind {
		return "", fmt.Errorf("trying to get %s value of flag of type %s", kind, flag.Value.Type())
	}
	return flag.Value.String(), nil
}

// get reads a flag's text into a value of the same type.
func (f *FlagSet) get(name, kind string, into Value) error {
	text, err := f.text(name, kind)
	if err != nil {
		return err
	}
	return into.Set(text)
}
