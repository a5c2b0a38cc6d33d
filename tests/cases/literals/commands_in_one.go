package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

var value = "shared"

func main() {
	var n int
	root := &cobra.Command{
		Use: "lit",
		Aliases: []string{
			"l",
			"literal" + "s",
		},
		Short:        fmt.Sprintf("A %s of %d parts", "literal", len("four")),
		SilenceUsage: true,
		PersistentPreRunE: func(cmd *cobra.Command, args []string) error {
			if n == 0 {
				return fmt.Errorf("nothing")
			}
			return nil
		},
		Annotations: map[string]string{"kind": "x"},
	}
	for i, c := range []cobra.Command{{Use: "one"}, {Use: "two", Hidden: true, Run: func(*cobra.Command, []string) {}}} {
		c := c
		c.Short = value
		c.Flags().IntVar(&n, root.Annotations["kind"], i, "number")
		root.AddCommand(&c)
	}
	root.Execute()
}
