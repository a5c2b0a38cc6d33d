package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type Port uint16
type Ratio float64
type Name string

const defaultPort Port = 65530

func main() {
	root := &cobra.Command{Use: "mixed-types"}
	f := root.Flags()
	p := defaultPort + 5
	p++
	var r Ratio = 3
	r /= 2
	n := Name("a") + "b"
	f.Uint16("port", uint16(p), "wraps as its base does")
	f.Float64("ratio", float64(r), "a float of its own type")
	f.String("name", string(n), "a string of its own type")
	var x interface{} = p
	_, isPort := x.(Port)
	_, isUint := x.(uint16)
	f.Bool("is-port", isPort, "its own type")
	f.Bool("is-uint", isUint, "not the base")
	f.String("types", fmt.Sprintf("%T %T %T", p, r, n), "named")
	f.Int("count", 2*int(r*2), "converted late")
	root.Execute()
}
