package pflag

import (
	"strconv"
	"strings"
)

type int32SliceValue struct {
	value   *[]int32
	changed bool
}

func (v *int32SliceValue) String() string {
	return "[" + strings.Join(v.GetSlice(), ",") + "]"
}

func (v *int32SliceValue) Type() string {
	return "int32Slice"
}

func (v *int32SliceValue) Set(text string) error {
	parsed, err := parseInt32s(strings.Split(text, ","))
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

func (v *int32SliceValue) Append(text string) error {
	parsed, err := parseInt32s([]string{text})
	if err == nil {
		*v.value = append(*v.value, parsed...)
	}
	return err
}

func (v *int32SliceValue) Replace(texts []string) error {
	parsed, err := parseInt32s(texts)
	if err == nil {
		*v.value = parsed
	}
	return err
}

func (v *int32SliceValue) GetSlice() []string {
	out := make([]string, len(*v.value))
	for i, element := range *v.value {
		out[i] = strconv.FormatInt(int64(element), 10)
	}
	return out
}

func parseInt32s(texts []string) ([]int32, error) {
	out := make([]int32, len(texts))
	for i, text := range texts {
		parsed, err := strconv.ParseInt(text, 0, 32)
		if err != nil {
			return nil, err
		}
		out[i] = int32(parsed)
	}
	return out, nil
}

// GetInt32Slice returns the value of a flag of type int32Slice.
func (f *FlagSet) GetInt32Slice(name string) ([]int32, error) {
	text, err := f.text(name, "int32Slice")
	text = strings.Trim(text, "[]")
	if err != nil || text == "" {
		return []int32{}, err
	}
	return parseInt32s(strings.Split(text, ","))
}

// Int32SliceVar registers a flag that is stored in p.
func (f *FlagSet) Int32SliceVar(p *[]int32, name string, value []int32, usage string) {
	f.Int32SliceVarP(p, name, "", value, usage)
}

// Int32SliceVarP is Int32SliceVar with a shorthand.
func (f *FlagSet) Int32SliceVarP(p *[]int32, name, shorthand string, value []int32, usage string) {
	*p = value
	f.VarPF(&int32SliceValue{value: p}, name, shorthand, usage)
}

// Int32Slice registers a flag and returns where it is stored.
func (f *FlagSet) Int32Slice(name string, value []int32, usage string) *[]int32 {
	p := new([]int32)
	f.Int32SliceVarP(p, name, "", value, usage)
	return p
}

// Int32SliceP is Int32Slice with a shorthand.
func (f *FlagSet) Int32SliceP(name, shorthand string, value []int32, usage string) *[]int32 {
	p := new([]int32)
	f.Int32SliceVarP(p, name, shorthand, value, usage)
	return p
}

// Int32SliceVar registers a flag of the command line.
func Int32SliceVar(p *[]int32, name string, value []int32, usage string) {
	CommandLine.Int32SliceVarP(p, name, "", value, usage)
}

// Int32SliceVarP registers a flag of the command line.
func Int32SliceVarP(p *[]int32, name, shorthand string, value []int32, usage string) {
	CommandLine.Int32SliceVarP(p, name, shorthand, value, usage)
}

// Int32Slice registers a flag of the command line.
func Int32Slice(name string, value []int32, usage string) *[]int32 {
	return CommandLine.Int32SliceP(name, "", value, usage)
}

// Int32SliceP registers a flag of the command line.
func Int32SliceP(name, shorthand string, value []int32, usage string) *[]int32 {
	return CommandLine.Int32SliceP(name, shorthand, value, usage)
}
