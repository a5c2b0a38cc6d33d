package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

var level = pflag.IntP("level", "l", 3, "a flag of the global set")

func init() {
	pflag.String("name", "anon", "another of the global set")
	pflag.CommandLine.Bool("quick", true, "straight on the set")
	pflag.Lookup("quick").Hidden = true
}

func main() {
	root := &cobra.Command{Use: "app"}
	root.PersistentFlags().AddFlagSet(pflag.CommandLine)
	root.Flags().Int("double", *level*2, "twice the level")
	root.Execute()
}
