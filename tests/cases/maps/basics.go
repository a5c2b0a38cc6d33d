package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "basics"}
	f := root.Flags()
	var none map[string]int
	m := map[string]int{"a": 1, "b": 2, "c": 3}
	v, ok := m["zzz"]
	_, has := m["a"]
	delete(m, "b")
	delete(m, "not there")
	delete(none, "x")
	m["a"]++
	m["new"] += 5
	m["c"] <<= 3
	alias := m
	alias["alias"] = 1
	f.Int("missing", v+none["x"], "zero for what is not there")
	f.Bool("ok", ok, "not there")
	f.Bool("has", has, "there")
	f.Int("len", len(m)+len(none), "one gone, two new")
	f.Int("a", m["a"], "incremented")
	f.Int("new", m["new"], "made by an assignment")
	f.Int("c", m["c"], "shifted in place")
	root.Execute()
}
