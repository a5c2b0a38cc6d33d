package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func remove(s []string, i int) []string { return append(s[:i], s[i+1:]...) }

func insert(s []string, i int, v string) []string {
	s = append(s, "")
	copy(s[i+1:], s[i:])
	s[i] = v
	return s
}

func main() {
	root := &cobra.Command{Use: "copy-and-delete"}
	f := root.Flags()
	a := strings.Split("a b c d", " ")
	n := copy(a[1:], a)
	f.StringSlice("overlap", append([]string{}, a...), "copied over itself")
	f.Int("n", n, "how many were copied")
	b := []byte("hello")
	m := copy(b[3:], "XYZ")
	f.String("bytes", string(b), "copied from a string")
	f.Int("m", m, "no more than fit")
	f.StringSlice("removed", remove([]string{"x", "y", "z"}, 1), "taken out")
	f.StringSlice("inserted", insert([]string{"x", "z"}, 1, "y"), "put in")
	f.Int("none", copy([]int{}, []int{1}), "nothing to copy to")
	root.Execute()
}
