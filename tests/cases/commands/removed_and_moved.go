package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "root"}
	a := &cobra.Command{Use: "a"}
	b := &cobra.Command{Use: "b"}
	c := &cobra.Command{Use: "c"}
	root.AddCommand(a, b, c)
	root.RemoveCommand(b)
	a.AddCommand(b)
	a.Flags().String("path", b.CommandPath(), "where b went")
	a.Flags().String("parent", b.Parent().Name(), "its parent")
	a.Flags().Bool("root", b.Root() == root, "the root is the same")
	a.Flags().Int("count", len(root.Commands()), "what is left")
	a.Flags().Bool("has", a.HasSubCommands() && !c.HasSubCommands(), "who has commands below")
	for _, x := range root.Commands() {
		x.Short = "below " + x.Parent().Name()
	}
	b.Flags().String("use", b.UseLine(), "how it is called")
	root.Execute()
}
