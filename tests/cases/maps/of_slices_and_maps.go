package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "of-slices-and-maps"}
	f := root.Flags()
	groups := map[string][]string{}
	for _, w := range strings.Fields("apple avocado banana blueberry cherry") {
		groups[w[:1]] = append(groups[w[:1]], w)
	}
	nested := map[string]map[string]int{"x": {"y": 1}}
	nested["x"]["z"] = 2
	if nested["new"] == nil {
		nested["new"] = map[string]int{}
	}
	nested["new"]["k"]++
	groups["a"][0] = "APPLE"
	for k, v := range groups {
		f.StringSlice("with-"+k, v, strconv.Itoa(len(v))+" words")
	}
	f.Int("nested", nested["x"]["y"]+nested["x"]["z"]+nested["none"]["k"], "maps in a map")
	f.Int("fresh", nested["new"]["k"], "made on demand")
	root.Execute()
}
