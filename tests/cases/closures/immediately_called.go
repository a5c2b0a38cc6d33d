package main

import "github.com/spf13/cobra"

var table = func() map[string]int {
	m := make(map[string]int)
	for i, s := range []string{"x", "y", "z"} {
		m[s] = i * i
	}
	return m
}()

func main() {
	root := &cobra.Command{Use: "immediately-called"}
	f := root.Flags()
	v := func(a, b int) int { return a << uint(b) }(3, 4)
	func() {
		v += 2
	}()
	f.Int("v", v, "changed by a function without a name")
	f.Int("z", table["z"], "from a variable's initialiser")
	add := func(k int) func(int) int { return func(n int) int { return n + k } }
	f.Int("curried", add(3)(4), "a function of a function")
	compose := func(fs ...func(int) int) func(int) int {
		return func(n int) int {
			for _, g := range fs {
				n = g(n)
			}
			return n
		}
	}
	f.Int("composed", compose(add(1), add(10), func(n int) int { return -n })(5), "one after another")
	root.Execute()
}
