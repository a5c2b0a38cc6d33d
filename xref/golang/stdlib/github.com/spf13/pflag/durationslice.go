package pflag

import (
	"strings"
	"time"
)

type durationSliceValue struct {
	value   *[]time.Duration
	changed bool
}

func (v *durationSliceValue) String() string {
	return "[" + strings.Join(v.GetSlice(), ",") + "]"
}

func (v *durationSliceValue) Type() string {
	return "durationSlice"
}

func (v *durationSliceValue) Set(text string) error {
	parsed, err := parseDurations(strings.Split(text, ","))
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

func (v *durationSliceValue) Append(text string) error {
	parsed, err := parseDurations([]string{text})
	if err == nil {
		*v.value = append(*v.value, parsed...)
	}
	return err
}

func (v *durationSliceValue) Replace(texts []string) error {
	parsed, err := parseDurations(texts)
	if err == nil {
		*v.value = parsed
	}
	return err
}

func (v *durationSliceValue) GetSlice() []string {
	out := make([]string, len(*v.value))
	for i, element := range *v.value {
		out[i] = element.String()
	}
	return out
}

func parseDurations(texts []string) ([]time.Duration, error) {
	out := make([]time.Duration, len(texts))
	for i, text := range texts {
		parsed, err := time.ParseDuration(text)
		if err != nil {
			return nil, err
		}
		out[i] = parsed
	}
	return out, nil
}

// GetDurationSlice returns the value of a flag of type durationSlice.
func (f *FlagSet) GetDurationSlice(name string) ([]time.Duration, error) {
	text, err := f.text(name, "durationSlice")
	text = strings.Trim(text, "[]")
	if err != nil || text == "" {
		return []time.Duration{}, err
	}
	return parseDurations(strings.Split(text, ","))
}

// DurationSliceVar registers a flag that is stored in p.
func (f *FlagSet) DurationSliceVar(p *[]time.Duration, name string, value []time.Duration, usage string) {
	f.DurationSliceVarP(p, name, "", value, usage)
}

// DurationSliceVarP is DurationSliceVar with a shorthand.
func (f *FlagSet) DurationSliceVarP(p *[]time.Duration, name, shorthand string, value []time.Duration, usage string) {
	*p = value
	f.VarPF(&durationSliceValue{value: p}, name, shorthand, usage)
}

// DurationSlice registers a flag and returns where it is stored.
func (f *FlagSet) DurationSlice(name string, value []time.Duration, usage string) *[]time.Duration {
	p := new([]time.Duration)
	f.DurationSliceVarP(p, name, "", value, usage)
	return p
}

// DurationSliceP is DurationSlice with a shorthand.
func (f *FlagSet) DurationSliceP(name, shorthand string, value []time.Duration, usage string) *[]time.Duration {
	p := new([]time.Duration)
	f.DurationSliceVarP(p, name, shorthand, value, usage)
	return p
}

// DurationSliceVar registers a flag of the command line.
func DurationSliceVar(p *[]time.Duration, name string, value []time.Duration, usage string) {
	CommandLine.DurationSliceVarP(p, name, "", value, usage)
}

// DurationSliceVarP registers a flag of the command line.
func DurationSliceVarP(p *[]time.Duration, name, shorthand string, value []time.Duration, usage string) {
	CommandLine.DurationSliceVarP(p, name, shorthand, value, usage)
}

// DurationSlice registers a flag of the command line.
func DurationSlice(name string, value []time.Duration, usage string) *[]time.Duration {
	return CommandLine.DurationSliceP(name, "", value, usage)
}

// DurationSliceP registers a flag of the command line.
func DurationSliceP(name, shorthand string, value []time.Duration, usage string) *[]time.Duration {
	return CommandLine.DurationSliceP(name, shorthand, value, usage)
}
