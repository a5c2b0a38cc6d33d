package pflag

import (
	goflag "flag"
	"fmt"
	"strings"
)

// goValue makes a Value of the standard library's flag.Value.
type goValue struct {
	inner goflag.Value
	kind  string
}

func (v *goValue) String() string {
	return v.inner.String()
}

func (v *goValue) Set(text string) error {
	return v.inner.Set(text)
}

func (v *goValue) Type() string {
	return v.kind
}

type goBoolFlag interface {
	goflag.Value
	IsBoolFlag() bool
}

// wrap names the type of a value as pflag does: "*flag.boolValue" is "bool".
func wrap(inner goflag.Value) Value {
	if value, ok := inner.(Value); ok {
		return value
	}
	kind := fmt.Sprintf("%T", inner)
	kind = kind[strings.LastIndex(kind, ".")+1:]
	return &goValue{inner, strings.TrimSuffix(kind, "Value")}
}

// PFlagFromGoFlag makes a flag of the standard library's. Its default is the value of this moment.
func PFlagFromGoFlag(from *goflag.Flag) *Flag {
	flag := &Flag{Name: from.Name, Usage: from.Usage, Value: wrap(from.Value), DefValue: from.Value.String()}
	if len(flag.Name) == 1 {
		flag.Shorthand = flag.Name
	}
	if value, ok := from.Value.(goBoolFlag); ok && value.IsBoolFlag() {
		flag.NoOptDefVal = "true"
	}
	return flag
}

// AddGoFlag adds a flag of the standard library, unless the name is taken.
func (f *FlagSet) AddGoFlag(flag *goflag.Flag) {
	if f.Lookup(flag.Name) == nil {
		f.AddFlag(PFlagFromGoFlag(flag))
	}
}

// AddGoFlagSet adds the flags of a set of the standard library whose names are not taken.
func (f *FlagSet) AddGoFlagSet(other *goflag.FlagSet) {
	if other == nil {
		return
	}
	other.VisitAll(f.AddGoFlag)
	f.goFlagSets = append(f.goFlagSets, other)
}

// CopyToGoFlagSet adds the flags to a set of the standard library.
func (f *FlagSet) CopyToGoFlagSet(other *goflag.FlagSet) {
	for _, flag := range f.all() {
		usage := flag.Usage
		if flag.Deprecated != "" {
			usage += " (DEPRECATED: " + flag.Deprecated + ")"
		}
		other.Var(flag.Value, flag.Name, usage)
	}
}
