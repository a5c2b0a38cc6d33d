package main

import "github.com/spf13/cobra"

type acc struct{ total int }

func (a *acc) add(n int) int {
	a.total += n
	return a.total
}

type holder struct {
	list [2]acc
	one  acc
}

func main() {
	root := &cobra.Command{Use: "addressable-calls"}
	f := root.Flags()
	var h holder
	h.one.add(3)
	h.list[1].add(4)
	s := []acc{{1}, {2}}
	s[0].add(10)
	p := &s[1]
	p.add(20)
	for i := range s {
		s[i].add(100)
	}
	for _, a := range s {
		a.add(1000)
	}
	f.Int("field", h.one.total, "a field is addressable")
	f.Int("array", h.list[1].total, "an array element too")
	f.Int("first", s[0].total, "a slice element too")
	f.Int("second", s[1].total, "the range variable is a copy")
	root.Execute()
}
