package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func words(_ *pflag.FlagSet, name string) pflag.NormalizedName {
	return pflag.NormalizedName(strings.Replace(name, "_", "-", -1))
}

func aliases(f *pflag.FlagSet, name string) pflag.NormalizedName {
	switch name {
	case "old":
		name = "new"
	}
	return words(f, name)
}

func main() {
	root := &cobra.Command{Use: "app"}
	f := root.Flags()
	f.String("before_set", "a", "registered before")
	f.SetNormalizeFunc(words)
	f.String("after_set", "b", "registered after")
	f.Lookup("after_set").Usage += "!"
	sub := &cobra.Command{Use: "sub"}
	sub.Flags().SetNormalizeFunc(aliases)
	sub.Flags().Int("old", 1, "by another name")
	sub.Flags().Bool("found", sub.Flags().Lookup("new") != nil, "found by the new one")
	root.AddCommand(sub)
	root.Execute()
}
