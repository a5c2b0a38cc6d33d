package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "stderr-and-scan"}
	f := root.Flags()
	n, err := fmt.Fprintf(os.Stderr, "to %s\n", "nobody")
	f.Int("n", n, fmt.Sprint(err))
	var a int
	var b string
	got, err := fmt.Sscanf("7 seven", "%d %s", &a, &b)
	f.Int("a", a, "scanned")
	f.String("b", b, fmt.Sprint(got, err))
	fmt.Println("on standard output")
	fmt.Print()
	root.Execute()
}
