package main

import (
	"strconv"

	"github.com/spf13/cobra"
)

func run(log *[]string) (n int) {
	defer func() { n *= 2 }()
	defer func() { n += 10 }()
	for i := 0; i < 3; i++ {
		defer func(k int) { *log = append(*log, strconv.Itoa(k)) }(i)
	}
	x := "early"
	defer add(log, x)
	x = "late"
	defer func() { *log = append(*log, x) }()
	return 1
}

func add(log *[]string, s string) { *log = append(*log, s) }

func early(log *[]string, stop bool) string {
	defer add(log, "always")
	if stop {
		return "stopped"
	}
	defer add(log, "sometimes")
	return "ran"
}

func main() {
	root := &cobra.Command{Use: "defer-order"}
	f := root.Flags()
	var log, other []string
	f.Int("n", run(&log), "changed after the return")
	f.StringSlice("log", log, "last in, first out")
	a, b := early(&other, true), early(&other, false)
	f.String("early", a+" "+b, "results")
	f.StringSlice("other", other, "only what was reached")
	root.Execute()
}
