package main

import "github.com/spf13/cobra"

type key struct {
	host string
	port int
}

func main() {
	root := &cobra.Command{Use: "struct-keys"}
	f := root.Flags()
	m := map[key]string{{"a", 1}: "first", {host: "b"}: "second"}
	k := key{"a", 1}
	m[key{"a", 1}] += "!"
	k.port = 2
	_, found := m[k]
	grid := map[[2]int]int{{1, 2}: 3, {0, 0}: 4}
	grid[[2]int{1, 2}]++
	f.String("a", m[key{"a", 1}], "by an equal key")
	f.String("b", m[key{host: "b"}], "by a key with a zero field")
	f.Bool("found", found, "the key was changed")
	f.Int("grid", grid[[...]int{1, 2}], "an array as a key")
	f.Int("len", len(m)+len(grid), "no more and no less")
	root.Execute()
}
