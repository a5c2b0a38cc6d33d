package main

import (
	"strconv"

	"github.com/spf13/cobra"
)

type tristate int

func (t *tristate) String() string {
	switch *t {
	case 0:
		return "auto"
	case 1:
		return "on"
	}
	return "off"
}
func (t *tristate) Type() string     { return "tristate" }
func (t *tristate) IsBoolFlag() bool { return true }
func (t *tristate) Set(s string) error {
	b, err := strconv.ParseBool(s)
	if err != nil {
		return err
	}
	*t = 2
	if b {
		*t = 1
	}
	return nil
}

func main() {
	root := &cobra.Command{Use: "bool-like"}
	f := root.Flags()
	a, b := new(tristate), new(tristate)
	b.Set("false")
	f.Var(a, "color", "pflag does not ask IsBoolFlag")
	pager := f.VarPF(b, "pager", "p", "set by hand")
	pager.NoOptDefVal = "true"
	pager.DefValue = pager.DefValue + "!"
	root.Execute()
}
