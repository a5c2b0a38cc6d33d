package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "loop-variables"}
	f := root.Flags()
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	var ps []*string
	for _, s := range []string{"a", "b"} {
		ps = append(ps, &s)
	}
	for i := 0; i < 4; i++ {
		fs = append(fs, func() int { i += 10; return i })
		i++
	}
	f.Int("first", fs[0]()*100+fs[1]()*10+fs[2](), "a variable for each round")
	f.String("pointers", *ps[0]+*ps[1], "an address each")
	f.Int("stepped", fs[3](), "the copy is made before the step")
	f.Int("again", fs[3](), "its own")
	root.Execute()
}
