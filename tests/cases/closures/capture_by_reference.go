package main

import (
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

type app struct {
	name string
	port int
}

func (a *app) flags() func(*pflag.FlagSet) {
	return func(fs *pflag.FlagSet) {
		fs.StringVar(&a.name, "name", a.name, "name of the "+a.name)
		fs.IntVar(&a.port, "port", a.port, "port")
	}
}

func main() {
	root := &cobra.Command{Use: "capture-by-reference"}
	f := root.Flags()
	a := &app{"early", 1}
	attach := a.flags()
	x := 1
	show := func() string { return fmt.Sprint(x, a.name) }
	x = 2
	a.name = "late"
	attach(f)
	a.port = 99
	f.String("show", show(), "sees what is there when called")
	f.Int("after", a.port, "set after it was registered")
	root.Execute()
}
