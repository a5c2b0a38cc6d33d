package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "root"}
	root.PersistentFlags().String("shared", "s", "for all")
	mid := &cobra.Command{Use: "mid"}
	leaf := &cobra.Command{Use: "leaf", Run: func(*cobra.Command, []string) {}}
	root.AddCommand(mid)
	mid.AddCommand(leaf)
	mid.PersistentFlags().Int("level", 1, "of the middle")
	leaf.Flags().Bool("sees-shared", leaf.InheritedFlags().Lookup("shared") != nil, "inherited")
	leaf.Flags().Bool("own", leaf.LocalFlags().Lookup("level") != nil, "not its own")
	if fl := leaf.Flag("shared"); fl != nil {
		fl.Usage += " and " + leaf.Name()
	}
	leaf.Flags().Bool("local", leaf.HasLocalFlags(), "has some of its own")
	root.Execute()
}
