package flag

import "os"

// Var registers a flag of the command line.
func Var(value Value, name string, usage string) {
	CommandLine.Var(value, name, usage)
}

// VisitAll calls fn for each flag of the command line.
func VisitAll(fn func(*Flag)) {
	CommandLine.VisitAll(fn)
}

// Visit calls fn for each flag of the command line that was set.
func Visit(fn func(*Flag)) {
	CommandLine.Visit(fn)
}

// Lookup returns a flag of the command line, or nil.
func Lookup(name string) *Flag {
	return CommandLine.Lookup(name)
}

// Set sets a flag of the command line.
func Set(name, value string) error {
	return CommandLine.Set(name, value)
}

// Parse parses the program's arguments.
func Parse() {
	CommandLine.Parse(os.Args[1:])
}

// Parsed tells whether the program's arguments were parsed.
func Parsed() bool {
	return CommandLine.Parsed()
}

// Args returns the program's arguments after the flags.
func Args() []string {
	return CommandLine.Args()
}

// Arg returns one of Args.
func Arg(i int) string {
	return CommandLine.Arg(i)
}

// NArg is the length of Args.
func NArg() int {
	return CommandLine.NArg()
}

// NFlag is the number of flags that were set.
func NFlag() int {
	return CommandLine.NFlag()
}

// PrintDefaults prints the flags of the command line.
func PrintDefaults() {
	CommandLine.PrintDefaults()
}
