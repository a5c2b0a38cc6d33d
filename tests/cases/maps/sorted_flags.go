package main

import (
	"sort"

	"github.com/spf13/cobra"
)

var defaults = map[string]struct {
	value int
	usage string
}{
	"zeta":  {1, "the last letter"},
	"alpha": {2, "the first"},
	"mid":   {usage: "no value"},
}

func main() {
	root := &cobra.Command{Use: "sorted-flags"}
	f := root.Flags()
	keys := make([]string, 0, len(defaults))
	for k := range defaults {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for i, k := range keys {
		d := defaults[k]
		f.Int(k, d.value+i*100, d.usage)
	}
	f.StringSlice("keys", keys, "in order")
	root.Execute()
}
