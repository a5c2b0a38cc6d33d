package main

import "github.com/spf13/cobra"

type item struct{ n int }

func main() {
	root := &cobra.Command{Use: "map-of-pointers"}
	f := root.Flags()
	m := map[string]*item{"a": {1}, "b": {2}}
	m["a"].n += 10
	alias := m["b"]
	m["b"] = &item{n: 50}
	alias.n = 99
	values := map[string]item{"a": {1}}
	v := values["a"]
	v.n = 7
	values["c"] = v
	list := []*item{{3}, {4}}
	for _, it := range list {
		it.n *= 2
	}
	copies := []item{{3}, {4}}
	for _, it := range copies {
		it.n *= 2
	}
	f.Int("a", m["a"].n, "changed in place")
	f.Int("b", m["b"].n, "replaced")
	f.Int("alias", alias.n, "the old one lives on")
	f.Int("value", values["a"].n, "a copy was changed")
	f.Int("stored", values["c"].n, "stored again")
	f.Int("list", list[0].n+list[1].n, "pointers are shared")
	f.Int("copies", copies[0].n+copies[1].n, "the loop variable is a copy")
	root.Execute()
}
