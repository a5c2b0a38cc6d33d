package pflag

import (
	"fmt"
	"strings"
	"time"
)

type timeValue struct {
	value   *time.Time
	formats []string
}

func (v *timeValue) String() string {
	if v.value.IsZero() {
		return ""
	}
	return v.value.Format(time.RFC3339Nano)
}

func (v *timeValue) Type() string {
	return "time"
}

func (v *timeValue) Set(text string) error {
	for _, format := range v.formats {
		parsed, err := time.Parse(format, strings.TrimSpace(text))
		if err == nil {
			*v.value = parsed
			return nil
		}
	}
	return fmt.Errorf("invalid time format %q must be one of: %q", text, v.formats)
}

// TimeVar registers a flag that is stored in p.
func (f *FlagSet) TimeVar(p *time.Time, name string, value time.Time, formats []string, usage string) {
	f.TimeVarP(p, name, "", value, formats, usage)
}

// TimeVarP is TimeVar with a shorthand.
func (f *FlagSet) TimeVarP(p *time.Time, name, shorthand string, value time.Time, formats []string, usage string) {
	*p = value
	f.VarPF(&timeValue{p, formats}, name, shorthand, usage)
}

// Time registers a flag and returns where it is stored.
func (f *FlagSet) Time(name string, value time.Time, formats []string, usage string) *time.Time {
	return f.TimeP(name, "", value, formats, usage)
}

// TimeP is Time with a shorthand.
func (f *FlagSet) TimeP(name, shorthand string, value time.Time, formats []string, usage string) *time.Time {
	p := new(time.Time)
	f.TimeVarP(p, name, shorthand, value, formats, usage)
	return p
}

// TimeVar registers a flag of the command line.
func TimeVar(p *time.Time, name string, value time.Time, formats []string, usage string) {
	CommandLine.TimeVarP(p, name, "", value, formats, usage)
}

// TimeVarP registers a flag of the command line.
func TimeVarP(p *time.Time, name, shorthand string, value time.Time, formats []string, usage string) {
	CommandLine.TimeVarP(p, name, shorthand, value, formats, usage)
}

// Time registers a flag of the command line.
func Time(name string, value time.Time, formats []string, usage string) *time.Time {
	return CommandLine.TimeP(name, "", value, formats, usage)
}

// TimeP registers a flag of the command line.
func TimeP(name, shorthand string, value time.Time, formats []string, usage string) *time.Time {
	return CommandLine.TimeP(name, shorthand, value, formats, usage)
}
