package pflag

import (
	"strconv"
	"strings"
)

type uintSliceValue struct {
	value   *[]uint
	changed bool
}

func (v *uintSliceValue) String() string {
	return "[" + strings.Join(v.GetSlice(), ",") + "]"
}

func (v *uintSliceValue) Type() string {
	return "uintSlice"
}

func (v *uintSliceValue) Set(text string) error {
	parsed, err := parseUints(strings.Split(text, ","))
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

func (v *uintSliceValue) Append(text string) error {
	parsed, err := parseUints([]string{text})
	if err == nil {
		*v.value = append(*v.value, parsed...)
	}
	return err
}

func (v *uintSliceValue) Replace(texts []string) error {
	parsed, err := parseUints(texts)
	if err == nil {
		*v.value = parsed
	}
	return err
}

func (v *uintSliceValue) GetSlice() []string {
	out := make([]string, len(*v.value))
	for i, element := range *v.value {
		out[i] = strconv.FormatUint(uint64(element), 10)
	}
	return out
}

func parseUints(texts []string) ([]uint, error) {
	out := make([]uint, len(texts))
	for i, text := range texts {
		parsed, err := strconv.ParseUint(text, 10, 0)
		if err != nil {
			return nil, err
		}
		out[i] = uint(parsed)
	}
	return out, nil
}

// GetUintSlice returns the value of a flag of type uintSlice.
func (f *FlagSet) GetUintSlice(name string) ([]uint, error) {
	text, err := f.text(name, "uintSlice")
	text = strings.Trim(text, "[]")
	if err != nil || text == "" {
		return []uint{}, err
	}
	return parseUints(strings.Split(text, ","))
}

// UintSliceVar registers a flag that is stored in p.
func (f *FlagSet) UintSliceVar(p *[]uint, name string, value []uint, usage string) {
	f.UintSliceVarP(p, name, "", value, usage)
}

// UintSliceVarP is UintSliceVar with a shorthand.
func (f *FlagSet) UintSliceVarP(p *[]uint, name, shorthand string, value []uint, usage string) {
	*p = value
	f.VarPF(&uintSliceValue{value: p}, name, shorthand, usage)
}

// UintSlice registers a flag and returns where it is stored.
func (f *FlagSet) UintSlice(name string, value []uint, usage string) *[]uint {
	p := new([]uint)
	f.UintSliceVarP(p, name, "", value, usage)
	return p
}

// UintSliceP is UintSlice with a shorthand.
func (f *FlagSet) UintSliceP(name, shorthand string, value []uint, usage string) *[]uint {
	p := new([]uint)
	f.UintSliceVarP(p, name, shorthand, value, usage)
	return p
}

// UintSliceVar registers a flag of the command line.
func UintSliceVar(p *[]uint, name string, value []uint, usage string) {
	CommandLine.UintSliceVarP(p, name, "", value, usage)
}

// UintSliceVarP registers a flag of the command line.
func UintSliceVarP(p *[]uint, name, shorthand string, value []uint, usage string) {
	CommandLine.UintSliceVarP(p, name, shorthand, value, usage)
}

// UintSlice registers a flag of the command line.
func UintSlice(name string, value []uint, usage string) *[]uint {
	return CommandLine.UintSliceP(name, "", value, usage)
}

// UintSliceP registers a flag of the command line.
func UintSliceP(name, shorthand string, value []uint, usage string) *[]uint {
	return CommandLine.UintSliceP(name, shorthand, value, usage)
}
