package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "last"}
	root.Flags().Int("n", last(), "the last line has no end")
	root.Execute()
}

func last() int { return 7 }