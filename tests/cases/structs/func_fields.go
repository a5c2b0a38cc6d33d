package main

import "github.com/spf13/cobra"

type step struct {
	name string
	run  func(int) int
	next *step
}

type pipeline struct {
	steps []step
	log   func(string)
}

func main() {
	root := &cobra.Command{Use: "func-fields"}
	f := root.Flags()
	var seen []string
	p := pipeline{
		steps: []step{
			{name: "double", run: func(n int) int { return n * 2 }},
			{"inc", func(n int) int { return n + 1 }, nil},
		},
		log: func(s string) { seen = append(seen, s) },
	}
	n := 5
	for _, s := range p.steps {
		p.log(s.name)
		n = s.run(n)
	}
	f.Int("result", n, "through functions in fields")
	f.StringSlice("seen", seen, "what the closure saw")
	f.Bool("nil", p.steps[1].next == nil && p.log != nil, "nil fields")
	root.Execute()
}
