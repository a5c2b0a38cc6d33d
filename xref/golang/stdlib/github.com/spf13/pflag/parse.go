package pflag

import (
	"fmt"
	"os"
	"strings"
)

// Parse sets the flags that the arguments name and keeps the other arguments.
func (f *FlagSet) Parse(arguments []string) error {
	for _, set := range f.goFlagSets {
		set.Parse(nil)
	}
	return f.ParseAll(arguments, func(flag *Flag, value string) error {
		return f.Set(flag.Name, value)
	})
}

// ParseAll calls fn for each flag that the arguments name and keeps the other arguments.
func (f *FlagSet) ParseAll(arguments []string, fn func(flag *Flag, value string) error) error {
	f.parsed = true
	f.args = []string{}
	err := f.parseArgs(arguments, fn)
	if err != nil && f.errorHandling == ExitOnError {
		fmt.Println(err)
		os.Exit(2)
	}
	if err != nil && f.errorHandling == PanicOnError {
		panic(err)
	}
	return err
}

func (f *FlagSet) parseArgs(args []string, fn func(flag *Flag, value string) error) error {
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		if arg == "--" {
			f.argsLenAtDash = len(f.args)
			f.args = append(f.args, args...)
			return nil
		}
		if len(arg) < 2 || arg[0] != '-' {
			f.args = append(f.args, arg)
			if !f.interspersed {
				f.args = append(f.args, args...)
				return nil
			}
			continue
		}
		var err error
		if arg[1] == '-' {
			args, err = f.parseLong(arg[2:], args, fn)
		} else {
			args, err = f.parseShort(arg[1:], args, fn)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *FlagSet) parseLong(arg string, args []string, fn func(flag *Flag, value string) error) ([]string, error) {
	name := arg
	value := ""
	at := strings.Index(arg, "=")
	if at >= 0 {
		name = arg[:at]
		value = arg[at+1:]
	}
	if name == "" || name[0] == '-' {
		return args, f.fail("bad flag syntax: --" + arg)
	}
	flag := f.Lookup(name)
	switch {
	case flag == nil && name == "help":
		f.usage()
		return args, ErrHelp
	case flag == nil && f.skipsUnknown():
		if at < 0 {
			args = withoutValue(args)
		}
		return args, nil
	case flag == nil:
		return args, f.fail("unknown flag: --" + name)
	case at >= 0:
		return args, fn(flag, value)
	case flag.NoOptDefVal != "":
		return args, fn(flag, flag.NoOptDefVal)
	case len(args) > 0:
		return args[1:], fn(flag, args[0])
	}
	return args, f.fail("flag needs an argument: --" + arg)
}

// parseShort reads the letters after one dash: "-vx", "-n5", "-n=5", "-n 5".
func (f *FlagSet) parseShort(letters string, args []string, fn func(flag *Flag, value string) error) ([]string, error) {
	for letters != "" {
		letter := letters[0]
		rest := letters[1:]
		assigned := len(rest) > 1 && rest[0] == '='
		flag := f.shorthands[letter]
		var err error
		switch {
		case flag == nil && letter == 'h':
			f.usage()
			return args, ErrHelp
		case flag == nil && f.skipsUnknown():
			if assigned {
				rest = ""
			} else {
				args = withoutValue(args)
			}
		case flag == nil:
			return args, f.fail(fmt.Sprintf("unknown shorthand flag: %q in -%s", letter, letters))
		case assigned:
			err = fn(flag, rest[1:])
			rest = ""
		case flag.NoOptDefVal != "":
			err = fn(flag, flag.NoOptDefVal)
		case rest != "":
			err = fn(flag, rest)
			rest = ""
		case len(args) > 0:
			err = fn(flag, args[0])
			args = args[1:]
		default:
			return args, f.fail(fmt.Sprintf("flag needs an argument: %q in -%s", letter, letters))
		}
		if err != nil {
			return args, err
		}
		letters = rest
	}
	return args, nil
}

func (f *FlagSet) skipsUnknown() bool {
	return f.ParseErrorsWhitelist.UnknownFlags || f.ParseErrorsAllowlist.UnknownFlags
}

// withoutValue drops what seems to be the value of a flag that is not known.
func withoutValue(args []string) []string {
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		return args[1:]
	}
	return args
}

func (f *FlagSet) fail(text string) error {
	if f.errorHandling != ContinueOnError {
		fmt.Fprintln(f.Output(), text)
		f.usage()
	}
	return fmt.Errorf("%s", text)
}

func (f *FlagSet) usage() {
	switch {
	case f == CommandLine:
		Usage()
	case f.Usage != nil:
		f.Usage()
	default:
		fmt.Fprintf(f.Output(), "Usage of %s:\n", f.name)
		f.PrintDefaults()
	}
}

// PrintDefaults prints the flags.
func (f *FlagSet) PrintDefaults() {
	fmt.Fprint(f.Output(), f.FlagUsages())
}

// FlagUsages lists the flags that are not hidden, one a line; the columns are not aligned.
func (f *FlagSet) FlagUsages() string {
	out := ""
	for _, flag := range f.all() {
		if flag.Hidden {
			continue
		}
		spelling := "      --" + flag.Name
		if flag.Shorthand != "" && flag.ShorthandDeprecated == "" {
			spelling = "  -" + flag.Shorthand + ", --" + flag.Name
		}
		name, usage := UnquoteUsage(flag)
		if name != "" {
			spelling += " " + name
		}
		out += spelling + "   " + usage + " (default " + flag.DefValue + ")\n"
	}
	return out
}

// FlagUsagesWrapped is FlagUsages: lines are not wrapped.
func (f *FlagSet) FlagUsagesWrapped(cols int) string {
	return f.FlagUsages()
}

// UnquoteUsage takes the name in back quotes out of a flag's usage; without one it is made of the type.
func UnquoteUsage(flag *Flag) (name string, usage string) {
	parts := strings.SplitN(flag.Usage, "\x60", 3)
	if len(parts) == 3 {
		return parts[1], strings.Join(parts, "")
	}
	names := map[string]string{
		"bool": "", "float64": "float", "int64": "int", "uint64": "uint",
		"stringSlice": "strings", "intSlice": "ints", "uintSlice": "uints", "boolSlice": "bools",
	}
	kind := flag.Value.Type()
	name, short := names[kind]
	if !short {
		name = kind
	}
	return name, flag.Usage
}
