package pflag

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

type stringToIntValue struct {
	value   *map[string]int
	changed bool
}

// String lists the pairs by key, as later releases do; in 1.0.3 the random order of the map shows.
func (v *stringToIntValue) String() string {
	pairs := make([]string, 0, len(*v.value))
	for key := range *v.value {
		pairs = append(pairs, key)
	}
	sort.Strings(pairs)
	for i, key := range pairs {
		pairs[i] = key + "=" + strconv.Itoa((*v.value)[key])
	}
	return "[" + strings.Join(pairs, ",") + "]"
}

func (v *stringToIntValue) Type() string {
	return "stringToInt"
}

func (v *stringToIntValue) Set(text string) error {
	pairs := strings.Split(text, ",")
	out := map[string]int{}
	if v.changed {
		out = *v.value
	}
	for _, pair := range pairs {
		at := strings.Index(pair, "=")
		if at < 0 {
			return fmt.Errorf("%s must be formatted as key=value", pair)
		}
		number, err := strconv.Atoi(pair[at+1:])
		if err != nil {
			return err
		}
		out[pair[:at]] = number
	}
	*v.value = out
	v.changed = true
	return nil
}

// GetStringToInt returns the value of a flag of type stringToInt.
func (f *FlagSet) GetStringToInt(name string) (map[string]int, error) {
	text, err := f.text(name, "stringToInt")
	out := map[string]int{}
	text = strings.Trim(text, "[]")
	if err == nil && text != "" {
		err = (&stringToIntValue{value: &out}).Set(text)
	}
	return out, err
}

// StringToIntVar registers a flag that is stored in p.
func (f *FlagSet) StringToIntVar(p *map[string]int, name string, value map[string]int, usage string) {
	f.StringToIntVarP(p, name, "", value, usage)
}

// StringToIntVarP is StringToIntVar with a shorthand.
func (f *FlagSet) StringToIntVarP(p *map[string]int, name, shorthand string, value map[string]int, usage string) {
	*p = value
	f.VarPF(&stringToIntValue{value: p}, name, shorthand, usage)
}

// StringToInt registers a flag and returns where it is stored.
func (f *FlagSet) StringToInt(name string, value map[string]int, usage string) *map[string]int {
	p := new(map[string]int)
	f.StringToIntVarP(p, name, "", value, usage)
	return p
}

// StringToIntP is StringToInt with a shorthand.
func (f *FlagSet) StringToIntP(name, shorthand string, value map[string]int, usage string) *map[string]int {
	p := new(map[string]int)
	f.StringToIntVarP(p, name, shorthand, value, usage)
	return p
}

// StringToIntVar registers a flag of the command line.
func StringToIntVar(p *map[string]int, name string, value map[string]int, usage string) {
	CommandLine.StringToIntVarP(p, name, "", value, usage)
}

// StringToIntVarP registers a flag of the command line.
func StringToIntVarP(p *map[string]int, name, shorthand string, value map[string]int, usage string) {
	CommandLine.StringToIntVarP(p, name, shorthand, value, usage)
}

// StringToInt registers a flag of the command line.
func StringToInt(name string, value map[string]int, usage string) *map[string]int {
	return CommandLine.StringToIntP(name, "", value, usage)
}

// StringToIntP registers a flag of the command line.
func StringToIntP(name, shorthand string, value map[string]int, usage string) *map[string]int {
	return CommandLine.StringToIntP(name, shorthand, value, usage)
}
