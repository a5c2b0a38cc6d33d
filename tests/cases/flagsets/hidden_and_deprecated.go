package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "hidden-and-deprecated"}
	f := root.Flags()
	f.Int("old", 1, "an old one")
	f.Int("secret", 2, "a hidden one")
	f.IntP("short", "s", 3, "its letter is old")
	f.Int("by-hand", 4, "set by hand")
	errs := []error{
		f.MarkDeprecated("old", "use --new"),
		f.MarkHidden("secret"),
		f.MarkShorthandDeprecated("short", "use --short"),
		f.MarkDeprecated("none", "there is none"),
		f.MarkDeprecated("secret", ""),
	}
	g := f.Lookup("by-hand")
	g.Deprecated = "gone " + "soon"
	g.NoOptDefVal = "40"
	failed := 0
	for _, err := range errs {
		if err != nil {
			failed++
		}
	}
	f.Int("failed", failed, "how many failed")
	f.String("message", errs[3].Error(), "no such flag")
	root.Execute()
}
