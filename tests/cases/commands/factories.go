package main

import "github.com/spf13/cobra"

type factory func(parent string) *cobra.Command

func leaf(name string, n int) factory {
	return func(parent string) *cobra.Command {
		c := &cobra.Command{Use: name, Short: parent + "/" + name, Run: func(*cobra.Command, []string) {}}
		c.Flags().Int(name+"-count", n*len(parent), "counts")
		return c
	}
}

func group(name string, children ...factory) factory {
	return func(parent string) *cobra.Command {
		c := &cobra.Command{Use: name, Short: parent + "/" + name}
		for _, child := range children {
			c.AddCommand(child(c.Short))
		}
		return c
	}
}

func main() {
	tree := group("tree", leaf("a", 1), group("b", leaf("c", 2), group("d", leaf("e", 3))))("")
	tree.Execute()
}
