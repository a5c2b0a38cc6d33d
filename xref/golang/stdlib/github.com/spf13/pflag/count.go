package pflag

import "strconv"

type countValue int

func (v *countValue) String() string {
	return strconv.Itoa(int(*v))
}

func (v *countValue) Type() string {
	return "count"
}

func (v *countValue) Set(text string) error {
	if text == "+1" {
		*v++
		return nil
	}
	parsed, err := strconv.ParseInt(text, 0, 0)
	*v = countValue(parsed)
	return err
}

// GetCount returns the value of a flag of type count.
func (f *FlagSet) GetCount(name string) (value int, err error) {
	err = f.get(name, "count", (*countValue)(&value))
	return value, err
}

// CountVar registers a flag that is stored in p.
func (f *FlagSet) CountVar(p *int, name string, usage string) {
	f.CountVarP(p, name, "", usage)
}

// CountVarP is CountVar with a shorthand.
func (f *FlagSet) CountVarP(p *int, name, shorthand string, usage string) {
	*p = 0
	f.VarPF((*countValue)(p), name, shorthand, usage).NoOptDefVal = "+1"
}

// Count registers a flag and returns where it is stored.
func (f *FlagSet) Count(name string, usage string) *int {
	p := new(int)
	f.CountVarP(p, name, "", usage)
	return p
}

// CountP is Count with a shorthand.
func (f *FlagSet) CountP(name, shorthand string, usage string) *int {
	p := new(int)
	f.CountVarP(p, name, shorthand, usage)
	return p
}

// CountVar registers a flag of the command line.
func CountVar(p *int, name string, usage string) {
	CommandLine.CountVarP(p, name, "", usage)
}

// CountVarP registers a flag of the command line.
func CountVarP(p *int, name, shorthand string, usage string) {
	CommandLine.CountVarP(p, name, shorthand, usage)
}

// Count registers a flag of the command line.
func Count(name string, usage string) *int {
	return CommandLine.CountP(name, "", usage)
}

// CountP registers a flag of the command line.
func CountP(name, shorthand string, usage string) *int {
	return CommandLine.CountP(name, shorthand, usage)
}
