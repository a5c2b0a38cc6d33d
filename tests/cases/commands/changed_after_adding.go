package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{}
	root.Use = "late"
	sub := &cobra.Command{Use: "first"}
	root.AddCommand(sub)
	sub.Use = "second NAME"
	sub.Aliases = append(sub.Aliases, "s", "sec")
	sub.Run = func(*cobra.Command, []string) {}
	sub.Short = fmt.Sprintf("Child of %s", root.Name())
	found, _, err := root.Find([]string{"second"})
	found.Flags().Bool("found", true, fmt.Sprint(err))
	root.PersistentFlags().Int("n", 1, "a number")
	if fl := root.PersistentFlags().Lookup("n"); fl != nil {
		fl.DefValue = "one"
		fl.Usage = "changed"
	}
	root.Commands()[0].Flags().String("by-index", "x", "through the list")
	root.Execute()
}
