package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

func main() {
	name := filepath.Base(os.Args[0])
	root := &cobra.Command{Use: name + " [flags]", Short: "Named as the program is"}
	root.Flags().Int("args", len(os.Args), "what it was called with")
	if len(os.Args) > 1 && os.Args[1] == "extra" {
		root.Flags().Bool("extra", true, "only when asked")
	}
	root.SetArgs(os.Args[1:])
	if err := root.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(-1)
	}
}
