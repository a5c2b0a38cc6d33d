// Package version tells which build of the mesh a program is.
package version

import (
	"fmt"

	"github.com/spf13/cobra"
)

// The linker sets these.
var (
	buildVersion     = "unknown"
	buildGitRevision = "unknown"
)

// CobraCommand makes the command that all programs of the mesh share.
func CobraCommand() *cobra.Command {
	var (
		short  bool
		output string
	)
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version of this program",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if output != "" && output != "yaml" && output != "json" {
				return fmt.Errorf("--output must be yaml or json")
			}
			if short {
				fmt.Println(buildVersion)
				return nil
			}
			fmt.Printf("%s-%s\n", buildVersion, buildGitRevision)
			return nil
		},
	}
	cmd.Flags().BoolVarP(&short, "short", "s", short, "Print the number alone")
	cmd.Flags().StringVarP(&output, "output", "o", output, "One of yaml or json")
	return cmd
}
