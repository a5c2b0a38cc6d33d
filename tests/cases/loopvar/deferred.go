package main

import "github.com/spf13/cobra"

func run() (out []int) {
	for i := 0; i < 3; i++ {
		defer func() { out = append(out, i) }()
		defer func(n int) { out = append(out, n) }(i)
	}
	return
}

func wrapped() []int {
	r := run()
	return r
}

func main() {
	root := &cobra.Command{Use: "deferred"}
	f := root.Flags()
	f.IntSlice("named", wrapped(), "seen when they run, or given when deferred")
	var prev *int
	same := true
	for i := range []int{1, 2, 3} {
		if prev != nil && prev != &i {
			same = false
		}
		prev = &i
	}
	f.Bool("same", same, "one address in every round")
	root.Execute()
}
