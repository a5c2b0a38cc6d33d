package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

type named interface{ Name() string }
type thing struct{ n string }

func (t *thing) Name() string { return t.n }

func main() {
	root := &cobra.Command{Use: "assertions"}
	f := root.Flags()
	var v interface{} = &thing{"t"}
	n, ok := v.(named)
	f.String("name", n.Name(), fmt.Sprint(ok))
	_, ok = v.(fmt.Stringer)
	f.Bool("stringer", ok, "it has no String")
	s, ok := v.(string)
	f.String("zero", s, fmt.Sprint(ok))
	_, ok = interface{}(thing{}).(named)
	f.Bool("value", ok, "only the pointer has the method")
	if t, ok := v.(*thing); ok && t.n == "t" {
		t.n += "!"
	}
	f.String("changed", v.(named).Name(), "through the assertion")
	v = nil
	_, ok = v.(named)
	f.Bool("nil", ok, "nil is nothing")
	var err error = os.ErrNotExist
	_, ok = err.(interface{ Timeout() bool })
	f.Bool("anonymous", ok, "an interface without a name")
	root.Execute()
}
