package flag

import (
	"fmt"
	"os"
	"strings"
)

type boolFlag interface {
	Value
	IsBoolFlag() bool
}

// Parse sets the flags that the arguments name, up to the first that is no flag.
func (f *FlagSet) Parse(arguments []string) error {
	f.parsed = true
	f.args = arguments
	more := true
	var err error
	for more && err == nil {
		more, err = f.parseOne()
	}
	if err != nil && f.errorHandling == ExitOnError {
		if err == ErrHelp {
			os.Exit(0)
		}
		os.Exit(2)
	}
	if err != nil && f.errorHandling == PanicOnError {
		panic(err)
	}
	return err
}

// parseOne reads one flag off the arguments; more is false when there is none.
func (f *FlagSet) parseOne() (more bool, err error) {
	if len(f.args) == 0 || len(f.args[0]) < 2 || f.args[0][0] != '-' {
		return false, nil
	}
	arg := f.args[0]
	if arg == "--" {
		f.args = f.args[1:]
		return false, nil
	}
	name := strings.TrimPrefix(arg[1:], "-")
	if name == "" || name[0] == '-' || name[0] == '=' {
		return false, f.fail("bad flag syntax: " + arg)
	}
	f.args = f.args[1:]
	value := ""
	at := strings.Index(name, "=")
	if at >= 0 {
		value = name[at+1:]
		name = name[:at]
	}
	flag := f.formal[name]
	if flag == nil {
		if name == "help" || name == "h" {
			f.usage()
			return false, ErrHelp
		}
		return false, f.fail("flag provided but not defined: -" + name)
	}
	if at < 0 {
		if boolean, ok := flag.Value.(boolFlag); ok && boolean.IsBoolFlag() {
			value = "true"
		} else if len(f.args) > 0 {
			value = f.args[0]
			f.args = f.args[1:]
		} else {
			return false, f.fail("flag needs an argument: -" + name)
		}
	}
	if err := f.Set(name, value); err != nil {
		return false, f.fail(fmt.Sprintf("invalid value %q for flag -%s: %v", value, name, err))
	}
	return true, nil
}

func (f *FlagSet) fail(text string) error {
	fmt.Fprintln(f.Output(), text)
	f.usage()
	return fmt.Errorf("%s", text)
}

func (f *FlagSet) usage() {
	switch {
	case f.Usage != nil:
		f.Usage()
	case f == CommandLine:
		Usage()
	default:
		fmt.Fprintf(f.Output(), "Usage of %s:\n", f.name)
		f.PrintDefaults()
	}
}

// PrintDefaults prints the flags.
func (f *FlagSet) PrintDefaults() {
	for _, flag := range sortFlags(f.formal) {
		name, usage := UnquoteUsage(flag)
		fmt.Fprintf(f.Output(), "  -%s %s\n    \t%s (default %s)\n", flag.Name, name, usage, flag.DefValue)
	}
}

// UnquoteUsage takes the name in back quotes out of a flag's usage; without one it is made of the type.
func UnquoteUsage(flag *Flag) (name string, usage string) {
	parts := strings.SplitN(flag.Usage, "\x60", 3)
	if len(parts) == 3 {
		return parts[1], strings.Join(parts, "")
	}
	name = "value"
	switch value := flag.Value.(type) {
	case boolFlag:
		if value.IsBoolFlag() {
			name = ""
		}
	case *durationValue:
		name = "duration"
	case *float64Value:
		name = "float"
	case *intValue, *int64Value:
		name = "int"
	case *stringValue:
		name = "string"
	case *uintValue, *uint64Value:
		name = "uint"
	}
	return name, flag.Usage
}
