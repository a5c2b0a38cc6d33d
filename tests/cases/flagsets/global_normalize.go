package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func dots(_ *pflag.FlagSet, name string) pflag.NormalizedName {
	return pflag.NormalizedName(strings.ToLower(strings.Replace(name, ".", "-", -1)))
}

func main() {
	root := &cobra.Command{Use: "app"}
	sub := &cobra.Command{Use: "sub"}
	sub.Flags().String("Log.Level", "info", "level")
	root.AddCommand(sub)
	root.SetGlobalNormalizationFunc(dots)
	root.PersistentFlags().String("Root.Dir", "/", "directory")
	late := &cobra.Command{Use: "late"}
	late.Flags().String("Late.Name", "x", "of a command added later")
	root.AddCommand(late)
	root.Execute()
}
