package pflag

import (
	"strconv"
	"strings"
)

type intSliceValue struct {
	value   *[]int
	changed bool
}

func (v *intSliceValue) String() string {
	return "[" + strings.Join(v.GetSlice(), ",") + "]"
}

func (v *intSliceValue) Type() string {
	return "intSlice"
}

func (v *intSliceValue) Set(text string) error {
	parsed, err := parseInts(strings.Split(text, ","))
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

func (v *intSliceValue) Append(text string) error {
	parsed, err := parseInts([]string{text})
	if err == nil {
		*v.value = append(*v.value, parsed...)
	}
	return err
}

func (v *intSliceValue) Replace(texts []string) error {
	parsed, err := parseInts(texts)
	if err == nil {
		*v.value = parsed
	}
	return err
}

func (v *intSliceValue) GetSlice() []string {
	out := make([]string, len(*v.value))
	for i, element := range *v.value {
		out[i] = strconv.Itoa(element)
	}
	return out
}

func parseInts(texts []string) ([]int, error) {
	out := make([]int, len(texts))
	for i, text := range texts {
		parsed, err := strconv.Atoi(text)
		if err != nil {
			return nil, err
		}
		out[i] = parsed
	}
	return out, nil
}

// GetIntSlice returns the value of a flag of type intSlice.
func (f *FlagSet) GetIntSlice(name string) ([]int, error) {
	text, err := f.text(name, "intSlice")
	text = strings.Trim(text, "[]")
	if err != nil || text == "" {
		return []int{}, err
	}
	return parseInts(strings.Split(text, ","))
}

// IntSliceVar registers a flag that is stored in p.
func (f *FlagSet) IntSliceVar(p *[]int, name string, value []int, usage string) {
	f.IntSliceVarP(p, name, "", value, usage)
}

// IntSliceVarP is IntSliceVar with a shorthand.
func (f *FlagSet) IntSliceVarP(p *[]int, name, shorthand string, value []int, usage string) {
	*p = value
	f.VarPF(&intSliceValue{value: p}, name, shorthand, usage)
}

// IntSlice registers a flag and returns where it is stored.
func (f *FlagSet) IntSlice(name string, value []int, usage string) *[]int {
	p := new([]int)
	f.IntSliceVarP(p, name, "", value, usage)
	return p
}

// IntSliceP is IntSlice with a shorthand.
func (f *FlagSet) IntSliceP(name, shorthand string, value []int, usage string) *[]int {
	p := new([]int)
	f.IntSliceVarP(p, name, shorthand, value, usage)
	return p
}

// IntSliceVar registers a flag of the command line.
func IntSliceVar(p *[]int, name string, value []int, usage string) {
	CommandLine.IntSliceVarP(p, name, "", value, usage)
}

// IntSliceVarP registers a flag of the command line.
func IntSliceVarP(p *[]int, name, shorthand string, value []int, usage string) {
	CommandLine.IntSliceVarP(p, name, shorthand, value, usage)
}

// IntSlice registers a flag of the command line.
func IntSlice(name string, value []int, usage string) *[]int {
	return CommandLine.IntSliceP(name, "", value, usage)
}

// IntSliceP registers a flag of the command line.
func IntSliceP(name, shorthand string, value []int, usage string) *[]int {
	return CommandLine.IntSliceP(name, shorthand, value, usage)
}
