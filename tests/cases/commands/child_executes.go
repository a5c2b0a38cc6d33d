package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "parent"}
	child := &cobra.Command{Use: "child", Run: func(*cobra.Command, []string) {}}
	root.AddCommand(child)
	child.Flags().Int("depth", 1, "of the child")
	root.Flags().Int("top", 0, "of the parent")
	child.Execute()
	root.Flags().Bool("too-late", true, "registered after the execution")
}
