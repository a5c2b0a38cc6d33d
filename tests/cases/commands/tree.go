package main

import (
	"os"

	"github.com/spf13/cobra"
)

func run(*cobra.Command, []string) {}

func main() {
	root := &cobra.Command{Use: "mesh", Short: "The mesh", Long: "The mesh at length"}
	get := &cobra.Command{Use: "get <name> [flags]", Aliases: []string{"g", "show"}, Short: "Get one", Run: run}
	all := &cobra.Command{Use: "all", RunE: func(*cobra.Command, []string) error { return nil }, Hidden: true}
	old := &cobra.Command{Use: "old", Run: run, Deprecated: "use get", Short: "An old one"}
	get.AddCommand(all)
	root.AddCommand(get, old)
	root.PersistentFlags().StringP("config", "c", "", "a file")
	get.PersistentFlags().String("output", "short", "a format")
	all.Flags().Bool("deep", false, "all the way")
	all.Flags().String("output", "wide", "hides the one above")
	if err := root.Execute(); err != nil {
		os.Exit(1)
	}
}
