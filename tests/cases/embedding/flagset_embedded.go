package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

type flags struct {
	*pflag.FlagSet
	prefix string
}

func (f flags) String(name, value, usage string) *string {
	return f.FlagSet.String(f.prefix+name, value, usage)
}

type command struct {
	cobra.Command
	extra int
}

func main() {
	c := &command{Command: cobra.Command{Use: "embed"}, extra: 3}
	f := flags{c.Flags(), "x-"}
	f.String("name", "n", "through the outer method")
	f.Int("count", c.extra, "through the embedded set")
	f.FlagSet.String("plain", "p", "past the outer method")
	c.Short = "An embedded command"
	c.Execute()
}
