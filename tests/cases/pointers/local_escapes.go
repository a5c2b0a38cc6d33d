package main

import "github.com/spf13/cobra"

func makeVar(v string) *string { return &v }

func makeTwo() (*int, func() int) {
	n := 10
	return &n, func() int { n++; return n }
}

func main() {
	root := &cobra.Command{Use: "local-escapes"}
	f := root.Flags()
	a, b := makeVar("same"), makeVar("same")
	*b += "?"
	p, inc := makeTwo()
	inc()
	*p += 100
	f.String("a", *a, "its own variable")
	f.String("b", *b, "another")
	f.Bool("differ", a != b, "never one address")
	f.Int("shared", inc(), "closure and pointer share")
	f.Int("pointer", *p, "seen from the pointer")
	root.Execute()
}
