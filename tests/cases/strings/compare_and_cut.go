package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "compare-and-cut"}
	f := root.Flags()
	a, b := "apple", "banana"
	f.Bool("less", a < b, "in order")
	f.Bool("prefix", "app" < a, "a prefix comes first")
	f.Bool("case", "Z" < "a", "capitals come first")
	f.String("cut", a[1:3]+b[len(b)-2:]+a[:0], "cut and joined")
	c := a
	c += "s"
	f.String("kept", a, "strings do not change")
	f.String("grown", c, "a new one")
	f.Bool("equal", c[:5] == a, "by content")
	f.Int("compare", strings.Compare(a, b), "as a number")
	f.Int("byte", int(a[0]^b[0]), "bytes")
	root.Execute()
}
