package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "min-max-clear"}
	f := root.Flags()
	m := map[string]int{"a": 1, "b": 2}
	before := len(m)
	clear(m)
	s := []int{1, 2, 3}
	clear(s[1:])
	f.Int("min", min(3, 1, 2), "the smallest")
	f.Float64("max", max(1, 2.5), "the largest of mixed constants")
	f.String("max-string", max("a", "c", "b"), "of strings")
	f.Int("gone", before-len(m), "a map made empty")
	f.IntSlice("zeroed", s, "elements made zero")
	x := 7
	f.Int("clamped", max(0, min(x, 5)), "between two")
	root.Execute()
}
