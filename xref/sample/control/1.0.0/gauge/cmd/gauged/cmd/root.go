// Package cmd is the command line of gauged.
package cmd

import (
	"flag"

	"github.com/spf13/cobra"

	"lagoon.example/lagoon/pkg/collateral"
	"lagoon.example/lagoon/pkg/probe"
	"lagoon.example/lagoon/pkg/version"
)

type formatFn func(format string, args ...interface{})

// GetRootCmd makes the tree of commands.
func GetRootCmd(args []string, printf, fatalf formatFn) *cobra.Command {
	rootCmd := &cobra.Command{
		Use:   "gauged",
		Short: "Gauge checks and counts the calls of the mesh",
		Args:  cobra.NoArgs,
	}
	rootCmd.SetArgs(args)
	rootCmd.PersistentFlags().AddGoFlagSet(flag.CommandLine)

	rootCmd.AddCommand(serverCmd(printf, fatalf))
	rootCmd.AddCommand(adapterCmd(printf))
	rootCmd.AddCommand(probe.CobraCommand())
	rootCmd.AddCommand(version.CobraCommand())
	rootCmd.AddCommand(collateral.CobraCommand(rootCmd))
	return rootCmd
}
