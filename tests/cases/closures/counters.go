package main

import "github.com/spf13/cobra"

func counter(start int) (next func() int, reset func()) {
	n := start
	next = func() int { n++; return n }
	reset = func() { n = start }
	return
}

func main() {
	root := &cobra.Command{Use: "counters"}
	f := root.Flags()
	next, reset := counter(10)
	other, _ := counter(0)
	next()
	next()
	other()
	f.Int("next", next(), "its own count")
	f.Int("other", other(), "apart from the first")
	reset()
	f.Int("reset", next(), "from the start")
	root.Execute()
}
