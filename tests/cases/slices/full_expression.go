package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "full-expression"}
	f := root.Flags()
	a := []string{"a", "b", "c", "d"}
	tight := a[1:2:2]
	loose := a[1:2]
	tight = append(tight, "T")
	first := strings.Join(a, "")
	loose = append(loose, "L")
	f.String("first", first, "a tight slice moves when it grows")
	f.String("second", strings.Join(a, ""), "a loose one writes on")
	f.StringSlice("tight", tight, "with a limit")
	f.Int("cap", cap(a[:1:3]), "the limit")
	f.Int("len", len(a[4:]), "an empty tail")
	f.StringSlice("loose", loose, "with none")
	root.Execute()
}
