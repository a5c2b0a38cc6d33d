package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "app", Version: "1.2.3"}
	root.Flags().BoolP("help", "?", false, "a help flag of our own")
	sub := &cobra.Command{Use: "sub", Run: func(*cobra.Command, []string) {}}
	sub.PersistentFlags().Bool("version", false, "a version flag of our own")
	root.AddCommand(sub)
	root.SetHelpTemplate("none")
	root.SilenceErrors = true
	root.Execute()
}
