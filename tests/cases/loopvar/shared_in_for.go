package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "shared-in-for"}
	f := root.Flags()
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	f.Int("first", fs[0](), "all have one variable")
	f.Int("last", fs[2](), "as it was left")
	fs = nil
	for i := 0; i < 2; i++ {
		i := i
		fs = append(fs, func() int { i++; return i })
	}
	f.Int("own", fs[0]()*10+fs[1](), "unless it is copied")
	root.Execute()
}
