package pflag

import (
	"fmt"
	"sort"
	"strings"
)

type stringToStringValue struct {
	value   *map[string]string
	changed bool
}

// String lists the pairs by key, as later releases do; in 1.0.3 the random order of the map shows.
func (v *stringToStringValue) String() string {
	pairs := make([]string, 0, len(*v.value))
	for key := range *v.value {
		pairs = append(pairs, key)
	}
	sort.Strings(pairs)
	for i, key := range pairs {
		pairs[i] = key + "=" + (*v.value)[key]
	}
	return "[" + strings.TrimSpace(joinCSV(pairs)) + "]"
}

func (v *stringToStringValue) Type() string {
	return "stringToString"
}

func (v *stringToStringValue) Set(text string) error {
	pairs := []string{strings.Trim(text, `"`)}
	if strings.Count(text, "=") > 1 {
		parsed, err := splitCSV(text)
		if err != nil {
			return err
		}
		pairs = parsed
	}
	out := map[string]string{}
	if v.changed {
		out = *v.value
	}
	for _, pair := range pairs {
		at := strings.Index(pair, "=")
		if at < 0 {
			return fmt.Errorf("%s must be formatted as key=value", pair)
		}
		out[pair[:at]] = pair[at+1:]
	}
	*v.value = out
	v.changed = true
	return nil
}

// GetStringToString returns the value of a flag of type stringToString.
func (f *FlagSet) GetStringToString(name string) (map[string]string, error) {
	text, err := f.text(name, "stringToString")
	out := map[string]string{}
	text = strings.Trim(text, "[]")
	if err == nil && text != "" {
		err = (&stringToStringValue{value: &out}).Set(text)
	}
	return out, err
}

// StringToStringVar registers a flag that is stored in p.
func (f *FlagSet) StringToStringVar(p *map[string]string, name string, value map[string]string, usage string) {
	f.StringToStringVarP(p, name, "", value, usage)
}

// StringToStringVarP is StringToStringVar with a shorthand.
func (f *FlagSet) StringToStringVarP(p *map[string]string, name, shorthand string, value map[string]string, usage string) {
	*p = value
	f.VarPF(&stringToStringValue{value: p}, name, shorthand, usage)
}

// StringToString registers a flag and returns where it is stored.
func (f *FlagSet) StringToString(name string, value map[string]string, usage string) *map[string]string {
	p := new(map[string]string)
	f.StringToStringVarP(p, name, "", value, usage)
	return p
}

// StringToStringP is StringToString with a shorthand.
func (f *FlagSet) StringToStringP(name, shorthand string, value map[string]string, usage string) *map[string]string {
	p := new(map[string]string)
	f.StringToStringVarP(p, name, shorthand, value, usage)
	return p
}

// StringToStringVar registers a flag of the command line.
func StringToStringVar(p *map[string]string, name string, value map[string]string, usage string) {
	CommandLine.StringToStringVarP(p, name, "", value, usage)
}

// StringToStringVarP registers a flag of the command line.
func StringToStringVarP(p *map[string]string, name, shorthand string, value map[string]string, usage string) {
	CommandLine.StringToStringVarP(p, name, shorthand, value, usage)
}

// StringToString registers a flag of the command line.
func StringToString(name string, value map[string]string, usage string) *map[string]string {
	return CommandLine.StringToStringP(name, "", value, usage)
}

// StringToStringP registers a flag of the command line.
func StringToStringP(name, shorthand string, value map[string]string, usage string) *map[string]string {
	return CommandLine.StringToStringP(name, shorthand, value, usage)
}
