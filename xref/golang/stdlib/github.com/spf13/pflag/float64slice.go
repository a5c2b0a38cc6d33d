package pflag

import (
	"fmt"
	"strconv"
	"strings"
)

type float64SliceValue struct {
	value   *[]float64
	changed bool
}

func (v *float64SliceValue) String() string {
	return "[" + strings.Join(v.GetSlice(), ",") + "]"
}

func (v *float64SliceValue) Type() string {
	return "float64Slice"
}

func (v *float64SliceValue) Set(text string) error {
	parsed, err := parseFloat64s(strings.Split(text, ","))
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

func (v *float64SliceValue) Append(text string) error {
	parsed, err := parseFloat64s([]string{text})
	if err == nil {
		*v.value = append(*v.value, parsed...)
	}
	return err
}

func (v *float64SliceValue) Replace(texts []string) error {
	parsed, err := parseFloat64s(texts)
	if err == nil {
		*v.value = parsed
	}
	return err
}

func (v *float64SliceValue) GetSlice() []string {
	out := make([]string, len(*v.value))
	for i, element := range *v.value {
		out[i] = fmt.Sprintf("%f", element)
	}
	return out
}

func parseFloat64s(texts []string) ([]float64, error) {
	out := make([]float64, len(texts))
	for i, text := range texts {
		parsed, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return nil, err
		}
		out[i] = parsed
	}
	return out, nil
}

// GetFloat64Slice returns the value of a flag of type float64Slice.
func (f *FlagSet) GetFloat64Slice(name string) ([]float64, error) {
	text, err := f.text(name, "float64Slice")
	text = strings.Trim(text, "[]")
	if err != nil || text == "" {
		return []float64{}, err
	}
	return parseFloat64s(strings.Split(text, ","))
}

// Float64SliceVar registers a flag that is stored in p.
func (f *FlagSet) Float64SliceVar(p *[]float64, name string, value []float64, usage string) {
	f.Float64SliceVarP(p, name, "", value, usage)
}

// Float64SliceVarP is Float64SliceVar with a shorthand.
func (f *FlagSet) Float64SliceVarP(p *[]float64, name, shorthand string, value []float64, usage string) {
	*p = value
	f.VarPF(&float64SliceValue{value: p}, name, shorthand, usage)
}

// Float64Slice registers a flag and returns where it is stored.
func (f *FlagSet) Float64Slice(name string, value []float64, usage string) *[]float64 {
	p := new([]float64)
	f.Float64SliceVarP(p, name, "", value, usage)
	return p
}

// Float64SliceP is Float64Slice with a shorthand.
func (f *FlagSet) Float64SliceP(name, shorthand string, value []float64, usage string) *[]float64 {
	p := new([]float64)
	f.Float64SliceVarP(p, name, shorthand, value, usage)
	return p
}

// Float64SliceVar registers a flag of the command line.
func Float64SliceVar(p *[]float64, name string, value []float64, usage string) {
	CommandLine.Float64SliceVarP(p, name, "", value, usage)
}

// Float64SliceVarP registers a flag of the command line.
func Float64SliceVarP(p *[]float64, name, shorthand string, value []float64, usage string) {
	CommandLine.Float64SliceVarP(p, name, shorthand, value, usage)
}

// Float64Slice registers a flag of the command line.
func Float64Slice(name string, value []float64, usage string) *[]float64 {
	return CommandLine.Float64SliceP(name, "", value, usage)
}

// Float64SliceP registers a flag of the command line.
func Float64SliceP(name, shorthand string, value []float64, usage string) *[]float64 {
	return CommandLine.Float64SliceP(name, shorthand, value, usage)
}
