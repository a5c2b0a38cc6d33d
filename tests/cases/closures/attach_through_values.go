package main

import (
	"strings"

	"github.com/spf13/cobra"
)

type stringVar func(p *string, name string, value string, usage string)
type intVar func(p *int, name string, value int, usage string)

type options struct {
	level string
	size  int
}

func (o *options) attach(s stringVar, i intVar) {
	s(&o.level, "level", o.level, "level of the log")
	i(&o.size, "size", o.size, "size of the log")
}

func main() {
	o := &options{"info", 100}
	root := &cobra.Command{Use: "app"}
	o.attach(root.PersistentFlags().StringVar, root.PersistentFlags().IntVar)
	sub := &cobra.Command{Use: "sub"}
	p := options{level: "debug"}
	p.attach(
		func(p *string, name, value, usage string) {
			sub.Flags().StringVar(p, "sub-"+name, strings.ToUpper(value), usage)
		},
		func(*int, string, int, string) {},
	)
	root.AddCommand(sub)
	root.Execute()
}
