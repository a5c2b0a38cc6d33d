package main

import (
	"os"

	"github.com/spf13/cobra"
)

var root = &cobra.Command{Use: "tool", Short: "A tool"}

var verbose bool

var serve = &cobra.Command{
	Use:   "serve [flags]",
	Short: "Serve",
	Run:   func(cmd *cobra.Command, args []string) {},
}

func init() {
	root.PersistentFlags().BoolVarP(&verbose, "verbose", "v", false, "say more")
}

func init() {
	root.AddCommand(serve)
	serve.Flags().Int("port", defaults["port"], "port to serve on")
}

var defaults = map[string]int{"port": 9901}

func main() {
	if err := root.Execute(); err != nil {
		os.Exit(1)
	}
}
