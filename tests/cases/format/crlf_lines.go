package main

import (
	"github.com/spf13/cobra"
)

// A raw string loses its carriage returns.
const text = `one
two`

var (
	n = 3 // with a comment
	s = "s"
)

/* a comment
   of lines */
func main() {
	root := &cobra.Command{
		Use: "crlf",
	}
	root.Flags().String("text", text, "raw")
	root.Flags().Int("n", n, "a number")
	root.Flags().String("s", s, `raw
usage`)
	root.Execute()
}
