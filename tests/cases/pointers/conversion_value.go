// A custom value that is a pointer to a plain variable, converted.
package main

import (
	"strconv"

	"github.com/spf13/cobra"
)

type portValue uint16

func newPort(v uint16, p *uint16) *portValue {
	*p = v
	return (*portValue)(p)
}

func (p *portValue) String() string { return strconv.Itoa(int(*p)) }
func (p *portValue) Type() string   { return "port" }
func (p *portValue) Set(s string) error {
	v, err := strconv.ParseUint(s, 10, 16)
	*p = portValue(v)
	return err
}

func main() {
	root := &cobra.Command{Use: "conversion-value"}
	f := root.Flags()
	var port, other uint16
	f.Var(newPort(8080, &port), "port", "a converted pointer")
	v := newPort(9090, &other)
	if err := v.Set("15000"); err != nil {
		f.String("failed", err.Error(), "")
	}
	f.VarP(v, "other", "o", "set before it was registered")
	f.Uint16("read", other, "the variable under the value")
	f.Bool("same", (*uint16)(v) == &other, "the same address")
	root.Execute()
}
