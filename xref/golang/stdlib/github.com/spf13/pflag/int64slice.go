package pflag

import (
	"strconv"
	"strings"
)

type int64SliceValue struct {
	value   *[]int64
	changed bool
}

func (v *int64SliceValue) String() string {
	return "[" + strings.Join(v.GetSlice(), ",") + "]"
}

func (v *int64SliceValue) Type() string {
	return "int64Slice"
}

func (v *int64SliceValue) Set(text string) error {
	parsed, err := parseInt64s(strings.Split(text, ","))
	if err != nil {
		return err
	}
	if v.changed {
		parsed = append(*v.value, parsed...)
	}
	*v.value = parsed
	v.changed = true
	return nil
}

func (v *int64SliceValue) Append(text string) error {
	parsed, err := parseInt64s([]string{text})
	if err == nil {
		*v.value = append(*v.value, parsed...)
	}
	return err
}

func (v *int64SliceValue) Replace(texts []string) error {
	parsed, err := parseInt64s(texts)
	if err == nil {
		*v.value = parsed
	}
	return err
}

func (v *int64SliceValue) GetSlice() []string {
	out := make([]string, len(*v.value))
	for i, element := range *v.value {
		out[i] = strconv.FormatInt(element, 10)
	}
	return out
}

func parseInt64s(texts []string) ([]int64, error) {
	out := make([]int64, len(texts))
	for i, text := range texts {
		parsed, err := strconv.ParseInt(text, 0, 64)
		if err != nil {
			return nil, err
		}
		out[i] = parsed
	}
	return out, nil
}

// GetInt64Slice returns the value of a flag of type int64Slice.
func (f *FlagSet) GetInt64Slice(name string) ([]int64, error) {
	text, err := f.text(name, "int64Slice")
	text = strings.Trim(text, "[]")
	if err != nil || text == "" {
		return []int64{}, err
	}
	return parseInt64s(strings.Split(text, ","))
}

// Int64SliceVar registers a flag that is stored in p.
func (f *FlagSet) Int64SliceVar(p *[]int64, name string, value []int64, usage string) {
	f.Int64SliceVarP(p, name, "", value, usage)
}

// Int64SliceVarP is Int64SliceVar with a shorthand.
func (f *FlagSet) Int64SliceVarP(p *[]int64, name, shorthand string, value []int64, usage string) {
	*p = value
	f.VarPF(&int64SliceValue{value: p}, name, shorthand, usage)
}

// Int64Slice registers a flag and returns where it is stored.
func (f *FlagSet) Int64Slice(name string, value []int64, usage string) *[]int64 {
	p := new([]int64)
	f.Int64SliceVarP(p, name, "", value, usage)
	return p
}

// Int64SliceP is Int64Slice with a shorthand.
func (f *FlagSet) Int64SliceP(name, shorthand string, value []int64, usage string) *[]int64 {
	p := new([]int64)
	f.Int64SliceVarP(p, name, shorthand, value, usage)
	return p
}

// Int64SliceVar registers a flag of the command line.
func Int64SliceVar(p *[]int64, name string, value []int64, usage string) {
	CommandLine.Int64SliceVarP(p, name, "", value, usage)
}

// Int64SliceVarP registers a flag of the command line.
func Int64SliceVarP(p *[]int64, name, shorthand string, value []int64, usage string) {
	CommandLine.Int64SliceVarP(p, name, shorthand, value, usage)
}

// Int64Slice registers a flag of the command line.
func Int64Slice(name string, value []int64, usage string) *[]int64 {
	return CommandLine.Int64SliceP(name, "", value, usage)
}

// Int64SliceP registers a flag of the command line.
func Int64SliceP(name, shorthand string, value []int64, usage string) *[]int64 {
	return CommandLine.Int64SliceP(name, shorthand, value, usage)
}
