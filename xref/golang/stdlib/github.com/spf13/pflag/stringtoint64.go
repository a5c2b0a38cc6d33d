package pflag

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

type stringToInt64Value struct {
	value   *map[string]int64
	changed bool
}

// String lists the pairs by key, as later releases do; in 1.0.3 the random order of the map shows.
func (v *stringToInt64Value) String() string {
	pairs := make([]string, 0, len(*v.value))
	for key := range *v.value {
		pairs = append(pairs, key)
	}
	sort.Strings(pairs)
	for i, key := range pairs {
		pairs[i] = key + "=" + strconv.FormatInt((*v.value)[key], 10)
	}
	return "[" + strings.Join(pairs, ",") + "]"
}

func (v *stringToInt64Value) Type() string {
	return "stringToInt64"
}

func (v *stringToInt64Value) Set(text string) error {
	pairs := strings.Split(text, ",")
	out := map[string]int64{}
	if v.changed {
		out = *v.value
	}
	for _, pair := range pairs {
		at := strings.Index(pair, "=")
		if at < 0 {
			return fmt.Errorf("%s must be formatted as key=value", pair)
		}
		number, err := strconv.ParseInt(pair[at+1:], 10, 64)
		if err != nil {
			return err
		}
		out[pair[:at]] = number
	}
	*v.value = out
	v.changed = true
	return nil
}

// GetStringToInt64 returns the value of a flag of type stringToInt64.
func (f *FlagSet) GetStringToInt64(name string) (map[string]int64, error) {
	text, err := f.text(name, "stringToInt64")
	out := map[string]int64{}
	text = strings.Trim(text, "[]")
	if err == nil && text != "" {
		err = (&stringToInt64Value{value: &out}).Set(text)
	}
	return out, err
}

// StringToInt64Var registers a flag that is stored in p.
func (f *FlagSet) StringToInt64Var(p *map[string]int64, name string, value map[string]int64, usage string) {
	f.StringToInt64VarP(p, name, "", value, usage)
}

// StringToInt64VarP is StringToInt64Var with a shorthand.
func (f *FlagSet) StringToInt64VarP(p *map[string]int64, name, shorthand string, value map[string]int64, usage string) {
	*p = value
	f.VarPF(&stringToInt64Value{value: p}, name, shorthand, usage)
}

// StringToInt64 registers a flag and returns where it is stored.
func (f *FlagSet) StringToInt64(name string, value map[string]int64, usage string) *map[string]int64 {
	p := new(map[string]int64)
	f.StringToInt64VarP(p, name, "", value, usage)
	return p
}

// StringToInt64P is StringToInt64 with a shorthand.
func (f *FlagSet) StringToInt64P(name, shorthand string, value map[string]int64, usage string) *map[string]int64 {
	p := new(map[string]int64)
	f.StringToInt64VarP(p, name, shorthand, value, usage)
	return p
}

// StringToInt64Var registers a flag of the command line.
func StringToInt64Var(p *map[string]int64, name string, value map[string]int64, usage string) {
	CommandLine.StringToInt64VarP(p, name, "", value, usage)
}

// StringToInt64VarP registers a flag of the command line.
func StringToInt64VarP(p *map[string]int64, name, shorthand string, value map[string]int64, usage string) {
	CommandLine.StringToInt64VarP(p, name, shorthand, value, usage)
}

// StringToInt64 registers a flag of the command line.
func StringToInt64(name string, value map[string]int64, usage string) *map[string]int64 {
	return CommandLine.StringToInt64P(name, "", value, usage)
}

// StringToInt64P registers a flag of the command line.
func StringToInt64P(name, shorthand string, value map[string]int64, usage string) *map[string]int64 {
	return CommandLine.StringToInt64P(name, shorthand, value, usage)
}
