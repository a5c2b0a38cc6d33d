package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func main() {
	root := &cobra.Command{Use: "visit-and-change"}
	f := root.Flags()
	f.String("alpha", "1", "first")
	f.Int("beta", 2, "second")
	f.Bool("gamma", false, "third")
	var names []string
	f.VisitAll(func(g *pflag.Flag) {
		names = append(names, g.Name)
		g.Usage = strings.ToUpper(g.Usage)
		if g.Value.Type() == "int" {
			g.DefValue = "n" + g.DefValue
			g.Hidden = true
		}
	})
	f.StringSlice("names", names, "in order")
	f.Lookup("gamma").Shorthand = "g"
	f.Lookup("alpha").Value = f.Lookup("beta").Value
	if f.Lookup("delta") == nil {
		f.String("delta", "new", "was not there")
	}
	f.Bool("has", f.HasFlags(), "there are some")
	root.Execute()
}
