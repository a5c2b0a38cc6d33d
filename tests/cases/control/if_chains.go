package main

import (
	"strconv"

	"github.com/spf13/cobra"
)

func check(m map[string]int, k string) string {
	if v, ok := m[k]; !ok {
		return "missing"
	} else if half := v / 2; half > 10 {
		return "large " + strconv.Itoa(half)
	} else if v < 0 && half != v {
		return "negative"
	} else {
		v++
		return "small " + strconv.Itoa(v+half)
	}
}

func main() {
	root := &cobra.Command{Use: "if-chains"}
	f := root.Flags()
	m := map[string]int{"a": 100, "b": -5, "c": 3}
	for _, k := range []string{"a", "b", "c", "d"} {
		f.String(k, check(m, k), "checked")
	}
	if n, err := strconv.Atoi("7"); err == nil && n == 7 && len(m) == 3 {
		f.Bool("registered", true, "a flag that depends on a condition")
	} else {
		f.Bool("other", true, "not this one")
	}
	root.Execute()
}
