package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type point struct{ X, Y int }
type pair struct {
	Name string
	P    *point
	In   interface{}
	List []string
}

func main() {
	root := &cobra.Command{Use: "composites"}
	f := root.Flags()
	p := point{1, -2}
	f.String("struct", fmt.Sprintf("%v %+v %#v", p, p, p), "a struct")
	f.String("pointer", fmt.Sprintf("%v %+v", &p, &p), "a pointer to a struct")
	f.String("nested", fmt.Sprintf("%v %+v", pair{"n", nil, 3, []string{"a"}}, pair{In: p}), "nested")
	f.String("slice", fmt.Sprintf("%v %d %q %#v", []int{1, 2}, []int{3}, []string{"a b"}, []string{"x"}), "slices")
	f.String("map", fmt.Sprintf("%v %#v", map[string]int{"b": 2, "a": 1}, map[int]bool{1: true}), "maps by key")
	f.String("array", fmt.Sprintf("%v %x", [3]bool{true}, [2]int{10, 11}), "arrays")
	f.String("pointers", fmt.Sprintf("%v %v", &[]int{1}, &map[string]int{"k": 1}), "pointers to others")
	f.String("nil", fmt.Sprintf("%v %+v %s %d", nil, nil, nil, nil), "nil")
	f.String("types", fmt.Sprintf("%T %T %T %T %T %T", p, &p, []string{}, map[string][]int{}, nil, func(int) string { return "" }), "types")
	f.String("empty", fmt.Sprintf("%v %+v %#v", struct{}{}, []interface{}{1, "a", nil}, []interface{}{1, "a", nil}), "empty")
	root.Execute()
}
