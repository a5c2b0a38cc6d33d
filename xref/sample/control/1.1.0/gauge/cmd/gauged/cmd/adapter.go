package cmd

import (
	"github.com/spf13/cobra"

	"lagoon.example/lagoon/gauge/pkg/server"
)

// adapterCmd has a level of its own below the root.
func adapterCmd(printf formatFn) *cobra.Command {
	adapterCmd := &cobra.Command{
		Use:     "adapter",
		Aliases: []string{"adapters", "ad"},
		Short:   "Tell about the adapters in this program",
	}
	var wide bool
	adapterCmd.PersistentFlags().BoolVarP(&wide, "wide", "W", false, "Show the templates of each adapter")

	list := &cobra.Command{
		Use:     "list",
		Aliases: []string{"ls"},
		Short:   "List the adapters",
		Run: func(*cobra.Command, []string) {
			for _, a := range server.Adapters {
				printf("%s\n", a.Name)
			}
		},
	}
	adapterCmd.AddCommand(list)

	for _, a := range server.Adapters {
		a := a
		sub := &cobra.Command{
			Use:   a.Name,
			Short: "Show the adapter " + a.Name,
			Run:   func(*cobra.Command, []string) { printf("%s\t%s\n", a.Name, a.Text) },
		}
		if a.Port != 0 {
			sub.Flags().Uint16(a.Name+"-port", a.Port, "Port of the adapter "+a.Name)
		}
		adapterCmd.AddCommand(sub)
	}
	return adapterCmd
}
