package main

import "github.com/spf13/cobra"

func weekday(n int) string {
	const (
		sun = iota
		mon
		tue
	)
	switch n {
	case sun:
		return "sunday"
	case mon:
		return "monday"
	case tue:
		return "tuesday"
	}
	return "another day"
}

func main() {
	root := &cobra.Command{Use: "iota-in-functions"}
	f := root.Flags()
	const (
		low  = iota + 100
		high = low + iota
	)
	const iota2 = iota
	f.String("day", weekday(1), "constants local to a function")
	f.String("none", weekday(9), "none of them")
	f.Int("low", low, "local")
	f.Int("high", high, "built on another")
	f.Int("alone", iota2, "iota with no group")
	root.Execute()
}
