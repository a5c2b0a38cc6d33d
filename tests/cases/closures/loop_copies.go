package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "loop-copies"}
	f := root.Flags()
	var fs []func() int
	for i := 0; i < 3; i++ {
		i := i
		fs = append(fs, func() int { i *= 10; return i })
	}
	for _, name := range []string{"a", "b"} {
		name := name
		defer func() { _ = name }()
		fs = append(fs, func() int { return int(name[0]) })
	}
	var ptrs []*int
	for i := range []int{5, 6} {
		v := i
		ptrs = append(ptrs, &v)
	}
	fs[1]()
	f.Int("first", fs[1](), "called twice")
	f.Int("second", fs[2](), "called once")
	f.Int("name", fs[3](), "its own name")
	f.Int("pointers", *ptrs[0]*10+*ptrs[1], "a variable each")
	root.Execute()
}
