package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type point struct{ x, y int }
type line struct {
	from, to point
	label    string
}

func main() {
	root := &cobra.Command{Use: "compare-and-zero"}
	f := root.Flags()
	a := line{to: point{3, 4}}
	b := line{point{}, point{x: 3, y: 4}, ""}
	var zero line
	f.Bool("equal", a == b, "field by field")
	f.Bool("zero", zero == line{}, "a zero value")
	b.label = "b"
	f.Bool("differ", a != b, "one field")
	f.String("print", fmt.Sprintf("%v %+v", a, b.to), "printed")
	f.Int("sum", a.to.x+a.to.y, "nested fields")
	root.Execute()
}
