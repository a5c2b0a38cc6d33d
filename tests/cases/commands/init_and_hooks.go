package main

import "github.com/spf13/cobra"

var initialised bool

func init() {
	cobra.OnInitialize(func() { initialised = true })
	cobra.EnableCommandSorting = false
}

func main() {
	root := &cobra.Command{
		Use:              "hooks",
		PersistentPreRun: func(*cobra.Command, []string) { panic("never") },
		PreRunE:          func(*cobra.Command, []string) error { return nil },
		Args:             cobra.MaximumNArgs(2),
		ValidArgs:        []string{"a", "b"},
		Example:          "hooks a",
	}
	root.Flags().Bool("initialised", initialised, "only when it is executed")
	root.AddCommand(&cobra.Command{Use: "z", PostRun: func(*cobra.Command, []string) {}}, &cobra.Command{Use: "a", PreRun: func(*cobra.Command, []string) {}})
	root.Execute()
}
