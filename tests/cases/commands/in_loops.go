package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

var resources = []struct {
	name    string
	aliases []string
	verbs   []string
}{
	{"pod", []string{"po"}, []string{"get", "delete"}},
	{"service", nil, []string{"get"}},
}

func main() {
	root := &cobra.Command{Use: "ctl"}
	for _, r := range resources {
		parent := &cobra.Command{Use: r.name, Aliases: r.aliases, Short: "Work on " + r.name + "s"}
		for i, v := range r.verbs {
			child := &cobra.Command{
				Use:  fmt.Sprintf("%s %s", v, strings.ToUpper(r.name)),
				Args: cobra.ExactArgs(i + 1),
				Run:  func(*cobra.Command, []string) {},
			}
			if v == "delete" {
				child.Flags().BoolP("force", "f", false, "without asking")
			}
			parent.AddCommand(child)
		}
		root.AddCommand(parent)
	}
	root.Execute()
}
