package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func logFlags(prefix string) *pflag.FlagSet {
	fs := pflag.NewFlagSet("log", pflag.ContinueOnError)
	fs.String(prefix+"level", "info", "level")
	fs.BoolP(prefix+"json", prefix[:1], false, "as JSON")
	return fs
}

func main() {
	root := &cobra.Command{Use: "app"}
	shared := logFlags("log-")
	root.PersistentFlags().AddFlagSet(shared)
	sub := &cobra.Command{Use: "sub", Run: func(*cobra.Command, []string) {}}
	sub.Flags().AddFlagSet(logFlags("sub-"))
	sub.Flags().AddFlagSet(nil)
	other := logFlags("other-")
	other.AddFlagSet(logFlags("sub-"))
	sub.Flags().AddFlag(other.Lookup("other-level"))
	shared.Lookup("log-level").Usage = "changed for all"
	root.AddCommand(sub)
	root.Execute()
}
