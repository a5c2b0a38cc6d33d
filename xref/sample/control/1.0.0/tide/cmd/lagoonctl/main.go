// Lagoonctl is what people use to look at the mesh and to change it.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"lagoon.example/lagoon/pkg/log"
	"lagoon.example/lagoon/pkg/names"
	"lagoon.example/lagoon/pkg/version"
)

const usageTemplate = "Lagoonctl shows and changes %s, " +
	"the mesh in the namespace %q."

type globals struct {
	kubeconfig      string
	context         string
	namespace       string
	systemNamespace string
	verbosity       int
}

func newRootCmd() *cobra.Command {
	g := &globals{systemNamespace: names.SystemNamespace}
	rootCmd := &cobra.Command{
		Use:               "lagoonctl",
		Short:             "Look at the mesh and change it",
		Long:              fmt.Sprintf(usageTemplate, "Lagoon", g.systemNamespace),
		DisableAutoGenTag: true,
		PersistentPreRunE: func(*cobra.Command, []string) error { return nil },
	}
	home := os.Getenv("HOME")
	rootCmd.PersistentFlags().StringVarP(&g.kubeconfig, "kubeconfig", "c", filepath.Join(home, ".kube", "config"),
		"File with the address of the cluster")
	rootCmd.PersistentFlags().StringVar(&g.context, "context", "", "Context of that file to use")
	rootCmd.PersistentFlags().StringVarP(&g.namespace, "namespace", "n", "", "Namespace to work in")
	rootCmd.PersistentFlags().StringVarP(&g.systemNamespace, "lagoonNamespace", "i", g.systemNamespace, "Namespace of the control plane")
	rootCmd.PersistentFlags().CountVarP(&g.verbosity, "verbose", "v", "Say more; may be repeated")

	log.DefaultOptions().AttachCobraFlags(rootCmd)
	// The log of a tool for people is of no use to most of them.
	for _, name := range []string{"log_as_json", "log_rotate", "log_rotate_max_age", "log_rotate_max_size", "log_target"} {
		hide(rootCmd, name)
	}

	rootCmd.AddCommand(proxyStatusCmd(g), injectCmd(g), convertCmd(), registerCmd(g), version.CobraCommand())
	return rootCmd
}

// hide keeps a flag and leaves it out of the help.
func hide(cmd *cobra.Command, name string) {
	if err := cmd.PersistentFlags().MarkHidden(name); err != nil {
		panic(err)
	}
}

func main() {
	if err := newRootCmd().Execute(); err != nil {
		os.Exit(-1)
	}
}
