package main

import (
	"sort"

	"github.com/spf13/cobra"
)

var registry = map[string]func() string{}

func register(name string, f func() string) bool {
	registry[name] = f
	return true
}

var _ = register("alpha", func() string { return "A" + suffix })
var _ = register("beta", func() string { return "B" + suffix })

var suffix = "!"

func main() {
	root := &cobra.Command{Use: "init-loop-closure"}
	f := root.Flags()
	names := make([]string, 0, len(registry))
	for name := range registry {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		f.String(name, registry[name](), "registered as "+name)
	}
	root.Execute()
}
