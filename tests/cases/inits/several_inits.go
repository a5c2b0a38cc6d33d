package main

import "github.com/spf13/cobra"

var order []string

func init() { order = append(order, "one") }

var early = note("variable")

func note(s string) string {
	order = append(order, s)
	return s
}

func init() { order = append(order, "two") }

func main() {
	root := &cobra.Command{Use: "app"}
	root.Flags().StringSlice("order", order, "variables, then every init in turn")
	root.Flags().String("early", early, "a variable set by a call")
	root.Execute()
}

func init() { order = append(order, "three") }
