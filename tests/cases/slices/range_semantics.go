package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "range-semantics"}
	f := root.Flags()
	s := []int{1, 2, 3}
	for i, v := range s {
		if i == 0 {
			s[1] = 20
			s = append(s, 99)
		}
		_ = v
	}
	total := 0
	t := []int{1, 2, 3}
	for i, v := range t {
		if i < 2 {
			t[i+1] += v
		}
		total += v
	}
	var idx []int
	for i := range make([]struct{}, 3) {
		idx = append(idx, i)
	}
	var i, v int
	for i, v = range []int{7, 8} {
	}
	f.IntSlice("s", s, "the range keeps its length")
	f.Int("total", total, "elements are read as they come")
	f.IntSlice("idx", idx, "indexes alone")
	f.Int("last", i*100+v, "assigned to variables from before")
	root.Execute()
}
