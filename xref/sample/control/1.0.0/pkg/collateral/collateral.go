// Package collateral adds a hidden command that writes a program's own documents.
package collateral

import (
	"fmt"

	"github.com/spf13/cobra"
)

// formats is the table that the flags of the command are made from.
var formats = []struct {
	name  string
	usage string
	on    bool
}{
	{"man", "manual pages", false},
	{"markdown", "Markdown", true},
	{"bash", "a completion script for bash", false},
}

// CobraCommand makes the command for the tree below root.
func CobraCommand(root *cobra.Command) *cobra.Command {
	chosen := make(map[string]*bool, len(formats))
	outputDir := "."

	cmd := &cobra.Command{
		Use:    "collateral",
		Short:  "Write the documents of " + root.Name(),
		Hidden: true,
		RunE: func(_ *cobra.Command, _ []string) error {
			for name, on := range chosen {
				if *on {
					fmt.Println(outputDir, name)
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVarP(&outputDir, "outputDir", "o", outputDir, "Folder that the documents go to")
	for _, f := range formats {
		chosen[f.name] = cmd.Flags().Bool(f.name, f.on, "Write "+f.usage)
	}
	return cmd
}
