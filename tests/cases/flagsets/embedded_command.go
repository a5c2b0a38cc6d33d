package main

import "github.com/spf13/cobra"

type verb struct {
	*cobra.Command
	opts map[string]*string
}

func newVerb(name string) *verb {
	return &verb{Command: &cobra.Command{Use: name}, opts: map[string]*string{}}
}

func (v *verb) opt(name, def string) *verb {
	v.opts[name] = v.Flags().String(name, def, name+" of "+v.Name())
	return v
}

func (v *verb) into(parents ...*verb) {
	for _, p := range parents {
		p.AddCommand(v.Command)
	}
}

func main() {
	root := newVerb("root")
	get := newVerb("get").opt("output", "table")
	get.opt("selector", *get.opts["output"]+"?").into(root)
	get.Run = func(*cobra.Command, []string) {}
	root.Execute()
}
