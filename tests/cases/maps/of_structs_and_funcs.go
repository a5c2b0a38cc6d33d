package main

import "github.com/spf13/cobra"

type limits struct{ min, max int }

var ops = map[string]func(int, int) int{
	"add": func(a, b int) int { return a + b },
	"sub": func(a, b int) int { return a - b },
	"max": larger,
}

func larger(a, b int) int {
	if a > b {
		return a
	}
	return b
}

func main() {
	root := &cobra.Command{Use: "of-structs-and-funcs"}
	f := root.Flags()
	m := map[string]limits{"cpu": {1, 4}, "mem": {max: 512}}
	l := m["cpu"]
	l.max = 8
	m["gpu"] = l
	if op, ok := ops["max"]; ok {
		f.Int("max", op(3, 9), "a function by its name")
	}
	f.Int("sub", ops["sub"](m["mem"].max, 12), "called where it lies")
	f.Int("cpu", m["cpu"].max, "a struct comes out as a copy")
	f.Int("gpu", m["gpu"].max, "and goes in as one")
	f.Int("none", m["none"].max, "a zero struct")
	root.Execute()
}
