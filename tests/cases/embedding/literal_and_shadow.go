package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type inner struct{ A, B int }
type middle struct {
	inner
	B string
}
type outer struct {
	middle
	C bool
}

func main() {
	root := &cobra.Command{Use: "literal-and-shadow"}
	f := root.Flags()
	o := outer{middle{inner{1, 2}, "b"}, true}
	o.A += 10
	o.middle.inner.B *= 5
	o.B += "!"
	f.Int("a", o.A, "two levels down")
	f.String("b", o.B, "the nearer of two")
	f.Int("inner-b", o.inner.B, "a promoted embedded struct")
	f.String("all", fmt.Sprintf("%+v", o), "printed")
	p := &o.inner
	p.A = -1
	f.Int("pointer", o.A, "a pointer to an embedded struct")
	root.Execute()
}
