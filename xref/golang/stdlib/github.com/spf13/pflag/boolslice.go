package pflag

import (
	"strconv"
	"strings"
)

type boolSliceValue struct {
	value   *[]bool
	changed bool
}

func (v *boolSliceValue) String() string {
	return "[" + strings.Join(v.GetSlice(), ",") + "]"
}

func (v *boolSliceValue) Type() string {
	return "boolSlice"
}

func (v *boolSliceValue) Set(text string) error {
	texts, err := splitCSV(unquote(text))
	if err != nil {
		return err
	}
	parsed, err := parseBools(texts)
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

func (v *boolSliceValue) Append(text string) error {
	parsed, err := parseBools([]string{text})
	if err == nil {
		*v.value = append(*v.value, parsed...)
	}
	return err
}

func (v *boolSliceValue) Replace(texts []string) error {
	parsed, err := parseBools(texts)
	if err == nil {
		*v.value = parsed
	}
	return err
}

func (v *boolSliceValue) GetSlice() []string {
	out := make([]string, len(*v.value))
	for i, element := range *v.value {
		out[i] = strconv.FormatBool(element)
	}
	return out
}

func parseBools(texts []string) ([]bool, error) {
	out := make([]bool, len(texts))
	for i, text := range texts {
		parsed, err := strconv.ParseBool(strings.TrimSpace(text))
		if err != nil {
			return nil, err
		}
		out[i] = parsed
	}
	return out, nil
}

// GetBoolSlice returns the value of a flag of type boolSlice.
func (f *FlagSet) GetBoolSlice(name string) ([]bool, error) {
	text, err := f.text(name, "boolSlice")
	text = strings.Trim(text, "[]")
	if err != nil || text == "" {
		return []bool{}, err
	}
	return parseBools(strings.Split(text, ","))
}

// BoolSliceVar registers a flag that is stored in p.
func (f *FlagSet) BoolSliceVar(p *[]bool, name string, value []bool, usage string) {
	f.BoolSliceVarP(p, name, "", value, usage)
}

// BoolSliceVarP is BoolSliceVar with a shorthand.
func (f *FlagSet) BoolSliceVarP(p *[]bool, name, shorthand string, value []bool, usage string) {
	*p = value
	f.VarPF(&boolSliceValue{value: p}, name, shorthand, usage)
}

// BoolSlice registers a flag and returns where it is stored.
func (f *FlagSet) BoolSlice(name string, value []bool, usage string) *[]bool {
	p := new([]bool)
	f.BoolSliceVarP(p, name, "", value, usage)
	return p
}

// BoolSliceP is BoolSlice with a shorthand.
func (f *FlagSet) BoolSliceP(name, shorthand string, value []bool, usage string) *[]bool {
	p := new([]bool)
	f.BoolSliceVarP(p, name, shorthand, value, usage)
	return p
}

// BoolSliceVar registers a flag of the command line.
func BoolSliceVar(p *[]bool, name string, value []bool, usage string) {
	CommandLine.BoolSliceVarP(p, name, "", value, usage)
}

// BoolSliceVarP registers a flag of the command line.
func BoolSliceVarP(p *[]bool, name, shorthand string, value []bool, usage string) {
	CommandLine.BoolSliceVarP(p, name, shorthand, value, usage)
}

// BoolSlice registers a flag of the command line.
func BoolSlice(name string, value []bool, usage string) *[]bool {
	return CommandLine.BoolSliceP(name, "", value, usage)
}

// BoolSliceP registers a flag of the command line.
func BoolSliceP(name, shorthand string, value []bool, usage string) *[]bool {
	return CommandLine.BoolSliceP(name, shorthand, value, usage)
}
