// Gauged checks and counts the calls of the mesh.
package main

import (
	"fmt"
	"os"

	"lagoon.example/lagoon/gauge/cmd/gauged/cmd"
)

func main() {
	printf := func(format string, args ...interface{}) { fmt.Printf(format, args...) }
	fatalf := func(format string, args ...interface{}) {
		fmt.Fprintf(os.Stderr, format, args...)
		os.Exit(-1)
	}
	rootCmd := cmd.GetRootCmd(os.Args[1:], printf, fatalf)
	if err := rootCmd.Execute(); err != nil {
		os.Exit(-1)
	}
}
