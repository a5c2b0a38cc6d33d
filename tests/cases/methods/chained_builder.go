package main

import "github.com/spf13/cobra"

type builder struct {
	cmd  *cobra.Command
	errs []string
}

func newBuilder(use string) *builder { return &builder{cmd: &cobra.Command{Use: use}} }

func (b *builder) short(s string) *builder {
	b.cmd.Short = s
	return b
}

func (b *builder) flag(name, value string) *builder {
	if b.cmd.Flags().Lookup(name) != nil {
		b.errs = append(b.errs, name)
		return b
	}
	b.cmd.Flags().String(name, value, "built "+name)
	return b
}

func (b *builder) sub(o *builder) *builder {
	b.cmd.AddCommand(o.cmd)
	return b
}

func main() {
	b := newBuilder("root").short("Root").flag("a", "1").flag("b", "2").flag("a", "3").
		sub(newBuilder("leaf").short("Leaf").flag("a", "4"))
	b.cmd.Flags().StringSlice("twice", b.errs, "asked for twice")
	b.cmd.Execute()
}
