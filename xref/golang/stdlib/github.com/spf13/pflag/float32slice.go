package pflag

import (
	"fmt"
	"strconv"
	"strings"
)

type float32SliceValue struct {
	value   *[]float32
	changed bool
}

func (v *float32SliceValue) String() string {
	return "[" + strings.Join(v.GetSlice(), ",") + "]"
}

func (v *float32SliceValue) Type() string {
	return "float32Slice"
}

func (v *float32SliceValue) Set(text string) error {
	parsed, err := parseFloat32s(strings.Split(text, ","))
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

func (v *float32SliceValue) Append(text string) error {
	parsed, err := parseFloat32s([]string{text})
	if err == nil {
		*v.value = append(*v.value, parsed...)
	}
	return err
}

func (v *float32SliceValue) Replace(texts []string) error {
	parsed, err := parseFloat32s(texts)
	if err == nil {
		*v.value = parsed
	}
	return err
}

func (v *float32SliceValue) GetSlice() []string {
	out := make([]string, len(*v.value))
	for i, element := range *v.value {
		out[i] = fmt.Sprintf("%f", element)
	}
	return out
}

func parseFloat32s(texts []string) ([]float32, error) {
	out := make([]float32, len(texts))
	for i, text := range texts {
		parsed, err := strconv.ParseFloat(text, 32)
		if err != nil {
			return nil, err
		}
		out[i] = float32(parsed)
	}
	return out, nil
}

// GetFloat32Slice returns the value of a flag of type float32Slice.
func (f *FlagSet) GetFloat32Slice(name string) ([]float32, error) {
	text, err := f.text(name, "float32Slice")
	text = strings.Trim(text, "[]")
	if err != nil || text == "" {
		return []float32{}, err
	}
	return parseFloat32s(strings.Split(text, ","))
}

// Float32SliceVar registers a flag that is stored in p.
func (f *FlagSet) Float32SliceVar(p *[]float32, name string, value []float32, usage string) {
	f.Float32SliceVarP(p, name, "", value, usage)
}

// Float32SliceVarP is Float32SliceVar with a shorthand.
func (f *FlagSet) Float32SliceVarP(p *[]float32, name, shorthand string, value []float32, usage string) {
	*p = value
	f.VarPF(&float32SliceValue{value: p}, name, shorthand, usage)
}

// Float32Slice registers a flag and returns where it is stored.
func (f *FlagSet) Float32Slice(name string, value []float32, usage string) *[]float32 {
	p := new([]float32)
	f.Float32SliceVarP(p, name, "", value, usage)
	return p
}

// Float32SliceP is Float32Slice with a shorthand.
func (f *FlagSet) Float32SliceP(name, shorthand string, value []float32, usage string) *[]float32 {
	p := new([]float32)
	f.Float32SliceVarP(p, name, shorthand, value, usage)
	return p
}

// Float32SliceVar registers a flag of the command line.
func Float32SliceVar(p *[]float32, name string, value []float32, usage string) {
	CommandLine.Float32SliceVarP(p, name, "", value, usage)
}

// Float32SliceVarP registers a flag of the command line.
func Float32SliceVarP(p *[]float32, name, shorthand string, value []float32, usage string) {
	CommandLine.Float32SliceVarP(p, name, shorthand, value, usage)
}

// Float32Slice registers a flag of the command line.
func Float32Slice(name string, value []float32, usage string) *[]float32 {
	return CommandLine.Float32SliceP(name, "", value, usage)
}

// Float32SliceP registers a flag of the command line.
func Float32SliceP(name, shorthand string, value []float32, usage string) *[]float32 {
	return CommandLine.Float32SliceP(name, shorthand, value, usage)
}
