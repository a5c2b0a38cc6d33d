package main

import (
	"errors"

	"github.com/spf13/cobra"
)

type a struct{ n int }
type b struct{ n int }

func main() {
	root := &cobra.Command{Use: "comparisons"}
	f := root.Flags()
	var x, y interface{} = 1, 1
	var z interface{} = int64(1)
	f.Bool("equal", x == y, "type and value")
	f.Bool("types", x == z, "another type")
	f.Bool("structs", interface{}(a{1}) == interface{}(a{1}), "field by field")
	f.Bool("apart", interface{}(a{1}) == interface{}(b{1}), "another struct")
	p := &a{1}
	f.Bool("pointers", interface{}(p) == interface{}(&a{1}), "another pointer")
	f.Bool("same", interface{}(p) == interface{}(p), "the same pointer")
	f.Bool("concrete", x == 1, "with what is no interface")
	var e1, e2 error = errors.New("x"), errors.New("x")
	f.Bool("errors", e1 == e2, "errors are pointers")
	var np *a
	var ni interface{} = np
	f.Bool("typed-nil", ni == nil, "a type and no value")
	f.Bool("typed-nil-eq", ni == (*a)(nil), "compared with its like")
	root.Execute()
}
