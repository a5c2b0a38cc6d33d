package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "root"}
	child := &cobra.Command{Use: "child", Run: func(*cobra.Command, []string) {}}
	root.PersistentFlags().String("mode", "root", "of the root")
	root.Flags().String("local", "root", "of the root alone")
	child.Flags().String("local", "child", "of the child")
	child.PersistentFlags().StringP("mode", "m", "child", "of the child")
	root.AddCommand(child)
	grand := &cobra.Command{Use: "grand", Run: child.Run}
	grand.Flags().Bool("mode", true, "even of another type")
	child.AddCommand(grand)
	both := &cobra.Command{Use: "both"}
	both.PersistentFlags().Int("x", 1, "persistent")
	both.Flags().AddFlag(both.PersistentFlags().Lookup("x"))
	root.AddCommand(both)
	root.Execute()
}
